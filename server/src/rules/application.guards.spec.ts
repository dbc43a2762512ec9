import type { Actor } from './actor.js';
import { APPLICATION_PROCESS, type ApplicationFacts } from './application.process.js';
import { actor, TODAY } from './guards.fixture.js';
import { type ActInput, reasonsAgainst } from './process.js';

describe('guards of an application', () => {
  const paper: ApplicationFacts = {
    places: { lead: [3], supervising: [2], owner: [1], assigner: [] },
    kind: 'extension',
    applicantId: 5,
    taskState: 'in_progress',
    late: false,
    deadline: '2026-12-31',
    signedByLeader: false,
  };
  const grant = (facts: Partial<ApplicationFacts>, input: ActInput, who = actor(9, 'dept_head')) =>
    reasonsAgainst(APPLICATION_PROCESS.acts.grant, { ...paper, ...facts }, { actor: who, today: TODAY, input });

  it.each<[Partial<ApplicationFacts>, ActInput, RegExp]>([
    [{}, { grantedDate: null }, /请写明批准延期到哪一天/],
    [{}, { grantedDate: '2026-12-31' }, /应当晚于现在的完成时限/],
    [{ deadline: '2026-10-01' }, { grantedDate: '2026-11-01' }, /不能早于今天/],
    [{ kind: 'amendment' }, { grantedDate: '2027-01-01' }, /只有延期申请/],
    [{ signedByLeader: true }, { grantedDate: '2027-01-01' }, /须由分管领导批复/],
    [{ taskState: 'suspended' }, { grantedDate: '2027-01-01' }, /任务的状态已经变化/],
    [{ applicantId: 9 }, { grantedDate: '2027-01-01' }, /由您提出/],
  ])('grant %j %j', (facts, input, words) => expect(grant(facts, input)).toEqual([expect.stringMatching(words)]));

  it('the granted date may differ from the one asked for; a leader’s signature is matched by a leader’s', () => {
    expect(grant({}, { grantedDate: '2027-03-01' })).toEqual([]);
    expect(grant({ deadline: '2026-10-01' }, { grantedDate: TODAY })).toEqual([]);
    expect(grant({ signedByLeader: true }, { grantedDate: '2027-03-01' }, actor(9, 'leader'))).toEqual([]);
    expect(grant({ kind: 'termination' }, { grantedDate: null })).toEqual([]);
  });

  it('is refused, as it is granted, by the level that signed the task, and not by whoever applied', () => {
    const refuse = (facts: Partial<ApplicationFacts>, who: Actor) =>
      reasonsAgainst(
        APPLICATION_PROCESS.acts.refuse,
        { ...paper, ...facts },
        { actor: who, today: TODAY, input: { reason: '理由不充分' } },
      );
    expect(refuse({}, actor(9, 'dept_head'))).toEqual([]);
    expect(refuse({ signedByLeader: true }, actor(9, 'dept_head'))).toEqual([expect.stringContaining('须由分管领导批复')]);
    expect(refuse({ signedByLeader: true }, actor(9, 'leader'))).toEqual([]);
    expect(refuse({ applicantId: 9 }, actor(9, 'dept_head'))).toEqual([expect.stringContaining('由您提出')]);
  });

  it('only the applicant or the head of the unit takes it back', () => {
    const withdraw = (who: Actor) => reasonsAgainst(APPLICATION_PROCESS.acts.withdraw, paper, { actor: who, today: TODAY, input: null });
    expect(withdraw(actor(5, 'unit_staff'))).toEqual([]);
    expect(withdraw(actor(6, 'dept_head'))).toEqual([]);
    expect(withdraw(actor(6, 'unit_staff'))).toHaveLength(1);
  });
});
