import type { Actor } from '../../server/src/rules/actor.js';
import { OBJECT_PROCESS, type ObjectAct, type ObjectFacts } from '../../server/src/rules/object.process.js';
import { BEFORE_REVIEW, type ObjectState } from '../../server/src/rules/object.words.js';
import { type ActInput, openActs } from '../../server/src/rules/process.js';
import { actOf } from '../support/bodies.js';
import { TODAY } from '../support/stage.js';
import { type Attempt, humanActs, type Person, requestsFor, type WalkedRecord } from './verdict.js';

export const YESTERDAY = '2026-11-21';
const TOMORROW = '2026-11-23';
const NEXT_YEAR = '2027-03-31';

/** What each act writes into the register, by the field of its input. */
const WRITES: Partial<Record<ObjectAct, Record<string, string>>> = {
  declare: { declaredOn: 'on' },
  self_assess: { selfAssessedOn: 'on', selfScore: 'score' },
  pre_review: { preReviewedOn: 'on', preReview: 'opinion' },
  review_on_site: { siteReviewedOn: 'on', experts: 'experts' },
  recognise: { recognisedOn: 'on', docNumber: 'docNumber' },
  require_rectification: { rectifyBy: 'rectifyBy' },
  re_review: { reReviewedOn: 'on', docNumber: 'docNumber' },
  reschedule: { plannedReview: 'plannedReview' },
};
const NOTHING = Object.fromEntries(
  Object.values(WRITES)
    .flatMap(fields => Object.keys(fields))
    .map(name => [name, null]),
);

const text = (label: string) => `${label}：见评审材料`;
const days = (fields: ActInput): ActInput[] => [YESTERDAY, TODAY, TOMORROW].map(on => ({ on, ...fields }));

/** Inputs to try for each act: sound ones first, then those that a guard refuses. */
const INPUTS: Record<ObjectAct, (facts: ObjectFacts) => ActInput[]> = {
  declare: () => days({ note: null }),
  self_assess: () => [...days({ score: '91.5', note: null }), { on: TODAY, score: '九十', note: null }],
  pre_review: () => days({ opinion: text('意见') }),
  send_back: () => [{ reason: text('缺项') }],
  review_on_site: () => days({ experts: '王、李', record: text('记录') }),
  recognise: () => days({ docNumber: '聊卫〔2026〕18号', note: null }),
  require_rectification: () => [TODAY, NEXT_YEAR, YESTERDAY].map(rectifyBy => ({ reason: text('整改'), rectifyBy })),
  re_review: () => days({ docNumber: '聊卫〔2026〕29号', record: text('记录') }),
  reject: () => [{ reason: text('理由') }],
  revoke: () => [{ reason: text('理由'), basis: text('依据') }],
  reschedule: ({ plannedReview }) =>
    [NEXT_YEAR, '2027-06-30', YESTERDAY, plannedReview].map(day => ({ plannedReview: day, reason: text('理由') })),
  remove: () => [{ reason: text('理由'), basis: text('依据') }],
};

/** One institution of the register, kept in memory and moved by the table alone. */
export class ObjectModel {
  state: ObjectState = 'planned';
  version = 1;
  /** What the register says of it beside its state, by the names of the API. */
  columns: Record<string, ActInput[string]>;
  private readonly applicantIds = new Set<number>();

  constructor(
    readonly id: number,
    plannedReview: string,
    private readonly countyUnitId: number,
    private readonly ownerUnitId: number,
    private readonly officeUnitId: number,
  ) {
    this.columns = { ...NOTHING, plannedReview };
  }

  get record(): WalkedRecord & { facts: ObjectFacts } {
    const { id, state, version } = this;
    const facts: ObjectFacts = {
      places: { county: [this.countyUnitId], owner: [this.ownerUnitId] },
      plannedReview: String(this.columns.plannedReview),
      applicantIds: [...this.applicantIds],
    };
    return { process: OBJECT_PROCESS, id, state, version, facts };
  }

  /** The county of the institution, the plan's own side, and whoever supervises the plan. */
  isSeenBy(actor: Actor): boolean {
    const units = [this.countyUnitId, this.ownerUnitId, this.officeUnitId];
    return actor.posts.some(post => !post.role.endsWith('_admin') && post.subtree.some(unit => units.includes(unit)));
  }

  /** Everything that anybody could try now. */
  attempts(people: Person[]): Attempt[] {
    const { record } = this;
    return humanActs(OBJECT_PROCESS).flatMap(act =>
      people.flatMap(person => requestsFor(record, act, INPUTS[act as ObjectAct](record.facts), person, this.isSeenBy(person.actor))),
    );
  }

  apply(name: ObjectAct, actor: Actor, input: ActInput): void {
    const { to } = actOf(OBJECT_PROCESS, name);
    if (to !== 'same') this.state = to;
    this.version += 1;
    if (name === 'declare') this.columns = { ...NOTHING, plannedReview: this.record.facts.plannedReview };
    for (const [column, field] of Object.entries(WRITES[name] ?? {})) this.columns[column] = input[field] ?? null;
    if (name === 'declare' || name === 'self_assess') this.applicantIds.add(actor.accountId as number);
  }

  /** What the screen of this person has to say. */
  shownTo(actor: Actor): Record<string, unknown> {
    const { state, version, facts } = this.record;
    const late = BEFORE_REVIEW.includes(this.state) && facts.plannedReview < TODAY;
    return { state, version, late, ...this.columns, ...openActs(OBJECT_PROCESS, this.state, facts, actor, TODAY) };
  }
}
