import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Audit } from '../../platform/audit.service.js';
import { Clock } from '../../platform/clock.js';
import { Doorway } from '../../platform/doorway.js';
import type { ListQuery, Page } from '../../platform/dto.js';
import { claimKey, keepResult } from '../../platform/idempotency.js';
import { conflict, denied, invalid, notFound, refused } from '../../platform/problems.js';
import { type Actor, scopeOf } from '../../rules/actor.js';
import { PAPER_PROCESS } from '../../rules/paper.process.js';
import { mayPerform } from '../../rules/process.js';
import { type BulletinText, proposedText } from './bulletin.js';
import { BulletinLedger } from './bulletin.ledger.js';
import type { BulletinFacts } from './factsheet.js';
import { LetterheadService } from './letterhead.service.js';
import { sheetOf } from './notices.js';
import type { DraftPaper, PaperFilter, PaperRow, PaperView, SavePaperText } from './paper.dto.js';
import { lockPaper, paperFacts } from './paper.room.js';
import { isBulletin, PAPERS, presentPaper, presentRow, type StoredPaper } from './paper.view.js';
import type { Sheet } from './sheet.js';
import { bulletinVisible, noticeVisible, paperVisible } from './visible.js';

/** A paper with what is needed to print it. */
export interface PrintedPaper {
  paper: StoredPaper;
  sheet: Sheet;
  fileName: string;
}

