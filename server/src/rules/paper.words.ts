/** The papers (公文) that the house draws up. The first three follow from an act; the others are written and signed. */
export const PAPER_KINDS = {
  escalation_notice: '督办单',
  reminder: '催办通知',
  interview_record: '约谈记录',
  bulletin: '督查通报',
  special_report: '督查专报',
} as const;
export type PaperKind = keyof typeof PAPER_KINDS;

/** Papers with a text of their own that somebody signs: 通报 goes round, 专报 goes upward only. */
export const BULLETIN_KINDS = ['bulletin', 'special_report'] as const;
export type BulletinKind = (typeof BULLETIN_KINDS)[number];

/** What a unit says to the facts about it. */
export const CHECK_STATES = { pending: '待核实', confirmed: '核实无误', objected: '有异议' } as const;
export type CheckState = keyof typeof CHECK_STATES;
