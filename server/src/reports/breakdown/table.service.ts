import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { UnitRegister } from '../../people/unit.register.js';
import type { BreakdownView } from '../../plans/breakdown.dto.js';
import { BreakdownService } from '../../plans/breakdown.service.js';
import { DocumentNames, SUGGESTIONS } from '../../plans/intake.names.js';
import type { PlanView } from '../../plans/plan.dto.js';
import { UnitAliases } from '../../plans/unit.aliases.js';
import { Clock } from '../../platform/clock.js';
import { cleanFileName, type NamedFile } from '../../platform/files/file-name.js';
import { Problem, refused } from '../../platform/problems.js';
import type { Actor } from '../../rules/actor.js';
import type { ImportTable, TableTrial } from '../exchange/dto.js';
import { trialOf } from '../exchange/found-table.js';
import { letterOf, type Sheet } from '../exchange/reader.js';
import { TableExchange } from '../exchange/table.exchange.js';
import { unitsNamed } from './cells.js';
import { type Comparison, compareTable } from './changes.js';
import { writeDocx } from './docx.js';
import type { ExportTable } from './dto.js';
import { type FoundTable, findTable } from './parser.js';
import { columnOf } from './row.comparison.js';
import { layOut, type TableSource } from './table.js';
import { titleOf } from './template.js';
import { TemplateService } from './template.service.js';
import { writeXlsx } from './xlsx.js';

/** The breakdown table as a file: handed out, edited outside, and taken in again. */
@Injectable()
export class TableService {
  constructor(
    private readonly source: DataSource,
    private readonly breakdown: BreakdownService,
    private readonly templates: TemplateService,
    private readonly register: UnitRegister,
    private readonly names: DocumentNames,
    private readonly aliases: UnitAliases,
    private readonly exchange: TableExchange,
    private readonly clock: Clock,
  ) {}

  /** The table in the office's own form. Throws `plan.not_found` beyond the plan's own side, `act.refused` before the plan is confirmed. */
  async write(actor: Actor, planId: number, { format }: ExportTable): Promise<NamedFile> {
    const view = await this.breakdown.get(actor, planId);
    if (view.plan.state !== 'confirmed') throw refused('导出分解表', ['方案还没有确认，还没有可以分解的措施。']);
    const template = await this.templates.find(view.plan.ownerUnitId);
    const table = layOut(await this.sourceOf(view), template);
    const bytes = await (format === 'docx' ? writeDocx(table) : writeXlsx(table));
    return { fileName: cleanFileName(`${titleOf(template, view.plan.title).replace(/[《》]/g, '')}.${format}`), bytes };
  }

  /** What importing an edited table would change, and everything that stands in the way; nothing is kept. */
  trial(actor: Actor, planId: number, file: NamedFile, { aliases }: ImportTable): Promise<TableTrial> {
    return this.exchange.trial(file, (manager, sheets) => this.attempt(manager, actor, planId, file, sheets, aliases));
  }

  /** Takes an edited table over, all of it or nothing, and what names in it were said to mean. Throws `act.refused`, `act.conflict`. */
  take(actor: Actor, planId: number, file: NamedFile, { aliases, digest }: ImportTable, key?: string): Promise<TableTrial> {
    const audit = { act: 'plan.table_import', objectType: 'plan', objectId: planId };
    const taking = { table: '分解表', changes: '方案', actor, digest, key, request: ['plan.table', planId, aliases], audit };
    return this.exchange.take(file, taking, async (manager, sheets) => {
      const outcome = await this.attempt(manager, actor, planId, file, sheets, aliases);
      if (outcome.faults.length === 0)
        for (const [name, unitIds] of Object.entries(aliases)) await this.aliases.keep(manager, actor, name, unitIds);
      return outcome;
    });
  }

