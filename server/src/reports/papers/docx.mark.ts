import { AlignmentType, convertMillimetersToTwip, LineRuleType, Paragraph } from 'docx';
import { run } from './docx.fonts.js';
import { LAYOUT } from './layout.js';
import { titleLines } from './title.lines.js';

const { sheet, margin, size } = LAYOUT;
const WIDTH = convertMillimetersToTwip(sheet.width - margin.left - margin.right);
/** A longer mark is set in two lines: in one it would be smaller than the title below it. */
const LETTERS = 16;

/** 发文机关标志, red and as large as the text is wide; `before`: twips above it. */
export function mark(words: string, before = 0): Paragraph[] {
  const lines = titleLines(words, LETTERS);
  const longest = Math.max(...lines.map(line => [...line].length));
  const letter = Math.min(size.markMost, Math.floor((WIDTH / 10 / longest) * 0.98));
  return lines.map(
    (line, index) =>
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { line: letter * 11, lineRule: LineRuleType.EXACT, before: index === 0 ? before : 0, after: 0 },
        children: [run([line], 'title', letter, { color: LAYOUT.red })],
      }),
  );
}
