// A notice so short that a .doc keeps it in small sectors: letters set apart, hidden words, a sign of a font of symbols, a heading in the style of a table of contents, one of its entries, a text box.
import { Document, Packer, Paragraph, SymbolRun, Tab, Textbox, TextRun } from 'docx';

const body = (...children) => new Paragraph({ children: children.map(c => (typeof c === 'string' ? new TextRun(c) : c)) });

const short = () =>
  new Document({
    styles: { paragraphStyles: [{ id: 'TOC1', name: 'toc 1', basedOn: 'Normal' }] },
    sections: [
      {
        children: [
          new Paragraph({ style: 'TOC1', children: [new TextRun('一、总体安排'), new TextRun({ children: [new Tab(), '2'] })] }),
          new Paragraph({ style: 'TOC1', children: [new TextRun('一、总体安排')] }),
          body(
            '丁镇',
            new TextRun({ text: '建成', characterSpacing: 15 }),
            '卫生站3个',
            new TextRun({ text: '（草稿）', vanish: true }),
            '。',
          ),
          body('接诊率', new SymbolRun({ char: 'F0B3', symbolfont: 'Symbol' }), '95%。'),
          new Textbox({ alignment: 'center', children: [body('联系人在附件。')], style: { width: '200pt', height: '40pt' } }),
        ],
      },
    ],
  });

export const packedShort = () => Packer.toBuffer(short());
