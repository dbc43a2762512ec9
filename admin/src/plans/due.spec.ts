import { dueOf } from './due.js';

describe('措施的时限', () => {
  const tasks = [{ deadline: '2025-12-31' }, { deadline: '2026-12-31' }, { deadline: null }];

  it('原文写明的以原文为准，任务定到另一天的也说出来', () => {
    expect(dueOf({ deadline: '2026-06-30', phases: [2026] }, tasks)).toEqual({
      source: 'text',
      date: '2026-06-30',
      tasksTo: '2026-12-31',
    });
    expect(dueOf({ deadline: '2026-06-30', phases: [] }, [{ deadline: '2026-06-30' }])).toMatchObject({ tasksTo: null });
    expect(dueOf({ deadline: '2026-06-30', phases: [] }, [])).toMatchObject({ tasksTo: null });
  });

  it('原文没有写明的，看各任务里最晚的一天', () => {
    expect(dueOf({ deadline: null, phases: [2024] }, tasks)).toEqual({ source: 'tasks', date: '2026-12-31' });
  });

  it('任务也没有定的，写原文说到的年份；都没有就没有', () => {
    expect(dueOf({ deadline: null, phases: [2024, 2025, 2026] }, [{ deadline: null }])).toEqual({ source: 'years', years: '2024—2026' });
    expect(dueOf({ deadline: null, phases: [] }, [])).toEqual({ source: 'none' });
  });
});
