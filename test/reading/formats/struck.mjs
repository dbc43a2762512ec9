// A plan in which words are struck out, by themselves or by their style: a number, a clause, a paragraph over two lines, in cells; beside them what only looks alike: underlined words, blanks to be filled in, a deleted word that a change keeps.
import { DeletedTextRun, Document, InsertedTextRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx';

const font = { ascii: 'Noto Serif CJK SC', hAnsi: 'Noto Serif CJK SC', eastAsia: 'Noto Serif CJK SC', hint: 'eastAsia' };
const run = (text, more = {}) => new TextRun({ text, font, size: 28, ...more });
const struck = text => run(text, { strike: true });
/** Struck out by the style of the run; the second is based on the first. */
const withdrawn = text => run(text, { style: 'Withdrawn' });
const line = (text, type = 'single') => run(text, { underline: { type } });
const body = (...children) =>
  new Paragraph({ children: children.map(c => (typeof c === 'string' ? run(c) : c)), indent: { firstLine: 560 }, spacing: { line: 480 } });
const row = (...cells) =>
  new TableRow({
    children: cells.map(
      words => new TableCell({ children: [new Paragraph({ children: words.map(w => (typeof w === 'string' ? run(w) : w)) })] }),
    ),
  });
const changed = { author: '审稿人', date: '2026-03-05T08:00:00Z', font, size: 28 };

const plan = () =>
  new Document({
    styles: {
      characterStyles: [
        { id: 'Deleted', name: 'Deleted', run: { strike: true } },
        { id: 'Withdrawn', name: 'Withdrawn', basedOn: 'Deleted', run: { color: 'FF0000' } },
      ],
      paragraphStyles: [{ id: 'Void', name: 'Void', basedOn: 'Normal', run: { strike: true } }],
    },
    sections: [
      {
        children: [
          body('戊县院前急救提升方案'),
          body('一、主要任务'),
          body('到2026年底，新建急救站', struck('6'), '9个，', struck('由各乡镇自行筹建，'), '覆盖全部乡镇。'),
          body(struck('2025年底前完成急救指挥中心搬迁并投入使用，由县财政局负责落实全部建设资金，逾期未完成的予以通报。')),
          body('为各站点配备', line('监护型救护车'), '9辆，', run('经费', { doubleStrike: true }), line('资金列入预算', 'double'), '。'),
          body('各站点', withdrawn('可以'), '应当全天值守。'),
          new Paragraph({ style: 'Void', children: [run('本条自发布之日起不再执行。')] }),
          new Paragraph({ style: 'Void', children: [run('值守情况每月通报。', { strike: false })] }),
          body('联系人：', line('　　　　　　'), '，电话：', line('　　　　　　'), '。'),
          body(
            '建立',
            new DeletedTextRun({ ...changed, id: 1, text: '旧的' }),
            new InsertedTextRun({ ...changed, id: 2, text: '新的' }),
            '会商机制。',
          ),
          new Table({
            width: { size: 100, type: WidthType.PERCENTAGE },
            rows: [
              row(['重点任务'], ['牵头单位'], ['完成时限']),
              row(['改造村卫生室', struck('12'), '15个'], [struck('县财政局'), '县卫生健康局'], [struck('2025年底'), '2026年底']),
              row(['培训急救员200人'], ['县人民医院'], ['2026年6月底']),
            ],
          }),
        ],
      },
    ],
  });

export const packedStruck = () => Packer.toBuffer(plan());
