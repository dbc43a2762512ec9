import { mainPart, relationsOf } from './ooxml.js';
import type { PlainText } from './plain.js';
import { refusal, refuseChars } from './refusals.js';
import { struckNote } from './struck.js';
import { writeTable } from './table.js';
import { joinParagraphs, oneLine } from './tidy.js';
import { type Shared, Sheet } from './xlsx.sheet.js';
import { formatsIn, isPartlyStruck, stringIn, struckStyles } from './xlsx.values.js';
import { all, at, parseXml } from './xml.js';
import { Package } from './zip.js';

/** Reads the visible sheets of an .xlsx as breakdown tables (see writeTable). */
export async function readXlsx(bytes: Uint8Array, fileName: string): Promise<PlainText> {
  const { visible, hidden } = await readSheets(bytes, fileName);
  const written = visible.map(sheet => ({ name: sheet.name, lines: writeTable(sheet.grid) })).filter(sheet => sheet.lines.length > 0);
  const named =
    written.length > 1 ? written.flatMap(s => [/^sheet\d*$/i.test(s.name) ? '' : s.name, ...s.lines, '']) : (written[0]?.lines ?? []);
  refuseChars(
    named.reduce((sum, line) => sum + line.length, 0),
    fileName,
  );
  const title = oneLine(visible[0]?.title ?? '');
  const sum = (count: (sheet: Sheet) => number) => visible.reduce((all, sheet) => all + count(sheet), 0);
  const [rows, columns, failed] = [sum(sheet => sheet.hiddenRows), sum(sheet => sheet.hiddenColumns), sum(sheet => sheet.failed)];
  return {
    text: joinParagraphs(named),
    ...(title && { title }),
    notes: [
      '表格每行写成一段，责任单位和时限附在每句之后；请对照原表核对。',
      ...(hidden > 0 ? [`${hidden} 张隐藏的工作表未识读。`] : []),
      ...(rows > 0 ? [`${rows} 行隐藏的内容未识读；需要的话，请取消隐藏或筛选后重新上传。`] : []),
      ...struckNote(sum(sheet => sheet.struck)),
      ...(failed > 0 ? [`${failed} 个单元格的公式没有结果，按空白处理；请在 Excel 或 WPS 里打开，核对并保存后重新上传。`] : []),
      ...(columns > 0 ? [`${columns} 列隐藏的内容未识读。`] : []),
    ],
  };
}

/** The visible sheets of an .xlsx with all their cells, and how many are hidden. @param most bytes that may be unpacked */
export async function readSheets(bytes: Uint8Array, fileName: string, most?: number): Promise<{ visible: Sheet[]; hidden: number }> {
  const parts = await Package.open(bytes, fileName, most);
  try {
    if (parts.names.some(n => /vbaproject\.bin$|\/macrosheets\//.test(n))) throw refusal('reading.macro', fileName);
    const main = await mainPart(parts, 'xl/workbook.xml');
    if (!parts.has(main)) throw refusal('reading.format', fileName);
    const relations = await relationsOf(parts, main);
    const tree = async (name: string | undefined) => {
      const xml = name === undefined ? null : await parts.text(name);
      return xml === null ? null : parseXml(xml, fileName);
    };
    const book = at((await tree(main)) ?? undefined, 'workbook');
    if (!book) throw refusal('reading.damaged', fileName, '缺少工作簿');
    const part = (kind: string) => relations.find(relation => relation.kind === kind)?.target;
    const styles = await tree(part('styles'));
    const shared: Shared = {
      ...(await stringsIn(parts, part('sharedStrings'))),
      formats: formatsIn(styles),
      struckStyles: struckStyles(styles),
      from1904: ['1', 'true'].includes(at(book, 'workbookPr')?.attributes.date1904 ?? ''),
    };
    const listed = all(book, 'sheet').map(({ attributes }) => attributes);
    const visible: Sheet[] = [];
    for (const { name = '', id, state = 'visible' } of listed) {
      const xml = state === 'visible' ? await parts.text(relations.find(relation => relation.id === id)?.target ?? '') : null;
      if (xml !== null) visible.push(new Sheet(xml, name, shared, fileName));
    }
    return { visible, hidden: listed.filter(({ state = 'visible' }) => state !== 'visible').length };
  } finally {
    parts.close();
  }
}

/** The strings that cells name by their numbers. */
async function stringsIn(parts: Package, name: string | undefined): Promise<Pick<Shared, 'strings' | 'struckStrings'>> {
  const strings: string[] = [];
  const struckStrings: boolean[] = [];
  const xml = name === undefined ? null : await parts.text(name);
  if (xml !== null)
    parseXml(xml, parts.fileName, 'sst', item => {
      strings.push(stringIn(item));
      struckStrings.push(isPartlyStruck(item));
    });
  return { strings, struckStrings };
}
