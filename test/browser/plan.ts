/** A plan of three years as a commission would write it, beginning in `year`; its lead units are in the seeded register. */
export function planText(year: number): string {
  const [second, third] = [year + 1, year + 2];
  return `东阿县基层医疗卫生服务能力提升三年行动方案（${year}—${third}年）
为提升基层医疗卫生服务能力，结合实际，制定本方案。
一、主要目标
到${third}年底，乡镇卫生院服务能力达标率达到100%。
二、重点任务
（一）机构建设
${second}年底前，改造提升薄弱村卫生室60个，配备健康一体机。（牵头单位：东阿县卫生健康局；配合单位：东阿县人民医院）
${third}年底前，建设县域医学影像中心，实现乡镇卫生院全覆盖。（责任单位：东阿县卫生健康局）
（二）队伍建设
组织乡村医生开展集中培训，每年不少于2次。（责任单位：东阿县卫生健康局）
推进护理人员到县级医院轮训进修。（责任单位：东阿县卫生健康局）
三、实施步骤
坚持一年一起底，${year}年重点攻坚，${second}年加快建设，${third}年扫尾收官。
四、工作要求
各有关单位要高度重视，加强协作，按时报送进展。
`;
}
