import { createHash } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitRegister } from '../../people/unit.register.js';
import type { ObjectRow } from '../../plans/objects/object.dto.js';
import { ObjectService } from '../../plans/objects/object.service.js';
import { PlanService } from '../../plans/plan.service.js';
import { Audit } from '../../platform/audit.service.js';
import { Clock } from '../../platform/clock.js';
import { Doorway } from '../../platform/doorway.js';
import { cleanFileName, type NamedFile } from '../../platform/files/file-name.js';
import { Problem } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import { chineseDate } from '../../rules/lights.js';
import { OBJECT_KINDS } from '../../rules/object.words.js';
import type { ImportTable, TableTrial } from '../exchange/dto.js';
import { type FoundTable, findByHeadings, Gathering, headingsOf, TOKEN_HEADING } from '../exchange/found-table.js';
import type { Sheet } from '../exchange/reader.js';
import { TableExchange } from '../exchange/table.exchange.js';
import { type Cell, LedgerWorkbook } from '../ledger/workbook.js';
import { NEEDED, OBJECT_COLUMN_NAMES, OBJECT_COLUMNS, type ObjectColumnName } from './object.columns.js';
import { ObjectRowReader, type ReadEntry, type ReadRow } from './object.reading.js';

const HEADINGS = headingsOf(OBJECT_COLUMN_NAMES, name => OBJECT_COLUMNS[name].headings);
const ENTRY_NAMES = OBJECT_COLUMN_NAMES.filter(name => OBJECT_COLUMNS[name].part === 'entry');
const STAGE_NAMES = OBJECT_COLUMN_NAMES.filter(name => OBJECT_COLUMNS[name].part === 'stage');
const BY_TABLE = '按导入的一览表调整';

/** The register as a table: handed out, edited outside, and taken in again, all of it or nothing. */
@Injectable()
export class ObjectTableService {
  constructor(
    private readonly source: DataSource,
    private readonly objects: ObjectService,
    private readonly plans: PlanService,
    private readonly register: UnitRegister,
    private readonly doorway: Doorway,
    private readonly audit: Audit,
    private readonly exchange: TableExchange,
    private readonly clock: Clock,
  ) {}

  /** The register of a plan as a workbook with its counts; an empty one is the form to fill in. Throws `plan.not_found`. */
  async write(actor: Actor, planId: number): Promise<NamedFile> {
    const plan = await this.plans.get(actor, planId);
    const rows = await this.objects.ofPlan(this.source.manager, actor, planId);
    const counts = await this.objects.counts(actor, planId);
    await this.audit.note({ actor, act: 'object.export', objectType: 'plan', objectId: planId, detail: { rows: rows.length } });
    const stream = new PassThrough();
    const whole = buffer(stream);
    const book = new LedgerWorkbook(stream);
    const note = `${plan.title}　共 ${rows.length} 个　${actor.name} ${chineseDate(this.clock.today())}导出`;
    const columns = OBJECT_COLUMN_NAMES.map(name => ({ ...OBJECT_COLUMNS[name], label: OBJECT_COLUMNS[name].headings[0] }));
    const number = { label: '序号', width: 7, kind: 'number' as const };
    const token = { label: TOKEN_HEADING, width: 24, kind: 'text' as const, hidden: true };
    const sheet = book.sheet({ name: '一览表', title: '重点建设单位一览表', note, columns: [number, ...columns, token], frozen: 3 });
    for (const [index, row] of rows.entries()) sheet.add([index + 1, ...cellsOf(row), tokenOf(row)]);
    sheet.close();
    const tally = book.sheet({ name: '统计', title: '重点建设单位统计', note, columns: TALLY, frozen: 1 });
    for (const { kindLabel, target, listed, recognised, rectifying, failed, pending, late, quarters } of counts) {
      const planned = quarters.map(each => `${each.quarter} ${each.planned} 个`).join('；');
      tally.add([kindLabel, target, listed, recognised, rectifying, failed, pending, late, planned]);
    }
    tally.close();
    const explained = book.sheet({ name: '填写说明', title: '填写说明', note: '', columns: EXPLAINED, frozen: 1 });
    for (const { label, about } of columns) explained.add([label, about]);
    explained.close();
    await book.close();
    return { fileName: cleanFileName(`重点建设单位一览表_${this.clock.today()}.xlsx`), bytes: await whole };
  }

