import { deadlineNotPast, draftIsComplete, nobodyTookNotice, planIsConfirmed } from './task.guards.js';
import { planner, reason, signer, type TaskTable } from './task.words.js';

export type PreparingAct = 'register' | 'recall_registration' | 'sign_off' | 'send_back' | 'issue' | 'recall_issue' | 'discard';

/** From the draft to the units. */
export const PREPARING: TaskTable<PreparingAct> = {
  register: {
    label: '立项送签',
    noun: 'registration',
    from: ['draft'],
    to: 'pending_issue',
    who: planner,
    carries: [],
    guards: [planIsConfirmed, draftIsComplete],
    effects: [],
    undoneBy: 'recall_registration',
    tone: 'plain',
  },
  recall_registration: {
    label: '撤回送签',
    noun: 'registration-recall',
    from: ['pending_issue'],
    to: 'draft',
    who: planner,
    carries: [],
    guards: [],
    effects: [],
    tone: 'plain',
  },
  sign_off: {
    label: '签发',
    noun: 'sign-off',
    from: ['pending_issue'],
    to: 'issued',
    who: signer,
    carries: [],
    guards: [draftIsComplete],
    effects: ['number_task', 'settle_requirements', 'notify_issue'],
    tone: 'primary',
  },
  send_back: {
    label: '退回起草',
    noun: 'send-back',
    from: ['pending_issue'],
    to: 'draft',
    who: signer,
    carries: [reason('退回理由')],
    guards: [],
    effects: [],
    tone: 'danger',
  },
  // A confirmed plan has been signed by those who issued it; its measures may be handed out without a second signature.
  issue: {
    label: '交办',
    noun: 'issue',
    from: ['draft'],
    to: 'issued',
    who: planner,
    carries: [],
    guards: [planIsConfirmed, draftIsComplete, deadlineNotPast],
    effects: ['number_task', 'settle_requirements', 'notify_issue'],
    undoneBy: 'recall_issue',
    tone: 'primary',
  },
  // Handed out by mistake: before anybody has opened it there is nothing that has to be undone elsewhere. The number stays with the task.
  recall_issue: {
    label: '撤回交办',
    noun: 'issue-recall',
    from: ['issued'],
    to: 'draft',
    who: planner,
    carries: [],
    guards: [nobodyTookNotice],
    effects: ['recall_issue', 'notify_recalled'],
    tone: 'danger',
  },
  discard: {
    label: '作废',
    noun: 'discard',
    from: ['draft'],
    to: 'discarded',
    who: planner,
    carries: [reason('作废理由')],
    guards: [],
    effects: [],
    tone: 'danger',
  },
};
