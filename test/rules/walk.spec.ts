import fc from 'fast-check';
import type { ApplicationKind } from '../../server/src/rules/application.words.js';
import { type EscalationLevel, UNDER_WAY } from '../../server/src/rules/task.process.js';
import { DraftService, type TaskDraft } from '../../server/src/tasks/draft.service.js';
import type { TaskDetail } from '../../server/src/tasks/task.dto.js';
import { expectProblem } from '../support/problem.js';
import { wrongSights } from '../support/sights.js';
import { PDF, Stage } from '../support/stage.js';
import { attemptsOn } from './attempts.js';
import { type ModelFinding, type ModelRecord, OPEN_DUE, type Share } from './known.js';
import { Model } from './model.js';
import { type Attempt, areRefused, chosenFrom, firstOfEachLine, type Person, send } from './verdict.js';
import { chanceOf, goesAhead, LINES, leadsToNew, missingLines, SECOND_LINE } from './way.js';

/** So many walks at least, and more until every line of the tables was gone through. */
const RUNS = 30;
const MOST_RUNS = 120;
const STEPS = 80;
const PHASES = [
  { year: 2025, kind: 'build', name: '加快建设', dueDate: '2025-12-31', target: null },
  { year: 2026, kind: 'finish', name: '扫尾收官', dueDate: OPEN_DUE, target: null },
];

/** The drafts that a walk starts from: most are complete, the others are what the guards of issuing look for. */
const drafts = (): Partial<TaskDraft>[] => [
  { phases: PHASES },
  { coLeadUnitIds: [stage.unit('support')], supportUnitIds: [] },
  {},
  { deadline: null, cadence: 'month' },
  { doneCriterion: null, leadUnitId: null },
  { deadline: '2026-11-21', startDate: null },
];

let stage: Stage;
let people: Person[];
const handlers = new Map<number, number>();
const visited = new Set<string>();
const names = new Map<number, string>();
let walks = 0;
/** Of all walks: they share a house. */
let findings: ModelFinding[] = [];

beforeAll(async () => {
  stage = await Stage.open();
  for (const { id, name } of await stage.source.query('SELECT id, name FROM unit')) names.set(id, name);
  findings = await stage.source.query('SELECT task_id AS "taskId", unit_id AS "unitId", kind FROM finding');
  // One person who sits on both sides: may hand in for the unit and review as supervisor, but never the same task.
  const both = await stage.hire('office', 'supervisor');
  const bothId = await stage.account(both);
  const [post] = await stage.source.query("INSERT INTO post (unit_id, name, role) VALUES ($1, '兼职经办', 'unit_staff') RETURNING id", [
    stage.unit('lead'),
  ]);
  await stage.source.query("INSERT INTO post_holding (post_id, account_id, capacity, since) VALUES ($1, $2, 'holder', now())", [
    post.id,
    bothId,
  ]);
  const support = { staff: await stage.hire('support', 'unit_staff'), head: await stage.hire('support', 'dept_head') };
  const foreign = await stage.hire('foreign', 'dept_head');
  const logins = ['wufr', 'caixz', 'yinyf', 'yush', 'weicy', 'lijq', both, support.staff, support.head, foreign, 'lubx'];
  people = await Promise.all(logins.map(async login => ({ login, actor: await stage.actor(login) })));
  handlers.set(stage.unit('lead'), await stage.account('weicy'));
  handlers.set(stage.unit('support'), await stage.account(support.staff));
  handlers.set(stage.unit('foreign'), await stage.account(foreign));
});
afterAll(() => stage?.close());

/** A fresh task and the model of it. */
async function begin(draft: Partial<TaskDraft>, planConfirmed: boolean): Promise<Model> {
  await stage.source.query('UPDATE plan SET state = $2 WHERE id = $1', [stage.draftOf().planId, planConfirmed ? 'confirmed' : 'intake']);
  const id = await stage.draft(draft);
  const model = new Model(
    id,
    stage.unit('owner'),
    stage.unit('office'),
    stage.unit('foreign'),
    unitId => names.get(unitId) ?? '',
    findings,
  );
  model.planConfirmed = planConfirmed;
  await describeDraft(model, draft);
  return model;
}

