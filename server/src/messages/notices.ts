import type { Role } from '../rules/actor.js';
import { APPLICATION_KINDS, type ApplicationKind } from '../rules/application.words.js';
import { chineseDate, daysBetween } from '../rules/lights.js';
import type { MessageKind } from '../rules/messages.js';
import { ESCALATION_LEVELS, type EscalationLevel, RETURN_REASONS, TASK_PROCESS, UNISSUED_STATES } from '../rules/task.process.js';

/** What a notice tells of, as it stands when the notice is sent. Days are 'YYYY-MM-DD'. */
export interface NoticeFacts {
  today: string;
  task: {
    id: number;
    no: string | null;
    title: string;
    state: string;
    planTitle: string;
    leadUnitName: string | null;
    deadline: string | null;
    nextDue: string | null;
  };
  /** The act that caused it; null: the calendar did. */
  act: {
    accountId: number | null;
    actorName: string;
    actorPost: string | null;
    unitName: string | null;
    input: Record<string, unknown>;
    toState: string;
    /** The unit whose share the act was on. */
    assigneeId: number | null;
    /** The kind of application (延期 …) where the act is one of its. */
    application: ApplicationKind | null;
  } | null;
  /** The notice of the ladder (督办单) that the act belongs to. */
  escalation: { noticeNo: string; level: EscalationLevel; reason: string; replyBy: string; copyTo: Role[] } | null;
}

/** Some of the people around a task: the current holders of posts of these roles in its units. */
export interface Circle {
  of: 'assignee' | 'assignees' | 'lead' | 'supervising' | 'owner';
  roles: readonly Role[];
  /** In the unit and in every unit above it: for leaders, who sit higher than the section that plans. */
  above?: true;
  /** Only when the act has left its record in one of these states. */
  inStates?: readonly string[];
  /** Only when the notice of the ladder goes in copy to the role. */
  copied?: true;
}

export interface Notice {
  kind: MessageKind;
  to: readonly Circle[];
  /** Goes to the people whom a comment addresses, as far as they see the task. */
  addressed?: true;
  title: (facts: NoticeFacts) => string;
  body: (facts: NoticeFacts) => string;
}

const UNIT_PEOPLE: readonly Role[] = ['dept_head', 'unit_staff'];
const ASSIGNEES: Circle = { of: 'assignees', roles: UNIT_PEOPLE };
const ASSIGNEE: Circle = { of: 'assignee', roles: UNIT_PEOPLE };
const LEAD: Circle = { of: 'lead', roles: UNIT_PEOPLE };
const SUPERVISORS: Circle = { of: 'supervising', roles: ['supervisor', 'supervision_head'] };
const LEAD_HEAD: Circle = { of: 'lead', roles: ['dept_head'] };
const INSTRUCTING_LEADERS: Circle = { of: 'owner', roles: ['leader'], above: true };
const PLANNERS: Circle = { of: 'owner', roles: ['dept_head'] };
/** Who gets a copy is the rung's own data; so it is with the answers. The leader who signs is told of the answer too. */
const LEADERS: Circle = { of: 'owner', roles: ['leader'], above: true, copied: true };
const HEADS: Circle = { of: 'supervising', roles: ['supervision_head'], copied: true };

