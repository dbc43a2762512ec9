/** How often a unit reports on a task (报送频次). */
export const CADENCES = { ten_day: '每旬', month: '每月', quarter: '每季度', half_year: '每半年', year: '每年' } as const;
export type Cadence = keyof typeof CADENCES;

/** The kinds of a plan's yearly steps. */
export const PHASE_KINDS = { assault: '重点攻坚', build: '加快建设', finish: '扫尾收官', other: '其他阶段' } as const;
export type PhaseKind = keyof typeof PHASE_KINDS;
