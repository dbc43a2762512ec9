import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Digests } from '../../messages/digest.js';
import { PeopleOf } from '../../people/people-of.js';
import { Clock } from '../../platform/clock.js';
import { OutboxService } from '../../platform/outbox.service.js';
import type { JobPayloads } from '../../rules/jobs.js';
import { chineseDate } from '../../rules/lights.js';
import type { PaperAct } from '../../rules/paper.process.js';
import { PAPER_KINDS, type PaperKind } from '../../rules/paper.words.js';
import { bulletinVisible } from './visible.js';

/** Whom an act on a paper concerns. */
export type Audience = 'named' | 'office' | 'signers' | 'drafter';

interface Told {
  id: number;
  kind: PaperKind;
  title: string;
  number: string | null;
  checkBy: string | null;
  officeUnitId: number;
  drafterId: number;
  act: PaperAct;
  accountId: number | null;
  actorName: string;
  unitName: string | null;
  input: { text?: string; reason?: string };
}

/** Heading and words of each act's message. */
const WORDS: Partial<Record<PaperAct, (paper: Told) => [title: string, body: string]>> = {
  send_for_check: paper => [
    '请核实事实',
    `${from(paper)}起草的${name(paper)}写到贵单位牵头的任务。请${paper.checkBy ? `于${chineseDate(paper.checkBy)}前` : ''}核实有关事实，核实无误或提出异议。`,
  ],
  confirm_facts: paper => ['核实无误', `${from(paper)}核实了${name(paper)}中的事实，没有异议。`],
  object_facts: paper => ['对事实有异议', `${from(paper)}对${name(paper)}中的事实提出异议：${paper.input.text ?? ''}`],
  submit: paper => ['待签发', `${from(paper)}报送${name(paper)}，请审阅签发。`],
  sign: paper => ['已签发', `${from(paper)}签发了${name(paper)}，请印发。`],
  send_back: paper => ['退回修改', `${from(paper)}退回了${name(paper)}。退回理由：${paper.input.reason ?? ''}`],
  issue: paper => ['已印发', `${from(paper)}印发了${name(paper)}（${paper.number ?? ''}），请查阅并落实有关要求。`],
};

const name = ({ kind, title }: Told) => `${PAPER_KINDS[kind]}“${title}”`;
const from = ({ unitName, actorName }: Told) => `${unitName ?? ''}${actorName}`;

/** Tells whom an act on a bulletin concerns, each once. A special report goes upward: the units that it names do not hear of its issue. */
@Injectable()
export class PaperTeller implements OnModuleInit {
  constructor(
    private readonly outbox: OutboxService,
    private readonly people: PeopleOf,
    private readonly clock: Clock,
    private readonly digests: Digests,
  ) {}

  onModuleInit(): void {
    this.outbox.handle('paper.tell', (payload, manager) => this.deliver(payload, manager));
    this.digests.alsoTell(
      units =>
        `EXISTS (SELECT 1 FROM paper told WHERE told.id = m.paper_id AND told.task_id IS NULL AND ${bulletinVisible('told', units)})`,
    );
  }

  private async deliver({ paperId, historyId, to }: JobPayloads['paper.tell'], manager: EntityManager): Promise<void> {
    const [paper]: (Told | undefined)[] = await manager.query(
      `SELECT p.id, p.kind, p.text ->> 'title' AS title, p.number, p.check_by AS "checkBy", p.office_unit_id AS "officeUnitId", p.drafter_id AS "drafterId",
              h.act, h.account_id AS "accountId", h.actor_name AS "actorName", h.unit_name AS "unitName", h.input
         FROM paper p JOIN process_history h ON h.id = $2 WHERE p.id = $1`,
      [paperId, historyId],
    );
    const words = paper && WORDS[paper.act]?.(paper);
    if (!paper || !words || (paper.act === 'issue' && paper.kind === 'special_report')) return;
    const recipients = (await this.recipients(paper, to as Audience, manager)).filter(id => id !== paper.accountId);
    await manager.query(
      `INSERT INTO message (recipient_id, kind, title, body, paper_id, cause, at)
       SELECT DISTINCT recipient, 'paper', $2, $3, $4::int, $5, $6::timestamptz FROM unnest($1::int[]) AS recipient ON CONFLICT (recipient_id, cause) DO NOTHING`,
      [recipients, `${words[0]}：${paper.title}`, words[1], paperId, `history:${historyId}`, this.clock.now()],
    );
  }

  private async recipients(paper: Told, to: Audience, manager: EntityManager): Promise<number[]> {
    if (to === 'drafter') return [paper.drafterId];
    if (to === 'named') return this.accounts(await unitsNamed(paper.id, manager), ['dept_head', 'unit_staff'], manager);
    if (to === 'office') return this.accounts([paper.officeUnitId], ['supervisor', 'supervision_head'], manager);
    const above = await manager.query(
      'SELECT above.id FROM unit own JOIN unit above ON starts_with(own.path, above.path) WHERE own.id = $1',
      [paper.officeUnitId],
    );
    const units = above.map((unit: { id: number }) => unit.id);
    const heads = paper.kind === 'special_report' ? [] : await this.accounts([paper.officeUnitId], ['supervision_head'], manager);
    return [...heads, ...(await this.accounts(units, ['leader'], manager))];
  }

  private async accounts(units: number[], roles: Parameters<PeopleOf['holders']>[1], manager: EntityManager): Promise<number[]> {
    return (await this.people.holders(units, roles, manager)).map(({ accountId }) => accountId);
  }
}

async function unitsNamed(paperId: number, manager: EntityManager): Promise<number[]> {
  const rows: { unitId: number }[] = await manager.query('SELECT unit_id AS "unitId" FROM paper_check WHERE paper_id = $1', [paperId]);
  return rows.map(({ unitId }) => unitId);
}
