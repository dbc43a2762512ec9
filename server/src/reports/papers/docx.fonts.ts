import { type IRunOptions, type PageNumber, TextRun } from 'docx';
import { LAYOUT } from './layout.js';

/** Fonts by the names that offices know; the font table tells what stands in where a machine lacks one. */
const FONTS = {
  title: { name: '方正小标宋简体', instead: ['SimSun', 'Noto Serif CJK SC'] },
  black: { name: '黑体', instead: ['SimHei', 'Noto Sans CJK SC'] },
  kai: { name: '楷体_GB2312', instead: ['KaiTi', 'Noto Serif CJK SC'] },
  body: { name: '仿宋_GB2312', instead: ['FangSong', 'Noto Serif CJK SC'] },
  number: { name: '宋体', instead: ['SimSun', 'Noto Serif CJK SC'] },
  latin: { name: 'Times New Roman', instead: ['Liberation Serif'] },
} as const;
export type Face = Exclude<keyof typeof FONTS, 'latin'>;

function fontOf(face: Face) {
  const latin = face === 'number' ? FONTS.number.name : FONTS.latin.name;
  return { ascii: latin, hAnsi: latin, eastAsia: FONTS[face].name, hint: 'eastAsia' as const };
}

export const PAPER_FONTS = Object.fromEntries((Object.keys(FONTS) as Face[]).map(face => [face, fontOf(face)])) as Record<
  Face,
  ReturnType<typeof fontOf>
>;

type Words = (string | (typeof PageNumber)['CURRENT'])[];

/** A run in one face; `size` in half points. Text of 3号 is set close enough for 28 characters a line. */
export function run(words: Words, face: Face = 'body', size: number = LAYOUT.size.body, options: IRunOptions = {}): TextRun {
  const squeezed = size === LAYOUT.size.body ? { characterSpacing: LAYOUT.squeeze } : {};
  return new TextRun({ font: PAPER_FONTS[face], size, ...squeezed, ...options, children: words });
}

/** The part of a .docx by which Word finds what stands in. */
export function fontTable(): string {
  const fonts = Object.values(FONTS).map(({ name, instead }) => `<w:font w:name="${name}"><w:altName w:val="${instead[0]}"/></w:font>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}

/** The same for LibreOffice, which asks fontconfig: the machine's settings, and what stands in for the fonts of the papers. */
export function fontSettings(): string {
  const aliases = Object.values(FONTS).map(
    ({ name, instead }) =>
      `<alias binding="same"><family>${name}</family><accept>${instead.map(each => `<family>${each}</family>`).join('')}</accept></alias>`,
  );
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><include ignore_missing="yes">/etc/fonts/fonts.conf</include>${aliases.join('')}</fontconfig>`;
}
