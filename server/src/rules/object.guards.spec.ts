import { actor, TODAY } from './guards.fixture.js';
import { OBJECT_PROCESS, type ObjectAct, type ObjectFacts } from './object.process.js';
import { type ActInput, reasonsAgainst } from './process.js';

describe('guards of an institution of the register', () => {
  const LISTED: ObjectFacts = { places: { county: [3], owner: [1] }, plannedReview: '2026-12-20', applicantIds: [5] };
  const reasons = (act: ObjectAct, input: ActInput, accountId = 9) =>
    reasonsAgainst(OBJECT_PROCESS.acts[act], LISTED, { actor: actor(accountId, 'dept_head'), today: TODAY, input });

  it.each<[ObjectAct, ActInput, number, RegExp]>([
    ['pre_review', { on: TODAY }, 5, /由您提交/],
    ['reject', {}, 5, /由您提交/],
    ['declare', { on: '2026-11-23' }, 9, /不能晚于今天/],
    ['re_review', { on: '2026-11-23' }, 9, /不能晚于今天/],
    ['self_assess', { on: TODAY, score: '九十' }, 9, /应当填数字/],
    ['require_rectification', { rectifyBy: '2026-11-21' }, 9, /整改期限/],
    ['reschedule', { plannedReview: '2026-11-21' }, 9, /不能早于今天/],
    ['reschedule', { plannedReview: '2026-12-20' }, 9, /没有变化/],
  ])('%s %j by %d is refused', (act, input, who, words) => {
    expect(reasons(act, input, who)).toEqual([expect.stringMatching(words)]);
  });

  it('say nothing where all is well', () => {
    expect(reasons('self_assess', { on: TODAY, score: '91.5' }, 5)).toEqual([]);
    expect(reasons('recognise', { on: TODAY, docNumber: '聊卫〔2026〕18号' })).toEqual([]);
    expect(reasons('require_rectification', { rectifyBy: TODAY })).toEqual([]);
    expect(reasons('reschedule', { plannedReview: '2027-01-10' })).toEqual([]);
  });
});
