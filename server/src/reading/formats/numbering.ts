/** A level of a list, with the names that .docx has for formats and for what follows the number. */
export interface Level {
  start: number;
  format: string;
  /** The number as printed, %1 to %9 where the levels' own numbers stand. */
  text: string;
  isLegal: boolean;
  /** what follows the number: 'tab' | 'space' | 'nothing' */
  suffix: string;
  restart: number | null;
  /** of the paragraphs that have this level without saying so */
  style?: string;
}

export interface List {
  /** Lists of the same shape count on from one another. */
  abstractId: string;
  levels: Level[];
  startOverrides: Map<number, number>;
}

/** The number of a list and its level, as a paragraph or a style names them. */
export interface NumberRef {
  numId?: string;
  level?: number;
}

const DEEPEST = 9;

/** Automatic numbers as Word prints them: "（一）", "第三章", "1.2". Counts as it goes, so paragraphs must come in order. */
export class Numbering {
  private readonly counters = new Map<string, number[]>();
  private readonly begun = new Set<string>();

  /** @param lists by the number that paragraphs name them by */
  constructor(private readonly lists: ReadonlyMap<string, List>) {}

  /** The number that stands before the next paragraph of this list and level; '' for a bullet or an unknown list. */
  next({ numId = '', level = 0 }: NumberRef): string {
    const found = this.lists.get(numId);
    const own = found?.levels[level];
    if (!found || !own) return '';
    const counts = this.advance(numId, found, level);
    if (own.format === 'bullet' || own.format === 'none') return '';
    const number = own.text.replace(/%([1-9])/g, (_, digit) => {
      const n = Number(digit) - 1;
      const of = found.levels[n];
      return of ? print(counts[n] ?? of.start, own.isLegal ? 'decimal' : of.format) : '';
    });
    return number && (own.suffix === 'space' || /[\dA-Za-z.]$/.test(number)) ? `${number} ` : number;
  }

  /** The level that a list keeps for the paragraphs of a style. */
  levelOf(numId: string, style: string): number {
    return Math.max(0, this.lists.get(numId)?.levels.findIndex(level => style && level?.style === style) ?? 0);
  }

  private advance(numId: string, { abstractId, levels, startOverrides }: List, level: number): number[] {
    const counts = this.counters.get(abstractId) ?? [];
    this.counters.set(abstractId, counts);
    const override = this.begun.has(`${numId}/${level}`) ? undefined : startOverrides.get(level);
    this.begun.add(`${numId}/${level}`);
    const last = counts[level];
    counts[level] = override ?? (last === undefined ? levels[level]!.start : last + 1);
    for (let deeper = level + 1; deeper < DEEPEST; deeper++) {
      const restart = levels[deeper]?.restart;
      if (restart === null || restart === undefined || (restart > 0 && level < restart)) delete counts[deeper];
    }
    for (let above = 0; above < level; above++) counts[above] ??= levels[above]?.start ?? 1;
    return counts;
  }
}

const DIGITS = '零一二三四五六七八九';
const CAPITALS = '零壹贰叁肆伍陆柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

const PRINTERS: Record<string, (n: number) => string> = {
  decimal: String,
  decimalZero: n => String(n).padStart(2, '0'),
  decimalFullWidth: n => String(n).replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  decimalFullWidth2: n => String(n).replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)),
  decimalEnclosedCircle: n => enclosed(n, 0x2460),
  decimalEnclosedCircleChinese: n => enclosed(n, 0x2460),
  decimalEnclosedParen: n => enclosed(n, 0x2474),
  decimalEnclosedFullstop: n => enclosed(n, 0x2488),
  chineseCounting: n => chinese(n, DIGITS, '十百千'),
  chineseCountingThousand: n => chinese(n, DIGITS, '十百千'),
  japaneseCounting: n => chinese(n, DIGITS, '十百千'),
  taiwaneseCounting: n => chinese(n, DIGITS, '十百千'),
  taiwaneseCountingThousand: n => chinese(n, DIGITS, '十百千'),
  ideographDigital: n => [...String(n)].map(d => DIGITS[Number(d)]).join(''),
  chineseLegalSimplified: n => chinese(n, CAPITALS, '拾佰仟', true),
  ideographLegalTraditional: n => chinese(n, CAPITALS, '拾佰仟', true),
  ideographTraditional: n => STEMS[(n - 1) % 10] ?? '',
  ideographZodiac: n => BRANCHES[(n - 1) % 12] ?? '',
  upperLetter: n => letter(n),
  lowerLetter: n => letter(n).toLowerCase(),
  upperRoman: n => roman(n),
  lowerRoman: n => roman(n).toLowerCase(),
};

/** A number in a format by its name in .docx. */
export function print(n: number, format: string): string {
  return (PRINTERS[format] ?? String)(n);
}

function enclosed(n: number, first: number): string {
  return n >= 1 && n <= 20 ? String.fromCodePoint(first + n - 1) : String(n);
}

/** 1 一, 10 十, 21 二十一, 105 一百零五; `full`: 10 is 壹拾. */
function chinese(n: number, digits: string, units: string, full = false): string {
  if (n <= 0 || n >= 10_000) return n === 0 ? digits[0]! : String(n);
  let written = '';
  let gap = false;
  for (let power = 3; power >= 0; power--) {
    const digit = Math.floor(n / 10 ** power) % 10;
    if (digit === 0) gap = written !== '';
    else {
      written += `${gap ? digits[0] : ''}${digits[digit]}${power > 0 ? units[power - 1] : ''}`;
      gap = false;
    }
  }
  return full ? written : written.replace(/^一十/, '十');
}

function letter(n: number): string {
  return n < 1 ? '' : String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26));
}

function roman(n: number): string {
  const steps: [number, string][] = [
    [1000, 'M'],
    [900, 'CM'],
    [500, 'D'],
    [400, 'CD'],
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let left = n;
  let written = '';
  for (const [size, sign] of steps)
    while (left >= size) {
      written += sign;
      left -= size;
    }
  return written;
}
