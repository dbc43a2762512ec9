/** The kinds of message in a person's inbox. */
export const MESSAGE_KINDS = {
  issued: '新交办',
  returned: '退回补办',
  completed: '办结通过',
  close_requested: '待审核',
  urged: '催办',
  escalated: '督办升级',
  escalation_answered: '督办回复',
  escalation_closed: '督办办结',
  disputed: '签收异议',
  branch_submitted: '分工报送',
  report_returned: '进展退回',
  application: '申请',
  instruction: '领导批示',
  mentioned: '有人提到您',
  followed: '关注的任务',
  due_soon: '临期提醒',
  overdue: '逾期提醒',
  paper: '公文',
} as const;
export type MessageKind = keyof typeof MESSAGE_KINDS;
