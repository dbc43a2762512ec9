import { type ClassedTask, classOf, type ProgressClass } from './progress-class.js';
import type { SchemeRules } from './schemes.js';

const TODAY = '2026-07-01';
const RULES: SchemeRules = { kind: 'days', unit: 'calendar', warn: 7, critical: null };
/** Half of its time is gone. */
const TASK: ClassedTask = {
  state: 'in_progress',
  begin: '2026-01-01',
  deadline: '2026-12-31',
  nextDue: '2026-12-31',
  milestones: [],
  percent: 50,
};

describe('the class of a task in a stocktaking', () => {
  it.each<[string, Partial<ClassedTask>, ProgressClass]>([
    ['as expected', {}, 'on_pace'],
    ['far ahead', { percent: 80 }, 'ahead'],
    ['far behind', { percent: 20 }, 'behind'],
    ['never reported', { percent: null }, 'behind'],
    ['past its day, whatever it reports', { percent: 100, nextDue: '2026-06-30' }, 'behind'],
    ['without an end', { deadline: null }, 'other'],
    ['suspended', { nextDue: null }, 'other'],
    ['done, however late', { state: 'completed', nextDue: '2026-06-30' }, 'done'],
    ['given up', { state: 'terminated', percent: 20, nextDue: '2026-06-30' }, 'other'],
    ['carried over', { state: 'carried_over', percent: 20, nextDue: '2026-06-30' }, 'other'],
  ])('%s', (_name, facts, progress) => expect(classOf({ ...TASK, ...facts }, RULES, TODAY).progress).toBe(progress));
});
