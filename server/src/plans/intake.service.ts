import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../platform/audit.service.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { BlobStore, tooLarge } from '../platform/files/blob.store.js';
import { cleanFileName, type NamedFile } from '../platform/files/file-name.js';
import { claimKey, keepResult } from '../platform/idempotency.js';
import { denied, Problem } from '../platform/problems.js';
import { FORMATS, formatOf, mediaTypeOf } from '../reading/index.js';
import type { Actor } from '../rules/actor.js';
import { type PlanProposal, proposePlan } from './intake.proposals.js';
import { onePerRow, rowsNote } from './intake.rows.js';
import { replacePhases } from './plan.phases.js';
import { postFor } from './reach.js';
import { Reader, type ReadText } from './reader.js';
import { insertRecords, type TakenRecord } from './record.rows.js';
import { codePoints, PointText } from './text.js';

export interface Upload extends NamedFile {
  /** As typed by the person; absent: what the document calls itself. */
  title?: string;
}

/** What makes an upload a new version of a plan's document, not a plan of its own; both steps belong to its transaction. */
export interface AsVersion {
  planId: number;
  ownerUnitId: number;
  /** Answers the number of the version. */
  before(manager: EntityManager): Promise<number>;
  after(manager: EntityManager, documentId: number): Promise<void>;
}

interface Taken extends ReadText {
  fileName: string;
  size: number;
  sha256: string;
  ownerUnitId: number;
  proposal: PlanProposal;
  records: TakenRecord[];
}

/** The one way in for a plan document: for a person's upload and for the seeds. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly source: DataSource,
    private readonly clock: Clock,
    private readonly audit: Audit,
    private readonly blobs: BlobStore,
    private readonly reader: Reader,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Takes a document for the actor's unit: stores the bytes, reads the text, makes the records and a plan that waits for confirmation (or, with
   * `version`, a new version of a plan's document). Answers the document's id.
   * Throws `document.format`, `upload.too_large`, `reading.*`, `document.too_hard`, `document.duplicate` (params.documentId), `permission.denied`.
   */
  async take(actor: Actor, upload: Upload, key?: string, version?: AsVersion): Promise<number> {
    const post = postFor(actor, 'plan.upload');
    if (!post) throw denied('只有部门负责人可以上传规划文件。');
    const fileName = cleanFileName(upload.fileName);
    refuseOtherFormats(fileName);
    if (upload.bytes.length > this.config.documentMaxBytes) throw tooLarge(this.config.documentMaxBytes);
    const read = await this.reader.read(upload.bytes, fileName);
    const title = upload.title || read.title || read.reading.title || fileName.replace(/\.[a-z]+$/i, '');
    const proposal = proposePlan(read.reading, shorten(title), read.text, this.clock.today());
    const stored = await this.blobs.put(upload.bytes);
    const records = onePerRow(read.reading.records, read.rows, new PointText(read.text));
    const notes = [...read.notes, ...rowsNote(records)];
    const taken = { ...read, ...stored, records, notes, fileName, ownerUnitId: version?.ownerUnitId ?? post.unitId, proposal };
    return this.source.transaction(manager => this.save(manager, actor, taken, key, version));
  }

  private async save(manager: EntityManager, actor: Actor, taken: Taken, key?: string, version?: AsVersion): Promise<number> {
    const repeat = await claimKey(manager, actor.accountId, key, ['document', taken.sha256, version?.planId ?? null]);
    if (repeat.recordId !== null) return repeat.recordId;
    await refuseDuplicate(manager, taken);
    const versionNo = version ? await version.before(manager) : 1;
    const notes = version ? taken.notes : [...taken.notes, ...(await namesakes(manager, taken))];
    const planId = version?.planId ?? (await this.insertPlan(manager, taken));
    const documentId = await this.insertDocument(manager, actor, planId, { ...taken, notes }, versionNo);
    await insertRecords(manager, documentId, taken.records);
    await version?.after(manager, documentId);
    await keepResult(manager, actor.accountId, key, documentId);
    const { fileName, size, sha256 } = taken;
    await this.audit.write(manager, {
      actor,
      act: 'document.upload',
      objectType: 'document',
      objectId: documentId,
      detail: { fileName, size, sha256 },
    });
    return documentId;
  }

  private async insertPlan(manager: EntityManager, { proposal, ownerUnitId }: Taken): Promise<number> {
    const [plan] = await manager.query(
      'INSERT INTO plan (title, doc_number, kind, owner_unit_id, start_year, end_year, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id',
      [proposal.title, proposal.docNumber, proposal.kind, ownerUnitId, proposal.startYear, proposal.endYear, this.clock.now()],
    );
    await replacePhases(manager, plan.id, proposal.phases);
    return plan.id;
  }

  private async insertDocument(manager: EntityManager, actor: Actor, planId: number, taken: Taken, versionNo: number): Promise<number> {
    const { proposal, fileName, format, notes, sha256, size, encoding, text, ownerUnitId } = taken;
    const [document] = await manager.query(
      `INSERT INTO document (plan_id, title, file_name, format, media_type, sha256, size, encoding, text, chars, owner_unit_id, uploader_id, uploaded_at, notes, version_no)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id`,
      [
        planId,
        proposal.title,
        fileName,
        format,
        mediaTypeOf(format),
        sha256,
        size,
        encoding,
        text,
        codePoints(text),
        ownerUnitId,
        actor.accountId,
        this.clock.now(),
        JSON.stringify(notes),
        versionNo,
      ],
    );
    return document.id;
  }
}

