import { factsOn, monthEndsBefore, type TaskRecord } from './light-past.js';

const TASK: TaskRecord = {
  startDate: '2026-01-01',
  firstDeadline: '2026-06-30',
  issuedOn: '2026-01-10',
  receivedOn: '2026-01-12',
  states: [
    { day: '2026-01-08', state: 'draft' },
    { day: '2026-01-10', state: 'issued' },
    { day: '2026-01-12', state: 'in_progress' },
    { day: '2026-09-20', state: 'completed' },
  ],
  extensions: [{ day: '2026-06-20', deadline: '2026-09-30' }],
  phases: [
    { dueDate: '2026-03-31', verdict: 'reached', judgedOn: '2026-04-03' },
    { dueDate: '2026-06-30', verdict: null, judgedOn: null },
  ],
  reports: [
    { day: '2026-02-25', percent: 20 },
    { day: '2026-05-25', percent: 60 },
  ],
  pauses: [],
  returns: [],
};

describe('a task as it was on record by a day', () => {
  it('counts from its issue to its end', () => {
    expect(factsOn(TASK, '2026-01-09')).toBeNull();
    expect(factsOn(TASK, '2026-01-10')).toMatchObject({ issuedOn: '2026-01-10', received: false, percent: null });
    expect(factsOn(TASK, '2026-09-19')).not.toBeNull();
    expect(factsOn(TASK, '2026-09-20')).toBeNull();
  });

  it('is judged by the phase that nobody had judged by then', () => {
    expect(factsOn(TASK, '2026-03-31')).toMatchObject({ nextDue: '2026-03-31', percent: 20, received: true });
    expect(factsOn(TASK, '2026-04-02')).toMatchObject({ nextDue: '2026-03-31' });
    expect(factsOn(TASK, '2026-04-03')).toMatchObject({ nextDue: '2026-06-30' });
  });

  it('has the deadline that had been granted by then', () => {
    expect(factsOn(TASK, '2026-06-19')).toMatchObject({ deadline: '2026-06-30', percent: 60 });
    expect(factsOn(TASK, '2026-06-20')).toMatchObject({ deadline: '2026-09-30', nextDue: '2026-06-30' });
  });

  it('what was sent back was owed by its own day, until it was handed in again', () => {
    const sentBack: TaskRecord = {
      ...TASK,
      states: [...TASK.states.slice(0, 3), { day: '2026-02-01', state: 'returned' }, { day: '2026-02-09', state: 'close_requested' }],
      returns: [{ day: '2026-02-01', resubmitBy: '2026-02-10' }],
    };
    expect(factsOn(sentBack, '2026-01-31')).toMatchObject({ nextDue: '2026-03-31' });
    expect(factsOn(sentBack, '2026-02-01')).toMatchObject({ nextDue: '2026-02-10', deadline: '2026-06-30' });
    expect(factsOn(sentBack, '2026-02-09')).toMatchObject({ nextDue: '2026-03-31' });
    expect(factsOn({ ...sentBack, returns: [{ day: '2026-02-01', resubmitBy: null }] }, '2026-02-01')).toMatchObject({
      nextDue: '2026-03-31',
    });
  });

  it('owes nothing while it is suspended, and afterwards so many days later', () => {
    const paused = { ...TASK, pauses: [{ from: '2026-02-01', to: '2026-02-11' }] };
    expect(factsOn(paused, '2026-02-05')).toMatchObject({ nextDue: null, deadline: '2026-06-30' });
    expect(factsOn(paused, '2026-02-11')).toMatchObject({ nextDue: '2026-04-10', deadline: '2026-07-10' });
    expect(factsOn({ ...TASK, pauses: [{ from: '2026-02-01', to: null }] }, '2026-05-01')).toMatchObject({ nextDue: null });
  });
});

describe('month ends', () => {
  it('are those before a day, over new year and in a leap year', () => {
    expect(monthEndsBefore('2024-04-01', 3)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31']);
    expect(monthEndsBefore('2026-01-31', 2)).toEqual(['2025-11-30', '2025-12-31']);
    expect(monthEndsBefore('2026-11-22', 12)).toHaveLength(12);
  });
});