/** Takes what was drafted into the model. */
async function describeDraft(model: Model, fields: Partial<TaskDraft>): Promise<void> {
  const { leadUnitId, ...draft } = stage.draftOf(fields);
  const { title, requirement, doneCriterion, evidenceRequired, cadence, startDate, deadline } = draft;
  model.draft = {
    title,
    requirement,
    doneCriterion,
    evidenceRequired,
    cadence,
    startDate,
    deadline,
    leadUnits: leadUnitId === null ? 0 : 1,
  };
  model.phases = await stage.source.query('SELECT id, year, due_date AS "dueDate" FROM task_phase WHERE task_id = $1 ORDER BY year', [
    model.taskId,
  ]);
  const shares = await stage.source.query('SELECT id, unit_id AS "unitId", role FROM assignment WHERE task_id = $1 ORDER BY role, id', [
    model.taskId,
  ]);
  model.shares = shares.map(({ id, unitId, role }: Pick<Share, 'id' | 'unitId' | 'role'>) => ({
    id,
    unitId,
    role,
    state: 'pending_receipt',
    version: 1,
    handlerId: null,
    weight: null,
    read: false,
  }));
}

/** Everything that is refused here for the first time is tried; then somebody does something: with luck what has not been done yet, else rather something that goes forward. */
class Try implements fc.AsyncCommand<Model, object> {
  constructor(
    private readonly luck: number,
    private readonly choice: number,
  ) {}

  check = () => true;

  async run(model: Model): Promise<void> {
    const all = attemptsOn(model, people, handlers);
    await areRefused(stage, firstOfEachLine(all.filter(({ verdict }) => verdict.status !== 200 && !visited.has(verdict.line))), visited);
    const fresh = all.filter(attempt => attempt.verdict.status === 200 && leadsToNew(visited, model, attempt));
    const ahead = all.filter(attempt => goesAhead(model, attempt)).filter(attempt => this.choice % chanceOf(attempt) === 0);
    const pool = fresh.length > 0 && this.luck < 7 ? fresh : ahead.length > 0 && this.luck < 9 ? ahead : all;
    const attempt = chosenFrom(pool, this.choice);
    if (attempt.verdict.status !== 200) return areRefused(stage, [attempt], visited);
    visited.add(attempt.verdict.line);
    await succeeds(model, attempt);
    await agreesWith(model, people[this.choice % people.length] as Person);
  }

  toString = () => `try(${this.luck}, ${this.choice})`;
}

/** The unit adds a piece of evidence, or takes one back. */
class Prove implements fc.AsyncCommand<Model, object> {
  constructor(private readonly withdraw: boolean) {}

  check(model: Readonly<Model>): boolean {
    const isOpen = UNDER_WAY.includes(model.state) && model.lead?.state === 'received' && model.lead.unitId === stage.unit('lead');
    return isOpen && (!this.withdraw || model.evidence.length > 0);
  }

  async run(model: Model): Promise<void> {
    const staff = await stage.person('weicy');
    const last = model.evidence.at(-1);
    if (this.withdraw && last) {
      expect((await staff.post(`evidence/${last.id}/withdrawal`, { reason: '传错了' })).status).toBe(200);
      model.evidence.pop();
    } else {
      const { status, body } = await staff.upload(`assignments/${model.lead?.id}/evidence`, '材料.pdf', PDF);
      expect(status).toBe(201);
      model.proved(body.id, '材料.pdf');
    }
  }

  toString = () => (this.withdraw ? 'withdraw evidence' : 'upload evidence');
}

/** The planner completes the draft, and the plan is confirmed. */
class Mend implements fc.AsyncCommand<Model, object> {
  check = (model: Readonly<Model>) => model.state === 'draft';

  async run(model: Model): Promise<void> {
    const draft = stage.draftOf({ phases: PHASES });
    const planner = await stage.actor('wufr');
    await stage.source.query("UPDATE plan SET state = 'confirmed' WHERE id = $1", [draft.planId]);
    await stage.source.transaction(manager =>
      stage.house.app.get(DraftService).save(manager, planner, { ...draft, taskId: model.taskId, version: model.version }),
    );
    model.version += 1;
    model.planConfirmed = true;
    await describeDraft(model, { phases: PHASES });
  }

  toString = () => 'mend the draft';
}