  /** What importing a table would change, and everything that stands in the way; nothing is kept. */
  trial(actor: Actor, planId: number, file: NamedFile): Promise<TableTrial> {
    return this.exchange.trial(file, (manager, sheets) => this.attempt(manager, actor, planId, file, sheets));
  }

  /** Takes a table over. Throws `act.refused`, `act.conflict`. */
  take(actor: Actor, planId: number, file: NamedFile, { digest }: ImportTable, key?: string): Promise<TableTrial> {
    const audit = { act: 'object.import', objectType: 'plan', objectId: planId };
    const taking = { table: '一览表', changes: '一览表', actor, digest, key, request: ['object.import', planId], audit };
    return this.exchange.take(file, taking, (manager, sheets) => this.attempt(manager, actor, planId, file, sheets));
  }

  private async attempt(manager: EntityManager, actor: Actor, planId: number, file: NamedFile, sheets: Sheet[]): Promise<TableTrial> {
    const plan = await this.plans.get(actor, planId, manager);
    await this.objects.refuseForeign(manager, actor, planId);
    const table = findByHeadings(sheets, HEADINGS, NEEDED);
    const gathering = new Gathering(table.at);
    const counties = await this.register.counties(namesIn(table, 'countyName'), plan, manager);
    const reader = new ObjectRowReader(table, gathering, this.clock.today(), counties);
    const read = table.rows.flatMap(row => reader.read(row) ?? []);
    const kept = await this.objects.ofPlan(manager, actor, planId);
    for (const row of read) await this.takeRow(manager, actor, planId, row, kept, gathering);
    for (const heading of table.unknown) gathering.notices.push(`“${heading}”列不在一览表中，没有读取。`);
    return gathering.outcome(cleanFileName(file.fileName), table.sheet, table.rows.length);
  }

  /** One row: a new institution is entered, one that is there is brought up to date. What the rooms refuse becomes a fault of the row. */
  private async takeRow(
    manager: EntityManager,
    actor: Actor,
    planId: number,
    row: ReadRow,
    kept: ObjectRow[],
    gathering: Gathering,
  ): Promise<void> {
    const known = knownAs(row, kept);
    await manager.query('SAVEPOINT table_row');
    try {
      if (known) await this.bringUp(manager, actor, row, known, gathering);
      else await this.enter(manager, actor, planId, row, gathering);
      await manager.query('RELEASE SAVEPOINT table_row');
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      await manager.query('ROLLBACK TO SAVEPOINT table_row');
      gathering.fault({ row: row.row, about: row.entry.institution }, problem.detail);
    }
  }

  private async enter(manager: EntityManager, actor: Actor, planId: number, row: ReadRow, gathering: Gathering) {
    const { countyName, ...entry } = row.entry;
    await this.objects.enterIn(manager, actor, { ...entry, planId }, row.past);
    for (const name of ENTRY_NAMES) {
      const value = wordsOf(name, { ...entry, countyName });
      if (value) gathering.change(placeOf(row, name), null, value);
    }
    for (const name of STAGE_NAMES) {
      const value = row.past[name as keyof typeof row.past];
      if (typeof value === 'string') gathering.change(placeOf(row, name), null, shown(value));
    }
  }

