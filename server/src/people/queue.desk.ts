import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { listing } from '../platform/database/listing.js';
import type { ListQuery, Page } from '../platform/dto.js';
import { OutboxService } from '../platform/outbox.service.js';
import { Carrier } from '../platform/queue/carrier.js';
import { OutboxWatch } from '../platform/queue/outbox.watch.js';
import type { Actor } from '../rules/actor.js';
import { JOBS, type Job } from '../rules/jobs.js';
import { type FailedJob, type FailedJobFilter, type QueueView, type Resend, WAYS } from './queue.dto.js';

interface Row {
  id: number;
  topic: string;
  payload: Record<string, unknown>;
  addedAt: Date;
  attempts: number;
  nextAt: Date | null;
  error: string | null;
}

const SORTABLE = { id: 'id', addedAt: '"addedAt"', attempts: 'attempts' };
export const FAILED_JOB_SORTS = Object.keys(SORTABLE);

/** The queue for the system administrator: how it stands, what has failed, and setting it going again. */
@Injectable()
export class QueueDesk {
  constructor(
    private readonly source: DataSource,
    private readonly carrier: Carrier,
    private readonly outbox: OutboxService,
    private readonly watch: OutboxWatch,
    private readonly audit: Audit,
  ) {}

  /** By which way jobs are carried now, by whom, and how many of each wait. */
  async view(): Promise<QueueView> {
    const { way, workers } = this.carrier;
    const jobs = (await this.watch.figures()).map(line => ({ ...line, oldestAt: line.oldestAt?.toISOString() ?? null }));
    return { wayLabel: WAYS[way], troubled: way === 'no_redis' || way === 'no_worker', workers, jobs };
  }

  /** Rows that have failed and are not done, the oldest first. */
  async failed(query: ListQuery<FailedJobFilter>): Promise<Page<FailedJob>> {
    const sql = `SELECT id, topic, payload, added_at AS "addedAt", attempts, CASE WHEN NOT dead THEN available_at END AS "nextAt", last_error AS error
      FROM outbox WHERE done_at IS NULL AND (dead OR attempts > 0) AND ($1::boolean IS NULL OR dead = $1)`;
    const page = await listing<Row>(this.source, sql, [query.filter.dead ?? null], SORTABLE, 'id', query);
    return { ...page, data: page.data.map(toView) };
  }

  /** Sets rows that were given up going again; those that were not are left as they are. Answers how many. */
  async resend({ ids }: Resend, actor: Actor): Promise<number> {
    return this.source.transaction(async manager => {
      const revived = await this.outbox.revive(manager, ids === 'all' ? null : ids);
      if (revived.length > 0)
        await this.audit.write(manager, { actor, act: 'queue.resend', objectType: 'job', objectId: null, detail: { ids: revived } });
      return revived.length;
    });
  }
}

function toView({ topic, payload, addedAt, nextAt, ...row }: Row): FailedJob {
  const job: Job | undefined = JOBS[topic as keyof typeof JOBS];
  const references = Object.entries(job?.references ?? {})
    .filter(([field]) => Number.isInteger(payload[field]))
    .map(([field, label]) => `${label} ${payload[field]}`);
  return {
    ...row,
    label: job?.label ?? '本版本不认识的事项',
    references: references.join('、'),
    addedAt: addedAt.toISOString(),
    nextAt: nextAt?.toISOString() ?? null,
  };
}
