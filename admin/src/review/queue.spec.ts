import type { ReviewItem, TaskDetail } from '../api/types.js';
import { bulkOf, deskActs, itemAt, kindsIn, moved, nameOf } from './queue.js';

const item = (taskId: number, kind: ReviewItem['kind'] = 'close_requested', recordId = taskId) =>
  ({ taskId, kind, recordId, kindLabel: kind }) as ReviewItem;
const queue = [item(1), item(2), item(2, 'escalation_answered', 9), item(3)];

describe('审核台的队列', () => {
  it('同一任务的两件事项名称不同', () => {
    expect(queue.map(nameOf)).toEqual(['close_requested-1', 'close_requested-2', 'escalation_answered-9', 'close_requested-3']);
  });

  it('办完的一件离开后，原位置上的就是下一件；最后一件办完则退一位', () => {
    const rest = [item(1), item(3)];
    expect(itemAt(rest, 'close_requested-2', 1)?.taskId).toBe(3);
    expect(itemAt([item(1)], 'close_requested-3', 1)?.taskId).toBe(1);
    expect(itemAt([], 'close_requested-3', 0)).toBeUndefined();
    expect(itemAt(queue, 'close_requested-3', 0)?.taskId).toBe(3);
    expect(itemAt(queue, null, 0)?.taskId).toBe(1);
  });

  it('上下移动到头为止', () => {
    expect(moved(queue, queue[0]!, -1)).toBe(queue[0]);
    expect(moved(queue, queue[1]!, 1)).toBe(queue[2]);
    expect(moved(queue, queue[3]!, 1)).toBe(queue[3]);
  });

  it('按类计数，没有的不列', () => {
    expect(kindsIn(queue).map(({ kind, count }) => [kind, count])).toEqual([
      ['close_requested', 3],
      ['escalation_answered', 1],
    ]);
  });

  it('等同一件事、可以批量办理的，给出各项任务', () => {
    const report = (taskId: number, act = 'endorse') => ({ ...item(taskId, 'report'), process: 'cycle_return', act }) as ReviewItem;
    const application = { ...item(9, 'application'), process: 'application', act: 'endorse' } as ReviewItem;
    expect(bulkOf([report(1), application, report(2), report(2), report(3, 'approve')])).toEqual([{ act: 'endorse', taskIds: [1, 2] }]);
    expect(bulkOf([report(1), application])).toEqual([]);
  });
});

describe('审核台的动作', () => {
  const task = (over: Partial<TaskDetail>) =>
    ({ id: 2, version: 4, permittedActs: [], blockedActs: [], escalations: [], ...over }) as unknown as TaskDetail;

  it('只给服务器允许的和说明了理由的', () => {
    const acts = deskActs(
      item(2),
      task({ permittedActs: ['return'], blockedActs: [{ act: 'complete', reasons: ['您是本任务的承办人'] }] }),
    );
    expect(acts.map(({ letter, act, reasons }) => [letter, act, reasons])).toEqual([
      ['A', 'complete', ['您是本任务的承办人']],
      ['R', 'return', undefined],
    ]);
  });

  it('督办答复的认可和不认可落在那一张督办单上', () => {
    const notice = { id: 9, version: 3, permittedActs: ['accept', 'reject'] };
    const acts = deskActs(queue[2]!, task({ permittedActs: ['urge'], escalations: [notice] as TaskDetail['escalations'] }));
    expect(acts.map(({ letter, record }) => [letter, record.id])).toEqual([
      ['A', 9],
      ['R', 9],
      ['U', 2],
    ]);
    expect(deskActs(queue[2]!, task({}))).toEqual([]);
  });
});
