import { ADMIN_ROLES, ROLES, type Role } from '../../server/src/rules/actor.js';
import { UNISSUED_STATES } from '../../server/src/rules/task.process.js';
import { bodyOf, HUMAN_ACTS, type TableAct } from '../support/bodies.js';
import type { Client } from '../support/client.js';
import { expectProblem } from '../support/problem.js';
import { type Place, Stage, UNIT } from '../support/stage.js';

/** What the acts are tried on: a record in a state from which each starts, all on tasks with the same units. */
interface Records {
  task: Record<
    | 'draft'
    | 'pending_issue'
    | 'issued'
    | 'in_progress'
    | 'close_requested'
    | 'under_verification'
    | 'completed'
    | 'delisted'
    | 'suspended',
    number
  >;
  assignment: Record<'pending_receipt' | 'received' | 'receipt_disputed' | 'branch_submitted', number>;
  cycle_return: Record<'submitted' | 'unit_approved', number>;
  application: Record<'applied' | 'endorsed' | 'reviewed', number>;
  escalation: Record<'issued' | 'answered' | 'interview', number>;
  instruction: Record<'issued' | 'answered', number>;
}

let stage: Stage;
let records: Records;
const paths = new Map<Place, string>();
const people = new Map<string, { place: Place; role: Role; client: Client }>();

beforeAll(async () => {
  stage = await Stage.open();
  for (const place of Object.keys(UNIT) as Place[]) {
    const [unit] = await stage.source.query('SELECT path FROM unit WHERE id = $1', [stage.unit(place)]);
    paths.set(place, unit.path);
    for (const role of Object.keys(ROLES) as Role[])
      people.set(`${role}@${place}`, { place, role, client: await stage.person(await stage.hire(place, role)) });
  }
  const pending = await stage.draft();
  await stage.perform('wufr', 'task', 'register', pending);
  const answered = await stage.escalated();
  await stage.perform('weicy', 'escalation', 'answer', answered.noticeId, { answer: '已整改' });
  const interview = await stage.escalated({}, 'interview');
  records = {
    task: {
      draft: await stage.draft(),
      pending_issue: pending,
      issued: await stage.issued(),
      in_progress: await stage.finished(),
      close_requested: await stage.submitted(),
      under_verification: await stage.closed('under_verification'),
      completed: await stage.closed('completed'),
      delisted: await stage.closed('delisted'),
      suspended: await stage.suspended(),
    },
    assignment: {
      pending_receipt: await stage.share(await stage.issued()),
      received: await stage.share(await stage.received()),
      receipt_disputed: await stage.disputed(),
      branch_submitted: await stage.branchSubmitted(),
    },
    cycle_return: { submitted: (await stage.report('submitted')).id, unit_approved: (await stage.report('unit_approved')).id },
    application: {
      applied: (await stage.application('applied')).id,
      endorsed: (await stage.application('endorsed')).id,
      reviewed: (await stage.application('reviewed')).id,
    },
    escalation: { issued: (await stage.escalated()).noticeId, answered: answered.noticeId, interview: interview.noticeId },
    instruction: { issued: (await stage.instructed()).id, answered: (await stage.instructed('answered')).id },
  };
});
afterAll(() => stage?.close());

/** Where the units of a relation stand, for these tasks; none of them is a part of another (`assigner`), and the returns are the lead unit's own (`consolidating`). */
const STANDS: Partial<Record<string, Place>> = {
  owner: 'owner',
  supervising: 'office',
  lead: 'lead',
  interviewing: 'office',
  assignee: 'lead',
  reviewing: 'office',
};
const below = (unit: Place, top: Place) => paths.get(unit)?.startsWith(paths.get(top) as string) ?? false;

/** Read off the table: one of the act's lines names this role, and the post stands to the record as the line's relation asks. */
function isListed({ process, name, who }: TableAct, role: Role, place: Place): boolean {
  return who.some(({ role: listed, as }) => {
    // Only the supporting unit's share is handed in to the lead unit.
    const at = name === 'recall_branch' ? 'support' : STANDS[as];
    if (at === undefined) return false;
    return listed === role && (process.relations[as]?.reach === 'own' ? place === at : below(at, place));
  });
}

/** By the rule of sight: owner and supervision always, units with a share once it is issued, administrators never. */
function isSeen(state: string, role: Role, place: Place): boolean {
  if (ADMIN_ROLES.includes(role)) return false;
  const seeing: Place[] = (UNISSUED_STATES as readonly string[]).includes(state)
    ? ['owner', 'office']
    : ['owner', 'office', 'lead', 'support'];
  return seeing.some(unit => below(unit, place));
}

function recordFor({ process, name, from }: TableAct): { id: number; state: string } {
  if (name === 'record_interview') return { id: records.escalation.interview, state: 'issued' };
  const known = records[process.name as keyof Records] as Record<string, number>;
  const state = from.find(each => each in known);
  if (!state) throw new Error(`no record in one of ${from} for ${process.name}`);
  return { id: known[state] as number, state };
}

describe.each(HUMAN_ACTS)('$process.label：$noun', act => {
  it('每个角色 × 每个位置：表里有的才办得了，看不见的答“找不到”，管理员一律不行', async () => {
    const { id, state } = recordFor(act);
    const handlerId = await stage.account('weicy');
    // With a version that nobody has seen, whoever may do the act is told of a conflict and nothing changes.
    const body = { ...bodyOf(act.process, act.name, { handlerId, phaseId: 1 }), version: 999_999 };
    const before = await stage.fingerprint();
    const wrong: string[] = [];
    let open = 0;
    for (const { place, role, client } of people.values()) {
      const answer = await client.post(`${act.process.collection}/${id}/${act.noun}`, body);
      const seen = isSeen(act.process.name === 'task' ? state : 'issued', role, place);
      const expected = ADMIN_ROLES.includes(role) ? 403 : !seen ? 404 : isListed(act, role, place) ? 409 : 403;
      if (answer.status !== expected) wrong.push(`${role}@${place}: ${answer.status} instead of ${expected}`);
      else expectProblem(answer, expected);
      if (expected === 409) open += 1;
    }
    expect(wrong).toEqual([]);
    expect(open).toBeGreaterThan(0);
    expect(await stage.fingerprint()).toBe(before);
  });
});

describe('公开的操作', () => {
  it('permittedActs 和 blockedActs 只列表里给这个岗位的操作', async () => {
    for (const [state, id] of Object.entries(records.task))
      for (const { place, role, client } of people.values()) {
        const answer = await client.get(`tasks/${id}`);
        if (ADMIN_ROLES.includes(role) || !isSeen(state, role, place)) continue;
        const shown = [...answer.body.permittedActs, ...answer.body.blockedActs.map(({ act }: { act: string }) => act)].sort();
        const listed = HUMAN_ACTS.filter(act => act.process.name === 'task' && act.from.includes(state) && isListed(act, role, place));
        expect([state, role, place, shown]).toEqual([state, role, place, listed.map(({ name }) => name).sort()]);
      }
  });

  it('表里没有的操作、系统自己的操作，谁也叫不动', async () => {
    const id = records.task.in_progress;
    for (const noun of ['begin', 'completion ', 'Completion', 'constructor', '__proto__', 'bulk'])
      expectProblem(await (await stage.person('yinyf')).post(`tasks/${id}/${encodeURIComponent(noun)}`, { version: 1 }), 404);
  });
});
