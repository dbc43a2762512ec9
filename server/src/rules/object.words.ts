/** The kinds of institution that a plan builds up (重点建设单位一览表). `counts`: words by which the plan's own indicator is found. */
export const OBJECT_KINDS = {
  sub_centre: { label: '县域医疗服务次中心', counts: ['次中心'], specialty: false },
  tcm_centre: { label: '中医特色卫生院', counts: ['中医特色'], specialty: false },
  special_hospital: { label: '特色专科医院', counts: ['特色专科'], specialty: true },
  key_specialty: { label: '临床重点专科', counts: ['临床重点专科', '重点专科'], specialty: true },
} as const satisfies Record<string, { label: string; counts: readonly string[]; specialty: boolean }>;
export type ObjectKind = keyof typeof OBJECT_KINDS;

export type ObjectState =
  | 'planned'
  | 'declared'
  | 'self_assessed'
  | 'pre_reviewed'
  | 'site_reviewed'
  | 'rectifying'
  | 'recognised'
  | 'failed'
  | 'removed';

/** States in which the visit of the reviewers has not been yet: past the planned day such an object is late. */
export const BEFORE_REVIEW: readonly ObjectState[] = ['planned', 'declared', 'self_assessed', 'pre_reviewed'];

/** The kind whose words stand in the name of a plan's indicator; the longest words win, so that 临床重点专科 is no 特色专科. Null: none. */
export function kindOfIndicator(name: string): ObjectKind | null {
  const found = (Object.keys(OBJECT_KINDS) as ObjectKind[]).flatMap(kind =>
    OBJECT_KINDS[kind].counts.filter(word => name.includes(word)).map(word => ({ kind, length: word.length })),
  );
  return found.sort((a, b) => b.length - a.length)[0]?.kind ?? null;
}
