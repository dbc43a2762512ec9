/** What kinds of unit there are, from the top down. */
export const UNIT_KINDS = {
  government: '人民政府',
  department: '政府部门',
  commission: '卫生健康委',
  section: '内设科室',
  supervision_office: '督查室',
  county_bureau: '县（市、区）卫生健康局',
  hospital: '医院',
  cdc: '疾病预防控制机构',
  maternal: '妇幼保健机构',
  township_centre: '乡镇卫生院（社区卫生服务中心）',
  village_group: '村卫生室',
  other: '其他单位',
} as const;
export type UnitKind = keyof typeof UNIT_KINDS;
