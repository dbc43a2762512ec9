/** What the unit itself says of its risk; kept apart from the light, which is computed (domain.md 1.4). */
export const RISKS = { none: '无风险', some: '有风险，可控', high: '风险较大' } as const;
export type Risk = keyof typeof RISKS;

export type ReturnState = 'submitted' | 'unit_approved' | 'approved' | 'returned' | 'replaced';

/** Returns that count for nothing: sent back with a reason, or corrected by a later one before anybody approved them. Both stay visible. */
export const VOID_RETURNS: readonly ReturnState[] = ['returned', 'replaced'];
/** Returns that still wait for somebody's word. */
export const OPEN_RETURNS: readonly ReturnState[] = ['submitted', 'unit_approved'];
