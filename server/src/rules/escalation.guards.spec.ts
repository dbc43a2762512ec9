import { ESCALATION_PROCESS, type EscalationFacts, escalationPlaces } from './escalation.process.js';
import { actor, TODAY } from './guards.fixture.js';
import { type ActInput, reasonsAgainst } from './process.js';

describe('guards of a notice', () => {
  const places = { lead: [3], supervising: [2], interviewing: [2] };
  const facts = { places, level: 'interview', issuedOn: '2026-11-20', interviewed: false } as const;
  const reasons = (act: 'accept' | 'reject' | 'record_interview', input: ActInput = {}, change: Partial<EscalationFacts> = {}) =>
    reasonsAgainst(ESCALATION_PROCESS.acts[act], { ...facts, ...change }, { actor: actor(9), today: TODAY, input });

  it('the new reply date is not before today', () => {
    expect(reasons('reject', { replyBy: '2026-11-21' })).toHaveLength(1);
    expect(reasons('reject', { replyBy: TODAY })).toEqual([]);
  });

  it('an interview is held between its notice and today, recorded once, and recorded before its answer is accepted', () => {
    expect(reasons('record_interview', { heldOn: '2026-11-20' })).toEqual([]);
    expect(reasons('record_interview', { heldOn: '2026-11-19' })).toEqual(['约谈日期不能早于约谈通知发出的日期（2026年11月20日）。']);
    expect(reasons('record_interview', { heldOn: '2026-11-23' })).toEqual(['约谈日期不能晚于今天。']);
    expect(reasons('record_interview', { heldOn: TODAY }, { interviewed: true })).toEqual(['约谈记录已经填写，不能再改。']);
    expect(reasons('accept')).toEqual(['还没有填写约谈记录，请先填写。']);
    expect(reasons('accept', {}, { interviewed: true })).toEqual([]);
    expect(reasons('accept', {}, { level: 'level_3' })).toEqual([]);
  });

  it('only the notice of an interview is anybody’s to record', () => {
    const standing = { lead: [3], supervising: [2] };
    expect(escalationPlaces('interview', standing).interviewing).toEqual([2]);
    expect(escalationPlaces('level_3', standing).interviewing).toEqual([]);
  });
});
