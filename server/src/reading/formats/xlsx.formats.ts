/** The pieces of a format: words as they are, a blank as wide as a character, what fills, colours and languages (of money its sign), the figure itself. */
const PIECE = /"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|([#0?][#0?,]*(?:\.[#0?]+)?,*)|(General|G\/通用格式|@)|(.)/gi;
/** What is told otherwise than by places: conditions, powers, fractions. */
const OTHER = /\[[<>=]|[#0?][eE][+-]|[#0?]\/[#0?\d]/;
/** As many figures as a program shows where nothing says how many. */
const USUAL = 10;

/** A number as its format shows it: rounded, in thousands, with the words around it. */
export function shown(number: number, format: string): string {
  const plain = String(Number(number.toPrecision(USUAL)));
  if (OTHER.test(format)) return plain;
  const sections = format.match(/(?:"[^"]*"|\\.|[^;"\\])+/g) ?? [];
  const own = number < 0 ? sections[1] : number === 0 ? sections[2] : undefined;
  const section = own ?? sections[0];
  if (section === undefined) return plain;
  let [written, hasFigure] = ['', false];
  const sign = number < 0 && own === undefined ? '-' : '';
  const scaled = Math.abs(number) * (isPercent(section) ? 100 : 1);
  for (const [, words, escaped, money, places, whole, other] of section.matchAll(PIECE)) {
    if (places && hasFigure) return plain;
    if (places || whole) {
      written += sign + (places ? inPlaces(scaled, places) : String(Number(scaled.toPrecision(USUAL))));
      hasFigure = true;
    } else written += words ?? escaped ?? money ?? other ?? '';
  }
  return written.trim() || plain;
}

/** Whether a format shows hundredths: a quoted % is only printed behind the number. */
export const isPercent = (format: string): boolean => format.replace(/"[^"]*"|\\./g, '').includes('%');

function inPlaces(number: number, places: string): string {
  const [, whole = '', fraction = '', thousands = ''] = /^([^.]*?)(?:\.([^,]*))?(,*)$/.exec(places)!;
  const least = fraction.replace(/[^0]/g, '').length;
  const [integer = '', rest = ''] = (number / 1000 ** thousands.length).toFixed(Math.min(fraction.length, 20)).split('.');
  const kept = rest.replace(/0+$/, '').padEnd(least, '0');
  const grouped = whole.includes(',') ? integer.replace(/(?<=\d)(?=(?:\d{3})+$)/g, ',') : integer;
  return grouped.padStart(whole.replace(/[^0]/g, '').length, '0') + (kept && `.${kept}`);
}

/** A time of the day, or hours and minutes that something takes. */
export function clock(number: number): string {
  const minutes = Math.round(number * 24 * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}
