import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Doorway } from '../../platform/doorway.js';
import { locking } from '../../platform/history.js';
import { nextNumber } from '../../platform/numbers.js';
import { OutboxService } from '../../platform/outbox.service.js';
import type { EffectContext, Locked, ProcessRow } from '../../platform/process.room.js';
import { ownUnits, type Scope } from '../../rules/actor.js';
import { PAPER_PROCESS, type PaperFacts, type PaperState } from '../../rules/paper.process.js';
import type { BulletinKind, CheckState } from '../../rules/paper.words.js';
import { type BulletinText, bulletinSheet, emptyParts, namedUnits } from './bulletin.js';
import type { BulletinFacts } from './factsheet.js';
import { digest } from './notice.papers.js';
import type { Audience } from './paper.teller.js';
import { bulletinVisible } from './visible.js';

export interface PaperRecord extends ProcessRow {
  state: PaperState;
  kind: BulletinKind;
  taskId: null;
  officeUnitId: number;
  drafterId: number;
  signerName: string | null;
  checkBy: string | null;
  facts: BulletinFacts;
  text: BulletinText;
}

const COLUMNS = `p.id, p.state, p.version, p.kind, p.task_id AS "taskId", p.office_unit_id AS "officeUnitId", p.drafter_id AS "drafterId",
  p.signer_name AS "signerName", p.check_by AS "checkBy", p.facts, p.text`;

/** Opens the process of the bulletins at the doorway. Notices (督办单、催办通知) are no part of it: they are issued as they are drawn up. */
@Injectable()
export class PaperRoom implements OnModuleInit {
  constructor(
    private readonly doorway: Doorway,
    private readonly outbox: OutboxService,
  ) {}

  onModuleInit(): void {
    this.doorway.open({
      process: PAPER_PROCESS,
      table: 'paper',
      load: lockPaper,
      facts: paperFacts,
      keeps: { keep_signer: ({ actor }) => ({ signer_name: actor.name }) },
      effects: {
        open_checks: openChecks,
        keep_check: keepCheck,
        drop_checks: dropChecks,
        number_and_freeze: numberAndFreeze,
        tell_named: this.tell('named'),
        tell_office: this.tell('office'),
        tell_signers: this.tell('signers'),
        tell_drafter: this.tell('drafter'),
      },
    });
  }

  private tell(to: Audience) {
    return ({ manager, row, historyId }: EffectContext<PaperRecord>) =>
      this.outbox.add(manager, 'paper.tell', { paperId: row.id, historyId, to });
  }
}

/** One bulletin inside the scope, locked. */
export async function lockPaper(manager: EntityManager, id: number, scope: Scope | null): Promise<Locked<PaperRecord> | null> {
  const [row] = await manager.query(
    locking(
      `SELECT ${COLUMNS} FROM paper p WHERE p.id = $1 AND p.task_id IS NULL ${scope ? `AND ${bulletinVisible('p', '$2')}` : ''} FOR UPDATE`,
    ),
    scope ? [id, scope.units] : [id],
  );
  return row ?? null;
}

/** What the guards look at: the units that the text names, each with what it has said. */
export async function paperFacts(manager: EntityManager, row: Omit<PaperRecord, 'taskId'>): Promise<PaperFacts> {
  const said: { unitId: number; state: CheckState }[] = await manager.query(
    'SELECT unit_id AS "unitId", state FROM paper_check WHERE paper_id = $1',
    [row.id],
  );
  const checks = namedUnits(row.facts, row.text).map(unit => ({
    ...unit,
    state: said.find(({ unitId }) => unitId === unit.unitId)?.state ?? null,
  }));
  return {
    places: { office: [row.officeUnitId], named: said.map(({ unitId }) => unitId) },
    kind: row.kind,
    drafterId: row.drafterId,
    emptyParts: emptyParts(row.text),
    checks,
    checkBy: row.checkBy,
  };
}

type Context = EffectContext<PaperRecord>;

async function openChecks({ manager, row, input }: Context): Promise<void> {
  const units = namedUnits(row.facts, row.text).map(({ unitId }) => unitId);
  await manager.query(`INSERT INTO paper_check (paper_id, unit_id, state) SELECT $1, unit, 'pending' FROM unnest($2::int[]) AS unit`, [
    row.id,
    units,
  ]);
  await manager.query('UPDATE paper SET check_by = $2 WHERE id = $1', [row.id, input.checkBy]);
}

async function keepCheck({ manager, row, actor, input, now }: Context): Promise<void> {
  const text = input.text ?? null;
  await manager.query(
    `UPDATE paper_check SET state = $3, text = $4, by_name = $5, at = $6 WHERE paper_id = $1 AND unit_id = ANY($2) AND state = 'pending'`,
    [row.id, ownUnits(actor), text === null ? 'confirmed' : 'objected', text, actor.name, now],
  );
}

/** A changed text is checked anew. */
async function dropChecks({ manager, row }: Context): Promise<void> {
  await manager.query('DELETE FROM paper_check WHERE paper_id = $1', [row.id]);
  await manager.query('UPDATE paper SET check_by = NULL WHERE id = $1', [row.id]);
}

/** From here on the paper is what it is: number, day and fingerprint of the sheet. */
async function numberAndFreeze({ manager, row, today }: Context): Promise<void> {
  const number = await nextNumber(manager, row.kind, Number(today.slice(0, 4)));
  const sheet = bulletinSheet(row.facts, row.text, { number, signerName: row.signerName, day: today });
  await manager.query('UPDATE paper SET number = $2, issued_on = $3, sha256 = $4 WHERE id = $1', [row.id, number, today, digest(sheet)]);
}
