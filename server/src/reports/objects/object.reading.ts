import type { EnterObject } from '../../plans/objects/object.dto.js';
import type { Past } from '../../plans/objects/object.service.js';
import type { SheetCell } from '../../reading/index.js';
import { chineseDate } from '../../rules/lights.js';
import { OBJECT_KINDS, type ObjectKind } from '../../rules/object.words.js';
import { readDay } from '../breakdown/days.js';
import type { FoundTable, Gathering } from '../exchange/found-table.js';
import { OBJECT_COLUMNS, type ObjectColumnName, RESULT_STATES } from './object.columns.js';

export type ReadEntry = Omit<EnterObject, 'planId'> & { countyName: string };

/** A row of the table as it was understood; null where something is wrong with it (told to `gathering`). */
export interface ReadRow {
  row: number;
  /** 'id.hash' of the hidden column; '' for a new row. */
  token: string;
  entry: ReadEntry;
  past: Past;
}

const KIND_OF = new Map((Object.keys(OBJECT_KINDS) as ObjectKind[]).map(kind => [OBJECT_KINDS[kind].label as string, kind]));
const LONGEST: Partial<Record<ObjectColumnName, number>> = {
  institution: 100,
  institutionCode: 40,
  specialty: 60,
  guidanceUnit: 100,
  note: 500,
  selfScore: 10,
  preReview: 1000,
  experts: 200,
  docNumber: 60,
};

/** Reads the cells of a row; every fault is told by row and column. */
export class ObjectRowReader {
  /** The institution of the row that is being read. */
  private about: string | null = null;

  /** @param counties the county bureaus by the names that the table calls them; null: not known, or by more than one */
  constructor(
    private readonly table: FoundTable<ObjectColumnName>,
    private readonly gathering: Gathering,
    private readonly today: string,
    private readonly counties: ReadonlyMap<string, number | null>,
  ) {}

  /** An entry with how far it has come; null where something in the row cannot be read, which is gathered as a fault. */
  read({ row, cells }: FoundTable<ObjectColumnName>['rows'][number]): ReadRow | null {
    const text = (name: ObjectColumnName) => this.text(row, cells, name);
    this.about = this.cell(cells, 'institution')?.text.trim() || null;
    const kind = this.kind(row, cells);
    const specialty = text('specialty') ?? '';
    if (kind) this.checkSpecialty(row, kind, specialty);
    const entry: ReadEntry = {
      ...this.county(row, cells),
      institution: this.needed(row, cells, 'institution'),
      institutionCode: text('institutionCode'),
      kind: kind ?? 'sub_centre',
      specialty,
      buildYear: this.year(row, cells),
      plannedReview: this.day(row, cells, 'plannedReview', true) ?? '',
      guidanceUnit: text('guidanceUnit'),
      note: text('note'),
    };
    const past = this.past(row, cells);
    const token = this.table.token === null ? '' : (cells[this.table.token]?.text ?? '');
    return this.gathering.hasFault(row) ? null : { row, token, entry, past };
  }

  private cell(cells: (SheetCell | undefined)[], name: ObjectColumnName): SheetCell | undefined {
    const column = this.table.at.get(name);
    return column === undefined ? undefined : cells[column];
  }

  private fault(row: number, name: ObjectColumnName, message: string): void {
    this.gathering.fault({ row, name, heading: OBJECT_COLUMNS[name].headings[0], about: this.about }, message);
  }

