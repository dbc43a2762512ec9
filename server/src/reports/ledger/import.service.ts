import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PeopleOf } from '../../people/people-of.js';
import { Clock } from '../../platform/clock.js';
import { Doorway } from '../../platform/doorway.js';
import { cleanFileName, type NamedFile } from '../../platform/files/file-name.js';
import { invalid, Problem } from '../../platform/problems.js';
import { type Actor, scopeOf } from '../../rules/actor.js';
import { visibleTo } from '../../tasks/visible.js';
import type { ImportTable, TableTrial } from '../exchange/dto.js';
import { type FoundTable, findByHeadings, Gathering, headingsOf } from '../exchange/found-table.js';
import type { Sheet } from '../exchange/reader.js';
import { TableExchange } from '../exchange/table.exchange.js';
import { COLUMN_NAMES, LEDGER_COLUMNS, type LedgerColumnName } from './columns.js';
import { type LedgerLine, LedgerLines } from './lines.js';
import { ELSEWHERE, HANDLED, REPORTED, ROUND_TRIP, type RoundTripValue, tokenOf, valueFor, valueIn } from './round-trip.js';

const NOT_YOURS = '这项任务不由您所在的单位牵头，不能在表里填报；请把这一行改回导出时的样子。';
const HEADINGS = headingsOf(COLUMN_NAMES, name => [LEDGER_COLUMNS[name].label]);

interface Edited {
  row: number;
  line: LedgerLine;
  /** The columns that differ, with what the table says. */
  changed: Map<LedgerColumnName, RoundTripValue>;
  said: Map<LedgerColumnName, RoundTripValue>;
}

interface Share {
  id: number;
  unitId: number;
  version: number;
}

/**
 * The exported ledger, edited outside and taken in again: progress becomes the lead unit's report, the handler an assignment of work. Each goes through
 * the doorway as if it had been done on the screen; all of it is done, or nothing.
 */
@Injectable()
export class LedgerImport {
  constructor(
    private readonly lines: LedgerLines,
    private readonly doorway: Doorway,
    private readonly people: PeopleOf,
    private readonly exchange: TableExchange,
    private readonly clock: Clock,
  ) {}

  /** What importing an edited ledger would do, and everything that stands in the way; nothing is kept. */
  trial(actor: Actor, file: NamedFile): Promise<TableTrial> {
    return this.exchange.trial(file, (manager, sheets) => this.attempt(manager, actor, file, sheets));
  }

  /** Takes it over. Throws `act.refused`, `act.conflict`. */
  take(actor: Actor, file: NamedFile, { digest }: ImportTable, key?: string): Promise<TableTrial> {
    const audit = { act: 'ledger.import', objectType: 'ledger', objectId: null };
    const taking = { table: '台账', changes: '台账', actor, digest, key, request: ['ledger.import'], audit };
    return this.exchange.take(file, taking, (manager, sheets) => this.attempt(manager, actor, file, sheets));
  }

  private async attempt(manager: EntityManager, actor: Actor, file: NamedFile, sheets: Sheet[]): Promise<TableTrial> {
    const table = findByHeadings(sheets, HEADINGS, ['title']);
    if (table.token === null)
      throw new Problem(
        422,
        'table.headless',
        '表格不能导入',
        '表中没有系统标识列，认不出各行是哪项任务。请用本系统导出的台账修改后再导入。',
      );
    const gathering = new Gathering(table.at);
    for (const edited of await this.edited(manager, actor, table, gathering)) {
      this.refuseElsewhere(edited, gathering);
      if (!gathering.hasFault(edited.row)) await this.takeRow(manager, actor, edited, gathering);
    }
    for (const heading of table.unknown) gathering.notices.push(`“${heading}”列不在台账中，没有读取。`);
    return gathering.outcome(cleanFileName(file.fileName), table.sheet, table.rows.length);
  }

  /** The rows that somebody has edited. One that has also changed in the system meanwhile is a fault, so is one that is out of sight. */
  private async edited(manager: EntityManager, actor: Actor, table: FoundTable<LedgerColumnName>, gathering: Gathering): Promise<Edited[]> {
    const names = ROUND_TRIP.filter(name => table.at.has(name));
    const tokens = table.rows.map(({ cells }) => cells[table.token as number]?.text ?? '');
    const lines = await this.linesOf(manager, actor, [...new Set(tokens.map(token => Number(token.split('.')[0])))]);
    const seen = new Set<number>();
    return table.rows.flatMap(({ row, cells }, index) => {
      const token = tokens[index] as string;
      const words = cells.filter(cell => cell?.text).length;
      if (token === '') {
        if (words > 1) gathering.fault({ row }, '这一行没有系统标识，认不出是哪项任务；台账不能通过导入新增任务。');
        return [];
      }
      const id = Number(token.split('.')[0]);
      const said = new Map(names.map(name => [name, valueIn(name, cells[table.at.get(name) as number])]));
      const line = lines.get(id);
      if (line && seen.has(id)) gathering.fault({ row, about: line.title }, '这项任务在表中出现了两次，请只保留一行。');
      if (!line) gathering.fault({ row }, '找不到这项任务，它可能不存在，或不在您的权限范围内。');
      if (!line || seen.has(id)) return [];
      seen.add(id);
      if (tokenOf(id, [...said.values()]) === token) {
        gathering.unchanged += 1;
        return [];
      }
      const current = names.map(name => valueFor(name, line));
      if (tokenOf(id, current) !== token) {
        gathering.conflict({ row, about: line.title }, '这项任务导出之后在系统里有了变化，请重新导出后再改。');
        return [];
      }
      const changed = new Map([...said].filter(([name, value]) => value !== valueFor(name, line)));
      return [{ row, line, said, changed }];
    });
  }