  private async bringUp(manager: EntityManager, actor: Actor, row: ReadRow, known: ObjectRow, gathering: Gathering) {
    const { plannedReview, countyName, countyUnitId, ...entry } = row.entry;
    if (row.token && row.token !== tokenOf(known) && this.differs(row, known))
      return gathering.conflict({ row: row.row, about: known.institution }, '这一行导出之后在系统里改过，请重新导出后再改。');
    if (countyUnitId !== known.countyUnitId)
      return gathering.fault(placeOf(row, 'countyName'), '所在县（市、区）不能改，请移出后重新登记。');
    const staged = STAGE_NAMES.find(
      name => name !== 'result' && (row.past[name as keyof typeof row.past] ?? null) !== known[name as 'docNumber'],
    );
    if (staged) return gathering.fault(placeOf(row, staged), '已登记单位的办理环节请在页面上办理，不能通过导入修改。');
    const changed = ENTRY_NAMES.filter(name => name !== 'countyName' && wordsOf(name, row.entry) !== wordsOf(name, known));
    if (changed.length === 0) {
      gathering.unchanged += 1;
      return;
    }
    if (changed.some(name => name !== 'plannedReview'))
      await this.objects.changeIn(manager, actor, known.id, { ...entry, version: known.version });
    if (changed.includes('plannedReview')) {
      const version = known.version + (changed.length > 1 ? 1 : 0);
      await this.doorway.performIn(manager, 'object_item', 'reschedule', known.id, actor, { version, plannedReview, reason: BY_TABLE });
    }
    for (const name of changed)
      gathering.change({ ...placeOf(row, name), about: known.institution }, wordsOf(name, known), wordsOf(name, row.entry));
  }

  private differs(row: ReadRow, known: ObjectRow): boolean {
    return ENTRY_NAMES.some(name => name !== 'countyName' && wordsOf(name, row.entry) !== wordsOf(name, known));
  }
}

const placeOf = ({ row, entry }: ReadRow, name: ObjectColumnName) => ({
  row,
  name,
  heading: OBJECT_COLUMNS[name].headings[0],
  about: entry.institution,
});

const TALLY = [
  { label: '建设类别', width: 26, kind: 'text' as const },
  ...['方案目标', '列入', '已认定', '限期整改', '未通过', '待评审', '逾期未评审'].map(label => ({
    label,
    width: 12,
    kind: 'number' as const,
  })),
  { label: '待评审的拟评审时间', width: 50, kind: 'text' as const },
];
const EXPLAINED = [
  { label: '列名', width: 24, kind: 'text' as const },
  { label: '说明', width: 80, kind: 'text' as const },
];

const cellsOf = (row: ObjectRow): Cell[] => OBJECT_COLUMN_NAMES.map(name => OBJECT_COLUMNS[name].of(row));

/** By which the row is told again, and whether it has changed since it was handed out. */
const tokenOf = (row: ObjectRow) =>
  `${row.id}.${createHash('sha256')
    .update(JSON.stringify(cellsOf(row)))
    .digest('hex')
    .slice(0, 16)}`;

/** The institution that a row speaks of: by the hidden token, else by county, kind, name and specialty. */
function knownAs({ token, entry }: ReadRow, kept: ObjectRow[]): ObjectRow | undefined {
  const id = Number(token.split('.')[0]);
  return (
    kept.find(row => row.id === id) ??
    kept.find(
      row =>
        row.countyUnitId === entry.countyUnitId &&
        row.kind === entry.kind &&
        row.institution === entry.institution &&
        row.specialty === entry.specialty,
    )
  );
}

/** What a column says, each once. */
const namesIn = ({ at, rows }: FoundTable<ObjectColumnName>, name: ObjectColumnName) => [
  ...new Set(rows.map(({ cells }) => cells[at.get(name) as number]?.text.replace(/^'/, '').trim() ?? '')),
];

/** A value as the trial shows it. */
function wordsOf(name: ObjectColumnName, row: ReadEntry | ObjectRow): string {
  if (name === 'kindLabel') return OBJECT_KINDS[row.kind].label;
  const value = row[name as keyof ReadEntry];
  return value === null || value === undefined ? '' : shown(String(value));
}

const shown = (value: string) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? chineseDate(value) : value);
