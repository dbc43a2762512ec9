import type { VersionDifference } from '../api/types.js';
import { effectsOf } from './effects.js';

const side = { text: '', section: [], kind: 'measure', deadline: null, lead: ['甲局'], support: [] };
const task = (id: number) => ({ id, no: null, title: '', state: 'issued', stateLabel: '' }) as VersionDifference['tasks'][number];
const difference = (changes: Partial<VersionDifference>) =>
  ({ kind: 'changed', moved: false, old: side, fresh: side, words: [], tasks: [], ...changes }) as VersionDifference;

describe('采用新版会改什么', () => {
  it('逐项数清，没有的不说，同一任务只算一次', () => {
    const differences = [
      difference({ words: [{ side: 'new', text: '78%' }], tasks: [task(1), task(2)] }),
      difference({ fresh: { ...side, deadline: '2026-06-30', lead: ['乙局'] }, tasks: [task(2)] }),
      difference({ kind: 'moved', moved: true }),
      difference({ kind: 'new', old: null }),
    ];
    expect(effectsOf(differences)).toEqual([
      { effect: 'words', count: 1 },
      { effect: 'deadline', count: 1 },
      { effect: 'units', count: 1 },
      { effect: 'moved', count: 1 },
      { effect: 'new', count: 1 },
      { effect: 'tasks', count: 2 },
    ]);
  });

  it('什么也不变，就没有可说的', () => {
    expect(effectsOf([difference({})])).toEqual([]);
  });
});
