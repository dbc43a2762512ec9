import type { EntityManager } from 'typeorm';
import { prepared } from '../platform/database/prepared.js';
import { PROCESSES } from '../rules/index.js';
import { chineseDate } from '../rules/lights.js';
import type { Act, Field } from '../rules/process.js';
import type { TimelineEntry } from './task.dto.js';

interface HistoryRow {
  id: number;
  process: string;
  record_id: number;
  act: string;
  from_state: string | null;
  to_state: string;
  actor_name: string;
  actor_post: string | null;
  unit_name: string | null;
  at: Date;
  input: Record<string, unknown>;
}

/** What is told of a task without being an act of a process. */
export const OTHER_ACTS: Record<string, { label: string; fields: Record<string, string> }> = {
  'task.propose': { label: '拟办', fields: {} },
  'task.source_changed': {
    label: '方案原文有新版，任务待变更',
    fields: { newText: '新版原文', oldText: '原来', newDeadline: '新版时限', oldDeadline: '原来时限', version: '版本', note: '说明' },
  },
  'task.source_gone': { label: '方案新版已删去这条措施，建议终止', fields: { version: '版本', note: '说明' } },
  'escalation.issue': { label: '督办升级', fields: { noticeNo: '编号', levelLabel: '级别', reason: '事由和要求', replyBy: '答复时限' } },
  'instruction.give': {
    label: '领导批示',
    fields: { leaderName: '批示领导', text: '批示内容', demandLabel: '要求', replyBy: '回复时限' },
  },
  'object_item.enter': { label: '列入一览表', fields: {} },
  'object_item.correct': { label: '更正登记内容', fields: { institution: '机构名称' } },
  'assignment.succeed': { label: '岗位交接', fields: { from: '原承办人', to: '接任' } },
  'comment.write': { label: '评论', fields: { text: '内容' } },
  'comment.withdraw': { label: '撤回一条评论', fields: {} },
  'ladder.skip': { label: '跳过督办事项', fields: { rung: '事项', reason: '理由' } },
  'task.require_evidence': { label: '设定佐证材料要求', fields: { evidenceRequired: '佐证材料要求' } },
  'evidence.upload': { label: '上传佐证材料', fields: { fileName: '文件', requirement: '用于', replaces: '替换' } },
  'evidence.classify': { label: '改定佐证材料用途', fields: { fileName: '文件', requirement: '用于' } },
  'evidence.withdraw': { label: '撤回佐证材料', fields: { fileName: '文件', reason: '理由' } },
};

/** What the act that it follows from has already told. */
export const TOLD_ALREADY = ['application.hand_in', 'cycle_return.hand_in', 'cycle_return.replace'];

/** The field whose text stands in the entry itself; the others are listed below it. */
const MAIN_TEXT = ['text', 'reason', 'doneText', 'summary', 'answer', 'record', 'opinion', 'note', 'basis', 'fileName'];

/**
 * The whole story of a task in one column, newest first. An escalation or an instruction is told once, by the record that it opened.
 * @param reader whether the person who looks reads leaders' instructions, and the task's comments as that person reads them
 */
export async function timelineOf(
  manager: EntityManager,
  taskId: number,
  reader: { instructions: boolean; comments: Promise<{ id: number; text: string | null }[]> },
): Promise<TimelineEntry[]> {
  const history = prepared<HistoryRow>(
    manager,
    `SELECT id, process, record_id, act, from_state, to_state, actor_name, actor_post, unit_name, at, input
       FROM process_history WHERE task_id = $1 AND NOT (process = 'task' AND act IN ('escalate', 'instruct')) AND ($2 OR process <> 'instruction')
      ORDER BY id DESC LIMIT 1000`,
    [taskId, reader.instructions],
  );
  const [rows, comments] = await Promise.all([history, reader.comments]);
  const names = await namesOf(manager, rows, taskId);
  const said = new Map(comments.map(({ id, text }) => [id, text]));
  return rows
    .filter(row => !TOLD_ALREADY.includes(`${row.process}.${row.act}`))
    .map(row => entryOf(row.process === 'comment' ? { ...row, input: { text: said.get(row.record_id) } } : row, names));
}

