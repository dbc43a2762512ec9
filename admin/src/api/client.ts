import { request, upload } from './http.js';
import { type Purpose, sendResumably } from './resumable.js';
import { actOf, collectionOf, type ProcessName } from './rules.js';
import type {
  AccountRow,
  ActInput,
  AuditVerification,
  Breakdown,
  BreakdownRow,
  BulkAct,
  BulkIssueResult,
  BulkOutcome,
  CalendarPreview,
  CalendarYear,
  ChangeObject,
  Dashboard,
  DecideDifferences,
  Decision,
  Delivery,
  DeskChanges,
  DocumentName,
  DraftPaper,
  DraftRow,
  EnterObject,
  EscalationForm,
  EvidenceText,
  GroupRobot,
  IntakeKind,
  IntakeRecord,
  Ladder,
  LadderChange,
  LadderDecision,
  LadderProposal,
  LedgerView,
  Letterhead,
  LightScheme,
  LightSchemeChange,
  LightSchemeTrial,
  Likeness,
  Measure,
  MessageSettings,
  MessageSettingsChange,
  MessageTemplates,
  NewLightScheme,
  ObjectCount,
  ObjectDetail,
  Onlooker,
  Paper,
  PaperRow,
  PastTrial,
  PermissionTable,
  PhaseRow,
  Plan,
  PlanConfirmation,
  PlanDocument,
  PlanIndicator,
  PlanVersion,
  QueueView,
  RenderedTemplates,
  ReportForm,
  Requirement,
  ReviewItem,
  RobotInput,
  SaveLedgerView,
  SaveLetterhead,
  SavePaperText,
  SaveTableTemplate,
  TableTemplate,
  TableTrial,
  Target,
  TaskBoard,
  TaskCalendar,
  TaskDetail,
  TaskMatrix,
  TaskSource,
  UnitRequest,
  VersionComparison,
  WallRow,
} from './types.js';

/** A record with the version that this screen has seen. */
export type Seen = { id: number; version: number };

export type Sending = { onProgress?: (share: number) => void; signal?: AbortSignal };

/** The verbs of the domain over HTTP, each typed once. Every method throws an ApiError whose message may be shown as it is. */
const ladderOf = (planId: number | null) => (planId === null ? '/ladder' : `/ladder/plans/${planId}`);

