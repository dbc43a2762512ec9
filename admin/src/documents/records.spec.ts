import type { IntakeRecord } from '../api/types.js';
import { afterDeciding, neighbour, outlineOf, quotedIn, shownRecords } from './records.js';

const blank: Omit<IntakeRecord, 'id' | 'kind' | 'section'> = {
  seq: 0,
  start: 0,
  end: 0,
  text: '',
  title: null,
  lead: [],
  support: [],
  deadline: null,
  phases: [],
  indicators: [],
  items: [],
  confidence: 0.93,
  defects: [],
  why: [],
  decision: 'pending',
  edited: false,
  parentId: null,
  decidedByName: null,
  version: 1,
  leadUnits: [],
  supportUnits: [],
};

const make = (id: number, kind: IntakeRecord['kind'], section: string[], more: Partial<IntakeRecord> = {}): IntakeRecord => ({
  ...blank,
  id,
  kind,
  section,
  text: `第${id}条`,
  ...more,
});

const records = [
  make(1, 'heading', []),
  make(2, 'heading', ['一']),
  make(3, 'measure', ['一', '甲']),
  make(4, 'target', ['一', '甲'], { decision: 'accepted', confidence: 0.7 }),
  make(5, 'heading', ['一']),
  make(6, 'measure', ['一', '乙'], { lead: ['市财政局'], leadUnits: [{ name: '市财政局', unitId: null }], defects: ['原文数值缺失'] }),
  make(7, 'heading', []),
];
const ids = (list: IntakeRecord[]) => list.map(({ id }) => id);

describe('识读记录的列示', () => {
  it('不设条件时，有内容的标题和内容都在，空标题不占位置', () => {
    expect(ids(shownRecords(records, {}))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ids(shownRecords(records, { kind: 'heading' }))).toEqual([1, 2, 5, 7]);
  });

  it('按条件筛选时带上所属的标题', () => {
    expect(ids(shownRecords(records, { decision: 'accepted' }))).toEqual([1, 2, 4]);
    expect(ids(shownRecords(records, { doubt: 'defects' }))).toEqual([1, 5, 6]);
    expect(ids(shownRecords(records, { doubt: 'unsure' }))).toEqual([1, 2, 4]);
    expect(ids(shownRecords(records, { doubt: 'unmatched', kind: 'measure' }))).toEqual([1, 5, 6]);
    expect(ids(shownRecords(records, { q: '财政' }))).toEqual([1, 5, 6]);
    expect(shownRecords(records, { q: '没有这几个字' })).toEqual([]);
  });

  it('提纲逐级计数', () => {
    expect(outlineOf(records).map(({ id, depth, total, pending, above, parent }) => [id, depth, total, pending, above, parent])).toEqual([
      [1, 0, 3, 2, [], true],
      [2, 1, 2, 1, [1], false],
      [5, 1, 1, 1, [1], false],
      [7, 0, 0, 0, [], false],
    ]);
  });

  it('上下移动跳过标题，到头为止', () => {
    expect(neighbour(records, 3, 1)).toBe(4);
    expect(neighbour(records, 6, 1)).toBe(6);
    expect(neighbour(records, 3, -1)).toBe(3);
    expect(neighbour(records, 5, 1)).toBe(6);
    expect(neighbour(records, null, 1)).toBe(3);
    expect(neighbour([], 3, 1)).toBeNull();
  });

  it('处理之后去下一条待定的，后面没有就从头找', () => {
    expect(afterDeciding(records, [3])).toBe(6);
    expect(afterDeciding(records, [6])).toBe(3);
    expect(afterDeciding(records, [3, 6])).toBe(6);
  });

  it('不予确认的理由里引用的原文能找到出处', () => {
    const reason = '还有 2 条措施没有采纳或舍弃：“第3条”、“第6条”等。';
    expect(ids(quotedIn(reason, records))).toEqual([3, 6]);
    expect(quotedIn('阶段“重点攻坚”的年份不对。', records)).toEqual([]);
  });
});
