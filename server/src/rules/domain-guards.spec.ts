import { APPLICATION_PROCESS, wakeOf } from './application.process.js';
import { PROCESSES } from './index.js';
import type { Act, AnyProcess, Field } from './process.js';

// biome-ignore lint/suspicious/noExplicitAny: an act of whatever process
type AnyAct = Act<any, any, any>;

const process = (name: string) => PROCESSES.find(each => each.name === name) as AnyProcess;
const act = (name: string): AnyAct => {
  const [table, row] = name.split('.') as [string, string];
  return process(table).acts[row] as AnyAct;
};
const guardsOf = (name: string) => act(name).guards.map(guard => guard.name);

/**
 * Which acts the guards (docs/decisions/guards.md) stand at, written down beside the tables and not read off them: a guard that is left out of an act
 * is missed here, whatever else the tables say.
 */
const STAND_AT: Record<string, [rule: string, guard: string, acts: string[]][]> = {
  G1: [['no 政府督查 without the government', 'governmentHasDesignated', ['task.verify']]],
  G2: [['no issue without a complete draft', 'draftIsComplete', ['task.register', 'task.sign_off', 'task.issue']]],
  G3: [['no closing over an unconfirmed co-lead', 'branchesAreConfirmed', ['task.request_completion']]],
  G4: [
    [
      'who reviews a closing is somebody else',
      'reviewerIsSomebodyElse',
      ['task.complete', 'task.return', 'task.verify', 'task.confirm_verified', 'task.refute', 'task.delist'],
    ],
    [
      'who reviews a report is somebody else',
      'reviewerIsNotReporter',
      ['cycle_return.endorse', 'cycle_return.hold_back', 'cycle_return.approve', 'cycle_return.return'],
    ],
    ['who decides is not who asked', 'notTheApplicant', ['application.review', 'application.grant', 'application.refuse']],
    [
      'who assesses did not declare',
      'notByTheApplicant',
      ['pre_review', 'send_back', 'review_on_site', 'recognise', 'require_rectification', 're_review', 'reject'].map(
        name => `object_item.${name}`,
      ),
    ],
  ],
  G9: [['found again, mended in the system', 'repeatedFindingIsSystemic', ['task.request_completion']]],
  G10: [['raised above, closed above', 'higherAuthorityAgrees', ['task.delist']]],
  G12: [['a rung once in a round', 'escalationOncePerRound', ['task.escalate']]],
  closing: [
    ['signed for', 'leadHasReceived', ['task.begin', 'task.request_completion']],
    ['the last reports stand', 'lastReportsStand', ['task.request_completion']],
    ['reported as done', 'workIsReportedDone', ['task.request_completion']],
    ['proof', 'evidenceIsThere', ['task.request_completion', 'task.complete', 'task.confirm_verified']],
    ['parts closed', 'subtasksAreClosed', ['task.request_completion', 'task.carry_over']],
    ['notices answered', 'escalationsAnswered', ['task.request_completion']],
    ['instructions answered', 'instructionsAnswered', ['task.request_completion']],
    ['nothing applied for', 'nothingApplied', ['task.request_completion', 'task.carry_over']],
    ['looked back at', 'recheckHeld', ['task.delist']],
  ],
  shares: [
    ['weights', 'weightsAddUp', ['assignment.arrange']],
    ['percent', 'percentDoesNotFall', ['assignment.report']],
    ['figures', 'readingsAreSound', ['assignment.report']],
    ['no ring of parts', 'subtaskUnitIsNew', ['task.decompose']],
    ['dates of parts', 'subtaskDateWithin', ['task.decompose']],
  ],
  'taking back': [
    ['nobody has read it', 'nobodyTookNotice', ['task.recall_issue']],
    ['one’s own request', 'bySubmitterOrHead', ['task.recall_completion']],
    ['one’s own report', 'byTheReporter', ['cycle_return.withdraw']],
    ['not acted upon', 'nobodyHasActed', ['cycle_return.withdraw']],
    ['one’s own application', 'byTheApplicant', ['application.withdraw']],
  ],
};

describe.each(Object.entries(STAND_AT))('%s', (_name, lines) => {
  it.each(lines)('%s: %s', (_rule, guard, acts) => {
    for (const name of acts) expect([name, guardsOf(name)]).toEqual([name, expect.arrayContaining([guard])]);
  });
});

describe('G5', () => {
  const SENT_BACK = [
    ...['task.send_back', 'task.return', 'task.refute', 'cycle_return.hold_back', 'cycle_return.return', 'assignment.return_branch'],
    ...[
      'application.hold_back',
      'application.refuse',
      'escalation.reject',
      'instruction.reject',
      'object_item.send_back',
      'object_item.reject',
    ],
  ];

  it.each(SENT_BACK)('%s asks for a reason in words', name => {
    const reason = act(name).carries.find((field: Field) => field.name === 'reason');
    expect(reason).toMatchObject({ kind: 'text', required: true });
  });

  it('a report that was sent back is never moved again: the next one stands beside it', () => {
    expect(act('cycle_return.return').to).toBe('returned');
    expect(process('cycle_return').states.returned?.final).toBe(true);
  });
});

describe('G6, G7', () => {
  it('only the system moves a deadline, and only after a grant', () => {
    const movers = Object.entries<AnyAct>(process('task').acts).filter(([, row]) => row.effects.includes('move_deadline'));
    expect(movers.map(([name]) => name)).toEqual(['extend']);
    expect(act('task.extend').who).toEqual([expect.objectContaining({ role: 'system' })]);
    expect(APPLICATION_PROCESS.acts.grant.effects).toContain('carry_out');
  });

  it('what was asked for after the deadline leaves it alone', () => {
    expect(wakeOf({ kind: 'extension', late: true })).toBeNull();
    expect(wakeOf({ kind: 'extension', late: false })).toBe('extend');
  });
});
