import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { ListQuery, Page } from '../platform/dto.js';
import { BlobStore } from '../platform/files/blob.store.js';
import { notFound } from '../platform/problems.js';
import { type Actor, scopeOf } from '../rules/actor.js';
import type { DocumentFilter, DocumentRow, DocumentView } from './document.dto.js';
import type { NameView } from './intake.dto.js';
import { DocumentNames } from './intake.names.js';
import { planStateIs } from './reach.js';
import { queryRecords, viewRecords } from './record.view.js';
import { PointText } from './text.js';

const SORTABLE: Record<string, string> = { uploadedAt: 'd.uploaded_at', title: 'd.title' };
export const DOCUMENT_SORTS = Object.keys(SORTABLE);

/** A whole plan fits many times over; only what no plan is (a 20 MB text) comes in parts, so that a browser can show it. */
const WINDOW_POINTS = 200_000;

const count = (condition: string) => `(count(*) FILTER (WHERE ${condition}))::int`;
const COUNTS = `LATERAL (SELECT json_build_object(
    'measure', ${count("r.kind = 'measure'")}, 'target', ${count("r.kind = 'target'")},
    'achievement', ${count("r.kind = 'achievement'")}, 'heading', ${count("r.kind = 'heading'")},
    'pending', ${count("r.kind <> 'heading' AND r.decision = 'pending'")},
    'accepted', ${count("r.kind <> 'heading' AND r.decision = 'accepted'")},
    'discarded', ${count("r.kind <> 'heading' AND r.decision = 'discarded'")}) AS counts
  FROM intake_record r WHERE r.document_id = d.id) c`;

const ROW = `SELECT d.id, d.title, d.file_name AS "fileName", d.format, d.size, d.chars, d.encoding, d.plan_id AS "planId", p.title AS "planTitle",
    p.state AS "planState", coalesce(a.name, '系统') AS "uploadedByName", d.uploaded_at AS "uploadedAt",
    d.version_no AS "versionNo", d.withdrawn_at AS "withdrawnAt", c.counts
  FROM document d JOIN plan p ON p.id = d.plan_id LEFT JOIN account a ON a.id = d.uploader_id CROSS JOIN ${COUNTS}`;

/** Documents as those see them whose unit, or a unit below theirs, uploaded them. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly source: DataSource,
    private readonly documentNames: DocumentNames,
    private readonly blobs: BlobStore,
  ) {}

  /** The documents that a filter leaves, the latest first; `q` looks into titles and file names. */
  async list(actor: Actor, { filter, sort, offset, limit }: ListQuery<DocumentFilter>): Promise<Page<DocumentRow>> {
    const where = `d.owner_unit_id = ANY($1) AND ($2::text IS NULL OR position(lower($2) IN lower(d.title || ' ' || d.file_name)) > 0)
      AND ${planStateIs('$3')}`;
    const parameters = [scopeOf(actor).units, filter.q || null, filter.planState ?? null];
    const order = sort ? `${SORTABLE[sort.field]} ${sort.order}` : 'd.uploaded_at DESC';
    const data = await this.source.query(`${ROW} WHERE ${where} ORDER BY ${order}, d.id DESC LIMIT $4 OFFSET $5`, [
      ...parameters,
      limit,
      offset,
    ]);
    const [{ total }] = await this.source.query(
      `SELECT count(*) AS total FROM document d JOIN plan p ON p.id = d.plan_id WHERE ${where}`,
      parameters,
    );
    return { data, total };
  }

  /**
   * A document with its text and what was read from it. A text over 200,000 characters comes in parts: `from` is the code point to begin at,
   * `window` says which part this is and where the next begins (null: this is the last).
   */
  async get(actor: Actor, id: number, from = 0): Promise<DocumentView> {
    const { manager } = this.source;
    const row = await this.find(actor, id);
    // Before the records: what is done meanwhile comes again with the changes, and is not lost.
    const [{ at }] = await manager.query('SELECT coalesce(max(id), 0) AS at FROM intake_step WHERE document_id = $1', [id]);
    const records = await queryRecords(manager, 'r.document_id = $1 AND r.start_at >= $2 AND r.start_at < $3', [
      id,
      from,
      from + WINDOW_POINTS,
    ]);
    const to = Math.min(row.chars, Math.max(from + WINDOW_POINTS, ...records.map(record => record.endAt)));
    const [{ text, notes }] = await manager.query('SELECT substr(text, $2, $3) AS text, notes FROM document WHERE id = $1', [
      id,
      from + 1,
      Math.max(0, to - from),
    ]);
    return {
      ...row,
      notes,
      text,
      records: await viewRecords(records, new PointText(text, from), this.documentNames, id),
      window: { from, to, next: to < row.chars ? from + WINDOW_POINTS : null },
      at,
    };
  }

  /** The units that a document names, and what each name means there. */
  async names(actor: Actor, id: number): Promise<NameView[]> {
    await this.find(actor, id);
    return this.documentNames.list(id);
  }

  /** The uploaded bytes. */
  async original(actor: Actor, id: number): Promise<{ fileName: string; size: number; content: Readable }> {
    const { fileName, size } = await this.find(actor, id);
    const [{ sha256 }] = await this.source.query('SELECT sha256 FROM document WHERE id = $1', [id]);
    return { fileName, size, content: await this.blobs.open(sha256) };
  }

  private async find(actor: Actor, id: number): Promise<DocumentRow> {
    return findDocument(this.source.manager, actor, id);
  }
}

/** A document inside the actor's scope; throws `document.not_found`. */
async function findDocument(manager: EntityManager, actor: Actor, id: number): Promise<DocumentRow> {
  const [row] = await manager.query(`${ROW} WHERE d.id = $1 AND d.owner_unit_id = ANY($2)`, [id, scopeOf(actor).units]);
  if (!row) throw notFound('document', '份文件');
  return row;
}
