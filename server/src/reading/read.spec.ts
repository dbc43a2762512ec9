import fc from 'fast-check';
import { readPlan } from './read.js';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        '推进',
        '到2025年',
        '达到',
        '90%',
        '以上',
        '、',
        ',',
        '，',
        '。',
        ';',
        '(',
        ')',
        '“',
        '”',
        '《',
        '》',
        '\n',
        '一、',
        '(一)',
        '1.',
        '一是',
        '市卫生健康委',
        '责任单位:',
        '新增',
        '3.5万',
        '个',
        '全覆盖',
        '由',
        '分别',
        '年底前',
        '\t',
        ' ',
        '😀',
        '𠮷',
      ),
      { maxLength: 60 },
    )
    .map(p => p.join('')),
);

describe('readPlan on any text', () => {
  it('never throws, keeps offsets in code points inside the text, in order and apart', () => {
    fc.assert(
      fc.property(text, given => {
        const points = [...given];
        let last = 0;
        for (const r of readPlan(given).records) {
          expect(r.start).toBeGreaterThanOrEqual(last);
          expect(r.end).toBeGreaterThan(r.start);
          expect(r.text).toBe(points.slice(r.start, r.end).join(''));
          for (const i of r.items) expect(i.text).toBe(points.slice(i.start, i.end).join(''));
          last = r.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  it('gives the same reading for the same text', () => {
    fc.assert(
      fc.property(text, given => expect(readPlan(given)).toEqual(readPlan(given))),
      { numRuns: 100 },
    );
  });
});

describe('readPlan', () => {
  const plan = `某市卫生健康三年行动方案
一、主要目标
坚持一年一起底,2024年重点攻坚,2025年加快建设,2026年扫尾收官。
二、主要任务
(一)建强体系。
机构建设提档升级方面,主要是建强县级医院,建优乡镇卫生院,
建好村卫生室。`;

  it('begins anew with an annex on a line of its own, not where one is only mentioned', () => {
    const sections = (line: string) =>
      readPlan(`${plan}\n三、保障措施\n加强组织领导。\n${line}\n新建急救站点6个。`).records.find(r => r.text.startsWith('新建'))?.section;
    expect(sections('附件')).toEqual([]);
    expect(sections('附件2：')).toEqual([]);
    expect(sections('附件：任务分解表报县政府备案。')).toEqual(['三、保障措施']);
  });

  it('一句话里冒号前说是预期目标的，到段尾都是目标', () => {
    const { records } = readPlan(
      '丁省政府工作报告\n三、2026年工作安排\n今年经济社会发展的主要预期目标是：地区生产总值增长5%左右；外贸进出口总值增长8%以上；粮食产量稳定在1200万吨以上。\n重点做好以下工作：\n开工建设丙机场，推进丁铁路前期工作。',
    );
    expect(records.filter(r => r.kind !== 'heading').map(r => r.kind)).toEqual(['target', 'target', 'target', 'measure']);
  });

  it('总结上年、部署下年不是方案的阶段；“十五五”规划的文件年份是第一年', () => {
    const { phases } = readPlan('会议的主要任务是,总结2025年工作,部署2026年任务。\n一要抓好项目建设。');
    expect(phases).toEqual([]);
    expect(readPlan('丁市召开会议\n6月3日,市长主持召开市政府2026年第五次常务会议,听取汇报。').documentYear).toBe(2026);
    expect(readPlan('会议指出,做好2027年工作,要狠抓项目。\n全年造林6万亩。').documentYear).toBe(2027);
    expect(readPlan('二〇二七年四月七日\n一、年度目标\n年内建成平台。').documentYear).toBe(2027);
    expect(readPlan('按照通知(某发[2027]1号)要求,6月20日前报送台账。').documentYear).toBe(2027);
    expect(readPlan('丙省“十五五”卫生健康发展规划\n一、主要任务\n2028年6月底前,实现检查结果互认。').documentYear).toBe(2026);
  });

  it('带编号的句子接着上面的标题往下数，就不在那个标题下面；标题里原有的空格照原样', () => {
    const { records } = readPlan(
      '乙县工作方案\n二、 推进项目\n(一)改善条件。\n改造旱厕45座，硬化路面3公里。\n(二)到2026年末,公办园在园幼儿占比达到55%。\n1.新建幼儿园3所。',
    );
    expect(records.filter(r => r.kind !== 'heading').map(r => r.section)).toEqual([
      ['二、 推进项目', '(一)改善条件'],
      ['二、 推进项目'],
      ['二、 推进项目'],
    ]);
  });

  it('knows a heading whose characters stand apart', () => {
    const [heading, first] = readPlan('二 、 重 点 任 务\n（一）加强村卫生室建设。今年新建村卫生室12个。').records;
    expect([heading!.kind, first!.section]).toEqual(['heading', ['二、重点任务']]);
  });

  it("finds title and the plan's own steps", () => {
    const { title, phases } = readPlan(plan);
    expect(title).toBe('某市卫生健康三年行动方案');
    expect(phases).toEqual([
      { year: 2024, name: '重点攻坚' },
      { year: 2025, name: '加快建设' },
      { year: 2026, name: '扫尾收官' },
    ]);
  });

  it('takes a stage that lasts over several years for a step of each', () => {
    const stages = [
      '（一）动员部署阶段（2026年1月至3月）',
      '（二）全面实施阶段（2026年4月至2028年6月）',
      '（三）总结评估阶段（2028年7月—12月）',
    ];
    const { phases } = readPlan(
      ['某县三年行动方案', ...stages.flatMap(stage => [stage, '各单位制定台账，逐项推进，按月报送进展情况。'])].join('\n'),
    );
    expect(phases.map(({ year, name }) => `${year}${name.slice(0, 2)}`)).toEqual([
      '2026动员',
      '2026全面',
      '2027全面',
      '2028全面',
      '2028总结',
    ]);
  });

  it('says why of each record where it is asked to, and reads the same', () => {
    const [silent, explained] = [readPlan(plan).records, readPlan(plan, true).records];
    expect(silent.every(r => r.why.length === 0)).toBe(true);
    expect(explained.every(r => r.why[0]!.field === 'kind' && r.why[0]!.words !== '')).toBe(true);
    expect(explained.map(({ why: _, ...r }) => r)).toEqual(silent.map(({ why: _, ...r }) => r));
  });

  it('takes a numbered heading that is nothing but a name for who acts in the sentence right behind it, and no other heading', () => {
    const { records } = readPlan('6、县林草局。负责查处盗伐行为。\n7、成立领导小组。负责协调各方。');
    expect(records.filter(r => r.kind === 'measure').map(r => r.lead)).toEqual([['县林草局'], []]);
  });

  it('reads as a task what a numbered sentence shares out, and whose task it is', () => {
    const { records } = readPlan('(二)燃气安全整治,由城管部门负责,有关部门配合。要全面排查老旧管道。');
    expect(records[0]).toMatchObject({ kind: 'measure', lead: ['城管部门'], support: ['有关部门'] });
  });

  it('keeps a unit in list form whole and gives its items', () => {
    const unit = readPlan(plan).records.at(-1)!;
    expect(unit.section).toEqual(['二、主要任务', '(一)建强体系']);
    expect(unit.items.map(i => i.text)).toEqual(['建强县级医院', '建优乡镇卫生院', '建好村卫生室']);
  });

  it.each([
    '任务表\n序号 工作任务 牵头单位 配合单位 完成时限\n1 建设步道12公里 县住建局 县体育局、各乡镇 2026年9月底',
    '任务表\n序号\n工作任务\n牵头单位\n配合单位\n完成时限\n1\n建设步道12公里\n县住建局\n县体育局、各乡镇\n2026年9月底',
    '任务表\n牵头单位\n工作任务\n配合单位\n完成时限\n县住建局\n建设步道12公里\n县体育局、各乡镇\n2026年9月底',
    '任务表\n1．建设步道12公里\n牵头单位 县住建局\n配合单位 县体育局、各乡镇\n完成时限 2026年9月底',
  ])('reads the columns of a table that came as text: %j', given => {
    const row = readPlan(given).records.find(r => r.text.includes('步道'))!;
    expect([row.lead, row.support, row.deadline?.date]).toEqual([['县住建局'], ['县体育局', '各乡镇'], '2026-09-30']);
  });

  it('reads a long text in linear time', () => {
    const once = '推进分级诊疗,到2025年,县域就诊率达到90%以上。(责任单位:市卫生健康委)\n'.repeat(500);
    const time = (given: string): number => {
      const from = process.cpuUsage();
      readPlan(given);
      return process.cpuUsage(from).user / 1000;
    };
    time(once);
    expect(time(once.repeat(8))).toBeLessThan(time(once) * 40 + 200);
  });

  it.each(['('.repeat(40000), '1'.repeat(40000), '责任单位:'.repeat(8000), '新增5个,'.repeat(8000), '由市'.repeat(20000)])(
    'does not hang on a degenerate text',
    given => {
      expect(() => readPlan(given)).not.toThrow();
    },
  );
});

describe('a title that is broken over several lines', () => {
  const body = ['一、总体目标', '到2027年,建成示范社区12个。'];
  it.each([
    [['清川市人民政府办公室', '关于印发养老服务提升行动方案的通知'], '清川市人民政府办公室关于印发养老服务提升行动方案的通知'],
    [
      ['清川市人民政府关于印发推动养老机构改革中', '公办机构转型为社会服务机构和进一步', '支持社会办养老两个规定的通知'],
      '清川市人民政府关于印发推动养老机构改革中公办机构转型为社会服务机构和进一步支持社会办养老两个规定的通知',
    ],
    [['清川市全面推进智慧社区养老服务', '示范区建设实施方案'], '清川市全面推进智慧社区养老服务示范区建设实施方案'],
    [['清川市人民政府关于对养老督查', '发现的典型做法给予表扬的通报'], '清川市人民政府关于对养老督查发现的典型做法给予表扬的通报'],
  ])('%j', (lines, title) => {
    const read = readPlan([...lines, ...body].join('\n'));
    expect(read.title).toBe(title);
    expect(read.records.map(r => r.kind)).toEqual(['heading', 'target']);
  });
});
