import type { IntakeRecord } from '../api/types.js';
import { withChanges } from './changes.js';
import { clausesOf } from './pieces.js';
import {
  afterDeciding,
  headingOf,
  inShown,
  isPlain,
  needsNoLook,
  neighbour,
  openNames,
  outlineOf,
  quotedIn,
  rangeOf,
  sectionOf,
  shownRecords,
  toMerge,
} from './records.js';

const blank: Omit<IntakeRecord, 'id' | 'kind' | 'section'> = {
  seq: 0,
  start: 0,
  end: 0,
  text: '',
  words: '',
  title: null,
  lead: [],
  support: [],
  deadline: null,
  phases: [],
  indicators: [],
  indicatorYears: [],
  items: [],
  isRow: false,
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
  words: `第${id}条`,
  ...more,
});

const records = [
  make(1, 'heading', []),
  make(2, 'heading', ['一']),
  make(3, 'measure', ['一', '甲']),
  make(4, 'target', ['一', '甲'], { decision: 'accepted', confidence: 0.7 }),
  make(5, 'heading', ['一']),
  make(6, 'measure', ['一', '乙'], {
    lead: ['市财政局'],
    leadUnits: [{ name: '市财政局', unitIds: [], unitName: null, source: 'open' }],
    defects: ['原文数值缺失'],
  }),
  make(7, 'heading', []),
];
const ids = (list: IntakeRecord[]) => list.map(({ id }) => id);

describe('识读记录的列示', () => {
  it('每一条所属的标题是它前面最近的一个，标题属于自己', () => {
    expect([1, 3, 4, 5, 6, 99, null].map(id => headingOf(records, id))).toEqual([1, 2, 2, 5, 5, null, null]);
    expect(headingOf(records.slice(2), 3)).toBeNull();
  });

  it('被筛掉的一条不停在原处：到后面第一条，没有就到前面最后一条，标题不动', () => {
    const at = (id: number, start: number, kind: IntakeRecord['kind'] = 'measure') => make(id, kind, [], { start });
    const list = [at(1, 0, 'heading'), at(2, 5), at(4, 20)];
    expect([at(2, 5), at(3, 9), at(5, 30), at(6, 9, 'heading')].map(here => inShown(list, here))).toEqual([2, 4, 4, 6]);
    expect(inShown([], at(3, 9))).toBe(3);
  });

  it('处理过的和没有疑点的只占一行，有疑点的全文列出', () => {
    expect(records.filter(({ kind }) => kind !== 'heading').map(record => needsNoLook(record))).toEqual([true, true, false]);
  });

  it('不设条件时，有内容的标题和内容都在，空标题不占位置', () => {
    expect(ids(shownRecords(records, {}))).toEqual([1, 2, 3, 4, 5, 6]);
    expect(ids(shownRecords(records, { kind: 'heading' }))).toEqual([1, 2, 5, 7]);
  });

  it('按条件筛选时带上所属的标题', () => {
    expect(ids(shownRecords(records, { decision: 'accepted' }))).toEqual([1, 2, 4]);
    expect(ids(shownRecords(records, { doubt: 'defects' }))).toEqual([1, 5, 6]);
    expect(ids(shownRecords(records, { confidence: 'low' }))).toEqual([1, 2, 4]);
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

describe('成批处理', () => {
  it('一节从标题到下一个标题，站在标题上也算这一节', () => {
    expect(ids(sectionOf(records, 3))).toEqual([3, 4]);
    expect(ids(sectionOf(records, 2))).toEqual([3, 4]);
    expect(ids(sectionOf(records, 6))).toEqual([6]);
    expect(sectionOf(records, 7)).toEqual([]);
    expect(sectionOf(records, null)).toEqual([]);
  });

  it('把握大、没有疑点、还没有处理的才随本节一起采纳', () => {
    const alike = new Map([[3, []]]);
    expect(records.filter(record => isPlain(record)).map(({ id }) => id)).toEqual([3]);
    expect(records.some(record => isPlain(record, { alike }))).toBe(false);
    expect(
      isPlain(
        make(8, 'measure', [], {
          items: [
            { start: 0, end: 1, text: '' },
            { start: 1, end: 2, text: '' },
          ],
        }),
      ),
    ).toBe(false);
  });

  it('Shift 连选不带标题，从前往后、从后往前一样', () => {
    expect(rangeOf(records, 3, 6)).toEqual([3, 4, 6]);
    expect(rangeOf(records, 6, 3)).toEqual([3, 4, 6]);
    expect(rangeOf(records, null, 4)).toEqual([4]);
  });

  it('合并所选的，没有选就合并这一条和下一条；下一条是标题就不合并', () => {
    expect(toMerge(records, new Set([4, 3]), 6)).toEqual([3, 4]);
    expect(toMerge(records, new Set(), 3)).toEqual([3, 4]);
    expect(toMerge(records, new Set(), 4)).toEqual([]);
    expect(toMerge(records, new Set(), null)).toEqual([]);
  });

  it('未对应的单位每个名称只数一次，舍弃的不算', () => {
    const again = make(9, 'measure', [], { supportUnits: records[5]!.leadUnits });
    expect(openNames([...records, again])).toEqual(['市财政局']);
    expect(openNames([{ ...again, decision: 'discarded' }])).toEqual([]);
  });
});

describe('别人改过的记录', () => {
  const document = {
    window: { from: 0, to: 100, next: null },
    records: [make(1, 'measure', [], { start: 5, end: 9, version: 3 })],
  } as never;
  const changed = (fresh: IntakeRecord[], removed: number[] = [], busy?: Map<number, number>) =>
    withChanges(document, { at: 1, steps: [], undoable: null, records: fresh, removed }, busy).records.map(({ id, version }) => [
      id,
      version,
    ]);

  it('新的替换旧的，旧消息和正在提交的不动，拆出的按原文次序排，合并掉的不见', () => {
    expect(changed([make(1, 'measure', [], { start: 5, end: 9, version: 4 })])).toEqual([[1, 4]]);
    expect(changed([make(1, 'measure', [], { start: 5, end: 9, version: 2 })])).toEqual([[1, 3]]);
    expect(changed([make(1, 'measure', [], { start: 5, end: 9, version: 4 })], [], new Map([[1, 1]]))).toEqual([[1, 3]]);
    expect(changed([make(2, 'measure', [], { start: 5, end: 20 }), make(3, 'measure', [], { start: 2, end: 4 })])).toEqual([
      [3, 1],
      [2, 1],
      [1, 3],
    ]);
    expect(changed([], [1])).toEqual([]);
    expect(changed([make(2, 'measure', [], { start: 200, end: 210 })])).toEqual([[1, 3]]);
  });
});

describe('一句话里可以断开的地方', () => {
  it('按标点断开，位置按码点算，标点不单独成段', () => {
    expect(clausesOf('𠮷县建医院，“三甲”；、到2025年建成。')).toEqual([
      { start: 0, words: '𠮷县建医院，' },
      { start: 6, words: '“三甲”；、' },
      { start: 12, words: '到2025年建成。' },
    ]);
    expect(clausesOf('没有标点')).toEqual([{ start: 0, words: '没有标点' }]);
    const rows = clausesOf(
      '（一）新建站点（含车棚、棚顶）。（牵头单位：甲局；配合单位：乙局）\n（二）配备车辆，按时交付（责任单位：甲局）。',
    );
    expect(rows.map(({ words }) => words.trim())).toEqual([
      '（一）新建站点（含车棚、棚顶）。（牵头单位：甲局；配合单位：乙局）',
      '（二）配备车辆，',
      '按时交付（责任单位：甲局）。',
    ]);
  });
});
