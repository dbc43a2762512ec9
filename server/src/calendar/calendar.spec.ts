import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { House } from '../reports/house.fixture.js';
import { addWorkingDays, type YearList } from '../rules/working-days.js';
import { CalendarStore } from './calendar.store.js';

let house: House;
let database: TestDatabase;

beforeAll(async () => {
  database = await openTestDatabase();
  house = await House.open(database.source);
});
afterAll(async () => {
  await house?.app.close();
  await database?.close();
});

/** What the State Council would publish for 2027, as the office types it. */
const NEXT: YearList = {
  year: 2027,
  source: '国务院办公厅关于2027年部分节假日安排的通知',
  holidays: {
    元旦: ['2027-01-01', '2027-01-02', '2027-01-03'],
    春节: ['2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10', '2027-02-11', '2027-02-12'],
    清明节: ['2027-04-03', '2027-04-04', '2027-04-05'],
    劳动节: ['2027-05-01', '2027-05-02', '2027-05-03'],
    端午节: ['2027-06-09'],
    中秋节: ['2027-09-15'],
    国庆节: ['2027-10-01', '2027-10-02', '2027-10-03', '2027-10-04', '2027-10-05'],
  },
  workdays: ['2027-02-13', '2027-02-14'],
};
const file = (...years: object[]) => JSON.stringify({ years });
const send = async (login: string, path: string, content: unknown) =>
  (await house.as(login)).send('post', `/api/calendar/${path}`, { content });
const years = async (): Promise<number[]> =>
  (await (await house.as('system')).get('/api/calendar/years')).body.data.map(({ year }: { year: number }) => year);

describe('the working days', () => {
  it('come with the program for 2008 to 2026, and everybody with business may look at them', async () => {
    const { body } = await (await house.as('staff')).get('/api/calendar/years/2026');
    expect(body).toMatchObject({ year: 2026, workingDays: 248, loadedByName: null });
    expect(body.days).toContainEqual({ date: '2026-02-14', kind: 'workday', name: '' });
    expect(await years()).toEqual(Array.from({ length: 19 }, (_, index) => 2026 - index));
  });

  it('a year is shown before it is loaded, and counted with at once afterwards', async () => {
    const store = house.app.get(CalendarStore);
    expect(addWorkingDays(await store.current(), '2026-12-31', 1)).toMatchObject({ known: false });
    const preview = await send('system', 'preview', file(NEXT));
    expect(preview.status).toBe(200);
    expect(preview.body.years[0]).toMatchObject({ year: 2027, isNew: true });
    expect(preview.body.years[0].changes).toContainEqual({ date: '2027-02-13', before: null, after: '调休上班' });
    expect(await years()).not.toContain(2027);

    expect((await send('system', 'loading', file(NEXT))).status).toBe(200);
    expect(await years()).toContain(2027);
    expect(addWorkingDays(await store.current(), '2026-12-31', 1)).toEqual({ known: true, value: '2027-01-04' });
    const [line] = await house.source.query("SELECT detail FROM audit_line WHERE act = 'calendar.load' ORDER BY place DESC LIMIT 1");
    expect(line.detail).toEqual({ years: [2027], sources: [NEXT.source] });
  });

  it('a corrected list shows the days that change, and only those', async () => {
    const corrected = {
      ...NEXT,
      holidays: { ...NEXT.holidays, 端午节: ['2027-06-09', '2027-06-10'] },
      workdays: ['2027-02-13', '2027-02-20'],
    };
    expect((await send('system', 'preview', file(corrected))).body.years).toEqual([
      {
        year: 2027,
        isNew: false,
        workingDays: expect.any(Number),
        changes: [
          { date: '2027-02-14', before: '调休上班', after: '周末' },
          { date: '2027-02-20', before: '周末', after: '调休上班' },
          { date: '2027-06-10', before: '上班', after: '放假（端午节）' },
        ],
      },
    ]);
  });
});

describe('refusals', () => {
  const refused = async (content: unknown) => {
    const before = await house.source.query('SELECT count(*), sum(revision) FROM calendar_year');
    const answers = [await send('system', 'preview', content), await send('system', 'loading', content)];
    for (const answer of answers) expect(answer.status).toBe(400);
    expect(await house.source.query('SELECT count(*), sum(revision) FROM calendar_year')).toEqual(before);
    return Object.values(answers[1]?.body.errors ?? {}).filter(text => typeof text === 'string');
  };

  it('what is no file of working days', async () => {
    expect((await send('system', 'loading', 'BEGIN:VCALENDAR')).body).toMatchObject({
      code: 'calendar.file',
      detail: expect.stringContaining('不是 JSON 格式'),
    });
    await refused('BEGIN:VCALENDAR');
    await refused('{"years": []}');
    expect(await refused(file({ ...NEXT, holidays: ['2027-01-01'], workdays: '2027-02-30' }))).toEqual([
      'years 第 1 项 holidays：应当按节日列出日期，如 {"元旦": ["2026-01-01"]}',
      'years 第 1 项 workdays：应当是日期的列表，如 ["2026-01-01"]',
    ]);
    expect(await refused('{"year": 2027}')).toEqual(expect.arrayContaining(['years：文件里没有年份的列表（years）']));
    await refused('');
    await refused(7);
    expect(await refused(file({ ...NEXT, workdays: ['2027-02-30'] }))).toEqual(['years 第 1 项 workdays 第 1 项：没有这一天，请检查日期']);
  });

  it('days that contradict each other, a year that is not whole, a year twice: all told at once', async () => {
    const { 春节: _, ...holidays } = NEXT.holidays;
    const faults = await refused(file({ ...NEXT, holidays, workdays: ['2027-10-02', '2027-06-01'] }, NEXT, NEXT));
    expect(faults).toEqual([
      '2027年在文件里出现了不止一次',
      '2027年在文件里出现了不止一次',
      '2027-10-02既是放假又是上班',
      '2027-06-01不是周末，本来就上班，不必列为调休上班',
      '2027年没有春节的放假日，安排不完整',
    ]);
  });

  it('whoever is not the system administrator', async () => {
    for (const login of ['chief', 'leader', 'auditor', 'staff'])
      for (const path of ['preview', 'loading']) expect((await send(login, path, file(NEXT))).status).toBe(403);
    expect((await (await house.as('auditor')).get('/api/calendar/years')).status).toBe(403);
  });

  it('a year that is not there', async () => {
    expect((await (await house.as('system')).get('/api/calendar/years/2099')).body.code).toBe('calendar.not_found');
  });
});