/** Every notice of the house: its kind in the inbox, who gets it, and its words. */
export const NOTICES = {
  issued: {
    kind: 'issued',
    to: [ASSIGNEES],
    title: about('请签收'),
    body: facts => `${who(facts)}交办了${task(facts)}，由${facts.task.leadUnitName ?? ''}牵头，${deadline(facts)}。请查看要求并签收。`,
  },
  recalled: {
    kind: 'issued',
    to: [ASSIGNEES],
    title: about('交办已撤回'),
    body: facts => `${who(facts)}撤回了${task(facts)}的交办，不必签收；重新交办时会另行通知。`,
  },
  raised_above: {
    kind: 'issued',
    to: [{ ...ASSIGNEES, inStates: TASK_PROCESS.acts.note_higher.from.filter(state => !UNISSUED_STATES.includes(state)) }],
    title: about('上级交办'),
    body: facts =>
      `${who(facts)}把${task(facts)}登记为上级交办任务。${said(facts, 'authority', '交办机关')}${said(facts, 'reference', '交办文号')}办结后还要有交办机关同意销号的文号，才能销号。`,
  },
  close_requested: {
    kind: 'close_requested',
    to: [SUPERVISORS],
    title: about('待审核'),
    body: facts => `${who(facts)}申请办结${task(facts)}。${said(facts, 'summary', '办理结果')}请到审核台审核。`,
  },
  completed: {
    kind: 'completed',
    to: [ASSIGNEES, PLANNERS],
    title: about('已办结'),
    body: facts => `${who(facts)}审核通过了${task(facts)}，任务已办结。${said(facts, 'opinion', '审核意见')}`,
  },
  returned: {
    kind: 'returned',
    to: [LEAD],
    title: about('退回补办'),
    body: facts =>
      `${who(facts)}退回了${task(facts)}的办结申请（${returnReason(facts)}）。${said(facts, 'reason', '具体说明')}${by(facts.act?.input.resubmitBy)}补充后重新申请办结。`,
  },
  urged: {
    kind: 'urged',
    to: [ASSIGNEES],
    title: about('催办'),
    body: facts => `${who(facts)}催办：${task(facts)}${dueWords(facts)}。${said(facts, 'text', '催办内容')}请抓紧办理并报送进展。`,
  },
  escalated: {
    kind: 'escalated',
    to: [LEAD, LEADERS, HEADS],
    title: facts => about(level(facts))(facts),
    body: facts =>
      `${who(facts)}就${task(facts)}发出督办单${facts.escalation?.noticeNo}。事由和要求：${clip(facts.escalation?.reason)}。${by(facts.escalation?.replyBy)}由${facts.task.leadUnitName ?? ''}答复。`,
  },
  escalation_rejected: {
    kind: 'escalated',
    to: [LEAD, LEADERS, HEADS],
    title: about('督办答复未获认可'),
    body: facts =>
      `${who(facts)}对督办单${facts.escalation?.noticeNo}的答复不予认可（${task(facts)}）。${said(facts, 'reason', '理由')}${by(facts.act?.input.replyBy)}重新答复。`,
  },
  escalation_answered: {
    kind: 'escalation_answered',
    to: [SUPERVISORS, LEADERS],
    title: about('督办单已答复'),
    body: facts =>
      `${who(facts)}答复了督办单${facts.escalation?.noticeNo}（${task(facts)}）。${said(facts, 'answer', '答复内容')}请到审核台处理。`,
  },
  escalation_closed: {
    kind: 'escalation_closed',
    to: [LEAD],
    title: about('督办单已了结'),
    body: facts =>
      `${who(facts)}认可了督办单${facts.escalation?.noticeNo}的答复（${task(facts)}），督办单已了结。${said(facts, 'opinion', '意见')}`,
  },
  interviewed: {
    kind: 'escalated',
    to: [LEAD, LEADERS, HEADS],
    title: about('约谈记录'),
    body: facts =>
      `${who(facts)}填写了${task(facts)}的约谈记录（督办单${facts.escalation?.noticeNo}）。${said(facts, 'decision', '约谈意见和整改要求')}`,
  },
  escalation_withdrawn: {
    kind: 'escalation_closed',
    to: [LEAD, LEADERS, HEADS],
    title: about('督办单已撤回'),
    body: facts =>
      `${who(facts)}撤回了督办单${facts.escalation?.noticeNo}（${task(facts)}），不必再答复。${said(facts, 'reason', '撤回理由')}`,
  },
  disputed: {
    kind: 'disputed',
    to: [SUPERVISORS, PLANNERS],
    title: about('签收异议'),
    body: facts => `${who(facts)}对承担${task(facts)}提出异议。${said(facts, 'reason', '理由')}请维持交办或改派。`,
  },
  upheld: {
    kind: 'issued',
    to: [ASSIGNEE],
    title: about('维持交办，请签收'),
    body: facts => `${who(facts)}维持${task(facts)}的交办。${said(facts, 'reason', '理由')}请签收办理。`,
  },
  passed: {
    kind: 'issued',
    to: [ASSIGNEES],
    title: about('已改派'),
    body: facts => `${who(facts)}改派了${task(facts)}的承担单位。${said(facts, 'reason', '理由')}新的承担单位请签收。`,
  },
  branch_submitted: {
    kind: 'branch_submitted',
    to: [LEAD],
    title: about('分工已报来'),
    body: facts => `${who(facts)}报来${task(facts)}中本单位承担的部分。${said(facts, 'summary', '完成情况')}请确认或退回。`,
  },
  branch_returned: {
    kind: 'returned',
    to: [ASSIGNEE],
    title: about('分工被退回'),
    body: facts => `${who(facts)}退回了贵单位承担的${task(facts)}分工。${said(facts, 'reason', '理由')}请补充后再报。`,
  },
  report_returned: {
    kind: 'report_returned',
    to: [ASSIGNEE],
    title: about('进展被退回'),
    body: facts => `${who(facts)}退回了贵单位报送的${task(facts)}进展。${said(facts, 'reason', '退回理由')}请修改后重报。`,
  },
  application: {
    kind: 'application',
    to: [
      { of: 'lead', roles: ['dept_head'], inStates: ['applied'] },
      { of: 'supervising', roles: ['supervisor', 'supervision_head'], inStates: ['endorsed'] },
      { of: 'owner', roles: ['dept_head', 'leader'], above: true, inStates: ['reviewed'] },
    ],
    title: facts => about(`${applied(facts)}申请待办`)(facts),
    body: facts => `${task(facts)}有一份${applied(facts)}申请等待您审核。${said(facts, 'opinion', '上一环节意见')}`,
  },
  application_decided: {
    kind: 'application',
    to: [ASSIGNEES, SUPERVISORS],
    title: facts => about(`${applied(facts)}申请${facts.act?.toState === 'granted' ? '已批准' : '未批准'}`)(facts),
    body: facts =>
      `${who(facts)}${facts.act?.toState === 'granted' ? '批准了' : '未批准'}${task(facts)}的${applied(facts)}申请。${granted(facts)}${said(facts, 'reason', '理由')}${said(facts, 'opinion', '批复意见')}`,
  },
  // An instruction is a work secret: a message says that there is one, the task's page what it says.
  instructed: {
    kind: 'instruction',
    to: [LEAD_HEAD, SUPERVISORS, PLANNERS],
    title: about('领导批示'),
    body: facts =>
      `${task(facts)}有一条领导批示，${by(facts.act?.input.replyBy)}由${facts.task.leadUnitName ?? ''}负责人到任务页报送落实情况。`,
  },
  instruction_answered: {
    kind: 'instruction',
    to: [INSTRUCTING_LEADERS, SUPERVISORS],
    title: about('批示已报落实情况'),
    body: facts => `${who(facts)}报送了${task(facts)}一条领导批示的落实情况。请到任务页认可，或要求继续落实。`,
  },
  instruction_rejected: {
    kind: 'instruction',
    to: [LEAD_HEAD],
    title: about('批示须继续落实'),
    body: facts => `${who(facts)}要求继续落实${task(facts)}的一条领导批示，${by(facts.act?.input.replyBy)}到任务页重新报送。`,
  },
  instruction_closed: {
    kind: 'instruction',
    to: [LEAD_HEAD],
    title: about('批示已落实'),
    body: facts => `${who(facts)}认可了${task(facts)}一条领导批示的落实情况。`,
  },
  instruction_withdrawn: {
    kind: 'instruction',
    to: [LEAD_HEAD, SUPERVISORS],
    title: about('批示已撤销'),
    body: facts => `${who(facts)}撤销了${task(facts)}的一条领导批示，不必再报送落实情况。`,
  },
  mentioned: {
    kind: 'mentioned',
    to: [],
    addressed: true,
    title: about('有人在评论中提到您'),
    body: facts => `${who(facts)}在${task(facts)}的评论中提到了您。请到任务页查看。`,
  },
  due_soon: {
    kind: 'due_soon',
    to: [ASSIGNEES],
    title: facts => about(dayWords(facts))(facts),
    body: facts => `${task(facts)}${dueWords(facts)}。请按时完成，并报送进展和佐证材料。`,
  },
  overdue: {
    kind: 'overdue',
    to: [ASSIGNEES, SUPERVISORS],
    title: facts => about(dayWords(facts))(facts),
    body: facts => `${task(facts)}${dueWords(facts)}，还没有办结。请承办单位尽快办理并报送进展；确有困难的，请在进展中说明。`,
  },
} satisfies Record<string, Notice>;
export type NoticeName = keyof typeof NOTICES;

