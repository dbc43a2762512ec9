import type { TimelineEntry } from '../../api/types.js';
import { openReturn, spoken, submissionOf } from './story.js';

const entry = (process: string, act: string, text: string) => ({ process, act, text, fields: [] }) as unknown as TimelineEntry;
const story = [
  entry('task', 'request_completion', '第二次的结果'),
  entry('assignment', 'report', '补了材料'),
  entry('task', 'return', '缺签到表'),
  entry('task', 'request_completion', '第一次的结果'),
];

describe('从办理过程里读出办结申请', () => {
  it('取最近一次申请、申请次数和上次退回的理由', () => {
    const submission = submissionOf(story);
    expect(submission?.entry.text).toBe('第二次的结果');
    expect(submission?.count).toBe(2);
    expect(submission?.lastReturn?.text).toBe('缺签到表');
  });

  it('没有申请过就没有', () => {
    expect(submissionOf([entry('assignment', 'report', '在办')])).toBeNull();
  });

  it('只有退回补办状态才显示退回理由', () => {
    expect(openReturn({ state: 'returned', timeline: story })?.text).toBe('缺签到表');
    expect(openReturn({ state: 'close_requested', timeline: story })).toBeNull();
  });

  it('退回理由连同原因类别和补办时限写成一句', () => {
    const fields = [
      { label: '退回原因', value: '佐证材料不足' },
      { label: '补办时限', value: '2026年11月30日' },
    ];
    expect(spoken({ text: '缺签到表', fields })).toBe('缺签到表（退回原因：佐证材料不足；补办时限：2026年11月30日）');
    expect(spoken({ text: '缺签到表', fields: [] })).toBe('缺签到表');
  });
});
