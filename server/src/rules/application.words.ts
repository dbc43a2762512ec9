/** The side procedures by which a task is changed. `act` is what the applicant's button says. */
export const APPLICATION_KINDS = {
  extension: { label: '延期', act: '申请延期' },
  amendment: { label: '变更', act: '申请变更' },
  suspension: { label: '中止', act: '申请中止' },
  termination: { label: '终止', act: '申请终止' },
} as const;
export type ApplicationKind = keyof typeof APPLICATION_KINDS;

/** Why more time is asked for. */
export const EXTENSION_REASONS = {
  policy: '上级政策调整',
  coordination: '需要其他单位配合',
  funds: '资金或项目审批未到位',
  force_majeure: '不可抗力',
  other: '其他',
} as const;