  /** Does all of it under the plan's lock, gathering what is refused; the caller decides whether it stays. */
  private async attempt(
    manager: EntityManager,
    actor: Actor,
    planId: number,
    file: NamedFile,
    sheets: Sheet[],
    aliases: Record<string, number[]>,
  ): Promise<TableTrial> {
    const grid = await this.breakdown.lock(manager, actor, planId);
    const { table, comparison } = await this.compare(manager, actor, planId, sheets, aliases);
    const drafts = comparison.drafts.map(({ draft }) => draft);
    try {
      await this.breakdown.keep(manager, actor, grid, drafts);
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.extras.errors) throw problem;
      addFaults(problem.extras.errors, table, comparison, grid.plan.phases);
    }
    return trialOf(cleanFileName(file.fileName), table.sheet, table.rows.length, comparison);
  }

  private async compare(manager: EntityManager, actor: Actor, planId: number, sheets: Sheet[], aliases: Record<string, number[]>) {
    const view = await this.breakdown.get(actor, planId, manager);
    const template = await this.templates.find(view.plan.ownerUnitId, manager);
    const table = findTable(
      sheets,
      template,
      view.plan.phases.map(({ year }) => year),
    );
    const { units } = await this.names.unitsOf(manager, view.plan, unitsNamed(table));
    for (const [name, ids] of Object.entries(aliases)) units.set(name, ids);
    const named = [...units.values()].flatMap(ids => ids ?? []);
    const comparison = compareTable(table, await this.sourceOf(view, named, manager), units);
    const unknown = comparison.unknownUnits.map(({ name }) => name);
    const similar = await this.register.resembling(unknown, view.plan, SUGGESTIONS, manager);
    for (const unit of comparison.unknownUnits) if (unit.suggestions.length === 0) unit.suggestions = similar.get(unit.name) ?? [];
    return { table, comparison };
  }

  /** The names by which units are printed: the short one where it leads back to the same unit. */
  private async sourceOf(view: BreakdownView, more: number[] = [], manager = this.source.manager): Promise<TableSource> {
    const { plan, rows, groups } = view;
    const supervising = await this.register.supervisingUnitFor(plan.ownerUnitId, manager);
    const ids = rows.flatMap(row => [row.leadUnitId, ...row.eachUnitIds, ...row.coLeadUnitIds, ...row.supportUnitIds]);
    const found: { id: number; name: string; short: string | null }[] = await manager.query(
      'SELECT id, name, short_name AS short FROM unit WHERE id = ANY($1::int[])',
      [[...ids, ...more, supervising].filter(id => id !== null)],
    );
    const shorts = await this.register.match(
      found.flatMap(({ short }) => short ?? []),
      plan,
      manager,
    );
    const units = new Map(found.map(({ id, name, short }) => [id, short && shorts.get(short) === id ? short : name]));
    return { plan, rows, units, groups, supervisingUnit: (supervising && units.get(supervising)) || '', today: this.clock.today() };
  }
}

/** What keeping the drafts refused, put to the cells that it comes from. */
function addFaults(errors: Record<string, string>, table: FoundTable, comparison: Comparison, phases: PlanView['phases']): void {
  const wrong = new Set<number>();
  for (const [path, message] of Object.entries(errors)) {
    const [, index, field = '', nth] = path.split('.');
    const kept = comparison.drafts[Number(index)];
    if (!kept) continue;
    wrong.add(kept.row);
    const year = phases.find(({ id }) => id === kept.draft.phases[Number(nth)]?.phaseId)?.year;
    const column = table.columns.find(({ phaseYear }) => phaseYear !== null && phaseYear === year) ?? columnOf(table.columns, field);
    const measureNo = comparison.changes.find(({ row }) => row === kept.row)?.measureNo ?? null;
    const place = { column: column ? letterOf(column.column) : null, heading: column?.heading ?? null };
    comparison.faults.push({ row: kept.row, ...place, measureNo, message, conflict: false });
  }
  comparison.changes = comparison.changes.filter(({ row }) => !wrong.has(row));
}
