import { type DatedFacts, type LightDays, type LightFacts, phaseBegin, stepsOf, stretchOf } from './light-days.js';
import { addDays, chineseDate, daysBetween, type Light } from './lights.js';
import { expectedPercent } from './pace.js';
import { CURVES, DAY_UNITS, type NamedLight, type Scheme } from './schemes.js';
import { type WorkingCalendar, workingDaysBetween } from './working-days.js';

/**
 * Why a task shows its light on a day, in a sentence with the numbers.
 * @param today 'YYYY-MM-DD'
 */
export function lightReason(
  scheme: Pick<Scheme, 'rules' | 'words'>,
  facts: LightFacts,
  days: LightDays,
  light: Light,
  calendar: WorkingCalendar,
  today: string,
): string {
  if (light === 'unissued') return '还没有交办，不判亮灯。';
  if (light === 'paused') return '已中止，期间不计时限；恢复办理后，中止的天数加到应办日期上。';
  if (light === 'done') return '已办结，不再判亮灯。';
  if (light === 'ended') return '已终止或结转，不再判亮灯。';
  if (facts.nextDue === null || facts.issuedOn === null) return '没有完成时限，长期推进，按报送频次报送。';
  const dated = { ...facts, nextDue: facts.nextDue, issuedOn: facts.issuedOn };
  const lit = `亮“${scheme.words[light as NamedLight].label}”`;
  const distance = distanceWords(dated.nextDue, calendar, today);
  const missing = days.because ? `${days.because}，因此没有提前预警。` : '';
  if (light === 'overdue') return `应办日期是${chineseDate(dated.nextDue)}，${distance}，${lit}。${missing}`;
  return `${measured(scheme, dated, days, light, today, distance)}，${lit}。${missing}`;
}

/** 还有 39 天（29 个工作日）; the working days are left out where they are not known. */
function distanceWords(due: string, calendar: WorkingCalendar, today: string): string {
  const days = daysBetween(today, due);
  if (days === 0) return '今天到期';
  const worked = workingDaysBetween(calendar, today, due);
  const inWorkingDays = worked.known ? `（${Math.abs(worked.value)} 个工作日）` : '';
  return `${days > 0 ? '还有' : '已超过'} ${Math.abs(days)} 天${inWorkingDays}`;
}

function measured(
  { rules }: Pick<Scheme, 'rules' | 'words'>,
  facts: DatedFacts,
  days: LightDays,
  light: Light,
  today: string,
  distance: string,
): string {
  switch (rules.kind) {
    case 'days': {
      const due = `应办日期是${chineseDate(facts.nextDue)}，${distance}`;
      if (days.because) return due;
      const border = light === 'critical' ? (rules.critical ?? 0) : rules.warn;
      return border === 0 ? due : `${due}，${light === 'normal' ? '多于' : '不多于'} ${border} ${DAY_UNITS[rules.unit]}`;
    }
    case 'ratio': {
      const total = daysBetween(phaseBegin(facts), facts.nextDue);
      const left = daysBetween(today, facts.nextDue);
      const border = light === 'critical' ? rules.critical : rules.warn;
      return `应办日期是${chineseDate(facts.nextDue)}，全程 ${total} 天，${distance}，剩余 ${one((100 * left) / Math.max(total, 1))}%，${light === 'normal' ? '不低于' : '低于'} ${border}%`;
    }
    case 'pace':
      return paceWords(rules, facts, days, light, today);
    case 'steps': {
      const open = stepsOf(rules, facts).filter(({ met }) => !met);
      const next = open[0];
      if (!next) return `各步骤都已做到，应办日期是${chineseDate(facts.nextDue)}，${distance}`;
      const late = open.filter(({ by }) => by < today).map(({ name, days: by }) => `${by} 天${name}`);
      const since = `${chineseDate(facts.issuedOn)}交办，今天是第 ${daysBetween(facts.issuedOn, today)} 天`;
      return late.length > 0 ? `${since}，没有按时做到：${late.join('、')}` : `${since}，下一步是${chineseDate(next.by)}前${next.name}`;
    }
  }
}

function paceWords(rules: Scheme['rules'] & { kind: 'pace' }, facts: DatedFacts, days: LightDays, light: Light, today: string): string {
  if (facts.percent === null) {
    const since = `${chineseDate(facts.issuedOn)}交办后还没有报送过进展`;
    if (light === 'critical') return `${since}，已超过 ${rules.graceDays} 天`;
    return `${since}，不能判断快慢；到${chineseDate(days.criticalFrom ?? addDays(facts.issuedOn, rules.graceDays))}仍不报送，按严重滞后计`;
  }
  const stretch = stretchOf(facts);
  const expected = expectedPercent(rules, stretch, today);
  const gap = expected - facts.percent;
  const span = `${chineseDate(stretch.begin)}至${chineseDate(stretch.end)}按“${CURVES[rules.curve]}”，到今天应完成 ${one(expected)}%`;
  const border = light === 'critical' ? rules.critical : rules.warn;
  const standing =
    gap <= 0 ? `没有落后` : `落后 ${one(Math.floor(gap * 10) / 10)} 个百分点，${light === 'normal' ? '不到' : '达到'} ${border} 个百分点`;
  return `${span}，最近报送 ${facts.percent}%，${standing}`;
}

/** One decimal at most. */
const one = (number: number) => String(Math.round(number * 10) / 10);
