import { CADENCES } from '../../rules/cadences.js';
import { TASK_PROCESS } from '../../rules/task.process.js';
import type { LedgerLine } from './lines.js';

/** What a cell holds: words, a figure, percent as a whole number, a day 'YYYY-MM-DD'. */
export type CellKind = 'text' | 'number' | 'percent' | 'day';

export interface LedgerColumn {
  label: string;
  /** For the sheet that explains the columns. */
  about: string;
  /** In characters of half width. */
  width: number;
  kind: CellKind;
  of: (line: LedgerLine) => string | number | null;
}

const text = (label: string, width: number, of: LedgerColumn['of'], about: string): LedgerColumn => ({
  label,
  width,
  of,
  about,
  kind: 'text',
});
const figure = (label: string, of: LedgerColumn['of'], about: string): LedgerColumn => ({ label, width: 9, of, about, kind: 'number' });
const percent = (label: string, of: LedgerColumn['of'], about: string): LedgerColumn => ({ label, width: 9, of, about, kind: 'percent' });
const day = (label: string, of: LedgerColumn['of'], about: string): LedgerColumn => ({ label, width: 15, of, about, kind: 'day' });

const names = (list: string[]) => list.join('、') || null;
const gap = ({ percent, expectedPercent }: LedgerLine) => (percent === null || expectedPercent === null ? null : percent - expectedPercent);

/** Every column of the ledger in the office's order (with those of the breakdown table that it adds to). A column that the screen has bears the screen's name. */
export const LEDGER_COLUMNS = {
  no: text('督办编号', 20, line => line.no, '交办时编定，终身不变；拟办的还没有编号'),
  planTitle: text('规划方案', 26, line => line.planTitle, '任务出自哪份方案'),
  section: text('工作板块', 20, line => line.section, '方案中的章节'),
  measureNo: text('措施编号', 9, line => line.measureNo, '方案中措施的序号'),
  title: text('工作任务', 40, line => line.title, '任务名称'),
  requirement: text('工作要求', 50, line => line.requirement, '方案原文对这项任务的要求'),
  doneCriterion: text('完成标准', 30, line => line.doneCriterion, '做到什么程度算完成'),
  leadUnitName: text('牵头单位', 22, line => line.leadUnitName, '只有一个，对结果负总责'),
  county: text('县（市、区）', 14, line => line.county, '牵头单位所属的县（市、区）；市直单位为空'),
  coLeadUnitNames: text('责任单位', 24, line => names(line.coLeadUnitNames), '与牵头单位共同负责、各有成果的单位'),
  supportUnitNames: text('配合单位', 24, line => names(line.supportUnitNames), '协助办理的单位'),
  handlerName: text('承办人', 10, line => line.handlerName, '牵头单位分派的承办人'),
  supervisingUnitName: text('督查单位', 20, line => line.supervisingUnitName, '负责审核、催办的单位'),
  issuedAt: day('交办日期', line => line.issuedOn, '任务下达之日'),
  receivedOn: day('签收日期', line => line.receivedOn, '牵头单位签收之日'),
  receivedByName: text('签收人', 10, line => line.receivedByName, '牵头单位签收的人'),
  state: text('办理状态', 11, line => TASK_PROCESS.states[line.state].label, '办理到哪一步'),
  light: text('预警', 9, line => line.lightLabel, '按亮灯规则推算，文字与屏幕一致'),
  lightReason: text('亮灯依据', 36, line => line.lightReason, '为什么亮这个灯'),
  expectedPercent: percent('序时进度', line => line.expectedPercent, '到今天应当完成的比例；没有按进度亮灯的方案按时间平均推算'),
  percent: percent('实际进度', line => line.percent, '牵头单位最近一次报送的进度'),
  gap: figure('偏差（百分点）', gap, '实际进度减序时进度，负数为滞后'),
  lastReportText: text('进展情况', 40, line => line.lastReportText, '最近一次报送的进展'),
  problem: text('存在问题', 30, line => line.problem, '最近一次报送的问题'),
  nextStep: text('下步打算', 30, line => line.nextStep, '最近一次报送的打算'),
  lastReportAt: day('最近报送', line => line.lastReportOn, '最近一次报送的日期'),
  cadence: text('报送频次', 10, line => cadenceLabel(line.cadence), '多久报送一次'),
  phaseName: text('当前阶段', 14, line => line.phase, '现在按哪个阶段判定'),
  nextDue: day('应办日期', line => line.nextDue, '下一个要判定的日期：先看阶段，再看完成时限'),
  originalDeadline: day('原时限', line => line.originalDeadline, '交办时的完成时限，不因延期改变'),
  deadline: day('现时限', line => line.deadline, '现在的完成时限；长期推进的为空'),
  extensionCount: figure('延期次数', line => line.extensionCount, '已批准的延期次数'),
  noticeNos: text('督办单号', 20, line => names(line.noticeNos), '发出的督办单'),
  openEscalations: figure('待答复督办单', line => line.openEscalations, '已发出、还没有答复的督办单'),
  evidenceRequired: text('佐证材料要求', 26, line => line.evidenceRequired, '办结要附哪些材料'),
  evidenceCount: figure('佐证材料', line => line.evidenceCount, '已上传、没有撤回的件数'),
  reviewResult: text('审核结论', 30, line => line.reviewResult, '最近一次办结审核的意见或退回理由'),
  completedAt: day('办结日期', line => line.completedOn, '审核通过之日'),
  delistedOn: day('销号日期', line => line.delistedOn, '从台账上销去之日'),
  delistedByName: text('销号人', 10, line => line.delistedByName, '办理销号的人'),
  carriedFrom: text('结转来源', 20, line => line.carriedFrom, '由哪项任务结转或重新立项而来'),
  carriedTo: text('结转去向', 20, line => line.carriedTo, '结转或重新立项成哪项任务'),
} as const satisfies Record<string, LedgerColumn>;

export type LedgerColumnName = keyof typeof LEDGER_COLUMNS;
export const COLUMN_NAMES = Object.keys(LEDGER_COLUMNS) as [LedgerColumnName, ...LedgerColumnName[]];

function cadenceLabel(cadence: string | null): string | null {
  return cadence && ((CADENCES as Record<string, string>)[cadence] ?? cadence);
}