function about(head: string): (facts: NoticeFacts) => string {
  return ({ task: { title } }) => `${head}：${title}`;
}

function who({ act }: NoticeFacts): string {
  return act ? `${act.unitName ?? ''}${act.actorPost ?? ''}${act.actorName}` : '';
}

function task({ task: { no, title, planTitle } }: NoticeFacts): string {
  return `任务${no ?? ''}“${title}”（《${planTitle}》）`;
}

/** What somebody wrote, closed with a full stop; nothing where nothing was written. */
function said({ act }: NoticeFacts, field: string, label: string): string {
  const text = act?.input[field];
  return typeof text === 'string' && text ? `${label}：${clip(text)}。` : '';
}

const LONGEST = 200;

/** A message is a pointer: long texts are read on the task's page. */
function clip(text = ''): string {
  const letters = [...text.replace(/[。；，\s]+$/u, '')];
  return letters.length > LONGEST ? `${letters.slice(0, LONGEST).join('')}……` : letters.join('');
}

function by(day: unknown): string {
  return typeof day === 'string' ? `请于${chineseDate(day)}前` : '请';
}

function deadline({ task: { deadline } }: NoticeFacts): string {
  return deadline ? `完成时限为${chineseDate(deadline)}` : '长期推进，按报送频次报送进展';
}

function returnReason({ act }: NoticeFacts): string {
  return RETURN_REASONS[act?.input.reasonKind as keyof typeof RETURN_REASONS] ?? RETURN_REASONS.other;
}

function applied({ act }: NoticeFacts): string {
  return act?.application ? APPLICATION_KINDS[act.application].label : '';
}

function granted({ act }: NoticeFacts): string {
  const day = act?.input.grantedDate;
  return typeof day === 'string' ? `完成时限延至${chineseDate(day)}。` : '';
}

function level({ escalation }: NoticeFacts): string {
  return `督办单·${escalation ? ESCALATION_LEVELS[escalation.level] : ''}`;
}

function dayWords({ task: { nextDue }, today }: NoticeFacts): string {
  const left = nextDue ? daysBetween(today, nextDue) : 0;
  if (left === 0) return '今天到期';
  return left > 0 ? `还有 ${left} 天到期` : `已逾期 ${-left} 天`;
}

function dueWords(facts: NoticeFacts): string {
  const { nextDue, deadline } = facts.task;
  if (!nextDue) return '没有完成时限，应按报送频次报送';
  return `的${nextDue === deadline ? '完成' : '阶段'}时限是${chineseDate(nextDue)}，${dayWords(facts)}`;
}
