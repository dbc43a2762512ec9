import { chineseDate } from '../../rules/lights.js';
import { ESCALATION_LEVELS, type EscalationLevel } from '../../rules/task.process.js';
import { type BulletinText, bulletinSheet, contact, type Issue } from './bulletin.js';
import type { EscalationFacts, InterviewFacts, PaperFactsheet, ReminderFacts } from './factsheet.js';
import type { Sheet } from './sheet.js';

/** What the notice of a rung is called, and the colour of its word. */
const RUNGS: Record<EscalationLevel, { title: string; colour: string }> = {
  level_1: { title: '督办单', colour: '1D5B94' },
  level_2: { title: '督办单', colour: 'B8860B' },
  level_3: { title: '督办单', colour: 'C00000' },
  interview: { title: '约谈通知', colour: 'C00000' },
  criticise: { title: '督办通知', colour: 'C00000' },
  accountability: { title: '督办通知', colour: 'C00000' },
};

/** The sheet of any paper, from what was stored alone. */
export function sheetOf(facts: PaperFactsheet, text: BulletinText | null, issue: Issue): Sheet {
  if (isNotice(facts)) return noticeSheet(facts);
  if (!text) throw new Error(`a ${facts.kind} has a text`);
  return bulletinSheet(facts, text, issue);
}

type NoticeFacts = EscalationFacts | ReminderFacts | InterviewFacts;

/** A notice follows from an act and is whole from the start; the other papers are written. */
export const isNotice = (facts: PaperFactsheet): facts is NoticeFacts =>
  facts.kind === 'escalation_notice' || facts.kind === 'reminder' || facts.kind === 'interview_record';

/** The sheet of a notice. */
function noticeSheet(facts: NoticeFacts): Sheet {
  if (facts.kind === 'escalation_notice') return escalationSheet(facts);
  return facts.kind === 'reminder' ? reminderSheet(facts) : interviewSheet(facts);
}

export interface NoticeLine {
  /** Null: a paragraph. */
  label: string | null;
  value: string;
}

/** What a notice says, line by line as on paper; what is left to be written by hand is left out. */
export function linesOfNotice(facts: NoticeFacts): NoticeLine[] {
  const { badge, addressee, blocks } = noticeSheet(facts);
  const lines = blocks.flatMap((block): NoticeLine[] => {
    if (block.kind === 'form') return block.rows.map(({ label, value }) => ({ label: label.replaceAll('\n', ''), value }));
    return block.kind === 'body' ? [{ label: null, value: block.text }] : [];
  });
  return [
    ...(badge ? [{ label: '级别', value: badge.text.replace(/[【】]/g, '') }] : []),
    ...(addressee ? [{ label: '主送', value: addressee }] : []),
    ...lines.filter(({ label, value }) => value && !BY_HAND.includes(label ?? '')),
  ];
}

const BY_HAND = ['回执', '签字'];

/** 督办单, one matter each: the form with room for the unit's word and its receipt. */
function escalationSheet(facts: EscalationFacts): Sheet {
  const { task, head } = facts;
  const due = task.deadline ? `完成时限${chineseDate(task.deadline)}。` : '长期推进。';
  const percent = task.percent === null ? '尚未报送进度。' : `最近一次报送的进度为${task.percent}%。`;
  return {
    ...common(facts),
    title: RUNGS[facts.level].title,
    badge: { text: `【${ESCALATION_LEVELS[facts.level]}】`, colour: RUNGS[facts.level].colour },
    addressee: task.leadUnitName,
    blocks: [
      {
        kind: 'form',
        rows: [
          { label: '督办事项', value: `${task.title}${task.no ? `\n（${task.no}）` : ''}` },
          { label: '来源依据', value: source(task) },
          { label: '触发事实', value: `${due}${percent}${task.standing}` },
          { label: '事由和要求', value: facts.demand },
          ...(facts.instructedBy?.length ? [{ label: '批示领导', value: facts.instructedBy.join('、') }] : []),
          { label: '答复时限', value: `${chineseDate(facts.replyBy)}前书面答复` },
          { label: '牵头单位', value: task.leadUnitName ?? '—' },
          ...(task.supportUnitNames.length > 0 ? [{ label: '配合单位', value: task.supportUnitNames.join('、') }] : []),
          ...(facts.unclimbed?.length
            ? [{ label: '未逐级说明', value: `本轮未经${facts.unclimbed.join('、')}，直接发出，理由见“事由和要求”。` }]
            : []),
          ...(facts.previous ? [{ label: '前次督办', value: facts.previous }] : []),
          { label: '签发', value: facts.issuer },
          { label: '被督办\n单位说明', value: '' },
          { label: '回执', value: '签收人：　　　　　　时间：　　　年　　月　　日' },
        ],
      },
    ],
    copyTo: head.copyTo || null,
  };
}

