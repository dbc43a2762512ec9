import type { Assignment, Evidence, TaskDetail } from '../../api/types.js';
import { stepsOf } from './steps.js';

const share = (over: Partial<Assignment> = {}) =>
  ({
    id: 7,
    version: 1,
    role: 'lead',
    state: 'received',
    lastPercent: null,
    owed: null,
    missed: [],
    permittedActs: [],
    blockedActs: [],
    ...over,
  }) as Assignment;
const task = (over: Partial<TaskDetail> = {}) =>
  ({ id: 1, version: 1, state: 'in_progress', evidence: [], permittedActs: [], blockedActs: [], ...over }) as unknown as TaskDetail;
const file = (over: Partial<Evidence> = {}) => ({ id: 1, assignmentId: 7, withdrawnAt: null, ...over }) as Evidence;
const TODAY = '2026-11-25';
const states = (of: TaskDetail, own: Assignment) => stepsOf(of, own, TODAY).map(({ state }) => state);

describe('单位办理的四步', () => {
  it('没有签收时先签收', () => {
    const pending = share({ state: 'pending_receipt', permittedActs: ['receive'] });
    const steps = stepsOf(task({ state: 'issued' }), pending, TODAY);
    expect(steps.map(({ name, state }) => [name, state])).toEqual([
      ['receive', 'now'],
      ['report', 'later'],
      ['upload', 'later'],
      ['close', 'later'],
    ]);
    expect(steps[0]?.act).toEqual({ process: 'assignment', act: 'receive', record: pending });
  });

  it('签收后报送，报到 100% 后上传，有了佐证再申请办结', () => {
    expect(states(task(), share())).toEqual(['done', 'now', 'later', 'later']);
    expect(states(task(), share({ lastPercent: 60 }))).toEqual(['done', 'now', 'later', 'later']);
    expect(states(task(), share({ lastPercent: 100 }))).toEqual(['done', 'done', 'now', 'later']);
    expect(states(task({ evidence: [file()] }), share({ lastPercent: 100 }))).toEqual(['done', 'done', 'done', 'now']);
    expect(states(task({ evidence: [file()], state: 'close_requested' }), share({ lastPercent: 100 }))).toEqual([
      'done',
      'done',
      'done',
      'done',
    ]);
  });

  it('本期已报、下一期没有开始时，不催着报送', () => {
    const period = (opens: string) => ({ key: '2026-12', label: '2026年12月', opens, due: '2026-12-31', locks: null });
    const rests = (over: Partial<Assignment>) => stepsOf(task(), share({ lastPercent: 20, ...over }), TODAY)[1]?.rests;
    expect(rests({ owed: period('2026-12-24') })).toBe(true);
    expect(rests({ owed: period(TODAY) })).toBe(false);
    expect(rests({ owed: period('2026-12-24'), missed: [period('2026-10-24')] })).toBe(false);
    expect(rests({ owed: period('2026-12-24'), lastPercent: null })).toBe(false);
    expect(rests({})).toBe(false);
  });

  it('撤回的材料不算；牵头单位可用配合单位的材料，配合单位只看自己的', () => {
    expect(states(task({ evidence: [file({ withdrawnAt: '2026-11-01T00:00:00Z' })] }), share({ lastPercent: 100 }))[2]).toBe('now');
    expect(states(task({ evidence: [file({ assignmentId: 8 })] }), share({ lastPercent: 100 }))[2]).toBe('done');
    expect(states(task({ evidence: [file({ assignmentId: 8 })] }), share({ role: 'support', lastPercent: 100 }))).toEqual([
      'done',
      'done',
      'now',
      'later',
    ]);
  });

  it('不能办的一步说出还缺什么', () => {
    const blocked = task({ blockedActs: [{ act: 'request_completion', reasons: ['还没有佐证材料，请先上传。'] }] });
    const close = stepsOf(blocked, share(), TODAY)[3];
    expect(close?.act).toBeNull();
    expect(close?.missing).toEqual(['还没有佐证材料，请先上传。']);
  });
});
