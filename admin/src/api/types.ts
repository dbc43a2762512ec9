/**
 * The shapes of the HTTP interface by short names, taken from the types that are generated from the server's description.
 * Dates are 'YYYY-MM-DD' (calendar days in Asia/Shanghai), instants are ISO with offset Z, offsets in a text count Unicode code points.
 */
import type { components } from '../generated/api.js';
import type { ActField } from './rules.js';

type Schemas = components['schemas'];

export type Session = Schemas['Session'];

/** RFC 9457, as the server sends it; every text is Chinese and meant for the person at the screen. */
export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  params?: Record<string, string | number>;
  errors?: Record<string, string> & { root?: { serverError: string } };
  reasons?: string[];
  current?: { state: string; stateLabel: string; version: number; actorName: string | null; at: string | null; recordIds?: number[] };
}

export type BlockedAct = Schemas['BlockedAct'];

/** What a record says about its acts: the screen shows the first as buttons, the second disabled with their reasons. */
export interface Acting {
  id: number;
  version: number;
  permittedActs: string[];
  blockedActs?: BlockedAct[];
}

export type TaskRow = Schemas['TaskRow'];
export type TaskDetail = Schemas['TaskDetail'];
export type TaskPhase = TaskDetail['phases'][number];
export type Assignment = TaskDetail['assignments'][number];
export type Report = TaskDetail['reports'][number];
export type ReportForm = Schemas['ReportForm'];
export type EscalationForm = Schemas['EscalationForm'];
export type Evidence = TaskDetail['evidence'][number];
export type RequirementView = TaskDetail['requirements'][number];
export type EvidenceText = Schemas['EvidenceText'];
/** What is asked for, as it is set. */
export type Requirement = Pick<RequirementView, 'kind' | 'name' | 'minimum'>;
export type Escalation = TaskDetail['escalations'][number];
export type Application = TaskDetail['applications'][number];
export type Instruction = TaskDetail['instructions'][number];
export type Comment = TaskDetail['comments'][number];
export type Onlooker = Schemas['Onlooker'];
export type RelatedTask = Schemas['RelatedTask'];
export type TimelineEntry = TaskDetail['timeline'][number];
export type TaskSource = Schemas['TaskSource'];
export type BulkIssueResult = Schemas['BulkResult'];

export type ObjectRow = Schemas['ObjectRow'];
export type ObjectDetail = Schemas['ObjectDetail'];
export type ObjectCount = Schemas['ObjectCounts']['data'][number];
export type EnterObject = Schemas['EnterObject'];
export type ChangeObject = Schemas['ChangeObject'];
export type LedgerView = Schemas['LedgerView'];
export type SaveLedgerView = Schemas['SaveLedgerView'];
export type LedgerColumn = SaveLedgerView['columns'][number];
export type TaskBoard = Schemas['TaskBoard'];
export type TaskCalendar = Schemas['TaskCalendar'];
export type WallRow = Schemas['WallRow'];
export type TaskMatrix = Schemas['TaskMatrix'];
export type BulkOutcome = Schemas['BulkOutcome'];
export type BulkAct = Schemas['TryBulkAct']['act'];

export type IntakeRecord = Schemas['IntakeRecord'];
export type IntakeKind = IntakeRecord['kind'];
export type Decision = IntakeRecord['decision'];
export type DocumentRow = Schemas['DocumentRow'];
export type PlanDocument = Schemas['Document'];
export type DeskChanges = Schemas['DeskChanges'];
export type DeskStep = Schemas['IntakeStep'];
export type DocumentName = Schemas['DocumentName'];
export type UnitRequest = Schemas['UnitRequest'];
export type Likeness = Schemas['Likeness'];

export type Plan = Schemas['Plan'];
export type PlanPhase = Plan['phases'][number];
export type PlanConfirmation = Schemas['ConfirmPlan'];
export type Measure = Schemas['Measure'];
export type Indicator = Measure['indicators'][number];
export type Target = Schemas['Target'];
export type PhaseRow = Schemas['PhaseRow'];
export type PlanIndicator = Schemas['PlanIndicator'];
export type BreakdownRow = Schemas['BreakdownRow'];
export type Breakdown = Schemas['Breakdown'];
export type UnitGroup = Schemas['UnitGroup'];
export type DraftRow = Schemas['DraftRow'];
export type PlanVersion = Schemas['PlanVersion'];
export type VersionComparison = Schemas['VersionComparison'];
export type VersionDifference = Schemas['VersionDifference'];
export type DecideDifferences = Schemas['DecideDifferences'];
export type TableTrial = Schemas['TableTrial'];
export type TableTemplate = Schemas['TableTemplate'];
export type SaveTableTemplate = Schemas['SaveTableTemplate'];

export type CalendarYear = Schemas['CalendarYear'];
export type CalendarPreview = Schemas['CalendarPreview'];

export type MessageSettings = Schemas['MessageSettingsView'];
export type MessageSettingsChange = Schemas['ChangeMessageSettings'];
export type MessageTemplates = Schemas['PreviewTemplates'];
export type RenderedTemplates = Schemas['RenderedTemplates'];
export type GroupRobot = Schemas['GroupRobot'];
export type RobotInput = Schemas['SaveRobot'];
export type Delivery = Schemas['Delivery'];
export type Ladder = Schemas['Ladder'];
export type LadderChange = Schemas['ChangeLadder'];
export type LadderProposal = Schemas['LadderProposal'];
export type LadderDecision = Schemas['DecideProposals'];
export type LightScheme = Schemas['LightScheme'];
export type LightSchemeChange = Schemas['TryLightScheme'];
export type LightSchemeTrial = Schemas['LightSchemeTrial'];
export type PastTrial = Schemas['PastTrial'];
export type NewLightScheme = Schemas['CreateLightScheme'];

export type Unit = Schemas['Unit'];
export type AccountRow = Schemas['AccountRow'];
export type Post = Schemas['Post'];
export type OnlineSession = Schemas['OnlineSession'];
export type PermissionTable = Schemas['PermissionTable'];
export type AuditRow = Schemas['AuditRow'];
export type AuditVerification = Schemas['AuditVerification'];
export type QueueView = Schemas['QueueView'];
export type FailedJob = Schemas['FailedJob'];
export type PaperRow = Schemas['PaperRow'];
export type Paper = Schemas['Paper'];
export type PaperText = Schemas['PaperText'];
export type SavePaperText = Schemas['SavePaperText'];
export type DraftPaper = Schemas['DraftPaper'];
export type Letterhead = Schemas['Letterhead'];
export type SaveLetterhead = Schemas['SaveLetterhead'];
export type Message = Schemas['MessageView'];
export type ReviewItem = Schemas['ReviewItem'];
export type Dashboard = Schemas['Dashboard'];

/** The input of an act, by the names of its fields. */
export type ReadingInput = { indicatorId: number; value: string; source: string | null };
export type ActInput = Record<string, string | number | null | ReadingInput[]>;
export type IndicatorStanding = Schemas['IndicatorStanding'];
export type { ActField };
