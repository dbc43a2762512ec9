import type { PlanView } from '../../plans/plan.dto.js';

interface Field {
  /** The heading that an office is offered. */
  label: string;
  /** In characters of half width, as spreadsheets count. */
  width: number;
  centred?: true;
  /** Other headings by which offices call the same column, without spaces and brackets. */
  names: readonly string[];
  /** Taken over on import; the rest is the plan's own and only printed. */
  imported?: true;
}

/** What a column of the breakdown table can hold. `phases` stands for one column per phase of the plan, `blank` is filled in by hand. */
export const TABLE_FIELDS = {
  seq: { label: '序号', width: 7, centred: true, names: ['编号', '任务编号', '任务序号'] },
  section: { label: '工作板块', width: 12, centred: true, names: ['章节', '板块', '类别', '领域', '工作领域', '所属章节'] },
  measure: {
    label: '工作任务',
    width: 34,
    names: ['措施', '任务', '主要任务', '重点任务', '具体任务', '工作措施', '重点工作', '任务内容'],
  },
  title: {
    label: '任务名称',
    width: 18,
    names: ['细化事项', '细化分工', '具体事项', '细化任务', '子任务', '事项'],
    imported: true,
  },
  doneCriterion: {
    label: '完成标准',
    width: 26,
    names: ['目标值', '目标值/完成标准', '目标任务', '工作目标', '达成效果', '目标及达成效果', '预期成效', '目标要求'],
    imported: true,
  },
  source: { label: '文件依据', width: 20, names: ['依据', '任务来源', '来源'] },
  leadUnit: {
    label: '牵头单位',
    width: 14,
    centred: true,
    names: ['牵头责任单位', '主办单位', '第一责任单位', '牵头部门', '牵头处室', '牵头科室', '牵头'],
    imported: true,
  },
  coLeadUnits: {
    label: '责任单位',
    width: 13,
    centred: true,
    names: ['责任部门', '责任处室', '责任科室', '主责单位', '承办单位', '责任'],
    imported: true,
  },
  supportUnits: {
    label: '配合单位',
    width: 24,
    names: ['协办单位', '协作单位', '主要协作单位', '配合部门', '参与单位', '配合'],
    imported: true,
  },
  phases: { label: '分阶段目标', width: 20, names: [], imported: true },
  startDate: { label: '开始日期', width: 15.5, centred: true, names: ['开始时间', '启动时间', '起始日期'], imported: true },
  deadline: {
    label: '完成时限',
    width: 15.5,
    centred: true,
    names: ['完成时间', '完成期限', '办结时限', '时限要求', '时限', '时间节点', '完成日期', '时间要求'],
    imported: true,
  },
  cadence: { label: '报送频次', width: 9, centred: true, names: ['报送周期', '反馈周期', '调度频次', '频次'], imported: true },
  evidenceRequired: {
    label: '佐证材料要求',
    width: 22,
    names: ['佐证材料', '佐证要求', '印证材料', '证明材料'],
    imported: true,
  },
  supervisingUnit: { label: '督查单位', width: 14, centred: true, names: ['督办单位', '督查部门'] },
  blank: { label: '备注', width: 10, names: [] },
} as const satisfies Record<string, Field>;
export type TableField = keyof typeof TABLE_FIELDS;

export const PAPERS = { A4: 'A4 横向', A3: 'A3 横向' } as const;
export type Paper = keyof typeof PAPERS;

export interface TemplateColumn {
  field: TableField;
  heading: string;
}

/** An office's own form of the table: which columns, in which order, under which headings. */
export interface TableTemplate {
  /** `{方案}` stands for the plan's name. */
  title: string;
  paper: Paper;
  columns: TemplateColumn[];
}

const USUAL: TableField[] = [
  'seq',
  'section',
  'measure',
  'title',
  'doneCriterion',
  'leadUnit',
  'coLeadUnits',
  'supportUnits',
  'phases',
  'deadline',
  'cadence',
  'evidenceRequired',
  'blank',
];

/** What an office begins with. */
export const DEFAULT_TEMPLATE: TableTemplate = {
  title: '《{方案}》任务分解表',
  paper: 'A3',
  columns: USUAL.map(field => ({ field, heading: TABLE_FIELDS[field].label })),
};

/** One column as printed; a phase has its own. */
export interface PrintedColumn {
  /** A field, or `phase.<year>`, or `blank.<n>`. */
  key: string;
  field: TableField;
  heading: string;
  /** The heading above, shared with the neighbours. */
  group: string | null;
  width: number;
  centred: boolean;
  phaseYear: number | null;
}

/** The columns of a plan's table: the template with the plan's phases put in. */
export function printedColumns({ columns }: TableTemplate, phases: PlanView['phases']): PrintedColumn[] {
  return columns.flatMap(({ field, heading }, index): PrintedColumn[] => {
    const { width, ...more } = TABLE_FIELDS[field] as Field;
    const column = { key: field, field, heading, group: null, width, centred: more.centred ?? false, phaseYear: null };
    if (field === 'blank') return [{ ...column, key: `blank.${index}` }];
    if (field !== 'phases') return [column];
    return phases.map(phase => ({
      ...column,
      key: `phase.${phase.year}`,
      heading: phaseHeading(phase),
      group: heading,
      phaseYear: phase.year,
    }));
  });
}

/** 2024年重点攻坚, whether or not the phase's own name begins with its year. */
function phaseHeading({ year, name }: { year: number; name: string }): string {
  return name.startsWith(`${year}`) ? name : `${year}年${name}`;
}

/** The table's title over one plan. */
export function titleOf({ title }: TableTemplate, plan: string): string {
  const words = title.replaceAll('{方案}', plan);
  return words.replace(/《《(.*?)》》/g, '《$1》');
}
