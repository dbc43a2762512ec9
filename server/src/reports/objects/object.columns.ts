import type { ObjectRow } from '../../plans/objects/object.dto.js';
import type { CellKind } from '../ledger/columns.js';

export interface ObjectColumn {
  /** The office's heading first, then those under which it is also understood. */
  headings: readonly [string, ...string[]];
  width: number;
  kind: CellKind;
  of: (row: ObjectRow) => string | number | null;
  /** `entry`: the register itself; `stage`: how far it has come, taken in for new rows only. */
  part: 'entry' | 'stage';
  about: string;
}

const RESULTS: Partial<Record<ObjectRow['state'], string>> = { recognised: '通过', rectifying: '限期整改', failed: '未通过' };

const column = (
  part: ObjectColumn['part'],
  headings: ObjectColumn['headings'],
  width: number,
  kind: CellKind,
  of: ObjectColumn['of'],
  about: string,
): ObjectColumn => ({ part, headings, width, kind, of, about });

/** The register in the office's order. */
export const OBJECT_COLUMNS = {
  countyName: column(
    'entry',
    ['县（市、区）', '县市区', '县区'],
    14,
    'text',
    row => row.countyName,
    '必填；所在县（市、区）的名称，如东阿县，或者卫生健康局的全称',
  ),
  institution: column('entry', ['机构名称', '单位名称', '重点建设单位'], 30, 'text', row => row.institution, '必填'),
  institutionCode: column('entry', ['机构代码'], 16, 'text', row => row.institutionCode, '可空'),
  kindLabel: column(
    'entry',
    ['建设类别', '类别'],
    22,
    'text',
    row => row.kindLabel,
    '必填；县域医疗服务次中心、中医特色卫生院、特色专科医院、临床重点专科',
  ),
  specialty: column('entry', ['专科名称', '专科'], 16, 'text', row => row.specialty || null, '特色专科医院、临床重点专科必填，其余留空'),
  buildYear: column('entry', ['建设年度'], 10, 'number', row => row.buildYear, '可空；四位年份'),
  plannedReview: column(
    'entry',
    ['拟评审时间'],
    16,
    'day',
    row => row.plannedReview,
    '必填；日期，或“2026年第三季度”“2026年9月”，按最后一天记',
  ),
  guidanceUnit: column('entry', ['牵头（指导）单位', '牵头/指导单位', '指导单位'], 20, 'text', row => row.guidanceUnit, '可空'),
  declaredOn: column('stage', ['申报日期'], 15, 'day', row => row.declaredOn, '申报之日'),
  selfAssessedOn: column('stage', ['自评日期'], 15, 'day', row => row.selfAssessedOn, '自评之日'),
  selfScore: column('stage', ['自评得分'], 10, 'text', row => row.selfScore, '自评的分数'),
  preReviewedOn: column('stage', ['初审日期'], 15, 'day', row => row.preReviewedOn, '初审之日'),
  preReview: column('stage', ['初审结论'], 20, 'text', row => row.preReview, '初审的意见'),
  siteReviewedOn: column('stage', ['现场评审日期'], 15, 'day', row => row.siteReviewedOn, '评审组到现场之日'),
  experts: column('stage', ['评审专家'], 18, 'text', row => row.experts, '评审组人员'),
  result: column('stage', ['认定结果'], 12, 'text', row => RESULTS[row.state] ?? null, '通过、限期整改或未通过'),
  recognisedOn: column('stage', ['认定日期'], 15, 'day', row => row.recognisedOn, '认定之日'),
  docNumber: column('stage', ['认定文号'], 20, 'text', row => row.docNumber, '认定通过的必填'),
  rectifyBy: column('stage', ['整改期限'], 15, 'day', row => row.rectifyBy, '限期整改的必填'),
  reReviewedOn: column('stage', ['复评日期'], 15, 'day', row => row.reReviewedOn, '最近一次复评之日'),
  note: column('entry', ['备注'], 24, 'text', row => row.note, '可空'),
} as const satisfies Record<string, ObjectColumn>;

export type ObjectColumnName = keyof typeof OBJECT_COLUMNS;
export const OBJECT_COLUMN_NAMES = Object.keys(OBJECT_COLUMNS) as ObjectColumnName[];
export const NEEDED: readonly ObjectColumnName[] = ['countyName', 'institution', 'kindLabel', 'plannedReview'];

/** The results in words, and the state that each means. */
export const RESULT_STATES = { 通过: 'recognised', 限期整改: 'rectifying', 未通过: 'failed' } as const;
