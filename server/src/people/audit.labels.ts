import { PROCESSES } from '../rules/index.js';

/** What the audit log's acts are called, beside those of the processes. */
const ACTS: Record<string, string> = {
  'session.open': '登录',
  'session.refuse': '登录被拒',
  'session.lock': '账号锁定',
  'session.close': '退出',
  'session.end': '强制下线',
  'password.change': '修改密码',
  'account.create': '新建账号',
  'account.change': '修改账号',
  'account.disable': '停用账号',
  'account.enable': '启用账号',
  'account.unlock': '解锁账号',
  'account.reset_password': '重置密码',
  'post.create': '新建岗位',
  'post.change': '修改岗位、交接',
  'unit.create': '新建单位',
  'unit.change': '修改单位',
  'organisation.load': '载入组织机构',
  'document.upload': '上传规划文件',
  'document.withdraw': '撤回规划文件',
  'document.correct': '修改识读结果',
  'document.decide': '处理识读结果',
  'document.kind': '修改识读类别',
  'document.take_apart': '拆分列举',
  'document.split': '拆分识读结果',
  'document.merge': '合并识读结果',
  'document.name': '对应文件中的单位名称',
  'document.undo': '撤销识读处理',
  'unit.alias': '登记单位别名',
  'evidence.upload': '上传佐证材料',
  'evidence.withdraw': '撤回佐证材料',
  'evidence.classify': '改定佐证材料用途',
  'evidence.package': '下载佐证材料包',
  'task.require_evidence': '设定佐证材料要求',
  'object_item.enter': '登记重点建设单位',
  'object_item.correct': '更正重点建设单位',
  'object.export': '导出一览表',
  'object.import': '导入一览表',
  'assignment.succeed': '岗位交接，承办人更换',
  'comment.write': '评论任务',
  'comment.withdraw': '撤回评论',
  'instruction.give': '领导批示',
  'seeds.loaded': '载入示例数据',
  'plan.roll_up': '设定指标汇总方式',
  'plan.confirm': '确认规划方案',
  'plan.version_decide': '决定新版文件的变化',
  'plan.version_withdraw': '撤回新版文件',
  'plan.table_template': '设置分解表格式',
  'plan.table_import': '导入分解表',
  'task.propose': '拟办任务',
  'task.source_changed': '任务原文变更',
  'task.source_gone': '任务原文删去',
  'escalation.issue': '发出督办单',
  'cycle_return.hand_in': '进展报送登记',
  'application.hand_in': '提出申请',
  'paper.draft': '起草公文',
  'paper.write': '修改公文',
  'letterhead.save': '设置公文版头',
  'light_scheme.create': '新增亮灯规则',
  'light_scheme.change': '修改亮灯规则',
  'ladder.change': '修改督办阶梯',
  'ladder.drop': '取消方案单独的督办阶梯',
  'ladder.skip': '跳过督办事项',
  'message.settings': '修改消息设置',
  'message.address': '设置接收邮箱',
  'robot.save': '设置群机器人',
  'calendar.load': '载入工作日安排',
  'queue.resend': '重新发送未送达事项',
  'ledger.export': '导出台账',
  'ledger.import': '导入台账',
  'audit.read': '查看审计日志',
  'audit.verify': '校验审计日志',
};

const OBJECTS: Record<string, string> = {
  account: '账号',
  post: '岗位',
  unit: '单位',
  audit: '审计日志',
  job: '队列事项',
  calendar: '工作日',
  message_setting: '消息设置',
  robot: '群机器人',
  ladder: '督办阶梯',
  light_scheme: '亮灯规则',
  letterhead: '公文版头',
  organisation: '组织机构',
  seeds: '示例数据',
  ledger: '台账',
  document: '规划文件',
  plan: '规划方案',
  evidence: '佐证材料',
  comment: '评论',
};

const PROCESS_ACTS = new Map(
  PROCESSES.flatMap(process =>
    Object.keys(process.acts).map(act => [`${process.name}.${act}`, `${process.label}${process.acts[act]?.label}`]),
  ),
);

/** The act in words. */
export function actLabel(act: string): string {
  return ACTS[act] ?? PROCESS_ACTS.get(act) ?? '其他操作';
}

/** The kind of object in words. */
export function objectLabel(type: string): string {
  return OBJECTS[type] ?? PROCESSES.find(process => process.name === type)?.label ?? '其他';
}
