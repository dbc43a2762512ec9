/** What the unit itself says of its risk; kept apart from the light, which is computed. */
export const RISKS = { none: '无风险', some: '有风险，可控', high: '风险较大' } as const;
export type Risk = keyof typeof RISKS;

export type ReturnState = 'submitted' | 'unit_approved' | 'approved' | 'returned' | 'replaced' | 'withdrawn';

/** Returns that their own unit has taken from the table: corrected by a later one, or withdrawn. What was said before them stands again. */
export const TAKEN_BACK_RETURNS: readonly ReturnState[] = ['replaced', 'withdrawn'];
/** Returns that count for nothing: sent back with a reason, or taken back before anybody approved them. All stay visible. */
export const VOID_RETURNS: readonly ReturnState[] = ['returned', ...TAKEN_BACK_RETURNS];
/** Returns that still wait for somebody's word. */
export const OPEN_RETURNS: readonly ReturnState[] = ['submitted', 'unit_approved'];
