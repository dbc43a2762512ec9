import { z } from 'zod';
import { Instant, keyOf } from '../platform/dto.js';
import { ASSIGNMENT_ROLES, type AssignmentRole } from '../rules/assignment.process.js';
import { LIGHTS, type Light } from '../rules/lights.js';
import { RISKS, type Risk } from '../rules/return.words.js';
import { COLOURS } from '../rules/schemes.js';
import { TASK_PROCESS, type TaskState } from '../rules/task.process.js';
import { EvidenceView, RequirementView } from './evidence.dto.js';
import { IndicatorStanding } from './indicator.dto.js';
import { CommentView, InstructionView } from './together/together.dto.js';

const day = z.string().describe('YYYY-MM-DD, Asia/Shanghai');

export const TaskStateName = keyOf<TaskState>(TASK_PROCESS.states);
export const LightName = keyOf<Light>(LIGHTS);
const RiskName = keyOf<Risk>(RISKS);
const RoleName = keyOf<AssignmentRole>(ASSIGNMENT_ROLES);

export const BlockedAct = z.object({ act: z.string(), reasons: z.array(z.string()) }).meta({ id: 'BlockedAct' });
const acts = { permittedActs: z.array(z.string()), blockedActs: z.array(BlockedAct) };

/** A line of the ledger (台账). */
export const TaskRow = z
  .object({
    id: z.int(),
    no: z.string().nullable(),
    title: z.string(),
    planId: z.int(),
    planTitle: z.string(),
    measureId: z.int().nullable(),
    measureNo: z.string().nullable(),
    section: z.string().nullable(),
    state: TaskStateName,
    stateLabel: z.string(),
    light: LightName,
    lightLabel: z.string().describe("the scheme's word for it"),
    lightColour: keyOf(COLOURS).nullable().describe("the scheme's colour; null: the light's own"),
    lightReason: z.string().describe('why, with the numbers'),
    percent: z.int().nullable(),
    risk: RiskName.nullable().describe("the lead unit's own word, apart from the light"),
    missedReports: z.int().describe('periods past their due day since the last report, over the shares that owe one'),
    leadUnitId: z.int().nullable(),
    leadUnitName: z.string().nullable(),
    supportUnitNames: z.array(z.string()),
    supervisingUnitName: z.string(),
    startDate: day.nullable(),
    deadline: day.nullable(),
    originalDeadline: day.nullable(),
    nextDue: day.nullable(),
    phaseYear: z.int().nullable(),
    phaseName: z.string().nullable(),
    cadence: z.string().nullable(),
    lastReportAt: Instant.nullable(),
    lastReportText: z.string().nullable(),
    evidenceCount: z.int(),
    openEscalations: z.int(),
    doneCriterion: z.string().nullable(),
    evidenceRequired: z.string().nullable(),
    issuedAt: Instant.nullable(),
    completedAt: Instant.nullable(),
    version: z.int(),
    myAssignment: z
      .object({ id: z.int(), state: z.string(), role: RoleName, version: z.int(), permittedActs: z.array(z.string()) })
      .nullable(),
    permittedActs: z.array(z.string()),
  })
  .meta({ id: 'TaskRow' });
export type TaskRow = z.infer<typeof TaskRow>;

const PhaseView = z.object({
  id: z.int(),
  year: z.int(),
  kind: z.string(),
  name: z.string(),
  dueDate: day,
  target: z.string().nullable(),
  verdict: z.enum(['reached', 'behind', 'unknown']).nullable(),
  note: z.string().nullable(),
  recordedAt: Instant.nullable(),
  recordedBy: z.string().nullable(),
});

/** A reporting period of a share. */
const PeriodView = z.object({ key: z.string(), label: z.string(), opens: day, due: day, locks: day.nullable() });

const AssignmentView = z.object({
  id: z.int(),
  unitId: z.int(),
  unitName: z.string(),
  role: RoleName,
  roleLabel: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  dueDate: day.nullable(),
  handlerId: z.int().nullable(),
  handlerName: z.string().nullable(),
  firstReadAt: Instant.nullable(),
  receivedAt: Instant.nullable(),
  receivedByName: z.string().nullable(),
  weight: z.int().nullable(),
  note: z.string().nullable(),
  version: z.int(),
  lastPercent: z.int().nullable(),
  sentBack: z
    .object({ text: z.string().nullable(), byName: z.string(), at: Instant })
    .nullable()
    .describe('why the lead unit has returned the share'),
  owed: PeriodView.nullable().describe('the period that is waited for next'),
  missed: z.array(PeriodView).describe('periods past their due day without a report'),
  mayUpload: z.boolean(),
  ...acts,
});

const ReportView = z.object({
  id: z.int(),
  assignmentId: z.int(),
  unitName: z.string(),
  percent: z.int(),
  doneText: z.string(),
  problem: z.string().nullable(),
  nextStep: z.string().nullable(),
  help: z.string().nullable(),
  risk: RiskName.nullable(),
  riskLabel: z.string().nullable(),
  unchanged: z.boolean(),
  period: z.string().nullable(),
  periodLabel: z.string().nullable(),
  state: z.string(),
  stateLabel: z.string(),
  /** The last word on it: who said it, and what was said. */
  decision: z.object({ label: z.string(), byName: z.string(), at: Instant, text: z.string().nullable() }).nullable(),
  reportedByName: z.string(),
  at: Instant,
  version: z.int(),
  ...acts,
});