/** 催办通知: days left (临期) or over (逾期). */
function reminderSheet(facts: ReminderFacts): Sheet {
  const { task, unitName, words, daysLeft } = facts;
  const over = daysLeft !== null && daysLeft < 0;
  const due = task.deadline ? `，完成时限为${chineseDate(task.deadline)}` : '，为长期推进事项';
  return {
    ...common(facts),
    title: over ? '逾期事项催办通知' : '催办通知',
    badge: null,
    addressee: unitName,
    blocks: [
      {
        kind: 'body',
        text: `你单位承办的“${task.title}”${task.no ? `（${task.no}）` : ''}，来源于${source(task)}${due}。${distance(facts)}`,
      },
      ...(words ? [{ kind: 'body' as const, text: `${words.replace(/[。；\s]+$/u, '')}。` }] : []),
      {
        kind: 'body',
        text: over
          ? '请抓紧办理，说明逾期原因和完成日期，并在系统中报送进展和佐证材料。'
          : '请对照时限抓紧办理，并按时在系统中报送进展和佐证材料。',
      },
    ],
    copyTo: null,
  };
}

/** 约谈记录: what was said and decided, with room for both sides to sign. */
function interviewSheet(facts: InterviewFacts): Sheet {
  const { task } = facts;
  return {
    ...common(facts),
    title: '约谈记录',
    badge: null,
    addressee: null,
    blocks: [
      {
        kind: 'form',
        rows: [
          { label: '约谈事项', value: `${task.title}${task.no ? `\n（${task.no}）` : ''}` },
          { label: '约谈依据', value: `${source(task)}；${facts.noticeNo}` },
          { label: '约谈事由', value: facts.reason },
          { label: '时间', value: chineseDate(facts.heldOn) },
          { label: '地点', value: facts.venue },
          { label: '约谈人', value: facts.interviewer },
          { label: '被约谈人', value: facts.persons },
          { label: '记录人', value: facts.issuer },
          { label: '谈话内容', value: facts.minutes },
          { label: '约谈意见和\n整改要求', value: facts.decision },
          { label: '签字', value: '约谈人：　　　　　　　　被约谈人：\n　　　　年　　月　　日　　　　年　　月　　日' },
        ],
      },
    ],
    copyTo: null,
  };
}

function distance({ daysLeft, workingDaysLeft }: ReminderFacts): string {
  if (daysLeft === null) return '';
  if (daysLeft === 0) return '当前节点今天到期。';
  const working = workingDaysLeft === null ? '' : `（${Math.abs(workingDaysLeft)}个工作日）`;
  return daysLeft > 0 ? `距当前节点还有${daysLeft}天${working}。` : `当前节点已逾期${-daysLeft}天${working}。`;
}

function source({ planTitle, section }: EscalationFacts['task']): string {
  return `《${planTitle.replace(/^《|》$/g, '')}》${section ?? ''}`;
}

function common({ head, number, day, layout }: NoticeFacts) {
  return {
    ...(layout && { layout }),
    mark: head.mark,
    number,
    signer: null,
    attachments: [],
    signature: head.signature,
    date: chineseDate(day),
    sealText: head.sealText || null,
    note: contact(head),
    printer: head.printer,
    copies: null,
  };
}