export const client = {
  /** Does an act of a process on a record whose version was seen; gives the fresh detail of the record's task. */
  perform: (process: ProcessName, id: number, act: string, version: number, input: ActInput = {}) =>
    request<TaskDetail>('POST', `/${collectionOf(process)}/${id}/${actOf(process, act)?.noun ?? act}`, { body: { version, ...input } }),
  bulkIssue: (ids: number[]) => request<BulkIssueResult>('POST', '/tasks/bulk/issue', { body: { ids } }),
  taskSource: (taskId: number) => request<TaskSource>('GET', `/tasks/${taskId}/source`),

  tryLedger: (file: File, sending: Sending = {}) => upload<TableTrial>('/task-import/trial', file, sending),
  takeLedger: (file: File, digest: string) => upload<TableTrial>('/task-import', file, { fields: { digest } }),

  onlookers: (taskId: number) => request<{ data: Onlooker[] }>('GET', `/tasks/${taskId}/onlookers`),
  comment: (taskId: number, text: string, mentionIds: number[]) =>
    request<TaskDetail>('POST', `/tasks/${taskId}/comments`, { body: { text, mentionIds } }),
  withdrawComment: (id: number) => request<TaskDetail>('POST', `/comments/${id}/withdrawal`, { body: {} }),
  follow: (taskId: number, on: boolean) => request<void>(on ? 'PUT' : 'DELETE', `/tasks/${taskId}/following`),

  ledgerViews: () => request<{ data: LedgerView[] }>('GET', '/ledger-views'),
  ledgerView: (key: string) => request<LedgerView>('GET', `/ledger-views/${encodeURIComponent(key)}`),
  saveLedgerView: (view: SaveLedgerView) => request<LedgerView>('POST', '/ledger-views', { body: view }),
  changeLedgerView: (key: string, view: SaveLedgerView & { version: number }) =>
    request<LedgerView>('PUT', `/ledger-views/${key}`, { body: view }),
  removeLedgerView: (key: string) => request<void>('DELETE', `/ledger-views/${key}`),
  taskBoard: (filter: object) => request<TaskBoard>('GET', '/task-board', { query: { filter } }),
  taskCalendar: (filter: object, month: string) => request<TaskCalendar>('GET', '/task-calendar', { query: { filter, month } }),
  taskWall: (filter: object, sort: string, first: number, count: number) =>
    request<{ data: WallRow[]; total: number }>('GET', '/task-wall', {
      query: { filter, sort: [sort, 'ASC'], range: [first, first + count - 1] },
    }),
  taskMatrix: (filter: object) => request<TaskMatrix>('GET', '/task-matrix', { query: { filter } }),
  tryBulk: (act: BulkAct, ids: number[], input: ActInput) =>
    request<BulkOutcome>('POST', '/task-bulk/trial', { body: { act, ids, input } }),
  doBulk: (act: BulkAct, items: { id: number; version: number }[], input: ActInput) =>
    request<BulkOutcome>('POST', '/task-bulk', { body: { act, items, input } }),

  handlers: (assignmentId: number) =>
    request<{ data: { id: number; name: string; postName: string }[] }>('GET', `/assignments/${assignmentId}/handlers`),
  escalationForm: (taskId: number) => request<EscalationForm>('GET', `/ladder/tasks/${taskId}/escalation-form`),
  reportForm: (assignmentId: number) => request<ReportForm>('GET', `/assignments/${assignmentId}/report-form`),
  uploadEvidence: (purpose: Purpose, file: File, sending: Sending = {}) => sendResumably(purpose, file, sending),
  evidenceText: (id: number) => request<EvidenceText>('GET', `/evidence/${id}/text`),
  classifyEvidence: (id: number, requirementId: number | null) =>
    request<TaskDetail>('POST', `/evidence/${id}/classification`, { body: { requirementId } }),
  setEvidenceRequirements: (taskId: number, version: number, requirements: Requirement[]) =>
    request<TaskDetail>('PUT', `/tasks/${taskId}/evidence-requirements`, { body: { version, requirements } }),
  withdrawEvidence: (id: number, reason: string) => request<TaskDetail>('POST', `/evidence/${id}/withdrawal`, { body: { reason } }),

  uploadDocument: (file: File, title?: string, sending: Sending = {}) =>
    upload<PlanDocument>('/documents', file, { ...sending, fields: title ? { title } : {} }),
  changeRecord: (documentId: number, recordId: number, change: Partial<IntakeRecord> & { version: number }) =>
    request<DeskChanges>('PATCH', `/documents/${documentId}/records/${recordId}`, { body: change }),
  decide: (documentId: number, records: Seen[], decision: Decision) =>
    request<DeskChanges>('POST', `/documents/${documentId}/decisions`, { body: { records, decision } }),
  changeKind: (documentId: number, records: Seen[], kind: IntakeKind) =>
    request<DeskChanges>('POST', `/documents/${documentId}/kinds`, { body: { records, kind } }),
  takeApart: (documentId: number, { id, version }: Seen) =>
    request<DeskChanges>('POST', `/documents/${documentId}/records/${id}/items`, { body: { version } }),
  splitRecord: (documentId: number, { id, version }: Seen, at: number[]) =>
    request<DeskChanges>('POST', `/documents/${documentId}/records/${id}/pieces`, { body: { version, at } }),
  mergeRecords: (documentId: number, records: Seen[]) =>
    request<DeskChanges>('POST', `/documents/${documentId}/mergers`, { body: { records } }),
  undoStep: (documentId: number, stepId: number) => request<DeskChanges>('POST', `/documents/${documentId}/undoings`, { body: { stepId } }),
  nameUnits: (documentId: number, names: readonly string[], unitIds: number[], alias: boolean) =>
    request<DeskChanges>('PUT', `/documents/${documentId}/names`, { body: { names, unitIds, alias } }),
  askForUnit: (documentId: number, name: string) =>
    request<{ data: DocumentName[] }>('POST', `/documents/${documentId}/unit-requests`, { body: { name } }),
  unitRequests: () => request<{ data: UnitRequest[] }>('GET', '/unit-requests'),
  answerUnitRequest: (id: number, answer: string) =>
    request<{ data: UnitRequest[] }>('POST', `/unit-requests/${id}/answer`, { body: { answer } }),
  deskChanges: (documentId: number, after: number) => request<DeskChanges>('GET', `/documents/${documentId}/changes`, { query: { after } }),
  documentNames: (documentId: number) => request<{ data: DocumentName[] }>('GET', `/documents/${documentId}/names`),
  likenesses: (documentId: number) => request<{ data: Likeness[] }>('GET', `/documents/${documentId}/likenesses`),

  confirmPlan: (planId: number, confirmation: PlanConfirmation) =>
    request<Plan>('POST', `/plans/${planId}/confirmation`, { body: confirmation }),
  measures: (planId: number) => request<{ data: Measure[] }>('GET', `/plans/${planId}/measures`),
  phaseView: (planId: number) => request<{ data: PhaseRow[] }>('GET', `/plans/${planId}/phase-view`),
  indicators: (planId: number) => request<{ data: PlanIndicator[] }>('GET', `/plans/${planId}/indicators`),
  targets: (planId: number) => request<{ data: Target[] }>('GET', `/plans/${planId}/targets`),
  breakdown: (planId: number) => request<Breakdown>('GET', `/plans/${planId}/breakdown`),
  saveBreakdown: (planId: number, rows: Partial<DraftRow>[]) =>
    request<{ rows: BreakdownRow[] }>('PUT', `/plans/${planId}/breakdown`, { body: { rows } }),
  tryTable: (planId: number, file: File, aliases: Record<string, number[]>, sending: Sending = {}) =>
    upload<TableTrial>(`/plans/${planId}/breakdown-table/trial`, file, { ...sending, fields: { aliases: JSON.stringify(aliases) } }),
  takeTable: (planId: number, file: File, aliases: Record<string, number[]>, digest: string) =>
    upload<TableTrial>(`/plans/${planId}/breakdown-table`, file, { fields: { aliases: JSON.stringify(aliases), digest } }),
  tableTemplate: (planId: number) => request<TableTemplate>('GET', `/plans/${planId}/breakdown-table/template`),
  saveTableTemplate: (planId: number, template: SaveTableTemplate) =>
    request<TableTemplate>('PUT', `/plans/${planId}/breakdown-table/template`, { body: template }),

  object: (id: number) => request<ObjectDetail>('GET', `/objects/${id}`),
  objectCounts: (planId: number) => request<{ data: ObjectCount[] }>('GET', '/object-counts', { query: { planId } }),
  enterObject: (entry: EnterObject) => request<ObjectDetail>('POST', '/objects', { body: entry }),
  changeObject: (id: number, change: ChangeObject) => request<ObjectDetail>('PUT', `/objects/${id}`, { body: change }),
  tryObjects: (planId: number, file: File, sending: Sending = {}) =>
    upload<TableTrial>(`/plans/${planId}/object-table/trial`, file, sending),
  takeObjects: (planId: number, file: File, digest: string) =>
    upload<TableTrial>(`/plans/${planId}/object-table`, file, { fields: { digest } }),

  versions: (planId: number) => request<{ data: PlanVersion[] }>('GET', `/plans/${planId}/versions`),
  uploadVersion: (planId: number, file: File, sending: Sending = {}) =>
    upload<VersionComparison>(`/plans/${planId}/versions`, file, sending),
  version: (planId: number, documentId: number) => request<VersionComparison>('GET', `/plans/${planId}/versions/${documentId}`),
  decideDifferences: (planId: number, documentId: number, decision: DecideDifferences) =>
    request<VersionComparison>('POST', `/plans/${planId}/versions/${documentId}/decisions`, { body: decision }),
  withdrawDocument: (id: number, reason: string) => request<PlanDocument>('POST', `/documents/${id}/withdrawal`, { body: { reason } }),
  withdrawVersion: (planId: number, documentId: number, reason: string) =>
    request<{ data: PlanVersion[] }>('POST', `/plans/${planId}/versions/${documentId}/withdrawal`, { body: { reason } }),

  dashboard: () => request<Dashboard>('GET', '/dashboard'),
  reviewQueue: () => request<{ data: ReviewItem[]; total: number }>('GET', '/review-queue'),
  readMessages: (ids: number[] | 'all') => request<{ unread: number }>('POST', '/messages/reading', { body: { ids } }),
  unread: () => request<{ unread: number }>('GET', '/messages/unread'),

  calendarYears: () => request<{ data: CalendarYear[] }>('GET', '/calendar/years'),
  previewCalendar: (content: string) => request<CalendarPreview>('POST', '/calendar/preview', { body: { content } }),
  loadCalendar: (content: string) => request<{ data: CalendarYear[] }>('POST', '/calendar/loading', { body: { content } }),

  messageSettings: () => request<MessageSettings>('GET', '/message-settings'),
  changeMessageSettings: (change: MessageSettingsChange) => request<MessageSettings>('PUT', '/message-settings', { body: change }),
  previewTemplates: (templates: MessageTemplates) => request<RenderedTemplates>('POST', '/message-settings/preview', { body: templates }),
  robots: () => request<{ data: GroupRobot[] }>('GET', '/robots'),
  saveRobot: (id: number | null, robot: RobotInput) =>
    request<GroupRobot>(id === null ? 'POST' : 'PUT', id === null ? '/robots' : `/robots/${id}`, { body: robot }),
  tryRobot: (id: number) => request<void>('POST', `/robots/${id}/trial`),
  deliveries: () => request<{ data: Delivery[]; total: number }>('GET', '/deliveries', { query: { range: [0, 49] } }),
  myMail: () => request<{ address: string }>('GET', '/my-mail'),
  setMyMail: (address: string) => request<{ address: string }>('PUT', '/my-mail', { body: { address } }),

  /** The office's ladder (null), or that of a plan. */
  ladder: (planId: number | null) => request<Ladder>('GET', ladderOf(planId)),
  changeLadder: (planId: number | null, change: LadderChange) => request<Ladder>('PUT', ladderOf(planId), { body: change }),
  dropLadder: (planId: number) => request<Ladder>('DELETE', ladderOf(planId)),
  ladderProposals: () => request<{ data: LadderProposal[]; total: number }>('GET', '/ladder/proposals', { query: { range: [0, 199] } }),
  decideProposals: (decision: LadderDecision) => request<BulkIssueResult>('POST', '/ladder/decisions', { body: decision }),

  lightSchemes: () => request<{ data: LightScheme[] }>('GET', '/light-schemes'),
  lightScheme: (id: number) => request<LightScheme>('GET', `/light-schemes/${id}`),
  createLightScheme: (scheme: NewLightScheme) => request<LightScheme>('POST', '/light-schemes', { body: scheme }),
  tryLightScheme: (id: number, change: LightSchemeChange) =>
    request<LightSchemeTrial>('POST', `/light-schemes/${id}/trial`, { body: change }),
  tryOnPast: (id: number, change: LightSchemeChange) => request<PastTrial>('POST', `/light-schemes/${id}/past-trial`, { body: change }),
  changeLightScheme: (id: number, change: LightSchemeChange, seal: string) =>
    request<LightScheme>('PUT', `/light-schemes/${id}`, { body: { ...change, seal } }),

  paper: (id: number) => request<Paper>('GET', `/papers/${id}`),
  taskPapers: (taskId: number) => request<{ data: PaperRow[] }>('GET', '/papers', { query: { filter: { taskId }, range: [0, 99] } }),
  draftPaper: (body: DraftPaper) => request<Paper>('POST', '/papers', { body }),
  writePaper: (id: number, body: SavePaperText) => request<Paper>('PUT', `/papers/${id}/text`, { body }),
  askPaperPdf: (id: number) => request<Paper>('POST', `/papers/${id}/pdf`, { body: {} }),
  letterheads: () => request<{ data: Letterhead[] }>('GET', '/letterheads'),
  saveLetterhead: (id: number, body: SaveLetterhead) => request<Letterhead>('PUT', `/letterheads/${id}`, { body }),

  changePassword: (current: string, next: string) => request<void>('PUT', '/session/password', { body: { current, next } }),
  accountAct: (id: number, noun: 'disabling' | 'enabling' | 'password-reset' | 'unlocking') =>
    request<AccountRow>('POST', `/accounts/${id}/${noun}`),
  queue: () => request<QueueView>('GET', '/queue'),
  resendJobs: (ids: number[] | 'all') => request<{ resent: number }>('POST', '/failed-jobs/resending', { body: { ids } }),
  permissionTable: () => request<PermissionTable>('GET', '/permission-table'),
  verifyAudit: () => request<AuditVerification>('POST', '/audit/verification', { body: {} }),
};

/** Where a piece of evidence or a document's original can be opened; `download` asks the browser to save it. */
export const evidenceUrl = (id: number, download = false) => `/api/evidence/${id}/content${download ? '?download=1' : ''}`;
/** All evidence of a task or a plan as one .zip. */
export const packageUrl = (of: 'tasks' | 'plans', id: number) => `/api/${of}/${id}/evidence-package`;
export const originalUrl = (documentId: number) => `/api/documents/${documentId}/original`;
export const tableUrl = (planId: number, format: 'xlsx' | 'docx') => `/api/plans/${planId}/breakdown-table?format=${format}`;
export const paperUrl = (id: number, format: 'docx' | 'pdf') => `/api/papers/${id}/${format}`;