  private text(row: number, cells: (SheetCell | undefined)[], name: ObjectColumnName): string | null {
    const text = this.cell(cells, name)?.text.replace(/^'/, '').trim() || null;
    const longest = LONGEST[name] ?? 100;
    if (text && text.length > longest) this.fault(row, name, `不能超过 ${longest} 字，现有 ${text.length} 字。`);
    return text;
  }

  private needed(row: number, cells: (SheetCell | undefined)[], name: ObjectColumnName): string {
    const text = this.text(row, cells, name);
    if (!text) this.fault(row, name, '没有填写，这一列必填。');
    return text ?? '';
  }

  private county(row: number, cells: (SheetCell | undefined)[]): Pick<ReadEntry, 'countyName' | 'countyUnitId'> {
    const countyName = this.needed(row, cells, 'countyName');
    const countyUnitId = this.counties.get(countyName) ?? null;
    if (countyName && countyUnitId === null)
      this.fault(row, 'countyName', `没有找到“${countyName}”，请写县（市、区）的名称，或者卫生健康局的全称。`);
    return { countyName, countyUnitId: countyUnitId ?? 0 };
  }

  private kind(row: number, cells: (SheetCell | undefined)[]): ObjectKind | null {
    const text = this.needed(row, cells, 'kindLabel');
    const kind = KIND_OF.get(text);
    if (text && !kind) this.fault(row, 'kindLabel', `没有“${text}”这个类别，应当是：${[...KIND_OF.keys()].join('、')}。`);
    return kind ?? null;
  }

  private year(row: number, cells: (SheetCell | undefined)[]): number | null {
    const text = this.text(row, cells, 'buildYear')?.replace(/年$/, '');
    if (!text) return null;
    if (/^20\d{2}$/.test(text)) return Number(text);
    this.fault(row, 'buildYear', `“${text}”不是年份，请写成 2026。`);
    return null;
  }

  private day(row: number, cells: (SheetCell | undefined)[], name: ObjectColumnName, needed = false): string | null {
    const cell = this.cell(cells, name);
    const read = cell ? readDay(cell) : { blank: true as const };
    if ('day' in read) return read.day;
    if ('fault' in read) this.fault(row, name, `${read.fault.split('；')[0]}。`);
    else if ('open' in read || needed) this.fault(row, name, needed ? '没有填写日期，这一列必填。' : '应当填日期。');
    return null;
  }

  /** How far the institution had come; what has happened lies in the past. */
  private past(row: number, cells: (SheetCell | undefined)[]): Past {
    const on = (name: ObjectColumnName) => {
      const day = this.day(row, cells, name);
      if (day && day > this.today) this.fault(row, name, `${chineseDate(day)}还没有到，已办的环节不能晚于今天。`);
      return day;
    };
    const past: Past = {
      declaredOn: on('declaredOn'),
      selfAssessedOn: on('selfAssessedOn'),
      selfScore: this.text(row, cells, 'selfScore'),
      preReviewedOn: on('preReviewedOn'),
      preReview: this.text(row, cells, 'preReview'),
      siteReviewedOn: on('siteReviewedOn'),
      experts: this.text(row, cells, 'experts'),
      recognisedOn: on('recognisedOn'),
      docNumber: this.text(row, cells, 'docNumber'),
      rectifyBy: this.day(row, cells, 'rectifyBy'),
      reReviewedOn: on('reReviewedOn'),
    };
    return { ...past, state: this.stateOf(row, cells, past) };
  }

  private stateOf(row: number, cells: (SheetCell | undefined)[], past: Past): NonNullable<Past['state']> {
    const words = this.text(row, cells, 'result');
    const result = words === null ? null : RESULT_STATES[words as keyof typeof RESULT_STATES];
    if (result === undefined) this.fault(row, 'result', `没有“${words}”这个结果，应当是：${Object.keys(RESULT_STATES).join('、')}。`);
    if (result === 'recognised' && !past.docNumber) this.fault(row, 'docNumber', '认定结果是“通过”，应当填认定文号。');
    if (result === 'rectifying' && !past.rectifyBy) this.fault(row, 'rectifyBy', '认定结果是“限期整改”，应当填整改期限。');
    if (result) return result;
    if (past.siteReviewedOn) return 'site_reviewed';
    if (past.preReviewedOn) return 'pre_reviewed';
    if (past.selfAssessedOn) return 'self_assessed';
    return past.declaredOn ? 'declared' : 'planned';
  }

  private checkSpecialty(row: number, kind: ObjectKind, specialty: string): void {
    const { label, specialty: needed } = OBJECT_KINDS[kind];
    if (needed && !specialty) this.fault(row, 'specialty', `${label}应当写明专科名称。`);
    if (!needed && specialty) this.fault(row, 'specialty', `${label}不按专科建设，应当留空。`);
  }
}
