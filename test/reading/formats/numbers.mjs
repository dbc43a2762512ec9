// A plan whose numbers Word makes: 一、（一）1., 1 / 1.1 / 1.1.1, headings numbered by their style, a list that begins anew, numbers in cells, alone or before words, a note in a cell, an unnumbered paragraph between.
import { Document, FootnoteReferenceRun, HeadingLevel, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';

const numbered = (reference, level, text, instance = 0) =>
  new Paragraph({ children: [new TextRun(text)], numbering: { reference, level, instance } });
const body = (text, ...more) => new Paragraph({ children: [new TextRun(text), ...more] });
const cell = child => new TableCell({ children: [child] });
const levels = rows => rows.map(([format, text], level) => ({ level, format, text, style: { paragraph: { indent: { left: 0 } } } }));

const CONFIG = [
  {
    reference: 'office',
    levels: levels([
      [LevelFormat.CHINESE_COUNTING_THOUSAND, '%1、'],
      [LevelFormat.CHINESE_COUNTING_THOUSAND, '（%2）'],
      [LevelFormat.DECIMAL, '%3.'],
    ]),
  },
  {
    reference: 'decimal',
    levels: levels([
      [LevelFormat.DECIMAL, '%1'],
      [LevelFormat.DECIMAL, '%1.%2'],
      [LevelFormat.DECIMAL, '%1.%2.%3'],
    ]),
  },
  { reference: 'chapters', levels: levels([[LevelFormat.CHINESE_COUNTING_THOUSAND, '第%1章']]) },
  { reference: 'circles', levels: levels([[LevelFormat.DECIMAL_ENCLOSED_CIRCLE, '%1']]) },
];

const numbers = () =>
  new Document({
    numbering: { config: CONFIG },
    footnotes: { 1: { children: [new Paragraph({ children: [new TextRun('含改建、扩建。')] })] } },
    styles: {
      paragraphStyles: [
        { id: 'Heading1', name: 'heading 1', basedOn: 'Normal', paragraph: { numbering: { reference: 'chapters', level: 0 } } },
      ],
    },
    sections: [
      {
        children: [
          body('乙市乡镇卫生院能力提升工作方案'),
          new Paragraph({ children: [new TextRun('总体要求')], heading: HeadingLevel.HEADING_1 }),
          body('2026年底前，乡镇卫生院服务能力达标率达到90%以上。'),
          new Paragraph({ children: [new TextRun('工作任务')], heading: HeadingLevel.HEADING_1 }),
          numbered('office', 0, '机构建设'),
          numbered('office', 1, '改造基础设施'),
          numbered('office', 2, '改造业务用房12处。'),
          numbered('office', 2, '配备急救设备30台。'),
          body('以上工作由市卫生健康委牵头。'),
          numbered('office', 1, '完善科室设置'),
          numbered('office', 2, '开设中医馆20个。'),
          numbered('office', 0, '队伍建设'),
          numbered('office', 1, '组织骨干医师培训60人。'),
          new Paragraph({ children: [new TextRun('实施步骤')], heading: HeadingLevel.HEADING_1 }),
          numbered('decimal', 0, '启动'),
          numbered('decimal', 1, '制定年度计划。'),
          numbered('decimal', 1, '分解工作任务。'),
          numbered('decimal', 2, '明确责任单位。'),
          numbered('decimal', 0, '总结'),
          numbered('decimal', 1, '开展评估验收。'),
          numbered('circles', 0, '建立工作台账。', 1),
          numbered('circles', 0, '每月通报进展。', 1),
          numbered('circles', 0, '开展满意度调查。', 2),
          new Table({
            rows: [
              new TableRow({ children: [cell(numbered('decimal', 0, '甲类项目')), cell(body('县级统筹'))] }),
              new TableRow({ children: [cell(numbered('decimal', 0, '乙类项目')), cell(body('市级统筹'))] }),
            ],
          }),
          body('附：任务清单'),
          new Table({
            rows: [
              new TableRow({ children: ['序号', '重点任务', '牵头单位'].map(head => cell(body(head))) }),
              new TableRow({
                children: [
                  cell(numbered('decimal', 0, '')),
                  cell(body('新建急诊楼2栋', new FootnoteReferenceRun(1))),
                  cell(body('市发展改革委')),
                ],
              }),
              new TableRow({ children: [cell(numbered('decimal', 0, '')), cell(body('培训护士80人')), cell(body('市卫生健康委'))] }),
            ],
          }),
        ],
      },
    ],
  });

export const packedNumbers = () => Packer.toBuffer(numbers());