  private async linesOf(manager: EntityManager, actor: Actor, ids: number[]): Promise<Map<number, LedgerLine>> {
    const wanted = ids.filter(id => Number.isInteger(id) && id > 0 && id < 2 ** 31);
    const rows: { id: number }[] = await manager.query(`SELECT t.id FROM task t WHERE t.id = ANY($2) AND ${visibleTo('t', '$1')}`, [
      scopeOf(actor).units,
      wanted,
    ]);
    const lines = await this.lines.of(
      manager,
      rows.map(({ id }) => id),
      this.clock.today(),
    );
    return new Map(lines.map(line => [line.id, line]));
  }

  /** What is changed by acts of its own is not changed here. */
  private refuseElsewhere({ row, line, changed }: Edited, gathering: Gathering): void {
    for (const name of changed.keys()) {
      const where = ELSEWHERE[name];
      if (where) gathering.fault(placeOf(row, name, line), `这一列不能通过导入修改：${where}`);
    }
  }

  /** What the doorway refuses becomes a fault of the row. */
  private async takeRow(manager: EntityManager, actor: Actor, edited: Edited, gathering: Gathering): Promise<void> {
    const { row, line, changed } = edited;
    const [share]: Share[] = await manager.query(
      `SELECT a.id, a.unit_id AS "unitId", a.version FROM assignment a WHERE a.task_id = $1 AND a.role = 'lead' AND a.state <> 'replaced'`,
      [line.id],
    );
    await manager.query('SAVEPOINT ledger_row');
    try {
      if (!share) throw new Problem(422, 'ledger.no_lead', '不能导入', '这项任务还没有牵头单位，请先在分解表中指定。');
      if (REPORTED.some(name => changed.has(name))) await this.report(manager, actor, edited, share);
      if (changed.has(HANDLED)) await this.handOver(manager, actor, edited, share);
      await manager.query('RELEASE SAVEPOINT ledger_row');
      for (const [name, value] of changed)
        gathering.change(placeOf(row, name, line), String(valueFor(name, line) ?? ''), String(value ?? ''));
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      await manager.query('ROLLBACK TO SAVEPOINT ledger_row');
      const at = problem.extras.errors?.percent ? 'percent' : problem.extras.errors?.doneText ? 'lastReportText' : null;
      const words = problem.status === 403 ? NOT_YOURS : problem.detail;
      gathering.fault(at ? placeOf(row, at, line) : { row, about: line.title }, words);
    }
  }

  /** The four columns are one report of the lead unit. */
  private async report(manager: EntityManager, actor: Actor, { line, said }: Edited, share: Share): Promise<void> {
    const of = (name: LedgerColumnName) => (said.has(name) ? (said.get(name) ?? null) : valueFor(name, line));
    const [percent, doneText, problem, nextStep] = REPORTED.map(of);
    if (typeof percent === 'string') throw invalid(`“${percent}”不是数字，请填 0 到 100 的整数。`, { percent: '应当填数字' });
    const text = (value: RoundTripValue | undefined) => (value === null || value === undefined ? null : String(value));
    await this.doorway.performIn(manager, 'assignment', 'report', share.id, actor, {
      version: share.version,
      percent: percent ?? undefined,
      doneText: text(doneText) ?? '',
      problem: text(problem),
      nextStep: text(nextStep),
    });
    share.version += 1;
  }

  private async handOver(manager: EntityManager, actor: Actor, { said }: Edited, share: Share): Promise<void> {
    const { version } = share;
    const name = said.get(HANDLED) ?? null;
    if (name === null) return void (await this.doorway.performIn(manager, 'assignment', 'take_back', share.id, actor, { version }));
    const found = (await this.people.holders([share.unitId], undefined, manager)).filter(person => person.name === name);
    if (found.length !== 1) {
      const why = found.length === 0 ? `牵头单位没有在岗的“${name}”` : `牵头单位有 ${found.length} 位“${name}”`;
      throw new Problem(422, 'ledger.handler', '不能导入', `${why}，请在任务页分派承办人。`);
    }
    await this.doorway.performIn(manager, 'assignment', 'hand_over', share.id, actor, { version, handlerId: found[0]?.accountId });
  }
}

const placeOf = (row: number, name: LedgerColumnName, { title }: LedgerLine) => ({
  row,
  name,
  heading: LEDGER_COLUMNS[name].label,
  about: title,
});
