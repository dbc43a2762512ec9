// A small plan that uses what Word offers: automatic numbers, a head and page numbers, a footnote, tracked changes, a table with merged cells, two columns.
import {
  AlignmentType,
  DeletedTextRun,
  Document,
  Footer,
  FootnoteReferenceRun,
  Header,
  ImageRun,
  InsertedTextRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  SectionType,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';

const font = { ascii: 'Noto Serif CJK SC', hAnsi: 'Noto Serif CJK SC', eastAsia: 'Noto Serif CJK SC', hint: 'eastAsia' };
const run = text => new TextRun({ text, font, size: 28 });
const body = (...children) =>
  new Paragraph({ children: children.map(c => (typeof c === 'string' ? run(c) : c)), indent: { firstLine: 560 }, spacing: { line: 480 } });
const numbered = (level, text) => new Paragraph({ children: [run(text)], numbering: { reference: 'plan', level }, spacing: { line: 480 } });
const cell = (text, more = {}) => new TableCell({ children: text.split('\n').map(t => new Paragraph({ children: [run(t)] })), ...more });

const changed = { id: 1, author: '审稿人', date: '2026-03-05T08:00:00Z' };

/** Rows as they stand in the table: 序号, 工作任务 (over two rows), 具体措施, 责任分工 (牵头单位, 配合单位), 完成时限. */
const table = new Table({
  width: { size: 100, type: WidthType.PERCENTAGE },
  rows: [
    new TableRow({
      children: [
        cell('序号', { rowSpan: 2 }),
        cell('工作任务', { rowSpan: 2 }),
        cell('具体措施', { rowSpan: 2 }),
        cell('责任分工', { columnSpan: 2 }),
        cell('完成时限', { rowSpan: 2 }),
      ],
    }),
    new TableRow({ children: [cell('牵头单位'), cell('配合单位')] }),
    new TableRow({
      children: [
        cell('1'),
        cell('村卫生室提升', { rowSpan: 2 }),
        cell('改造村卫生室120个。'),
        cell('市卫生健康委'),
        cell('市财政局\n市发展改革委'),
        cell('2026年6月底'),
      ],
    }),
    new TableRow({ children: [cell('2'), cell('为村卫生室配备诊疗设备。'), cell('市卫生健康委'), cell('市财政局'), cell('2026年12月底')] }),
  ],
});

const prose = [
  '建立市级统筹、县级负责、乡镇落实的工作机制，定期研究解决村卫生室建设中的困难和问题，推动各项任务按时完成。',
  '完善财政补助办法，将村卫生室运行经费纳入县级预算，对偏远地区给予倾斜支持，保障乡村医生合理收入。',
  '组织开展乡村医生岗位培训，每年轮训不少于两周，提高常见病、多发病和慢性病的诊疗能力与服务水平。',
  '加强信息化支撑，推进远程会诊、远程心电向村级延伸，实现检查结果互认，方便群众就近看病。',
  '强化督导考核，把任务完成情况列入年度目标管理，对进展缓慢的县区进行通报，确保各项措施落到实处。',
];

export const plan = () =>
  new Document({
    footnotes: { 1: { children: [new Paragraph({ children: [run('常住人口以上年末统计数为准。')] })] } },
    numbering: {
      config: [
        {
          reference: 'plan',
          levels: [
            { level: 0, format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '%1、', alignment: AlignmentType.START },
            { level: 1, format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '（%2）', alignment: AlignmentType.START },
            { level: 2, format: LevelFormat.DECIMAL, text: '%3.', alignment: AlignmentType.START },
          ],
        },
      ],
    },
    sections: [
      {
        headers: { default: new Header({ children: [new Paragraph({ children: [run('甲市卫生健康委员会文件')] })] }) },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                alignment: AlignmentType.CENTER,
                children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ text: '甲市村卫生室能力提升行动方案', font, size: 44 })],
          }),
          numbered(0, '主要目标'),
          body('到2026年底，每千常住人口', new FootnoteReferenceRun(1), '乡村医生达到1.5人以上，村卫生室标准化率达到95%。'),
          numbered(0, '重点任务'),
          numbered(1, '加强机构建设'),
          body(
            '推进村卫生室标准化建设，',
            new DeletedTextRun({ text: '2027年底前', font, size: 28, ...changed }),
            new InsertedTextRun({ text: '2026年9月底前', font, size: 28, ...changed, id: 2 }),
            '完成120个村卫生室改造。（责任单位：市卫生健康委）',
          ),
          numbered(1, '加强队伍建设'),
          numbered(2, '开展乡村医生规范培训200人。'),
          numbered(2, '完善乡村医生养老保障政策。'),
          numbered(0, '保障措施'),
        ],
      },
      {
        properties: { type: SectionType.CONTINUOUS, column: { count: 2, space: 700 } },
        children: [...prose, ...prose.map(p => p.replace('村', '社区'))].map(p => body(p)),
      },
      {
        properties: { type: SectionType.NEXT_PAGE, column: { count: 1 } },
        children: [new Paragraph({ children: [run('附件：任务分解表')] }), table, body('请各县区于每季度末报送进展情况。')],
      },
    ],
  });

export const packed = () => Packer.toBuffer(plan());

const DOT = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64');

/** Three pages that are pictures only, as a scanner leaves them. */
export const pictures = () =>
  Packer.toBuffer(
    new Document({
      sections: [1, 2, 3].map(() => ({
        children: [new Paragraph({ children: [new ImageRun({ type: 'png', data: DOT, transformation: { width: 400, height: 600 } })] })],
      })),
    }),
  );
