import { readPlan } from '../reading/index.js';
import type { IntakeRecord } from './document.entity.js';
import { partsOf } from './items.js';
import { PointText } from './text.js';

const TEXT = '资源下沉提效赋能方面,主要是加快紧密型县域医共体\n\n建设,开展“万名医护进乡村”活动,发挥专科联盟带动作用。';

function recordOf(text: string, changes: object = {}): IntakeRecord {
  const starts = ['加快', '开展', '发挥'].map(words => text.indexOf(words));
  const items = starts.map((start, index) => ({ start, end: (starts[index + 1] ?? text.length) - 1, text: '' }));
  const spans = items.map(item => ({ ...item, text: text.slice(item.start, item.end) }));
  const record = { id: 7, documentId: 1, seq: 3000, startAt: 0, endAt: text.length, section: ['措施'], lead: ['市卫健委'], support: [] };
  return {
    ...record,
    deadline: null,
    phases: [2025],
    indicators: [],
    items: spans,
    confidence: 0.8,
    ...changes,
  } as unknown as IntakeRecord;
}

describe('a unit in list form taken apart', () => {
  test('becomes one measure per item with its own place, under the words that open the list', () => {
    const parts = partsOf(recordOf(TEXT), new PointText(TEXT));
    expect(parts.map(part => part.seq)).toEqual([3001, 3002, 3003]);
    expect(parts.map(part => part.section)).toEqual(Array(3).fill(['措施', '资源下沉提效赋能方面']));
    expect(parts.map(part => TEXT.slice(part.start_at as number, part.end_at as number))).toEqual([
      '加快紧密型县域医共体\n\n建设',
      '开展“万名医护进乡村”活动',
      '发挥专科联盟带动作用',
    ]);
    expect(parts[0]).toMatchObject({ kind: 'measure', parent_id: 7, lead: ['市卫健委'], phases: [2025], items: [] });
  });

  test('gives a figure to the item that speaks of it', () => {
    const indicators = [{ raw: '万名医护', name: '医护', op: '=', value: 10000, unit: '名' }];
    const parts = partsOf(recordOf(TEXT, { indicators }), new PointText(TEXT));
    expect(parts.map(part => (part.indicators as unknown[]).length)).toEqual([0, 1, 0]);
  });

  test('the reader finds such lists', () => {
    const [list] = readPlan(`一、主要措施\n${TEXT.replace('\n\n', '')}\n`).records.filter(record => record.items.length > 0);
    expect(list?.items).toHaveLength(3);
  });
});
