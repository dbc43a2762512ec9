import { actor, TODAY } from './guards.fixture.js';
import { PAPER_PROCESS, type PaperAct, type PaperFacts } from './paper.process.js';
import type { CheckState } from './paper.words.js';
import { type ActInput, reasonsAgainst } from './process.js';

describe('guards of a bulletin', () => {
  const check = (state: CheckState | null) => ({ unitId: 2, unitName: '东阿县卫生健康局', state });
  const paper: PaperFacts = {
    places: { office: [1], named: [2] },
    kind: 'bulletin',
    drafterId: 5,
    emptyParts: [],
    checks: [check('confirmed')],
    checkBy: '2026-11-20',
  };
  const reasons = (act: PaperAct, facts: Partial<PaperFacts>, input: ActInput = {}, who = actor(9)) =>
    reasonsAgainst(PAPER_PROCESS.acts[act], { ...paper, ...facts }, { actor: who, today: TODAY, input });

  it.each<[PaperAct, Partial<PaperFacts>, ActInput, RegExp]>([
    ['send_for_check', { emptyParts: ['标题', '下一步要求'] }, { checkBy: TODAY }, /还没有写：标题、下一步要求/],
    ['send_for_check', { checks: [] }, { checkBy: TODAY }, /没有点到任何单位/],
    ['send_for_check', { checks: [check(null)] }, { checkBy: '2026-11-21' }, /不能早于今天/],
    ['confirm_facts', {}, {}, /已经答复过/],
    ['submit', { checks: [check(null)] }, {}, /先核实事实：东阿县卫生健康局/],
    ['submit', { checks: [check('pending')], checkBy: TODAY }, {}, /还有 1 个单位没有核实：.*2026年11月22日/],
    ['submit', { checks: [check('objected')] }, { handling: null }, /提出了异议，请写明核对结果/],
    ['sign', { drafterId: 9 }, {}, /由您起草/],
    ['sign', { kind: 'special_report' }, {}, /须由分管领导签发/],
  ])('%s %j %j', (act, facts, input, words) => expect(reasons(act, facts, input)).toEqual([expect.stringMatching(words)]));

  it('say nothing where all is well, nor of a unit that has let its day pass', () => {
    expect(reasons('send_for_check', { checks: [check(null)] }, { checkBy: TODAY })).toEqual([]);
    expect(reasons('confirm_facts', { checks: [check('pending')] })).toEqual([]);
    expect(reasons('submit', { checks: [check('pending')], checkBy: '2026-11-21' })).toEqual([]);
    expect(reasons('submit', { checks: [check('objected')] }, { handling: '已核对台账，事实无误' })).toEqual([]);
    expect(reasons('sign', { kind: 'special_report' }, {}, actor(9, 'leader'))).toEqual([]);
  });
});
