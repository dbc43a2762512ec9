import { chineseDate } from './lights.js';
import type { ObjectState } from './object.words.js';
import type { Act, Guard, Placed, Process } from './process.js';

export type ObjectRelation = 'county' | 'owner';

/** What the guards of an object of the register look at. Days are 'YYYY-MM-DD'. */
export interface ObjectFacts extends Placed<ObjectRelation> {
  plannedReview: string;
  /** Who declared or assessed it for the county; none of them reviews it. */
  applicantIds: number[];
}

type ObjectTable<Name extends string> = Record<Name, Act<ObjectState, ObjectRelation, ObjectFacts>>;

const notByTheApplicant: Guard<ObjectFacts> = (facts, { actor }) =>
  actor.accountId !== null && facts.applicantIds.includes(actor.accountId) ? ['申报或自评由您提交，须由他人评审。'] : [];

/** What has happened lies in the past. */
const dayIsPast: Guard<ObjectFacts> = (_facts, { input, today }) => {
  const day = input?.on;
  return typeof day === 'string' && day > today ? ['日期不能晚于今天。'] : [];
};

const rectifyDateAhead: Guard<ObjectFacts> = (_facts, { input, today }) => {
  const day = input?.rectifyBy;
  return typeof day === 'string' && day < today ? ['整改期限不能早于今天。'] : [];
};

const reviewDayMoves: Guard<ObjectFacts> = (facts, { input, today }) => {
  const day = input?.plannedReview;
  if (typeof day !== 'string') return [];
  if (day < today) return ['拟评审时间不能早于今天。'];
  return day === facts.plannedReview ? [`拟评审时间原来就是${chineseDate(day)}，没有变化。`] : [];
};

const scoreIsNumber: Guard<ObjectFacts> = (_facts, { input }) => {
  const score = input?.score;
  return typeof score === 'string' && !/^\d{1,4}(\.\d{1,2})?$/.test(score) ? ['自评得分应当填数字，最多两位小数。'] : [];
};

const county = [
  { role: 'dept_head', as: 'county' },
  { role: 'unit_staff', as: 'county' },
] as const;
const owner = [
  { role: 'dept_head', as: 'owner' },
  { role: 'unit_staff', as: 'owner' },
] as const;
const ownerHead = [{ role: 'dept_head', as: 'owner' }] as const;

const on = (label: string) => ({ name: 'on', label, kind: 'date', required: true }) as const;
const note = { name: 'note', label: '说明', kind: 'text', required: false, max: 1000 } as const;
const reason = (label: string) => ({ name: 'reason', label, kind: 'text', required: true, max: 1000 }) as const;
const docNumber = { name: 'docNumber', label: '认定文号', kind: 'text', required: true, max: 60 } as const;

export type ObjectAct =
  | 'declare'
  | 'self_assess'
  | 'pre_review'
  | 'send_back'
  | 'review_on_site'
  | 'recognise'
  | 'require_rectification'
  | 're_review'
  | 'reject'
  | 'revoke'
  | 'reschedule'
  | 'remove';

