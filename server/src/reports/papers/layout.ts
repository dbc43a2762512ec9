/** The figures of GB/T 9704-2012: sheet and margins in mm, sizes in half points, lines in twips. */
export const LAYOUT = {
  sheet: { width: 210, height: 297 },
  margin: { top: 37, bottom: 35, left: 28, right: 26 },
  /** 22 lines in 225 mm: 28.95 pt. */
  line: 579,
  /** 28 characters in 156 mm: 3号 is 16 pt, so each gives up a quarter of a point. */
  squeeze: -5,
  red: 'FF0000',
  size: { title: 44, body: 32, small: 28, markMost: 124 },
  /** The upper edge of the red head below the top of the text area. */
  markDown: 35,
  /** The red rule below the number. */
  ruleDown: 4,
  /** 信函格式 (10.1): the mark below the sheet's upper edge, the first rule below the mark, the second above the lower edge, both so long. */
  letter: { markDown: 30, ruleDown: 4, footUp: 20, rule: 170 },
  /** The page number below the text area. */
  pageNumberDown: 7,
} as const;