/** Endings that the reader itself refuses with better words: files with macros. */
const WITH_MACROS = /\.(?:doc|dot|xls|xlt|xla)m$/i;
const SAVE_AS_WORD = '请用 Word 或 WPS 打开，“另存为”选择“Word 文档（.docx）”，然后上传另存的文件。';
const SAVE_AS_EXCEL = '请用 Excel 或 WPS 表格打开，“另存为”选择“Excel 工作簿（.xlsx）”，然后上传另存的文件。';
const PRINTED = '请上传 Word 原稿；只有纸质件或图片的，请先用文字识别软件转成文字，核对后粘贴上传。';
const UNPACK = '请先解压，再把里面的文件逐个上传。';
const SAVE_AS_PAGE = '请用浏览器打开，“另存为”选择“网页，仅 HTML（.html）”，然后上传另存的文件。';
const HOW_TO = new Map(
  Object.entries({
    [SAVE_AS_EXCEL]: ['xls', 'xlt', 'xltx', 'xlsb', 'et', 'ett', 'csv', 'ods'],
    [PRINTED]: ['jpg', 'jpeg', 'png', 'tif', 'tiff', 'bmp', 'gif', 'heic'],
    [UNPACK]: ['zip', 'rar', '7z', 'gz', 'tar'],
    [SAVE_AS_PAGE]: ['mht', 'mhtml', 'url'],
  }).flatMap(([how, extensions]) => extensions.map((extension): [string, string] => [extension, how])),
);

function refuseOtherFormats(fileName: string): void {
  if (formatOf(fileName) || WITH_MACROS.test(fileName)) return;
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const what = extension ? `“.${extension}”文件` : '没有扩展名的文件';
  const detail = `“${fileName}”是${what}，不能识读。可以识读的有：${FORMATS.map(f => `.${f}`).join('、')}。${HOW_TO.get(extension) ?? SAVE_AS_WORD}`;
  throw new Problem(415, 'document.format', '文件格式暂不支持', detail, { params: { extension, accepted: FORMATS } });
}

function shorten(title: string): string {
  return Array.from(title).slice(0, 200).join('');
}

/** What the person should know where the unit has a plan of the same title already: the same document in another format, or a new version of it. */
async function namesakes(manager: EntityManager, { ownerUnitId, proposal }: Taken): Promise<string[]> {
  const [same] = await manager.query(
    `SELECT d.file_name AS "fileName" FROM document d JOIN plan p ON p.id = d.plan_id
      WHERE p.owner_unit_id = $1 AND p.title = $2 AND d.withdrawn_at IS NULL ORDER BY d.id DESC LIMIT 1`,
    [ownerUnitId, proposal.title],
  );
  if (!same) return [];
  return [
    `本单位已有同名规划，文件是“${same.fileName}”。如果是同一份文件，请撤回其中一份；如果是修订后的新版，请撤回这一份，到原规划页上传新版。`,
  ];
}

/** The same bytes are taken once per unit; two at the same moment wait for each other. */
async function refuseDuplicate(manager: EntityManager, { ownerUnitId, sha256 }: Taken): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, $2))', [sha256, ownerUnitId]);
  const [same] = await manager.query(
    'SELECT id, title, plan_id FROM document WHERE owner_unit_id = $1 AND sha256 = $2 AND withdrawn_at IS NULL',
    [ownerUnitId, sha256],
  );
  if (!same) return;
  const detail = `这份文件已经上传过，就是“${same.title}”，不必重复上传；请直接打开它继续办理。`;
  throw new Problem(409, 'document.duplicate', '文件已经在了', detail, { params: { documentId: same.id, planId: same.plan_id } });
}
