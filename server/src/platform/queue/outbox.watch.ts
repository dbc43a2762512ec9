import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JOBS, type JobName } from '../../rules/jobs.js';

/** How a job's rows stand. */
export interface JobFigures {
  name: JobName;
  label: string;
  /** Rows still to do, those that wait for another attempt among them. */
  depth: number;
  /** Rows that have failed at least once and wait for another attempt. */
  failing: number;
  /** Rows given up. */
  dead: number;
  /** When the oldest of those still to do was added. */
  oldestAt: Date | null;
}

/** Looks at the outbox without touching it. */
@Injectable()
export class OutboxWatch {
  constructor(private readonly source: DataSource) {}

  /** One line per job of the table, also for those with nothing to do. */
  async figures(): Promise<JobFigures[]> {
    const rows: ({ topic: string } & Omit<JobFigures, 'name' | 'label'>)[] = await this.source.query(
      `SELECT topic, count(*) FILTER (WHERE NOT dead) AS depth, count(*) FILTER (WHERE NOT dead AND attempts > 0) AS failing,
              count(*) FILTER (WHERE dead) AS dead, min(added_at) FILTER (WHERE NOT dead) AS "oldestAt"
         FROM outbox WHERE done_at IS NULL GROUP BY topic`,
    );
    return (Object.keys(JOBS) as JobName[]).map(name => {
      const { depth = 0, failing = 0, dead = 0, oldestAt = null } = rows.find(row => row.topic === name) ?? {};
      return { name, label: JOBS[name].label, depth, failing, dead, oldestAt };
    });
  }
}
