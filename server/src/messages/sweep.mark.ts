import { Injectable } from '@nestjs/common';
import { Column, DataSource, Entity, type EntityManager, PrimaryColumn } from 'typeorm';

/** How far the sweep of a day has come, and up to which act it has looked since. One row. */
@Entity()
export class LadderSweep {
  /** Names the day, the ladders and the calendar that it goes by. */
  @PrimaryColumn('text')
  key: string;

  /** Every task up to this number has been gone over. */
  @Column('integer')
  at: number;

  /** The last task there was when it began. */
  @Column('integer')
  upto: number;

  /** Acts up to this line of the history have been followed … */
  @Column('integer')
  seen: number;

  /** … and up to this one in the last round alone. */
  @Column('integer')
  newest: number;
}

interface Acted {
  taskIds: number[];
  /** Notes that they were looked at. */
  done: () => Promise<void>;
}

/** Where the sweep stands: what is left of a day's round over all tasks, and who was acted on since. */
@Injectable()
export class SweepMark {
  constructor(private readonly source: DataSource) {}

  /** The round of this key, begun or gone on with. Acts are followed from where the round before had come to. */
  async begin(key: string): Promise<{ at: number; upto: number }> {
    return this.source.transaction(async manager => {
      await manager.query(
        `INSERT INTO ladder_sweep (key, at, upto, seen, newest)
         SELECT $1, 0, coalesce((SELECT max(id) FROM task), 0), coalesce((SELECT max(seen) FROM ladder_sweep), newest), newest
           FROM (SELECT coalesce(max(id), 0) AS newest FROM process_history) h ON CONFLICT DO NOTHING`,
        [key],
      );
      await manager.query('DELETE FROM ladder_sweep WHERE key <> $1', [key]);
      const [mark] = await manager.query('SELECT at, upto FROM ladder_sweep WHERE key = $1', [key]);
      return mark;
    });
  }

  /** In the transaction of the claims. A sweep beside this one may have come further. */
  async move(manager: EntityManager, key: string, at: number): Promise<void> {
    await manager.query('UPDATE ladder_sweep SET at = greatest(at, $2) WHERE key = $1', [key, at]);
  }

  /**
   * The tasks on which somebody has acted. Each act is followed in two rounds: its line has its number before its transaction ends,
   * so that a later line may be seen before it.
   */
  async actedOn(key: string): Promise<Acted> {
    const [mark] = await this.source.query(
      'SELECT seen, newest, (SELECT coalesce(max(id), 0) FROM process_history) AS last FROM ladder_sweep WHERE key = $1',
      [key],
    );
    if (!mark) return { taskIds: [], done: async () => undefined };
    const rows: { taskId: number }[] = await this.source.query(
      'SELECT DISTINCT task_id AS "taskId" FROM process_history WHERE id > $1 AND task_id IS NOT NULL ORDER BY 1',
      [mark.seen],
    );
    const done = async () => {
      await this.source.query('UPDATE ladder_sweep SET seen = $2, newest = greatest(newest, $3) WHERE key = $1 AND seen <= $2', [
        key,
        mark.newest,
        mark.last,
      ]);
    };
    return { taskIds: rows.map(({ taskId }) => taskId), done };
  }
}
