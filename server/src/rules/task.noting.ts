import { phaseCanBeJudged } from './task.guards.js';
import { PHASE_VERDICTS, planner, reason, supervising, type TaskTable, UNDER_WAY } from './task.words.js';

export type NotingAct = 'record_phase' | 'rearm' | 'note_higher';

/** What is written down beside the work and moves nothing: last in the table, so that screens offer it after what the state waits for. */
export const NOTING: TaskTable<NotingAct> = {
  record_phase: {
    label: '记录阶段结果',
    noun: 'phase-result',
    from: [...UNDER_WAY, 'close_requested'],
    to: 'same',
    who: supervising,
    carries: [
      { name: 'phaseId', label: '阶段', kind: 'phase', required: true },
      { name: 'verdict', label: '结论', kind: 'choice', required: true, choices: PHASE_VERDICTS },
      { name: 'note', label: '依据和说明', kind: 'text', required: true, max: 1000 },
    ],
    guards: [phaseCanBeJudged],
    effects: ['keep_phase_result', 'rearm_ladder'],
    tone: 'plain',
  },
  // The ladder climbs once; that it begins anew is somebody's decision, never a side effect of a moved date (G12).
  rearm: {
    label: '重新计催',
    noun: 'ladder-rearming',
    from: UNDER_WAY,
    to: 'same',
    who: supervising,
    carries: [reason('重新计催的理由')],
    guards: [],
    effects: ['rearm_ladder'],
    tone: 'plain',
  },
  // What was handed down from above is closed above, too (G10).
  note_higher: {
    label: '登记上级交办',
    noun: 'higher-reference',
    from: ['draft', 'pending_issue', ...UNDER_WAY, 'close_requested', 'under_verification', 'completed'],
    to: 'same',
    who: [...planner, ...supervising],
    carries: [
      { name: 'authority', label: '交办机关', kind: 'text', required: true, max: 100 },
      { name: 'reference', label: '交办文号', kind: 'text', required: true, max: 100 },
    ],
    guards: [],
    effects: ['keep_higher', 'notify_raised_above'],
    tone: 'plain',
  },
};