/** The story of a record that belongs to no task, newest first. */
export async function storyOf(manager: EntityManager, process: string, recordId: number): Promise<TimelineEntry[]> {
  const rows = await prepared<HistoryRow>(
    manager,
    `SELECT id, process, record_id, act, from_state, to_state, actor_name, actor_post, unit_name, at, input
       FROM process_history WHERE process = $1 AND record_id = $2 ORDER BY id DESC LIMIT 1000`,
    [process, recordId],
  );
  const names: Names = { account: new Map(), phase: new Map(), unit: new Map() };
  return rows.map(row => entryOf(row, names));
}

function entryOf(row: HistoryRow, names: Names): TimelineEntry {
  const process = PROCESSES.find(each => each.name === row.process);
  const act: Act<string, string, unknown> | undefined = process?.acts[row.act];
  const other = OTHER_ACTS[`${row.process}.${row.act}`];
  const label = (state: string | null) => (state === null ? null : (process?.states[state]?.label ?? null));
  const told = act ? act.carries.map(field => [field.name, field.label, field] as const) : Object.entries(other?.fields ?? {});
  const values = told.flatMap(([name, fieldLabel, field]) => {
    const value = shown(row.input[name], field as Field | undefined, names);
    return value === null ? [] : [{ name, label: fieldLabel, value }];
  });
  const main = values.find(({ name }) => MAIN_TEXT.includes(name));
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    process: row.process,
    act: row.act,
    actLabel: act?.label ?? other?.label ?? row.act,
    actorName: row.actor_name,
    actorPost: row.actor_post,
    unitName: row.unit_name,
    fromLabel: label(row.from_state),
    toLabel: row.from_state === row.to_state ? null : label(row.to_state),
    text: main?.value ?? null,
    fields: values.filter(value => value !== main).map(({ label: fieldLabel, value }) => ({ label: fieldLabel, value })),
  };
}

function shown(value: unknown, field: Field | undefined, names: Names): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (field?.kind === 'choice') return field.choices?.[String(value)] ?? String(value);
  if (field?.kind === 'period' || field?.kind === 'readings') return null;
  if (field?.kind === 'percent') return `${value}%`;
  if (field?.kind === 'account' || field?.kind === 'phase' || field?.kind === 'unit') return names[field.kind].get(Number(value)) ?? null;
  return /^\d{4}-\d{2}-\d{2}$/.test(String(value)) ? chineseDate(String(value)) : String(value);
}

/** Names of what the entries refer to by number. */
type Names = Record<'account' | 'phase' | 'unit', Map<number, string>>;

async function namesOf(manager: EntityManager, rows: HistoryRow[], taskId: number): Promise<Names> {
  const handlers = rows.map(row => row.input.handlerId).filter(id => typeof id === 'number');
  const unitIds = rows.map(row => row.input.unitId).filter(id => typeof id === 'number');
  const [accounts, phases, units] = await Promise.all([
    handlers.length > 0 ? prepared<Named>(manager, 'SELECT id, name FROM account WHERE id = ANY($1)', [handlers]) : [],
    rows.some(row => row.input.phaseId)
      ? prepared<Named>(manager, `SELECT id, year || '年' || name AS name FROM task_phase WHERE task_id = $1`, [taskId])
      : [],
    unitIds.length > 0 ? prepared<Named>(manager, 'SELECT id, name FROM unit WHERE id = ANY($1)', [unitIds]) : [],
  ]);
  return { account: byId(accounts), phase: byId(phases), unit: byId(units) };
}

interface Named {
  id: number;
  name: string;
}

const byId = (rows: Named[]) => new Map(rows.map(({ id, name }) => [id, name]));
