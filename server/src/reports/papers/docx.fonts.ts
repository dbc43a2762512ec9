import { type IRunOptions, type PageNumber, TextRun } from 'docx';
import { LAYOUT } from './layout.js';

/** Fonts by the names that offices know; the font table tells what stands in where a machine lacks one. */
const FONTS = {
  title: { name: '方正小标宋简体', instead: 'SimSun' },
  black: { name: '黑体', instead: 'SimHei' },
  kai: { name: '楷体_GB2312', instead: 'KaiTi' },
  body: { name: '仿宋_GB2312', instead: 'FangSong' },
  number: { name: '宋体', instead: 'SimSun' },
  latin: { name: 'Times New Roman', instead: 'Liberation Serif' },
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

export function fontTable(): string {
  const fonts = Object.values(FONTS).map(({ name, instead }) => `<w:font w:name="${name}"><w:altName w:val="${instead}"/></w:font>`);
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${fonts.join('')}</w:fonts>`;
}
