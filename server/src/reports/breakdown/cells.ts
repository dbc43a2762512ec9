import type { BreakdownRow } from '../../plans/breakdown.dto.js';
import type { Meanings } from '../../plans/intake.names.js';
import type { SheetCell } from '../../reading/index.js';
import { CADENCES, type Cadence } from '../../rules/cadences.js';
import { readDay } from './days.js';
import type { FoundColumn, FoundTable } from './parser.js';
import type { TableSource } from './table.js';

/** What a table says of a task. */
export type Content = Pick<
  BreakdownRow,
  | 'title'
  | 'doneCriterion'
  | 'evidenceRequired'
  | 'leadUnitId'
  | 'eachUnitIds'
  | 'coLeadUnitIds'
  | 'supportUnitIds'
  | 'startDate'
  | 'deadline'
  | 'cadence'
  | 'phases'
>;

/** What a cell comes to: part of the row's new content, or why not. */
type Taken = Partial<Content> | { fault: string } | { unknown: string[] };

const CADENCE_WORDS: [RegExp, Cadence][] = [
  [/^(每?旬|旬报|按旬)$/, 'ten_day'],
  [/^(每?(个)?月|月报|按月|每月一次)$/, 'month'],
  [/^(每?(个)?季度?|季报|按季度?|每季度一次)$/, 'quarter'],
  [/^(每?半年|半年报|半年一次)$/, 'half_year'],
  [/^(每?年|年报|按年|每年一次)$/, 'year'],
];
const NOTHING = /^[-—/无]*$/;

/** Words by which rows are known again, however they were wrapped. */
export const bare = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/** Every name of units that the table has, as written. */
export function unitsNamed({ rows }: FoundTable): string[] {
  const cells = rows.flatMap(({ cells }) => ['leadUnit', 'coLeadUnits', 'supportUnits'].map(key => cells.get(key)?.text ?? ''));
  return [...new Set(cells.flatMap(namesIn))];
}

/** Reads a cell as its column has it. */
export function takeCell(
  { field, phaseYear }: FoundColumn,
  cell: SheetCell | undefined,
  content: Content,
  { plan }: TableSource,
  units: Meanings,
  hasLead: boolean,
): Taken {
  const text = cell?.text ?? '';
  switch (field) {
    case 'title':
      return text === '' ? { fault: '任务名称不能为空' } : { title: text };
    case 'doneCriterion':
      return { doneCriterion: text || null };
    case 'evidenceRequired':
      return { evidenceRequired: text || null };
    case 'leadUnit':
    case 'coLeadUnits':
    case 'supportUnits':
      return takeUnits(field, namesIn(text), units, hasLead);
    case 'startDate':
      return takeDay(cell, day => ({ startDate: day }), '开始日期要写明哪一天');
    case 'deadline':
      return takeDay(cell, day => ({ deadline: day }), null);
    case 'cadence':
      return takeCadence(text);
    case 'phases':
      return takePhase(
        cell,
        content,
        plan.phases.find(phase => phase.year === phaseYear),
      );
    default:
      return {};
  }
}

/** Where only “责任单位” stands in the table, the first one named leads; several of one name (各县（市、区）卫生健康局) lead a task each. */
function takeUnits(field: 'leadUnit' | 'coLeadUnits' | 'supportUnits', names: string[], units: Meanings, hasLead: boolean): Taken {
  const unknown = names.filter(name => !units.get(name)?.length);
  if (unknown.length > 0) return { unknown };
  const [lead = [], ...others] = names.map(name => units.get(name) ?? []);
  if (field === 'leadUnit' && others.length > 0)
    return { fault: `牵头单位只能有一个，这里写了 ${names.length} 个；请把其余的移到“责任单位”或“配合单位”` };
  const all = [...new Set([...lead, ...others.flat()])];
  if (field === 'supportUnits') return { supportUnitIds: all };
  if (field === 'coLeadUnits' && hasLead) return { coLeadUnitIds: all };
  const leading = lead.length > 1 ? { leadUnitId: null, eachUnitIds: lead } : { leadUnitId: lead[0] ?? null, eachUnitIds: [] };
  return field === 'leadUnit' ? leading : { ...leading, coLeadUnitIds: all.filter(id => !lead.includes(id)) };
}

/** The names that a cell lists. */
export function namesIn(text: string): string[] {
  const names = text
    .replace(/[（(](牵头|主办|协办|配合|责任)(单位)?[)）]/g, '')
    .split(/(?:[、，,；;\n/]|\s+)(?![^（(]*[)）])/)
    .map(name => name.trim());
  return [...new Set(names.filter(name => name !== '' && !NOTHING.test(name)))];
}

function takeDay(cell: SheetCell | undefined, of: (day: string | null) => Taken, openFault: string | null): Taken {
  const read = cell ? readDay(cell) : { blank: true as const };
  if ('fault' in read) return read;
  if ('open' in read && openFault) return { fault: openFault };
  return of('day' in read ? read.day : null);
}

function takeCadence(text: string): Taken {
  const words = bare(text);
  if (NOTHING.test(words) || words === '不定期') return { cadence: null };
  const found = CADENCE_WORDS.find(([pattern]) => pattern.test(words));
  return found ? { cadence: found[1] } : { fault: `报送频次没有“${text}”，可填：${Object.values(CADENCES).join('、')}` };
}

/** The words of a phase, and its day where it is named: “…（2026年6月30日前）”. An empty cell: the phase asks nothing of this task. */
function takePhase(
  cell: SheetCell | undefined,
  content: Content,
  phase: { id: number; year: number; name: string; dueDate: string } | undefined,
): Taken {
  if (!phase) return {};
  const others = content.phases.filter(each => each.phaseId !== phase.id);
  const text = cell?.text ?? '';
  if (NOTHING.test(text)) return { phases: others };
  const put = (dueDate: string, target: string | null): Taken => ({
    phases: [...others, { phaseId: phase.id, year: phase.year, name: phase.name, dueDate, target }].sort((a, b) => a.year - b.year),
  });
  if (cell?.day) return put(cell.day, null);
  const alone = readDay({ text, day: null, number: cell?.number ?? null });
  if ('day' in alone) return put(alone.day, null);
  const [, target, words] = /^(.*)[（(]([^（()）]*)[)）]$/s.exec(text) ?? [];
  const named = words === undefined ? null : readDay({ text: words, day: null, number: null });
  return named && 'day' in named && target?.trim() ? put(named.day, target.trim()) : put(phase.dueDate, text);
}