const acts: ObjectTable<ObjectAct> = {
  declare: {
    label: '申报',
    noun: 'declaration',
    from: ['planned', 'failed'],
    to: 'declared',
    who: county,
    carries: [on('申报日期'), note],
    guards: [dayIsPast],
    effects: ['keep_declaration'],
    tone: 'primary',
  },
  self_assess: {
    label: '自评',
    noun: 'self-assessment',
    from: ['declared'],
    to: 'self_assessed',
    who: county,
    carries: [on('自评日期'), { name: 'score', label: '自评得分', kind: 'text', required: true, max: 10 }, note],
    guards: [dayIsPast, scoreIsNumber],
    effects: ['keep_self_assessment'],
    tone: 'primary',
  },
  pre_review: {
    label: '初审通过',
    noun: 'pre-review',
    from: ['self_assessed'],
    to: 'pre_reviewed',
    who: owner,
    carries: [on('初审日期'), { name: 'opinion', label: '初审意见', kind: 'text', required: true, max: 1000 }],
    guards: [notByTheApplicant, dayIsPast],
    effects: ['keep_pre_review'],
    tone: 'primary',
  },
  send_back: {
    label: '退回补充',
    noun: 'return',
    from: ['self_assessed', 'pre_reviewed'],
    to: 'declared',
    who: owner,
    carries: [reason('缺什么、补什么')],
    guards: [notByTheApplicant],
    effects: [],
    tone: 'danger',
  },
  review_on_site: {
    label: '现场评审',
    noun: 'site-review',
    from: ['pre_reviewed'],
    to: 'site_reviewed',
    who: owner,
    carries: [
      on('现场评审日期'),
      { name: 'experts', label: '评审专家', kind: 'text', required: true, max: 200 },
      { name: 'record', label: '评审记录', kind: 'text', required: true, max: 2000 },
    ],
    guards: [notByTheApplicant, dayIsPast],
    effects: ['keep_site_review'],
    tone: 'primary',
  },
  recognise: {
    label: '认定通过',
    noun: 'recognition',
    from: ['site_reviewed'],
    to: 'recognised',
    who: ownerHead,
    carries: [on('认定日期'), docNumber, note],
    guards: [notByTheApplicant, dayIsPast],
    effects: ['keep_recognition'],
    tone: 'primary',
  },
  require_rectification: {
    label: '限期整改',
    noun: 'rectification',
    from: ['site_reviewed'],
    to: 'rectifying',
    who: ownerHead,
    carries: [reason('要整改什么'), { name: 'rectifyBy', label: '整改期限', kind: 'date', required: true }],
    guards: [notByTheApplicant, rectifyDateAhead],
    effects: ['keep_rectification'],
    tone: 'danger',
  },
  re_review: {
    label: '复评通过',
    noun: 're-review',
    from: ['rectifying', 'recognised'],
    to: 'recognised',
    who: ownerHead,
    carries: [on('复评日期'), docNumber, { name: 'record', label: '复评记录', kind: 'text', required: true, max: 2000 }],
    guards: [notByTheApplicant, dayIsPast],
    effects: ['keep_re_review'],
    tone: 'primary',
  },
  reject: {
    label: '不予认定',
    noun: 'rejection',
    from: ['pre_reviewed', 'site_reviewed', 'rectifying'],
    to: 'failed',
    who: ownerHead,
    carries: [reason('不予认定的理由')],
    guards: [notByTheApplicant],
    effects: [],
    tone: 'danger',
  },
  revoke: {
    label: '取消认定',
    noun: 'revocation',
    from: ['recognised'],
    to: 'failed',
    who: ownerHead,
    carries: [reason('取消认定的理由'), { name: 'basis', label: '依据（文件或复评记录）', kind: 'text', required: true, max: 500 }],
    guards: [],
    effects: [],
    tone: 'danger',
  },
  reschedule: {
    label: '调整拟评审时间',
    noun: 'rescheduling',
    from: ['planned', 'declared', 'self_assessed', 'pre_reviewed'],
    to: 'same',
    who: ownerHead,
    carries: [{ name: 'plannedReview', label: '拟评审时间改为', kind: 'date', required: true }, reason('调整理由')],
    guards: [reviewDayMoves],
    effects: ['keep_schedule'],
    tone: 'plain',
  },
  remove: {
    label: '移出一览表',
    noun: 'removal',
    from: ['planned', 'declared', 'self_assessed', 'pre_reviewed', 'failed'],
    to: 'removed',
    who: ownerHead,
    carries: [reason('移出理由'), { name: 'basis', label: '依据（文件或会议）', kind: 'text', required: true, max: 500 }],
    guards: [],
    effects: [],
    tone: 'danger',
  },
};

/** An institution of the register from its declaration to its recognition and review (申报→自评→初审→现场评审→认定→复评). */
export const OBJECT_PROCESS: Process<ObjectState, ObjectRelation, ObjectFacts, ObjectAct> = {
  name: 'object_item',
  collection: 'objects',
  label: '重点建设单位',
  classifier: '个',
  states: {
    planned: { label: '待申报' },
    declared: { label: '已申报' },
    self_assessed: { label: '已自评' },
    pre_reviewed: { label: '已初审' },
    site_reviewed: { label: '已现场评审' },
    rectifying: { label: '限期整改' },
    recognised: { label: '已认定' },
    failed: { label: '未通过' },
    removed: { label: '已移出', final: true },
  },
  initial: 'planned',
  relations: {
    county: { label: '所在县（市、区）', reach: 'own' },
    owner: { label: '方案主办单位', reach: 'own' },
  },
  acts,
};
