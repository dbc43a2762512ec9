import { readPlan } from '../reading/index.js';
import type { IntakeRecord } from './document.entity.js';
import { merged, partsOf, piecesOf } from './items.js';
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
    expect(parts.map(part => [part.seq, part.parent_id])).toEqual(Array(3).fill([3000, 7]));
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

describe('a record that is cut, and records that are joined', () => {
  const text = new PointText('推进𠮷县医院建设，到2025年建成3家；加强人才培训。');
  const whole = { startAt: 0, endAt: 27 };

  test('pieces have no marks at their edges, and a place outside or a piece without words is none', () => {
    expect(piecesOf(whole, [9, 19], text)?.map(({ text }) => text)).toEqual(['推进𠮷县医院建设', '到2025年建成3家', '加强人才培训。']);
    for (const wrong of [[], [0], [27], [-3], [8, 9]]) expect(piecesOf(whole, wrong, text)).toBeNull();
  });

  test('what is joined keeps everything, the latest deadline, and no unit twice', () => {
    const one = recordOf(TEXT, {
      lead: ['甲'],
      support: ['乙'],
      deadline: { raw: 'x', date: '2025-06-30' },
      phases: [2025],
      defects: [],
      title: null,
    });
    const two = recordOf(TEXT, {
      lead: ['乙'],
      deadline: { raw: 'y', date: '2026-06-30' },
      phases: [2024],
      defects: ['缺'],
      startAt: 90,
      endAt: 99,
    });
    expect(merged([one, two])).toMatchObject({
      ...{ startAt: 0, endAt: 99, lead: ['甲', '乙'], support: [], phases: [2024, 2025], defects: ['缺'] },
      deadline: { date: '2026-06-30' },
    });
  });
});
