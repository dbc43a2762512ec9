import { PassThrough } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../../platform/audit.service.js';
import { Clock } from '../../platform/clock.js';
import { Problem } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import { chineseDate, LIGHTS } from '../../rules/lights.js';
import { TASK_PROCESS } from '../../rules/task.process.js';
import { WAITING_KINDS } from '../../rules/waiting.words.js';
import { COUNT_OF_EACH_LIGHT, lightCase } from '../../tasks/light.sql.js';
import { TOKEN_HEADING } from '../exchange/found-table.js';
import { COLUMN_NAMES, LEDGER_COLUMNS, type LedgerColumnName } from './columns.js';
import { type Condition, LedgerConditions } from './conditions.js';
import { type LedgerFilter, orderOf } from './filter.js';
import { COUNTY_OF, type LedgerLine, LedgerLines } from './lines.js';
import { ROUND_TRIP, tokenOf, valueFor } from './round-trip.js';
import { EXPLAINED_COLUMNS, explanations, lineColumns, PART_SHEETS, sumOf, type Tally, tallyCells, tallyColumns } from './sheets.js';
import { LedgerWorkbook, type SheetColumn } from './workbook.js';

/** More rows than this a spreadsheet opens badly. */
const MOST_ROWS = 100_000;
/** Small, so that other requests have their turn between two of them. */
const BATCH = 200;

const WHOLE = '总台账';
const TOKEN: SheetColumn = { label: TOKEN_HEADING, width: 24, kind: 'text', hidden: true };

export interface ExportWish {
  filter: LedgerFilter;
  sort: { field: string; order: 'ASC' | 'DESC' } | null;
  /** In the order that is seen; absent: all of the office's columns. */
  columns?: LedgerColumnName[];
}

export interface ExportedFile {
  stream: PassThrough;
  fileName: string;
}

interface Writing extends Required<ExportWish> {
  manager: EntityManager;
  book: LedgerWorkbook;
  note: string;
  today: string;
  actor: Actor;
}

