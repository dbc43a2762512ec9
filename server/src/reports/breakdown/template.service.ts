import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { PlanView } from '../../plans/plan.dto.js';
import { PlanService } from '../../plans/plan.service.js';
import { postFor } from '../../plans/reach.js';
import { Audit } from '../../platform/audit.service.js';
import { Clock } from '../../platform/clock.js';
import { conflict, denied, notFound } from '../../platform/problems.js';
import { type Actor, scopeOf } from '../../rules/actor.js';
import type { SaveTemplate, TemplateView } from './dto.js';
import { DEFAULT_TEMPLATE, TABLE_FIELDS, type TableField, type TableTemplate } from './template.js';

const FIELDS = (Object.keys(TABLE_FIELDS) as TableField[]).map(field => ({ field, label: TABLE_FIELDS[field].label }));

/** The form of the breakdown table that each office keeps for its plans. */
@Injectable()
export class TemplateService {
  constructor(
    private readonly source: DataSource,
    private readonly plans: PlanService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The form for a plan, by its owner unit; what offices usually use where the unit keeps none. Throws `plan.not_found` beyond the plan's own side. */
  async ofPlan(actor: Actor, planId: number): Promise<TemplateView> {
    const plan = await this.ownPlan(actor, planId);
    const { version, ...template } = await this.find(plan.ownerUnitId);
    return { ...template, version, unitName: plan.ownerUnitName, fields: FIELDS };
  }

  /** The form of an owner unit; version 0: the usual one, nobody has set another. */
  async find(ownerUnitId: number, manager: EntityManager = this.source.manager): Promise<TableTemplate & { version: number }> {
    const [row] = await manager.query('SELECT title, paper, columns, version FROM breakdown_template WHERE owner_unit_id = $1', [
      ownerUnitId,
    ]);
    return row ?? { ...DEFAULT_TEMPLATE, version: 0 };
  }

  /** Keeps the form for all plans of the owner unit. Throws `act.conflict` when somebody changed it meanwhile. */
  async save(actor: Actor, planId: number, { version, title, paper, columns }: SaveTemplate): Promise<TemplateView> {
    const plan = await this.ownPlan(actor, planId);
    if (!postFor(actor, 'plan.break_down', plan.ownerUnitId)) throw denied('只有方案主办单位的部门负责人可以设置分解表格式。');
    await this.source.transaction(async manager => {
      const kept = await manager.query(
        `INSERT INTO breakdown_template AS t (owner_unit_id, title, paper, columns, created_at) SELECT $1, $2, $3, $4, $6 WHERE $5 = 0
         ON CONFLICT (owner_unit_id) DO NOTHING RETURNING id`,
        [plan.ownerUnitId, title, paper, JSON.stringify(columns), version, this.clock.now()],
      );
      const [, changed] = await manager.query(
        'UPDATE breakdown_template SET title = $2, paper = $3, columns = $4, version = version + 1 WHERE owner_unit_id = $1 AND version = $5',
        [plan.ownerUnitId, title, paper, JSON.stringify(columns), version],
      );
      if (kept.length + changed === 0)
        throw conflict('别人刚刚改过分解表格式，请刷新后再改。', { ...(await this.find(plan.ownerUnitId, manager)) });
      const detail = { title, paper, columns: columns.map(({ heading }) => heading) };
      await this.audit.write(manager, { actor, act: 'plan.table_template', objectType: 'unit', objectId: plan.ownerUnitId, detail });
    });
    return this.ofPlan(actor, planId);
  }

  private async ownPlan(actor: Actor, planId: number): Promise<PlanView> {
    const plan = await this.plans.get(actor, planId);
    if (!scopeOf(actor).units.includes(plan.ownerUnitId)) throw notFound('plan', '个方案');
    return plan;
  }
}
