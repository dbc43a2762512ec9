import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit, type Verification } from '../platform/audit.service.js';
import { listing } from '../platform/database/listing.js';
import type { ListQuery, Page } from '../platform/dto.js';
import type { Actor } from '../rules/actor.js';
import type { AuditFilter, AuditRow } from './audit.dto.js';
import { actLabel, objectLabel } from './audit.labels.js';

type Row = Omit<AuditRow, 'at' | 'actLabel' | 'objectLabel'> & { at: Date };

const SORTABLE = { id: 'id', at: 'at', actorName: '"actorName"', act: 'act' };
export const AUDIT_SORTS = Object.keys(SORTABLE);

/** The audit log for the audit administrator; every look into it leaves a line in it. */
@Injectable()
export class AuditReader {
  constructor(
    private readonly source: DataSource,
    private readonly audit: Audit,
  ) {}

  /** The lines that a filter leaves, the latest first; `from` and `to` are Asia/Shanghai days, both included. */
  async list(query: ListQuery<AuditFilter>, actor: Actor): Promise<Page<AuditRow>> {
    const { q = null, act = null, from = null, to = null } = query.filter;
    const sql = `SELECT id, at, actor_name AS "actorName", ip, act, object_type AS "objectType", object_id AS "objectId", success, detail,
        encode(hash, 'hex') AS hash FROM audit_log
      WHERE ($1::text IS NULL OR strpos(concat_ws(' ', actor_name, ip, object_id, detail::text), $1) > 0) AND ($2::text IS NULL OR act = $2)
        AND ($3::date IS NULL OR at >= $3::date::timestamp AT TIME ZONE 'Asia/Shanghai')
        AND ($4::date IS NULL OR at < ($4::date + 1)::timestamp AT TIME ZONE 'Asia/Shanghai')`;
    await this.audit.settle();
    const page = await listing<Row>(this.source, sql, [q, act, from, to], SORTABLE, 'id DESC', query);
    await this.audit.note({
      actor,
      act: 'audit.read',
      objectType: 'audit',
      objectId: null,
      detail: { filter: query.filter, offset: query.offset },
    });
    return { ...page, data: page.data.map(toView) };
  }

  /** Walks the whole chain. */
  async verify(actor: Actor): Promise<Verification> {
    const verification = await this.audit.verify();
    await this.audit.note({
      actor,
      act: 'audit.verify',
      objectType: 'audit',
      objectId: null,
      success: verification.ok,
      detail: { ...verification },
    });
    return verification;
  }
}

function toView(row: Row): AuditRow {
  return { ...row, at: row.at.toISOString(), actLabel: actLabel(row.act), objectLabel: objectLabel(row.objectType) };
}
