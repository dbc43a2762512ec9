import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { dueDaysOn, faultsOfLadder, LADDER, latestDue, maySign, type Rung, rungDay } from './ladder.js';
import { addDays } from './lights.js';
import type { WorkingCalendar, YearList } from './working-days.js';

const { years: LISTS }: { years: YearList[] } = JSON.parse(readFileSync(join(__dirname, '../../../seeds/calendar/years.json'), 'utf8'));
const calendar: WorkingCalendar = {
  years: new Set(LISTS.map(({ year }) => year)),
  exceptions: new Map(
    LISTS.flatMap(({ holidays, workdays }) => [
      ...Object.values(holidays)
        .flat()
        .map(date => [date, 'holiday'] as const),
      ...workdays.map(date => [date, 'workday'] as const),
    ]),
  ),
};
const REMINDERS = LADDER.filter(({ kind }) => kind === 'reminder');
const someDay = fc.integer({ min: 0, max: 6000 }).map(days => addDays('2009-06-01', days));

describe('the ladder', () => {
  it('puts every due day on exactly one reminder: the last whose day has come', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: -60, max: 30 }), (today, left) => {
        const due = addDays(today, left);
        const on = REMINDERS.filter(rung => {
          const days = dueDaysOn(REMINDERS, rung, today, calendar);
          return days && due <= days.to && (days.from === null || due >= days.from);
        });
        const come = REMINDERS.filter(rung => {
          const day = rungDay(rung, due, calendar);
          return day.known && day.value <= today;
        });
        expect(on).toEqual(come.slice(-1));
      }),
    );
  });

  it('counts working days over 国庆: what was due on 30 September is urged on 8 October', () => {
    const urging = LADDER.find(({ kind }) => kind === 'urging') as Rung;
    expect(rungDay(urging, '2026-09-30', calendar)).toEqual({ known: true, value: '2026-10-08' });
    expect(latestDue(urging, '2026-10-07', calendar)).toBe('2026-09-29');
    expect(latestDue(urging, '2026-10-08', calendar)).toBe('2026-10-07');
  });

  it('counts calendar days where it is set so: seven days before 8 October is 1 October, worked or not, in any year', () => {
    const seven = LADDER.find(({ code }) => code === 'due_7') as Rung;
    expect(rungDay(seven, '2026-10-08', calendar)).toEqual({ known: true, value: '2026-10-01' });
    expect(rungDay({ ...seven, unit: 'working' }, '2026-10-08', calendar)).toEqual({ known: true, value: '2026-09-21' });
    expect(rungDay(seven, '2031-03-08', calendar)).toEqual({ known: true, value: '2031-03-01' });
  });

  it('a rung in a year that is not loaded does not come', () => {
    const level = LADDER.find(({ code }) => code === 'level_1') as Rung;
    expect(rungDay(level, '2026-12-30', calendar)).toMatchObject({ known: false });
    expect(latestDue(level, '2027-06-30', calendar)).toBeNull();
  });

  it('of a new house has no fault; one that goes out by itself, skips its signer or stands in the wrong place has', () => {
    expect(faultsOfLadder(LADDER)).toEqual([]);
    const changed = (code: string, change: Partial<Rung>) =>
      faultsOfLadder(LADDER.map(rung => (rung.code === code ? { ...rung, ...change } : rung)));
    expect(changed('level_1', { automatic: true })).toEqual(['“蓝单（提醒）”要由人签发，不能设为自动。']);
    expect(changed('urging', { automatic: true })).toEqual([]);
    expect(changed('level_3', { signer: 'supervisor' })).toEqual(['“红单（严重）”须由分管领导签发。']);
    expect(changed('level_2', { offsetDays: 2 })).toEqual(['“黄单（警示）”的时间早于前一级“蓝单（提醒）”，请调整天数。']);
    expect(changed('urging', { offsetDays: 0 })).toEqual(['“催办”应在逾期之后，天数至少为 1。']);
    expect(changed('level_2', { offsetDays: 2, active: false })).toEqual([]);
    expect(changed('level_2', { offsetDays: 3 })).toEqual([]);
  });

  it('whoever stands higher may sign for those below', () => {
    expect(maySign('leader', 'supervisor')).toBe(true);
    expect(maySign('supervisor', 'supervision_head')).toBe(false);
    expect(maySign('dept_head', 'supervisor')).toBe(false);
  });
});
