import { actor, TODAY } from './guards.fixture.js';
import { reasonsAgainst } from './process.js';
import { RETURN_PROCESS, type ReturnAct, type ReturnFacts } from './return.process.js';

describe('guards of a report', () => {
  const HANDED_IN: ReturnFacts = {
    places: { assignee: [3], consolidating: [], reviewing: [2], assigner: [] },
    reporterId: 5,
    taskState: 'in_progress',
    untouched: true,
  };
  const reasons = (act: ReturnAct, facts: Partial<ReturnFacts>, accountId: number) =>
    reasonsAgainst(RETURN_PROCESS.acts[act], { ...HANDED_IN, ...facts }, { actor: actor(accountId), today: TODAY, input: {} });

  it.each<[ReturnAct, Partial<ReturnFacts>, number, RegExp]>([
    ['endorse', {}, 5, /由您报送/],
    ['hold_back', {}, 5, /由您报送/],
    ['hold_back', { taskState: 'close_requested' }, 9, /不在办理中/],
    ['approve', {}, 5, /由您报送/],
    ['return', {}, 5, /由您报送/],
    ['return', { taskState: 'completed' }, 9, /不在办理中/],
    ['withdraw', {}, 9, /只有报送人/],
    ['withdraw', { untouched: false }, 5, /已经同意报出/],
    ['withdraw', { taskState: 'close_requested' }, 5, /不在办理中/],
  ])('%s %j by %d is refused', (act, facts, who, words) => {
    expect(reasons(act, facts, who)).toEqual([expect.stringMatching(words)]);
  });

  it('say nothing where all is well', () => {
    for (const act of ['endorse', 'hold_back', 'approve', 'return'] as const) expect(reasons(act, {}, 9)).toEqual([]);
    expect(reasons('withdraw', {}, 5)).toEqual([]);
  });
});