/** The papers that a person may see; bulletins are drawn up and written here, and move by the doorway alone. */
@Injectable()
export class PaperService {
  constructor(
    private readonly source: DataSource,
    private readonly doorway: Doorway,
    private readonly ledger: BulletinLedger,
    private readonly letterheads: LetterheadService,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** The newest first; those of a task are its notices. */
  async list({ filter, offset, limit }: ListQuery<PaperFilter>, actor: Actor): Promise<Page<PaperRow>> {
    const { units, tops } = scopeOf(actor);
    const chosen = [units, filter.taskId ?? null, filter.kind ?? null, filter.state ?? null];
    const narrowed = '($2::int IS NULL OR p.task_id = $2) AND ($3::text IS NULL OR p.kind = $3) AND ($4::text IS NULL OR p.state = $4)';
    const rows: StoredPaper[] = await this.source.query(
      `${PAPERS} WHERE ${paperVisible('p', 't', '$1')} AND ${narrowed} ORDER BY p.id DESC LIMIT ${limit} OFFSET ${offset}`,
      chosen,
    );
    // Bulletins and notices apart, each through its index: taken together, every paper of the house would have to be looked at.
    const [{ total }] = await this.source.query(
      `SELECT (SELECT count(*) FROM paper p WHERE p.task_id IS NULL AND ${bulletinVisible('p', '$1')} AND ${narrowed})
            + (SELECT count(*) FROM paper p WHERE p.task_id IS NOT NULL AND ${noticeVisible('p', '$5')} AND ${narrowed}) AS total`,
      [...chosen, tops],
    );
    return { data: rows.map(presentRow), total };
  }

  /** One paper as this person sees it: a named unit sees the facts about itself, and a bulletin as a whole once it is issued. Throws 404. */
  async get(id: number, actor: Actor, manager: EntityManager = this.source.manager): Promise<PaperView> {
    const paper = await this.find(id, actor, manager);
    if (!isBulletin(paper)) return presentPaper(paper, actor, { permittedActs: [], blockedActs: [] });
    const facts = await paperFacts(manager, paper);
    return presentPaper(paper, actor, this.doorway.openActs('paper', paper.state, facts, actor));
  }

  /** Draws a bulletin up: takes the facts of now and proposes a text. 400 where the office supervises nothing of the plan. */
  async draft({ kind, planId }: DraftPaper, actor: Actor, key?: string): Promise<PaperView> {
    const post = actor.posts.find(({ role }) => role === 'supervisor' || role === 'supervision_head');
    if (!post) throw denied();
    return this.source.transaction(async manager => {
      const repeat = await claimKey(manager, actor.accountId, key, ['paper.draft', kind, planId]);
      if (repeat.recordId) return this.get(repeat.recordId, actor, manager);
      const ledger = await this.ledger.of(manager, planId, post.unitId);
      if (!ledger) throw invalid('这个方案没有由本单位督查的任务，请另选方案。', { planId: '请另选方案' });
      const day = this.clock.today();
      const facts: BulletinFacts = { kind, planId, ...ledger, head: await this.letterheads.of(post.unitId, manager), day };
      const [{ id }] = await manager.query(
        `INSERT INTO paper (kind, state, office_unit_id, facts, text, drafter_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [kind, PAPER_PROCESS.initial, post.unitId, JSON.stringify(facts), JSON.stringify(proposedText(facts)), actor.accountId],
      );
      await keepResult(manager, actor.accountId, key, id);
      const row = { id, state: PAPER_PROCESS.initial, version: 1, taskId: null };
      await this.doorway.begin(manager, 'paper', row, 'draft', actor, { kind, planId });
      return this.get(id, actor, manager);
    });
  }

  /** Keeps what was written while the bulletin is a draft. 422 afterwards, 409 where somebody was faster. */
  async write(id: number, { version, ...text }: SavePaperText, actor: Actor): Promise<PaperView> {
    return this.source.transaction(async manager => {
      const row = await lockPaper(manager, id, scopeOf(actor));
      if (!row) throw notFound('paper', '份公文');
      if (!mayPerform(PAPER_PROCESS, PAPER_PROCESS.acts.send_for_check, await paperFacts(manager, row), actor))
        throw denied('只有起草单位的督查人员可以修改这份公文。');
      if (row.state !== 'drafted') throw refused('修改', [`这份公文现在是“${PAPER_PROCESS.states[row.state].label}”，要先收回才能修改。`]);
      if (row.version !== version) throw conflict('别人刚刚改过这份公文，请刷新后再改；您填写的内容还在。', { version: row.version });
      refuseStrangers(row.facts, text);
      await manager.query('UPDATE paper SET text = $2, version = version + 1 WHERE id = $1', [id, JSON.stringify(text)]);
      await this.audit.write(manager, {
        actor,
        act: 'paper.write',
        objectType: 'paper',
        objectId: id,
        detail: { before: row.text, after: text },
      });
      return this.get(id, actor, manager);
    });
  }

  /** What is printed of a paper that the actor sees as a whole. Throws 404. */
  async printed(id: number, actor: Actor): Promise<PrintedPaper> {
    const paper = await this.find(id, actor, this.source.manager);
    if (!presentPaper(paper, actor, { permittedActs: [], blockedActs: [] }).whole) throw notFound('paper', '份公文');
    return print(paper);
  }

  private async find(id: number, actor: Actor, manager: EntityManager): Promise<StoredPaper> {
    const [paper] = await manager.query(`${PAPERS} WHERE p.id = $2 AND ${paperVisible('p', 't', '$1')}`, [scopeOf(actor).units, id]);
    if (!paper) throw notFound('paper', '份公文');
    return paper;
  }
}

/** The sheet and the name of its file, from what is stored. */
export function print(paper: StoredPaper): PrintedPaper {
  const { facts, text, number, signerName, issuedOn } = paper;
  const sheet = sheetOf(facts, text, { number, signerName, day: issuedOn ?? facts.day });
  const { kindLabel, title } = presentRow(paper);
  return { paper, sheet, fileName: `${kindLabel} ${number ?? '（草稿）'} ${title}` };
}

/** Praise is for what is done, blame for what is behind, and both for tasks of these facts only. */
function refuseStrangers({ lines }: BulletinFacts, { praisedIds, laggingIds }: BulletinText): void {
  const outside = (ids: number[], progress: 'done' | 'behind') =>
    ids.some(id => !lines.some(line => line.taskId === id && line.progress === progress));
  if (outside(praisedIds, 'done')) throw invalid('“好的做法”只能写已办结的任务。', { praisedIds: '只能选已办结的任务' });
  if (outside(laggingIds, 'behind')) throw invalid('“存在问题”只能写欠进度的任务。', { laggingIds: '只能选欠进度的任务' });
}
