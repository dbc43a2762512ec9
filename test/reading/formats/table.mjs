// A breakdown table as a page shows it, without lines around its cells and with them: one row of heads or two, a section, a task over several rows, lists of units, rows that the page's end breaks.
import { Document, Packer, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType } from 'docx';
import { ofdPage } from './ofd.mjs';

const font = { ascii: 'Noto Serif CJK SC', hAnsi: 'Noto Serif CJK SC', eastAsia: 'Noto Serif CJK SC', hint: 'eastAsia' };
const NONE = { style: 'none', size: 0, color: 'auto' };
const BORDERS = { top: NONE, bottom: NONE, left: NONE, right: NONE, insideHorizontal: NONE, insideVertical: NONE };
/** Twips of each column: 序号, 重点任务, 具体措施, 牵头单位, 配合单位, 完成时限. */
const WIDTHS = [620, 1500, 3200, 1400, 1600, 1250];

const paragraphs = (text, size = 21) => text.split('\n').map(t => new Paragraph({ children: [new TextRun({ text: t, font, size })] }));
/** @param column the first that it covers */
const cell = (text, column, { columnSpan = 1, ...more } = {}) =>
  new TableCell({
    children: paragraphs(text),
    width: { size: WIDTHS.slice(column, column + columnSpan).reduce((a, b) => a + b), type: WidthType.DXA },
    columnSpan,
    ...more,
  });
const row = (...cells) => new TableRow({ children: cells });

/** Two rows of heads; or one. */
const HEADS = {
  two: [
    row(
      cell('序号', 0, { rowSpan: 2 }),
      cell('重点任务', 1, { rowSpan: 2 }),
      cell('具体措施', 2, { rowSpan: 2 }),
      cell('责任分工', 3, { columnSpan: 2 }),
      cell('完成\n时限', 5, { rowSpan: 2 }),
    ),
    row(cell('牵头单位', 3), cell('配合单位', 4)),
  ],
  one: [row(...['序号', '重点任务', '具体措施', '牵头单位', '配合单位', '完成时限'].map((text, n) => cell(text, n)))],
};

/** What to do, who leads, who helps, by when; three tasks of two rows each under a section. */
const WORK = [
  ['在中心镇新建院前急救站点6个，急救反应时间控制在15分钟以内。', '县卫生健康局', '县财政局\n县消防救援大队', '2026年9月底'],
  ['为各站点配备监护型救护车9辆。', '县卫生健康局', '县财政局', '2026年12月底'],
  ['二级以上医疗机构全部建成老年友善医疗机构，设立老年医学门诊。', '县卫生健康局', '县民政局、县医疗保障局、县残疾人联合会', '2027年6月底'],
  ['培训老年护理员150名。', '县民政局', '', '2027年底前'],
  [
    '在学校、养老机构和口岸设置监测哨点18处，建立多部门信息会商制度，每季度至少会商一次。',
    '县疾病预防控制局',
    '县教育和体育局\n县民政局\n县市场监督管理局',
    '2026年底前',
  ],
  ['检验检测项目由86项增加到130项。', '县疾病预防控制局', '县财政局', '2027年底前'],
];
const TASKS = ['完善县域急救网络', '推进老年友善机构建设', '健全传染病监测预警体系'];
const SECTIONS = ['一、补齐服务短板', '二、拓展服务内容', '三、巩固提高水平'];

function rows(rounds) {
  return SECTIONS.slice(0, rounds).flatMap((section, round) => [
    row(cell(section, 0, { columnSpan: 6 })),
    ...WORK.map(([measure, lead, support, due], n) =>
      row(
        cell(String(round * WORK.length + n + 1), 0),
        ...(n % 2 === 0 ? [cell(TASKS[n / 2], 1, { rowSpan: 2 })] : []),
        ...[measure, lead, support, due].map((text, i) => cell(text, 2 + i)),
      ),
    ),
  ]);
}

const document = (rounds, bare) =>
  new Document({
    sections: [
      {
        properties: { page: { margin: { top: 1200, bottom: 1200, left: 1150, right: 1150 } } },
        children: [
          ...paragraphs('丙县医疗卫生服务补短板任务分解表', 32),
          new Table({
            width: { size: WIDTHS.reduce((a, b) => a + b), type: WidthType.DXA },
            columnWidths: WIDTHS,
            layout: TableLayoutType.FIXED,
            ...(bare && { borders: BORDERS }),
            rows: [...HEADS[bare ? 'two' : 'one'], ...rows(rounds)],
          }),
          ...paragraphs('注：各责任单位于每季度末5个工作日内报送进展情况。'),
        ],
      },
    ],
  });

/** The table as Word keeps it: two pages of it, without lines or with them. */
export const packedTable = bare => Packer.toBuffer(document(3, bare));

/** Millimetres: where the columns begin, how wide a character is, from line to line, from row to row. */
const [LEFTS, CHAR, PITCH, GAP] = [[20, 32, 58, 112, 138, 166, 192], 3.7, 5, 2];

/** The same table in OFD, one round of it: words placed one line a text object, drawn lines (`line`: 'stroked', 'filled') or none. */
export function ofdTable(line) {
  const words = [[50, 25, '丙县医疗卫生服务补短板任务分解表']];
  const edges = [];
  let top = 36;
  const put = (texts, from = 0) => {
    const wrapped = texts.map((text, n) => wrap(text, Math.floor((LEFTS[from + n + 1] - LEFTS[from + n] - 3) / CHAR)));
    wrapped.forEach((lines, n) => {
      lines.forEach((text, i) => {
        words.push([LEFTS[from + n] + 1.5, top + i * PITCH, text]);
      });
    });
    top += Math.max(...wrapped.map(lines => lines.length)) * PITCH + GAP;
    edges.push(top - GAP / 2);
  };
  edges.push(top - GAP / 2);
  put(['序号', '重点任务', '具体措施', '牵头单位', '配合单位', '完成时限']);
  WORK.forEach((work, n) => {
    put([String(n + 1), TASKS[Math.floor(n / 2)] + (n % 2 ? '续' : ''), ...work]);
  });
  words.push([26, top + 4, '注：各责任单位于每季度末5个工作日内报送进展情况。']);
  const thick = line === 'filled' ? 0.2 : 0;
  const lines = [
    ...edges.map(y => [LEFTS[0], y, LEFTS.at(-1) - LEFTS[0], 0, thick]),
    ...LEFTS.map(x => [x, edges[0], 0, edges.at(-1) - edges[0], thick]),
  ];
  return ofdPage(words, line ? lines : []);
}

function wrap(text, most) {
  return text.split('\n').flatMap(part => {
    const chars = Array.from(part);
    const lines = [];
    while (chars.length > 0) lines.push(chars.splice(0, most).join(''));
    return lines;
  });
}