async function succeeds(model: Model, attempt: Attempt<ModelRecord>): Promise<void> {
  const { record, act, person, input, verdict } = attempt;
  const answer = await send(stage, attempt);
  if (answer.status !== 200) throw new Error(`${verdict.line} by ${person.login}: ${answer.status} ${answer.text}`);
  model.apply(record, act, person.actor, input);
  const detail: TaskDetail = answer.body;
  if (act === 'escalate') {
    const { id, noticeNo } = detail.escalations[0] as TaskDetail['escalations'][number];
    model.notices.unshift({
      id,
      noticeNo,
      round: model.round,
      state: 'issued',
      version: 1,
      level: input.level as EscalationLevel,
      interviewed: false,
    });
  }
  if (act === 'instruct') model.orders.unshift({ id: await lastInstruction(model.taskId), state: 'issued', version: 1 });
  if (act.startsWith('report'))
    model.reported((detail.reports[0] as { id: number }).id, model.shares.find(({ id }) => id === record.id) as Share, person.actor, input);
  if (act.startsWith('apply_'))
    model.handedIn((detail.applications[0] as { id: number }).id, act.slice(6) as ApplicationKind, person.actor, input);
  if (act === 'reassign') {
    const from = model.shares.find(({ id }) => id === record.id) as Share;
    const fresh = detail.assignments.find(({ id }) => !model.shares.some(share => share.id === id));
    model.passedOn((fresh as { id: number }).id, from, Number(input.unitId));
  }
  for (const line of model.systemActs) visited.add(line);
}

/** Who gives an instruction sees it; still its number is taken from where it is kept. */
async function lastInstruction(taskId: number): Promise<number> {
  const [{ id }] = await stage.source.query('SELECT max(id) AS id FROM instruction WHERE task_id = $1', [taskId]);
  return id;
}

/** What this person is shown is what the model says: states, versions, open acts and the reasons of the closed ones. */
async function agreesWith(model: Model, { login, actor }: Person): Promise<void> {
  const answer = await (await stage.person(login)).get(`tasks/${model.taskId}`);
  if (!model.isSeenBy(actor)) return void expectProblem(answer, [403, 404]);
  expect(answer.status).toBe(200);
  model.readBy(actor);
  const shown = shownIn(answer.body);
  const known = model.recordsFor(actor).map(record => ({ ...stateOf(record), ...model.open(record, actor) }));
  expect(shown).toEqual(known);
}

const stateOf = ({ process, id, state, version }: ModelRecord) => ({ process: process.name, id, state, version });

type Shown =
  | TaskDetail
  | TaskDetail['assignments'][number]
  | TaskDetail['reports'][number]
  | TaskDetail['escalations'][number]
  | TaskDetail['applications'][number]
  | TaskDetail['instructions'][number];

function shownIn(detail: TaskDetail) {
  const shown = (process: string, { id, state, version, permittedActs, blockedActs }: Shown) => ({
    process,
    id,
    state,
    version,
    permittedActs,
    blockedActs,
  });
  return [
    shown('task', detail),
    ...detail.assignments.map(share => shown('assignment', share)),
    ...detail.reports.map(report => shown('cycle_return', report)),
    ...detail.escalations.map(notice => shown('escalation', notice)),
    ...detail.instructions.map(order => shown('instruction', order)),
    ...detail.applications.map(paper => shown('application', paper)),
  ];
}

const COMMANDS = [
  fc.record({ luck: fc.integer({ min: 0, max: 9 }), choice: fc.nat() }).map(({ luck, choice }) => new Try(luck, choice)),
  fc.record({ luck: fc.integer({ min: 0, max: 9 }), choice: fc.nat() }).map(({ luck, choice }) => new Try(luck, choice)),
  fc.record({ luck: fc.integer({ min: 0, max: 9 }), choice: fc.nat() }).map(({ luck, choice }) => new Try(luck, choice)),
  fc.integer({ min: 0, max: 4 }).map(number => new Prove(number === 0)),
  fc.constant(new Mend()),
];

describe('随机走遍流程表', () => {
  it('合规的一步必成，违规的一步必被拒绝且什么也不变；看到的操作就是办得了的操作', async () => {
    const start = fc.record({ draft: fc.constantFrom(...drafts()), confirmed: fc.integer({ min: 0, max: 5 }).map(number => number > 0) });
    await fc.assert(
      fc.asyncProperty(start, fc.commands(COMMANDS, { maxCommands: STEPS, size: 'max' }), async ({ draft, confirmed }, commands) => {
        walks += 1;
        if (walks > RUNS && missingLines(visited).every(line => SECOND_LINE.includes(line))) return;
        await fc.asyncModelRun(async () => ({ model: await begin(draft, confirmed), real: {} }), commands);
      }),
      { numRuns: MOST_RUNS, seed: 20_261_122, endOnFailure: true },
    );
  }, 900_000);

  it('表里的每个操作、每种拒绝都走到了', () => {
    expect(missingLines(visited).sort()).toEqual([...SECOND_LINE].sort());
    expect([...visited].filter(line => !LINES.includes(line))).toEqual([]);
  });

  it('走到哪一步，谁看得见哪项任务都与规则逐条相同', async () => {
    expect(await wrongSights(stage.source)).toEqual([]);
  });
});
