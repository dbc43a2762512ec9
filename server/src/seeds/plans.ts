import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { z } from 'zod';
import { UnitRegister } from '../people/unit.register.js';
import type { BreakdownRow, DraftRow } from '../plans/breakdown.dto.js';
import { BreakdownService } from '../plans/breakdown.service.js';
import { ConfirmationService } from '../plans/confirmation.service.js';
import type { RecordView } from '../plans/document.dto.js';
import { DocumentService } from '../plans/document.service.js';
import { IntakeDesk } from '../plans/intake.desk.js';
import { IntakeService } from '../plans/intake.service.js';
import { ConfirmPlan, type PlanView } from '../plans/plan.dto.js';
import { PlanService } from '../plans/plan.service.js';
import { Clock } from '../platform/clock.js';
import { Day, keyOf } from '../platform/dto.js';
import { Problem } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import { CADENCES } from '../rules/cadences.js';

const PlansSeed = z.strictObject({
  documents: z.array(z.strictObject({ file: z.string(), title: z.string(), /** The day it came in; absent: today. */ on: Day.optional() })),
  confirmed: z.strictObject({
    file: z.string(),
    /** Words of the heading under which the list-form measures stand. */
    measuresUnder: z.string(),
    targetsUnder: z.string(),
    itemsPerHead: z.array(z.int()),
    plan: ConfirmPlan.omit({ version: true }),
    startDate: Day,
  }),
});
type Confirmed = z.infer<typeof PlansSeed>['confirmed'];

const BreakdownSeed = z.array(
  z.strictObject({
    /** Words of the measure that this entry is for. */
    measure: z.string(),
    lead: z.string(),
    support: z.array(z.string()),
    doneCriterion: z.string(),
    evidenceRequired: z.string(),
    deadline: Day.nullable(),
    cadence: keyOf(CADENCES).optional(),
    /** By the year of the phase. */
    targets: z.record(z.string(), z.string()),
  }),
);
type BreakdownSeed = z.infer<typeof BreakdownSeed>;

export interface LoadedPlans {
  /** The one confirmed plan. */
  planId: number;
  /** Its drafts, in the order of the measures. */
  taskIds: number[];
}

/**
 * Loads the documents of `seeds/` through the intake that a person's upload takes, confirms the one that `plans.json` names
 * as its planner would, and breaks its measures down into drafts. What a broken-off start has already done is not done twice.
 * @param actor the planner: a department head of the unit that owns the plans
 * @throws Error (Chinese) when the reading of the document does not yield what `plans.json` expects, or a unit is not in the register
 */
export async function loadPlans(app: INestApplicationContext, directory: string, actor: Actor): Promise<LoadedPlans> {
  const clock = app.get(Clock);
  try {
    return await takeAndBreakDown(app, directory, actor, day => clock.set(day ? new Date(`${day}T01:00:00Z`) : null));
  } finally {
    clock.set(null);
  }
}

async function takeAndBreakDown(
  app: INestApplicationContext,
  directory: string,
  actor: Actor,
  setDay: (day: string | undefined) => void,
): Promise<LoadedPlans> {
  const { documents, confirmed } = readSeed(directory, 'plans.json', PlansSeed);
  let documentId = 0;
  for (const { file, title, on } of documents) {
    setDay(on);
    const id = await takeOnce(app, actor, { fileName: file, bytes: readFileSync(join(directory, 'documents', file)), title });
    if (file === confirmed.file) documentId = id;
  }
  setDay(documents.find(({ file }) => file === confirmed.file)?.on);
  const { planId, planState } = await app.get(DocumentService).get(actor, documentId);
  if (planState === 'intake') {
    await goOver(app, actor, documentId, confirmed);
    const { version } = await app.get(PlanService).get(actor, planId);
    await app.get(ConfirmationService).confirm(actor, planId, { ...confirmed.plan, version });
  }
  return { planId, taskIds: await breakDown(app, actor, planId, confirmed, readSeed(directory, 'breakdown.json', BreakdownSeed)) };
}

