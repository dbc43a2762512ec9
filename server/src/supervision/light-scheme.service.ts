import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { planInCharge } from '../plans/reach.js';
import { Audit } from '../platform/audit.service.js';
import { changeVersioned } from '../platform/database/versioned.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { invalid, notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import { schemeSentence } from '../rules/schemes.js';
import { LightScheme } from '../tasks/light-scheme.entity.js';
import { Lights } from '../tasks/lights.js';
import type { ChangeScheme, CreateScheme, SchemeView } from './light-scheme.dto.js';
import { sealOf } from './light-scheme.trial.js';

const NOUN = { code: 'light_scheme', label: '套亮灯规则' };

const SCHEMES = `
  SELECT s.id, s.name, s.note, s.rules, s.words, s.is_default AS "isDefault", s.version,
         coalesce((SELECT json_agg(json_build_object('id', p.id, 'title', p.title) ORDER BY p.id) FROM plan p WHERE p.light_scheme_id = s.id), '[]') AS plans
    FROM light_scheme s`;

/** The schemes of lights, kept by the head of supervision. What is in effect changes only by a trial that was looked at. */
@Injectable()
export class LightSchemeService {
  constructor(
    private readonly source: DataSource,
    private readonly lights: Lights,
    private readonly audit: Audit,
  ) {}

  /** All schemes with the plans that they judge. */
  async list(): Promise<SchemeView[]> {
    return (await this.source.query(`${SCHEMES} ORDER BY s.id`)).map(present);
  }

  /** One scheme; throws 404. */
  async get(id: number, manager: EntityManager = this.source.manager): Promise<SchemeView> {
    const [row] = await manager.query(`${SCHEMES} WHERE s.id = $1`, [id]);
    if (!row) throw notFound(NOUN.code, NOUN.label);
    return present(row);
  }

  /** A new scheme, in effect nowhere yet. 400 where the name is taken. */
  async create(input: CreateScheme, actor: Actor, key?: string): Promise<SchemeView> {
    return this.source.transaction(async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['light_scheme.create', input]);
      if (repeat.recordId) return this.get(repeat.recordId, manager);
      await refuseTakenName(manager, input.name, 0);
      const [{ id }] = await manager.query('INSERT INTO light_scheme (name, note, rules, words) VALUES ($1, $2, $3, $4) RETURNING id', [
        input.name,
        input.note,
        JSON.stringify(input.rules),
        JSON.stringify(input.words),
      ]);
      await keepResult(manager, actor.accountId, key, id);
      await this.audit.write(manager, {
        actor,
        act: 'light_scheme.create',
        objectType: 'light_scheme',
        objectId: id,
        detail: { ...input },
      });
      return this.get(id, manager);
    });
  }

  /**
   * Changes a scheme and the plans that it judges; the lights of their tasks are settled anew at once afterwards.
   * 400 without the seal of a trial of just this change, 409 where somebody was faster.
   */
  async change(id: number, { seal, ...change }: ChangeScheme, actor: Actor): Promise<SchemeView> {
    if (seal !== sealOf(id, change)) throw invalid('试算之后内容又有改动，请重新试算，核对后再生效。', { seal: '请重新试算' });
    return this.source.transaction(async manager => {
      await manager.query('LOCK TABLE light_scheme IN SHARE ROW EXCLUSIVE MODE');
      const before = await this.get(id, manager);
      if (before.isDefault && !change.isDefault)
        throw invalid('必须有一套默认规则。请到要设为默认的那一套里设置。', { isDefault: '必须有一套默认规则' });
      await refuseTakenName(manager, change.name, id);
      const { planIds, isDefault, version, ...fields } = change;
      if (isDefault && !before.isDefault) await manager.query('UPDATE light_scheme SET is_default = false WHERE is_default');
      await changeVersioned(manager, LightScheme, NOUN, id, version, { ...fields, isDefault });
      await judge(manager, id, planIds, scopeOf(actor).units);
      await this.audit.write(manager, {
        actor,
        act: 'light_scheme.change',
        objectType: 'light_scheme',
        objectId: id,
        detail: { before, after: change },
      });
      const touched = [...new Set([...before.plans.map(plan => plan.id), ...planIds])];
      await this.lights.settleAll(manager, before.isDefault || isDefault ? null : touched);
      return this.get(id, manager);
    });
  }
}

/** Sets which plans the scheme judges. Only plans that the office is in charge of may change hands. */
async function judge(manager: EntityManager, id: number, planIds: number[], units: number[]): Promise<void> {
  const changing = '(light_scheme_id = $1) IS DISTINCT FROM (id = ANY($2)) AND (light_scheme_id = $1 OR id = ANY($2))';
  const [{ foreign }] = await manager.query(
    `SELECT (SELECT count(*) FROM plan p WHERE ${changing} AND NOT ${planInCharge('p', '$3')}) + cardinality($2::int[])
            - (SELECT count(*) FROM plan WHERE id = ANY($2)) AS foreign`,
    [id, planIds, units],
  );
  if (foreign > 0) throw invalid('所选的规划方案有的不存在或不在您的权限范围内，请刷新后重选。', { planIds: '请重新选择' });
  await manager.query('UPDATE plan SET light_scheme_id = NULL WHERE light_scheme_id = $1 AND NOT (id = ANY($2))', [id, planIds]);
  await manager.query('UPDATE plan SET light_scheme_id = $1 WHERE id = ANY($2)', [id, planIds]);
}

async function refuseTakenName(manager: EntityManager, name: string, id: number): Promise<void> {
  const [taken] = await manager.query('SELECT 1 FROM light_scheme WHERE name = $1 AND id <> $2', [name, id]);
  if (taken) throw invalid(`已有一套叫“${name}”的亮灯规则，请换一个名称。`, { name: '名称已被使用' });
}

const present = (row: Omit<SchemeView, 'sentence'>): SchemeView => ({ ...row, sentence: schemeSentence(row) });
