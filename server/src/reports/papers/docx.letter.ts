import { AlignmentType, BorderStyle, Footer, Header, LineRuleType, convertMillimetersToTwip as mm, Paragraph } from 'docx';
import { run } from './docx.fonts.js';
import { mark } from './docx.mark.js';
import { LAYOUT } from './layout.js';

const { sheet, margin, letter, size, line } = LAYOUT;
const exact = (height: number, before = 0, after = 0) => ({ line: height, lineRule: LineRuleType.EXACT, before, after });

/** The mark, which on a letter is the authority's name alone (10.1: 不加“文件”), and below it a double rule, thick above thin. */
export function letterHead(words: string): Header {
  return new Header({ children: [...mark(words.replace(/文件$/u, '')), rule('thick', mm(letter.ruleDown)), rule('thin', 0)] });
}

/** The double rule at the foot, thin above thick. */
export function letterFoot(): Footer {
  return new Footer({ children: [rule('thin', 0), rule('thick', 0)] });
}

export const emptyHeader = () => new Header({ children: [new Paragraph({ spacing: exact(20) })] });

/** A red line across 170 mm of the sheet, in its middle: wider than the text. */
function rule(weight: 'thick' | 'thin', before: number): Paragraph {
  const over = (sheet.width - letter.rule) / 2;
  return new Paragraph({
    indent: { left: mm(over - margin.left), right: mm(over - margin.right) },
    spacing: exact(30, before),
    border: { bottom: { style: BorderStyle.SINGLE, size: weight === 'thick' ? 20 : 6, color: LAYOUT.red, space: 0 } },
  });
}

/** At the right edge, seven eighths of a letter below the rule. */
export function letterNumber(number: string): Paragraph {
  return new Paragraph({ alignment: AlignmentType.RIGHT, spacing: exact(line, (size.body * 10 * 7) / 8), children: [run([number])] });
}