function readSeed<T>(directory: string, file: string, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(JSON.parse(readFileSync(join(directory, file), 'utf8')));
  if (parsed.success) return parsed.data;
  throw new Error(`${file} 有误：\n${parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`).join('\n')}`);
}

async function takeOnce(app: INestApplicationContext, actor: Actor, upload: Parameters<IntakeService['take']>[1]): Promise<number> {
  try {
    return await app.get(IntakeService).take(actor, upload);
  } catch (problem) {
    if (problem instanceof Problem && problem.code === 'document.duplicate') return problem.extras.params?.documentId as number;
    throw problem;
  }
}

/** Takes the lists apart, accepts their items and the dated targets, discards what the newspaper page says beside the plan. */
async function goOver(app: INestApplicationContext, actor: Actor, documentId: number, expected: Confirmed): Promise<void> {
  const desk = app.get(IntakeDesk);
  const { records } = await app.get(DocumentService).get(actor, documentId);
  const measures = await takeListsApart(desk, actor, documentId, records, expected);
  const targets = records.filter(record => stands(record, expected.targetsUnder) && ['measure', 'target'].includes(record.kind));
  if (!targets.some(target => target.deadline)) throw new Error(`${expected.file}：在“${expected.targetsUnder}”下没有读出带时限的目标。`);
  for (const { id, kind, version } of targets)
    if (kind === 'measure') await desk.change(actor, documentId, id, { version, kind: 'target' });
  const accepted = new Set([...measures, ...targets].map(record => record.id));
  const { records: now } = await app.get(DocumentService).get(actor, documentId);
  await desk.decide(actor, documentId, { records: seen(now.filter(({ id }) => accepted.has(id))), decision: 'accepted' });
  const others = now.filter(({ id, kind, decision }) => kind !== 'heading' && decision === 'pending' && !accepted.has(id));
  if (others.length > 0) await desk.decide(actor, documentId, { records: seen(others), decision: 'discarded' });
}

const seen = (records: RecordView[]) => records.map(({ id, version }) => ({ id, version }));

/** The measures of each list; those that a start which broke off has taken apart already are found, not made again. */
async function takeListsApart(
  desk: IntakeDesk,
  actor: Actor,
  documentId: number,
  records: RecordView[],
  { file, measuresUnder, itemsPerHead }: Confirmed,
): Promise<RecordView[]> {
  const lists = records.filter(record => record.items.length > 1 && record.section.at(-1)?.includes(measuresUnder));
  const found = lists.map(list => list.items.length);
  if (found.join() !== itemsPerHead.join())
    throw new Error(`${file}：在“${measuresUnder}”下应读出 ${itemsPerHead.join('、')} 项并列措施，实际是 ${found.join('、') || '没有'}。`);
  const parts: RecordView[] = [];
  for (const { id, version } of lists) {
    const known = records.filter(record => record.parentId === id);
    const taken = known.length > 0 ? known : (await desk.takeApart(actor, documentId, id, version)).records;
    parts.push(...taken.filter(record => record.parentId === id));
  }
  return parts;
}

function stands({ section }: RecordView, under: string): boolean {
  return section.some(heading => heading.includes(under));
}

async function breakDown(
  app: INestApplicationContext,
  actor: Actor,
  planId: number,
  confirmed: Confirmed,
  seed: BreakdownSeed,
): Promise<number[]> {
  const breakdown = app.get(BreakdownService);
  const { plan, rows } = await breakdown.get(actor, planId);
  const open = rows.filter(row => row.taskId === null);
  if (open.length === 0) return taskIds(rows);
  const units = await unitsOf(app, plan, seed);
  const drafts = open.map(row => draftOf(row, entryFor(row, seed), units, confirmed.startDate));
  return taskIds(await breakdown.save(actor, planId, drafts));
}

function taskIds(rows: BreakdownRow[]): number[] {
  return rows.map(row => row.taskId).filter(id => id !== null);
}

async function unitsOf(app: INestApplicationContext, plan: PlanView, seed: BreakdownSeed): Promise<Map<string, number>> {
  const names = [...new Set(seed.flatMap(entry => [entry.lead, ...entry.support]))];
  const units = await app.get(UnitRegister).match(names, plan);
  const missing = names.filter(name => !units.get(name));
  if (missing.length > 0) throw new Error(`breakdown.json：单位名录中没有 ${missing.join('、')}。`);
  return units as Map<string, number>;
}

function entryFor(row: BreakdownRow, seed: BreakdownSeed): BreakdownSeed[number] {
  const entry = seed.find(({ measure }) => row.measureText.includes(measure));
  if (!entry) throw new Error(`breakdown.json：没有“${row.measureText}”的分工。`);
  return entry;
}

function draftOf(row: BreakdownRow, entry: BreakdownSeed[number], units: Map<string, number>, startDate: string): DraftRow {
  const { measureId, title } = row;
  const { doneCriterion, evidenceRequired, deadline, cadence, targets } = entry;
  const phases = row.phases
    .filter(phase => targets[phase.year])
    .map(({ phaseId, year, dueDate }) => ({
      phaseId,
      dueDate: deadline !== null && deadline < dueDate ? deadline : dueDate,
      target: targets[year],
    }));
  const leadUnitId = units.get(entry.lead);
  const supportUnitIds = entry.support.map(name => units.get(name) as number).filter(id => id !== leadUnitId);
  return {
    measureId,
    title,
    doneCriterion,
    evidenceRequired,
    leadUnitId,
    eachUnitIds: [],
    coLeadUnitIds: [],
    supportUnitIds,
    startDate,
    deadline,
    cadence,
    phases,
  };
}