/** Writes the ledger as a workbook: what is seen, and the office's sheets beside it. Memory does not grow with the rows. */
@Injectable()
export class LedgerExport {
  constructor(
    private readonly source: DataSource,
    private readonly conditions: LedgerConditions,
    private readonly lines: LedgerLines,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes what the actor sees under a filter, as it comes: the first bytes leave before the last row is read. All sheets show one moment.
   * Refuses more than MOST_ROWS tasks before a byte has left; a fault after that breaks the stream off, so that no half file passes for a whole one.
   */
  async write(wish: ExportWish, actor: Actor): Promise<ExportedFile> {
    const rows = await this.countOf(wish, actor);
    await this.audit.note({ actor, act: 'ledger.export', objectType: 'ledger', objectId: null, detail: { rows, filter: wish.filter } });
    const stream = new PassThrough();
    // Whoever goes away before the end must not keep the transaction open.
    const left = new Promise<never>((_resolve, reject) => stream.once('close', () => reject(new Error('the export was broken off'))));
    left.catch(() => undefined);
    this.source
      .transaction('REPEATABLE READ', manager => Promise.race([left, this.fill(manager, stream, wish, actor)]))
      .catch(error => stream.destroy(error));
    return { stream, fileName: `督办台账_${this.clock.today()}.xlsx` };
  }

  private async countOf({ filter }: ExportWish, actor: Actor): Promise<number> {
    const { where, parameters } = this.conditions.of(filter, actor);
    const [{ count }] = await this.source.query(`SELECT count(*) AS count FROM task t WHERE ${where}`, parameters);
    if (count > MOST_ROWS)
      throw new Problem(422, 'ledger.too_long', '导出的行太多', `一次最多导出 ${MOST_ROWS} 件任务，请先按方案、单位或状态筛选后再导出。`);
    return count;
  }

  private async fill(manager: EntityManager, stream: PassThrough, wish: ExportWish, actor: Actor): Promise<void> {
    const columns = wish.columns ?? COLUMN_NAMES;
    const today = this.clock.today();
    const ids = await this.idsOf(manager, wish, actor);
    const book = new LedgerWorkbook(stream);
    const words = [await wordsOf(manager, wish.filter), `共 ${ids.length} 件`, `${actor.name} ${chineseDate(today)}导出`];
    const writing = { ...wish, columns, manager, book, today, actor, note: words.join('　') };
    await this.writeLines(writing, WHOLE, ids);
    const condition = this.conditions.of(wish.filter, actor);
    await this.writeTally(writing, '按单位', '牵头单位', `COALESCE(lead.name, '未定牵头单位')`, condition);
    await this.writeTally(writing, '按县区', '县（市、区）', `COALESCE(${COUNTY_OF('lead')}, '市直（不属县区）')`, condition);
    for (const { name, narrowed } of PART_SHEETS) {
      const filter = narrowed(wish.filter, today);
      await this.writeLines(writing, name, filter ? await this.idsOf(manager, { ...wish, filter }, actor) : []);
    }
    const explained = book.sheet({ name: '字段说明', title: '字段说明', note: '', columns: EXPLAINED_COLUMNS, frozen: 1 });
    for (const cells of explanations()) explained.add(cells);
    explained.close();
    await book.close();
  }

  private async idsOf(manager: EntityManager, { filter, sort }: ExportWish, actor: Actor): Promise<number[]> {
    const { where, parameters } = this.conditions.of(filter, actor);
    const found: { id: number }[] = await manager.query(
      `SELECT t.id FROM task t WHERE ${where} ORDER BY ${orderOf(sort)} LIMIT ${MOST_ROWS}`,
      parameters,
    );
    return found.map(({ id }) => id);
  }

  /** The lines in their order, a batch at a time; the database looks for the next one while this one is written. */
  private async *batches(manager: EntityManager, ids: number[], today: string): AsyncGenerator<LedgerLine[]> {
    if (ids.length === 0) return;
    const read = (from: number) => this.lines.of(manager, ids.slice(from, from + BATCH), today);
    let next = read(0);
    for (let from = 0; from < ids.length; from += BATCH) {
      const lines = await next;
      if (from + BATCH < ids.length) {
        next = read(from + BATCH);
        next.catch(() => undefined);
      }
      yield lines;
    }
  }

  /** The whole ledger carries a hidden column by which its rows are told again when it is taken in. */
  private async writeLines({ manager, book, note, today, columns }: Writing, name: string, ids: number[]): Promise<void> {
    const whole = name === WHOLE;
    const title = whole ? '督办任务台账' : `督办任务台账（${name}）`;
    const told = ROUND_TRIP.filter(column => columns.includes(column));
    const frozen = 1 + Math.max(0, Math.min(2, columns.indexOf('no') + 1));
    const sheet = book.sheet({
      name,
      title,
      note: whole ? note : `${note}　本表 ${ids.length} 件`,
      columns: whole ? [...lineColumns(columns), TOKEN] : lineColumns(columns),
      frozen,
    });
    const cells = columns.map(column => LEDGER_COLUMNS[column].of);
    let number = 0;
    for await (const lines of this.batches(manager, ids, today)) {
      for (const line of lines) {
        const token = whole
          ? [
              tokenOf(
                line.id,
                told.map(column => valueFor(column, line)),
              ),
            ]
          : [];
        number += 1;
        sheet.add([number, ...cells.map(of => of(line)), ...token]);
      }
    }
    sheet.close();
  }

  private async writeTally({ manager, book, note, today }: Writing, name: string, what: string, key: string, at: Condition): Promise<void> {
    const tallies: Tally[] = await manager.query(
      `SELECT name, count(*) AS total, ${COUNT_OF_EACH_LIGHT}
         FROM (SELECT ${key} AS name, ${lightCase('t', today)} AS light FROM task t LEFT JOIN unit lead ON lead.id = t.lead_unit_id WHERE ${at.where}) lit
        GROUP BY 1 ORDER BY overdue DESC, total DESC, 1`,
      at.parameters,
    );
    const sheet = book.sheet({ name, title: `督办任务统计（${name}）`, note, columns: tallyColumns(what), frozen: 2 });
    for (const [index, tally] of tallies.entries()) sheet.add(tallyCells(index + 1, tally.name, tally));
    if (tallies.length > 1) sheet.add(tallyCells(null, '合计', sumOf(tallies)));
    sheet.close();
  }
}

/** The filter in words, for the head of the sheets. */
async function wordsOf(manager: EntityManager, filter: LedgerFilter): Promise<string> {
  const nameOf = async (table: 'plan' | 'unit', column: string, id: number | undefined) => {
    if (id === undefined) return null;
    const [row] = await manager.query(`SELECT ${column} AS name FROM ${table} WHERE id = $1`, [id]);
    return row?.name ?? null;
  };
  const states = filter.state?.map(state => TASK_PROCESS.states[state].label).join('、');
  const lights = filter.light?.map(light => LIGHTS[light].label).join('、');
  const due = [filter.dueFrom && `${chineseDate(filter.dueFrom)}起`, filter.dueTo && `${chineseDate(filter.dueTo)}止`]
    .filter(Boolean)
    .join('');
  const parts: [string, string | null | undefined][] = [
    ['方案', await nameOf('plan', 'title', filter.planId)],
    ['阶段', filter.phaseYear && `${filter.phaseYear}年`],
    ['单位', await nameOf('unit', 'name', filter.unitId)],
    ['牵头单位', await nameOf('unit', 'name', filter.leadUnitId)],
    ['状态', states],
    ['预警', lights],
    ['应办日期', due],
    ['延期', filter.extended && '已延期'],
    ['关注', filter.followed && '我关注的'],
    ['未报', filter.missed && '有未报进展'],
    ['风险', filter.riskDiffers && '自评风险与亮灯不一致'],
    ['范围', filter.mine && '本单位承办'],
    ['等我办理', filter.waiting && WAITING_KINDS[filter.waiting]],
    ['含', filter.q && `“${filter.q}”`],
  ].map(([label, value]) => [label, value || null] as [string, string | null]);
  const told = parts.flatMap(([label, value]) => (value ? [`${label}：${value}`] : []));
  return told.length > 0 ? `筛选条件　${told.join('；')}` : '全部任务';
}
