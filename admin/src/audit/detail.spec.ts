import { zh } from '../i18n/zh/index.js';
import { detailText } from './detail.js';

const text = (objectType: string, detail: Record<string, unknown>) => detailText(objectType, detail, zh.audit.part, zh.audit.word);

describe('审计日志的内容用文字写出', () => {
  it('状态变化写前后状态，没有变化只写现在的', () => {
    expect(text('task', { fromState: 'close_requested', toState: 'returned' })).toBe('办结待审 → 退回补办');
    expect(text('task', { fromState: 'in_progress', toState: 'in_progress' })).toBe('办理中');
    expect(text('task', { fromState: null, toState: 'draft' })).toBe('拟办');
  });

  it('修改只写改了的项', () => {
    const before = { id: 2, name: '联络员', role: 'unit_staff', deputyId: null, active: true };
    expect(text('post', { before, after: { ...before, role: 'dept_head', deputyId: 130, version: 1 } })).toBe(
      '角色：单位经办 → 部门负责人；代理人编号：— → 130',
    );
  });

  it('其余逐项写出，没有名称的项不写', () => {
    expect(text('plan', { title: '方案', phases: 3, measures: 20 })).toBe('名称：方案；阶段：3；措施：20');
    expect(text('audit', { filter: { q: '吴' }, offset: 0 })).toBe('查找：吴');
    expect(text('document', { records: 33, decision: 'discarded' })).toBe('条数：33；处理：舍弃');
    expect(text('document', { fields: ['kind', 'lead'], recordId: 670 })).toBe('修改项：类别、责任单位');
  });
});
