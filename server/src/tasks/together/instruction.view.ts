import type { EntityManager } from 'typeorm';
import { prepared } from '../../platform/database/prepared.js';
import type { Doorway } from '../../platform/doorway.js';
import type { Actor } from '../../rules/actor.js';
import { INSTRUCTION_PROCESS, type InstructionFacts, readsInstructions } from '../../rules/instruction.process.js';
import { INSTRUCTION_DEMANDS, type InstructionState } from '../../rules/instruction.words.js';
import type { InstructionView } from './together.dto.js';

interface Row extends Omit<InstructionView, 'demandLabel' | 'stateLabel' | 'at' | 'answeredAt' | 'permittedActs' | 'blockedActs'> {
  state: InstructionState;
  at: Date;
  answeredAt: Date | null;
}

/** The instructions on a task, the newest first; none for a person whose role does not read them. */
export async function instructionsOf(
  manager: EntityManager,
  doorway: Doorway,
  taskId: number,
  places: InstructionFacts['places'],
  actor: Actor,
): Promise<InstructionView[]> {
  if (!readsInstructions(places, actor)) return [];
  const rows = await prepared<Row>(
    manager,
    `SELECT x.id, x.leader_name AS "leaderName", x.text, x.demand, x.state, x.reply_by AS "replyBy", NULLIF(r.name, x.leader_name) AS "recorderName",
            x.at, x.version, answer.text AS answer, answer.actor_name AS "answeredByName", answer.at AS "answeredAt"
       FROM instruction x JOIN account r ON r.id = x.recorder_id
       LEFT JOIN LATERAL (SELECT h.input ->> 'answer' AS text, h.actor_name, h.at FROM process_history h
          WHERE h.process = 'instruction' AND h.record_id = x.id AND h.act = 'answer' ORDER BY h.id DESC LIMIT 1) answer ON true
      WHERE x.task_id = $1 ORDER BY x.id DESC`,
    [taskId],
  );
  return rows.map(row => ({
    ...row,
    demandLabel: INSTRUCTION_DEMANDS[row.demand],
    stateLabel: INSTRUCTION_PROCESS.states[row.state].label,
    at: row.at.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    ...doorway.openActs('instruction', row.state, { places }, actor),
  }));
}
