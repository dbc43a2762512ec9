import { leftOut, proposeDraft, proposedFields, unknownLead } from './breakdown.proposals.js';
import type { Meanings } from './intake.names.js';
import type { MeasureView } from './plan.dto.js';

const PHASES = [2024, 2025, 2026].map(year => ({ id: year, year, kind: 'build' as const, name: `${year}年`, dueDate: `${year}-12-31` }));
const UNITS: Meanings = new Map([
  ['市财政局', [7]],
  ['市卫生健康委', [3]],
  ['某某中心', null],
  ['有关单位', []],
  ['各县（市、区）卫生健康局', [11, 12]],
]);
const measure: MeasureView = {
  id: 1,
  no: '1.1',
  title: null,
  section: [],
  listText: null,
  text: '（一）建强县级医院，完善急诊急救体系，提升服务能力。',
  deadline: null,
  deadlineRaw: null,
  phases: [],
  leadNames: [],
  supportNames: [],
  indicators: [],
  goneSince: null,
  documentId: 1,
  start: 0,
  end: 1,
  taskIds: [],
};
const PLAN = { startYear: 2024, endYear: 2026, phases: PHASES };
const propose = (changes: Partial<MeasureView>, today = '2026-11-22') => proposeDraft({ ...measure, ...changes }, PLAN, UNITS, today);

describe('what is proposed for a measure', () => {
  test('a title from its first clause, without the enumerator', () => {
    expect(propose({}).title).toBe('建强县级医院');
    expect(propose({ title: '县医院' }).title).toBe('县医院');
  });

  test('units that the text names and the register knows: the first as lead, the others as support', () => {
    expect(propose({ leadNames: ['市卫生健康委', '市财政局'], supportNames: ['某某中心', '市卫生健康委'] })).toMatchObject({
      leadUnitId: 3,
      supportUnitIds: [7],
    });
    expect(propose({ leadNames: ['某某中心'], supportNames: ['市财政局'] })).toMatchObject({ leadUnitId: null, supportUnitIds: [7] });
  });

  test('whoever the text names first leads, known or not; a name that is said to mean no unit is passed over', () => {
    expect(propose({ leadNames: ['某某中心', '市财政局', '市卫生健康委'] })).toMatchObject({ leadUnitId: null, supportUnitIds: [7, 3] });
    expect(propose({ leadNames: ['有关单位', '市财政局'] })).toMatchObject({ leadUnitId: 7, supportUnitIds: [] });
    expect(
      [['某某中心', '市财政局'], ['市财政局', '某某中心'], []].map(leadNames => unknownLead({ ...measure, leadNames }, UNITS)),
    ).toEqual(['某某中心', null, null]);
  });

  test('a name of several units: all of them support, or each leads a task of its own', () => {
    const counties = '各县（市、区）卫生健康局';
    expect(propose({ leadNames: ['市卫生健康委', counties], supportNames: ['市财政局'] })).toMatchObject({
      leadUnitId: 3,
      eachUnitIds: [],
      supportUnitIds: [11, 12, 7],
    });
    const each = propose({ leadNames: ['有关单位', counties, '市财政局'], supportNames: [counties] });
    expect(each).toMatchObject({ leadUnitId: null, eachUnitIds: [11, 12], supportUnitIds: [7] });
    expect(proposedFields(each)).toContain('eachUnitIds');
    expect(unknownLead({ ...measure, leadNames: [counties] }, UNITS)).toBeNull();
    expect(leftOut({ ...measure, leadNames: [counties], supportNames: ['有关单位'] }, UNITS)).toEqual([]);
  });

  test('names that it leaves out are told, unless somebody has said that they mean no unit', () => {
    const named = { ...measure, leadNames: ['某某中心'], supportNames: ['市财政局', '有关单位', '某某中心'] };
    expect(leftOut(named, UNITS)).toEqual(['原文由“某某中心”牵头，单位名录中没有登记，请指定牵头单位。']);
    expect(leftOut({ ...named, leadNames: ['市财政局'] }, UNITS)).toEqual(['原文写到的“某某中心”没有对应到单位，推荐时略去。']);
    expect(leftOut(measure, UNITS)).toEqual([]);
  });

  test("the measure's own deadline and the phases up to it, else the last phase", () => {
    expect(propose({ deadline: '2025-06-30' })).toMatchObject({ deadline: '2025-06-30', startDate: null, phases: [{ year: 2024 }] });
    expect(propose({ phases: [2025] })).toMatchObject({ deadline: '2025-12-31', phases: [{ phaseId: 2025, dueDate: '2025-12-31' }] });
    expect(propose({}).phases).toHaveLength(3);
  });

  test('a start with the first phase that is still open', () => {
    expect(propose({}).startDate).toBe('2026-01-01');
    expect(propose({}, '2024-07-01').startDate).toBe('2024-01-01');
  });

  test('a start within the years of a plan without phases', () => {
    const startOn = (today: string) => proposeDraft(measure, { ...PLAN, phases: [] }, UNITS, today).startDate;
    expect(['2023-11-22', '2025-06-01', '2027-01-01'].map(startOn)).toEqual(['2024-01-01', '2025-06-01', null]);
  });

  test('a cadence where there is no end', () => {
    expect(proposeDraft(measure, { ...PLAN, phases: [] }, UNITS, '2026-11-22')).toMatchObject({
      deadline: null,
      cadence: 'quarter',
      startDate: '2026-11-22',
    });
  });

  test('the done criterion in the words of its indicators, and nothing invented without them', () => {
    const indicators = [{ raw: '占比达到65%以上', name: '占比', op: '>=' as const, value: 65, unit: '%' }];
    expect(propose({ indicators }).doneCriterion).toBe('占比达到65%以上');
    const figure = [{ raw: '3个', name: '县级临床重点专科', op: '=' as const, value: 3, unit: '个' }];
    expect(propose({ indicators: figure }).doneCriterion).toBe('县级临床重点专科3个');
    const bare = propose({});
    expect(bare.doneCriterion).toBeNull();
    expect(proposedFields(bare)).toEqual(['title', 'evidenceRequired', 'startDate', 'deadline', 'phases']);
  });
});