/** What the form of a report starts from: the period that it answers, and what was said last. */
export const ReportForm = z
  .object({
    period: PeriodView.nullable(),
    corrects: z.boolean().describe('the period has been answered already: another report takes the place of that one'),
    missed: z.array(PeriodView),
    indicators: z.array(z.object({ id: z.int(), name: z.string(), unit: z.string(), last: z.number().nullable() })),
    last: z
      .object({
        percent: z.int(),
        doneText: z.string(),
        problem: z.string().nullable(),
        nextStep: z.string().nullable(),
        help: z.string().nullable(),
        risk: RiskName.nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'ReportForm' });
export type ReportForm = z.infer<typeof ReportForm>;

const EscalationView = z.object({
  id: z.int(),
  taskId: z.int(),
  noticeNo: z.string(),
  level: z.string(),
  levelLabel: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  reason: z.string(),
  replyBy: day,
  issuedByName: z.string(),
  issuedAt: Instant,
  answer: z.string().nullable(),
  answeredByName: z.string().nullable(),
  answeredAt: Instant.nullable(),
  version: z.int(),
  ...acts,
});

const ApplicationView = z.object({
  id: z.int(),
  kind: z.string(),
  kindLabel: z.string(),
  state: z.string(),
  stateLabel: z.string(),
  reasonLabel: z.string().nullable(),
  reason: z.string().nullable(),
  basis: z.string().nullable(),
  askedDate: day.nullable(),
  grantedDate: day.nullable(),
  late: z.boolean(),
  changes: z.array(z.object({ field: z.string(), label: z.string(), from: z.string().nullable(), to: z.string() })),
  applicantName: z.string(),
  appliedAt: Instant,
  version: z.int(),
  ...acts,
});

/** Another task that this one hangs together with: the one it is part of, its parts, the one before, the one after. */
const RelatedTask = z
  .object({
    id: z.int(),
    relation: z.enum(['parent', 'subtask', 'predecessor', 'successor']),
    no: z.string().nullable(),
    title: z.string(),
    stateLabel: z.string(),
    light: LightName,
    leadUnitName: z.string().nullable(),
    deadline: day.nullable(),
    percent: z.int().nullable(),
  })
  .meta({ id: 'RelatedTask' });
export type RelatedTask = z.infer<typeof RelatedTask>;

const PauseView = z.object({ fromDay: day, untilDay: day, endedOn: day.nullable(), confirmBy: day });

export const TimelineEntry = z
  .object({
    id: z.string(),
    at: Instant,
    process: z.string(),
    act: z.string(),
    actLabel: z.string(),
    actorName: z.string(),
    actorPost: z.string().nullable(),
    unitName: z.string().nullable(),
    fromLabel: z.string().nullable(),
    toLabel: z.string().nullable(),
    text: z.string().nullable(),
    fields: z.array(z.object({ label: z.string(), value: z.string() })),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof TimelineEntry>;

/** Everything about one task on one screen. */
export const TaskDetail = TaskRow.extend({
  requirement: z.string(),
  phases: z.array(PhaseView),
  assignments: z.array(AssignmentView),
  reports: z.array(ReportView),
  indicators: z.array(IndicatorStanding).describe("those of the task's measure"),
  requirements: z.array(RequirementView),
  maySetRequirements: z.boolean(),
  evidence: z.array(EvidenceView),
  escalations: z.array(EscalationView),
  applications: z.array(ApplicationView),
  related: z.array(RelatedTask),
  pauses: z.array(PauseView),
  higher: z.object({ authority: z.string(), reference: z.string() }).nullable().describe('the higher authority that raised it'),
  resubmitBy: day.nullable(),
  recheckOn: day.nullable(),
  recheckResultLabel: z.string().nullable(),
  instructions: z.array(InstructionView).describe('none for a role that does not read them'),
  comments: z.array(CommentView),
  following: z.boolean().describe('whether the person who looks follows the task'),
  timeline: z.array(TimelineEntry),
  blockedActs: acts.blockedActs,
}).meta({ id: 'TaskDetail' });
export type TaskDetail = z.infer<typeof TaskDetail>;

export const BulkIssue = z
  .strictObject({ ids: z.array(z.int32()).min(1, '请先选择要交办的任务').max(200, '一次最多交办 200 项') })
  .meta({ id: 'BulkIssue' });
export type BulkIssue = z.infer<typeof BulkIssue>;

export const BulkResult = z
  .object({ done: z.array(z.int()), refused: z.array(z.object({ id: z.int(), title: z.string(), reasons: z.array(z.string()) })) })
  .meta({ id: 'BulkResult' });
export type BulkResult = z.infer<typeof BulkResult>;
