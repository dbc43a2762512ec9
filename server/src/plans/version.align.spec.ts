import fc from 'fast-check';
import { type AlignUnit, align, essence } from './version.align.js';
import { compareWords } from './version.words.js';

const unit = (text: string, section = '一、主要措施'): AlignUnit => ({ text, section: [section] });
const OLD = [
  unit('（一）加强县级医院建设，完善急诊急救体系，2026年底前完成设备更新。'),
  unit('（二）推进乡镇卫生院标准化改造，补齐设备短板。'),
  unit('（三）开展乡村医生全员培训，培训覆盖率达到100%。', '二、队伍建设'),
  unit('（四）强化基层编制保障，统筹用好周转编制。', '二、队伍建设'),
  unit('（五）建设县域影像、检验、心电三大中心。', '二、队伍建设'),
];
const kinds = (fresh: AlignUnit[], old = OLD) => {
  const { pairs, gone, fresh: added } = align(old, fresh);
  return {
    same: pairs.filter(pair => pair.similarity === 1 && !pair.moved).map(pair => [pair.old, pair.fresh]),
    moved: pairs.filter(pair => pair.similarity === 1 && pair.moved).map(pair => [pair.old, pair.fresh]),
    changed: pairs.filter(pair => pair.similarity < 1).map(pair => [pair.old, pair.fresh]),
    gone,
    added,
  };
};

describe('two versions of a document', () => {
  test('the same words, numbered and printed otherwise, are the same', () => {
    const fresh = OLD.map(({ text, section }, index) => ({ text: `${index + 7}. ${text.slice(3).replaceAll('，', ', ')}\n`, section }));
    expect(kinds(fresh)).toMatchObject({ same: [0, 1, 2, 3, 4].map(index => [index, index]), moved: [], changed: [], gone: [], added: [] });
    expect(essence('增长3.09万')).not.toBe(essence('增长309万'));
  });

  test('a changed figure, a changed day, words put in', () => {
    const fresh = [...OLD];
    fresh[0] = unit('（一）加强县级医院建设，完善急诊急救体系，2027年6月底前完成设备更新。');
    fresh[2] = unit('（三）开展乡村医生全员培训，培训覆盖率达到95%以上，每年轮训一次。', '二、队伍建设');
    expect(kinds(fresh)).toMatchObject({
      changed: [
        [0, 0],
        [2, 2],
      ],
      gone: [],
      added: [],
      moved: [],
    });
  });

  test('new and gone', () => {
    const fresh = [OLD[0], OLD[2], OLD[3], unit('（六）推广互联网诊疗，实现远程会诊到村。'), OLD[4]] as AlignUnit[];
    expect(kinds(fresh)).toMatchObject({ gone: [1], added: [3], changed: [], moved: [] });
  });

  test('moved under another heading or out of order; a heading renamed in place moves nothing', () => {
    const renamed = OLD.map(({ text, section }) => ({ text, section: section[0] === '二、队伍建设' ? ['三、人才队伍建设'] : section }));
    expect(kinds(renamed)).toMatchObject({ moved: [], gone: [], added: [] });
    const shuffled = [OLD[4], OLD[0], OLD[1], OLD[2], OLD[3]] as AlignUnit[];
    expect(kinds(shuffled)).toMatchObject({ moved: [[4, 0]], gone: [], added: [] });
    const elsewhere = OLD.map(({ text, section }, index) => ({ text, section: index === 3 ? ['五、保障措施'] : section }));
    expect(kinds(elsewhere).moved).toEqual([[3, 3]]);
  });

  test('parts that one sentence now holds, and a sentence now in parts, are neither gone nor new', () => {
    const parts = [unit('强化基层编制保障'), unit('加强乡村医生队伍建设'), unit('开展乡村医生全员培训')];
    const whole = [unit('主要是强化基层编制保障，加强乡村医生队伍建设，开展乡村医生全员培训。')];
    expect(kinds(whole, parts)).toMatchObject({ gone: [], added: [], changed: [] });
    expect(kinds(parts, whole)).toMatchObject({ gone: [], added: [], changed: [] });
  });

  test('nothing in common: all gone, all new; nothing against nothing', () => {
    expect(kinds([unit('发展冰雪旅游，打造滑雪基地。')])).toMatchObject({ gone: [0, 1, 2, 3, 4], added: [0], changed: [] });
    expect(align([], [])).toEqual({ pairs: [], gone: [], fresh: [] });
  });

  test('whatever is done to a text, every unit is told once on its side or paired, and undoing nothing leaves all the same', () => {
    const word = fc.constantFrom('医院', '建设', '推进', '2026年', '编制', '培训', '设备', '卫生院', '，', '65%', '𠮷');
    const units = fc.array(
      fc.record({
        text: fc.array(word, { minLength: 1, maxLength: 12 }).map(words => words.join('')),
        section: fc.constantFrom<string[]>(['一'], ['二'], []),
      }),
      { maxLength: 25 },
    );
    fc.assert(
      fc.property(units, units, (old, fresh) => {
        const { pairs, gone, fresh: added } = align(old, fresh);
        expect(new Set([...pairs.map(pair => pair.old), ...gone]).size).toBe(old.length);
        expect(new Set([...pairs.map(pair => pair.fresh), ...added]).size).toBe(fresh.length);
        expect(gone.some(index => pairs.some(pair => pair.old === index))).toBe(false);
        const itself = align(old, structuredClone(old));
        expect([itself.gone, itself.fresh, itself.pairs.filter(pair => pair.similarity < 1 || pair.moved)]).toEqual([[], [], []]);
      }),
      { numRuns: 200 },
    );
  });

  test('four thousand units against their changed like take less than two seconds of the processor', () => {
    let seed = 7;
    const letter = () => {
      seed = (seed * 48_271) % 2_147_483_647;
      return String.fromCodePoint(0x4e00 + (seed % 900));
    };
    const old = Array.from({ length: 4000 }, () => unit(`推进${Array.from({ length: 30 }, letter).join('')}，完善设施。`));
    const fresh = old.map(({ text, section }, index) => ({ text: index % 3 === 0 ? text.replace('完善', '改造提升') : text, section }));
    const begin = process.cpuUsage();
    const { pairs } = align(old, fresh);
    expect(process.cpuUsage(begin).user).toBeLessThan(2_000_000);
    expect(pairs.filter(pair => pair.old === pair.fresh).length).toBeGreaterThan(3900);
  });
});

describe('two wordings', () => {
  test('are told apart word by word, figures whole', () => {
    expect(compareWords('覆盖率达到65%以上，年底前完成。', '覆盖率达到70%以上，2027年6月前完成。')).toEqual([
      { side: 'both', text: '覆盖率达到' },
      { side: 'old', text: '65%' },
      { side: 'new', text: '70%' },
      { side: 'both', text: '以上，' },
      { side: 'old', text: '年底' },
      { side: 'new', text: '2027年6月' },
      { side: 'both', text: '前完成。' },
    ]);
  });

  test('joined, the runs are the two texts', () => {
    const side = (runs: ReturnType<typeof compareWords>, other: string) =>
      runs
        .filter(run => run.side !== other)
        .map(run => run.text)
        .join('');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (old, fresh) => {
        const runs = compareWords(old, fresh);
        expect([side(runs, 'new'), side(runs, 'old')]).toEqual([old, fresh]);
      }),
    );
  });
});
