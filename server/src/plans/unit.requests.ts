import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { notFound, refused } from '../platform/problems.js';
import type { Actor } from '../rules/actor.js';
import type { UnitRequestView } from './intake.dto.js';
import { DocumentNames } from './intake.names.js';
import { DeskSteps } from './intake.steps.js';
import { NAMEABLE } from './plan.entity.js';
import { inWords } from './text.js';

const LABEL = '请求登记';

/**
 * Names that a desk asks the system administrator to put into the register of units. A request waits as long as nobody can tell what the name means:
 * a unit or an alias of that name, or a word at the desk, settles it without anybody seeing to the request.
 */
@Injectable()
export class UnitRequests {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly steps: DeskSteps,
    private readonly names: DocumentNames,
  ) {}

  /** Asks for a name that the document carries; asking again after an answer makes it wait anew. Throws `act.refused` for a name that is known. */
  async ask(actor: Actor, documentId: number, name: string): Promise<void> {
    await this.steps.at(
      actor,
      documentId,
      LABEL,
      async ({ manager }) => {
        const [carrier] = await manager.query(
          `SELECT substr(d.text, r.start_at + 1, r.end_at - r.start_at) AS text FROM intake_record r JOIN document d ON d.id = r.document_id
            WHERE r.document_id = $1 AND (r.lead ? $2 OR r.support ? $2) ORDER BY r.start_at LIMIT 1`,
          [documentId, name],
        );
        if (!carrier) throw refused(LABEL, [`这份文件的识读结果里没有“${name}”，可能刚刚被改过，请刷新后再看。`]);
        const meaning = (await this.names.match(documentId, [name], manager)).get(name);
        if (meaning?.source !== 'open') throw refused(LABEL, [`“${name}”已经有了对应，请刷新后再看。`]);
        await manager.query(
          `INSERT INTO unit_request (document_id, name, sentence, account_id, at) VALUES ($1, $2, $3, $4, $5)
           ON CONFLICT (document_id, name) DO UPDATE SET account_id = excluded.account_id, at = excluded.at, answer = NULL
            WHERE unit_request.answer IS NOT NULL`,
          [documentId, name, inWords(carrier.text), actor.accountId, this.clock.now()],
        );
        const detail = { name };
        await this.audit.write(manager, { actor, act: 'unit.request', objectType: 'document', objectId: documentId, detail });
      },
      NAMEABLE,
    );
  }

  /** What waits for the administrator, the oldest first. */
  async waiting(): Promise<UnitRequestView[]> {
    const rows: (UnitRequestView & { documentId: number })[] = await this.source.query(
      `SELECT q.id, q.document_id AS "documentId", q.name, q.sentence, p.title AS "planTitle", u.name AS "ownerUnitName", a.name AS "askedByName", q.at
         FROM unit_request q JOIN document d ON d.id = q.document_id JOIN plan p ON p.id = d.plan_id JOIN unit u ON u.id = p.owner_unit_id
         JOIN account a ON a.id = q.account_id
        WHERE q.answer IS NULL AND d.withdrawn_at IS NULL AND p.state <> 'withdrawn' ORDER BY q.id`,
    );
    const open: UnitRequestView[] = [];
    for (const documentId of new Set(rows.map(row => row.documentId))) {
      const asked = rows.filter(row => row.documentId === documentId);
      const meanings = await this.names.match(
        documentId,
        asked.map(({ name }) => name),
      );
      for (const { documentId: _, ...request } of asked) if (meanings.get(request.name)?.source === 'open') open.push(request);
    }
    return open.toSorted((a, b) => a.id - b.id);
  }

  /** Says why a name is not put into the register. */
  async answer(actor: Actor, id: number, answer: string): Promise<void> {
    await this.source.transaction(async manager => {
      const [[request]] = await manager.query(
        'UPDATE unit_request SET answer = $2 WHERE id = $1 RETURNING document_id AS "documentId", name',
        [id, answer],
      );
      if (!request) throw notFound('unit_request', '个登记请求');
      const detail = { name: request.name, answer };
      await this.audit.write(manager, { actor, act: 'unit.request_answer', objectType: 'document', objectId: request.documentId, detail });
    });
  }
}
