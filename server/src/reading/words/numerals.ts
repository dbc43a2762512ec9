const DIGITS: Record<string, number> = { 〇: 0, 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const STEPS: Record<string, number> = { 十: 10, 百: 100, 千: 1000 };
const SCALES: Record<string, number> = { 万: 1e4, 亿: 1e8 };

/**
 * The value of a numeral as written: Arabic with decimals, thousands marks and 万/亿 (3.09万, 1,300), as spoken (1万6千), Chinese (二十, 一百零五, 两万)
 * or digit by digit (二〇二五). Null when it is no numeral.
 */
export function numeral(written: string): number | null {
  if (/^\d{1,11}$/.test(written)) return Number(written);
  const arabic = /^(\d[\d,]*(?:\.\d+)?)([千百]?)([万亿]{0,2})$/.exec(written);
  if (arabic) return tidy(Number(arabic[1]!.replaceAll(',', '')) * (STEPS[arabic[2]!] ?? 1) * scale(arabic[3]!));
  const spoken = /^(\d+[万亿])(\d+[百千]万?)$/.exec(written);
  if (spoken) return numeral(spoken[1]!)! + numeral(spoken[2]!)!;
  if (!/^[〇零一二两三四五六七八九十百千万亿点]+$/.test(written)) return null;
  if (/^[〇零一二三四五六七八九]{2,}$/.test(written)) return Number([...written].map(c => DIGITS[c]).join(''));
  const [whole = '', fraction] = written.split('点');
  const value = chinese(whole);
  return fraction === undefined ? value : tidy(value + Number(`0.${[...fraction].map(c => DIGITS[c] ?? 0).join('')}`));
}

function chinese(written: string): number {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const c of written) {
    if (c in SCALES) {
      total = (total + section + (digit ?? (section || total ? 0 : 1))) * SCALES[c]!;
      section = 0;
      digit = null;
    } else if (c in STEPS) {
      section += (digit ?? 1) * STEPS[c]!;
      digit = null;
    } else digit = DIGITS[c]!;
  }
  return total + section + (digit ?? 0);
}

function scale(marks: string): number {
  return [...marks].reduce((value, c) => value * SCALES[c]!, 1);
}

/** Removes the noise of binary fractions: 5.28 * 10000 is 52800. */
function tidy(value: number): number {
  if (Number.isInteger(value) && value < 1e12) return value;
  return Number(value.toPrecision(12));
}
