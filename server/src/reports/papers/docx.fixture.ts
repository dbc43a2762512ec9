import { fromBuffer } from 'yauzl';
import type { Sheet } from './sheet.js';

/** The parts of a .docx by their names. */
export function partsOf(docx: Buffer): Promise<Map<string, string>> {
  return new Promise((resolve, reject) =>
    fromBuffer(docx, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error);
      const parts = new Map<string, string>();
      zip.on('entry', entry =>
        zip.openReadStream(entry, async (failed, stream) => {
          if (failed) return reject(failed);
          const chunks: Buffer[] = [];
          for await (const chunk of stream) chunks.push(chunk as Buffer);
          parts.set(entry.fileName, Buffer.concat(chunks).toString('utf8'));
          zip.readEntry();
        }),
      );
      zip.on('end', () => resolve(parts));
      zip.readEntry();
    }),
  );
}

/** The words of a part, a line for each paragraph. */
export const wordsOf = (xml = '') => xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');

/** A paper with everything that one can have. */
export const SHEET: Sheet = {
  mark: '聊城市卫生健康委员会文件',
  number: '督通〔2026〕1号',
  signer: null,
  title: '关于《聊城市医疗卫生强基工程行动方案（2024—2026年）》落实情况的通报',
  badge: null,
  addressee: '各县（市、区）卫生健康局',
  blocks: [
    { kind: 'heading', level: 1, text: '一、总体情况' },
    { kind: 'heading', level: 2, text: '（一）进度' },
    { kind: 'body', text: '纳入督查的任务共145项。' },
  ],
  attachments: [
    { title: '任务进展一览表', blocks: [{ kind: 'list', columns: [{ heading: '任务', width: 10 }], rows: [['建强县级医院']] }] },
  ],
  signature: '聊城市卫生健康委员会',
  date: '2026年3月5日',
  sealText: '（加盖印章处）',
  note: '联系人：尹一凡',
  copyTo: '市政府办公室',
  printer: '市卫生健康委督查室',
  copies: 30,
};
