import { readPlan } from '../read.js';

/** What is read as a heading. */
const headings = (...lines: string[]): string[] =>
  readPlan(lines.join('\n'))
    .records.filter(r => r.kind === 'heading')
    .map(r => r.text);

describe('headings', () => {
  it('takes a numbered line with its points for a task, whatever follows', () => {
    expect(headings('一、重点工作(20分)', '1.清查乡村药店(10分)', '2.公布清查结果(5分)。', '3.建立销号台账(5分)。')).toEqual([
      '一、重点工作(20分)',
    ]);
    expect(headings('一、重点工作', '1.清查乡村药店(10分)。', '市场监管所负责日常检查,发现问题当场处理。')).toEqual(['一、重点工作']);
    expect(headings('一、重点工作', '1.药品监管', '全面清查乡村药店,逐店建立台账。')).toEqual(['一、重点工作', '1.药品监管']);
  });

  it('takes who speaks, and where, for no heading', () => {
    const opening = ['政府工作报告', '——2026年1月27日在清川市第七届', '人民代表大会第五次会议上'];
    const body = ['一、2025年工作回顾', '建成社区食堂12个,服务老人3万人次。', '二、2026年重点工作', '新建社区食堂6个。'];
    for (const speaker of ['清川市市长 王某', '市长　王　某', '清川市人民政府市长 阿里木·买某'])
      expect(headings(...opening, speaker, ...body)).toEqual(['一、2025年工作回顾', '二、2026年重点工作']);
    expect(headings('工作要点', '落实镇长村长责任', '建立台账,逐月通报进展情况,定期公布结果。')).toEqual(['落实镇长村长责任']);
  });

  it('reads a number right before a year as a number', () => {
    const [found] = readPlan('3．2027年底前制定渠系管护办法。').records;
    expect([found?.kind, found?.deadline?.date]).toEqual(['measure', '2027-12-31']);
  });

  it('takes a numbered question for a heading, however long, where an answer stands under it', () => {
    const question = '2.问:《办法》在方便群众异地就医直接结算、减轻看病垫资负担方面作了哪些新的规定?';
    expect(headings(question, '答:全面取消备案手续,年底前开通所有定点医院。')).toEqual([question]);
    expect(headings('答:全面取消备案手续,年底前开通所有定点医院。', question)).toEqual([]);
  });

  it('takes closed short lines that take turns with paragraphs for headings, and not one alone', () => {
    const body = [
      '建成区域检验、影像、心电三个中心,实现全县医疗机构之间检查结果互认共享,减少重复检查。全年培训骨干医师120人次。',
      '推行门诊、住院、转诊一站式结算,取消押金和重复登记环节,把群众往返医院的次数减少一半。年底前开通网上缴费。',
    ];
    expect(headings('持续提升服务能力。', body[0]!, '着力方便群众看病。', body[1]!)).toEqual(['持续提升服务能力。', '着力方便群众看病。']);
    expect(headings(body[0]!, '着力方便群众看病。', body[1]!)).toEqual([]);
    expect(headings('县医院要方便群众。', body[0]!, '各乡镇要办好分院。', body[1]!)).toEqual([]);
  });

  it('takes lines side by side that each say what to build for tasks, not for headings', () => {
    const title = '2026年东湾区民生实事项目清单';
    const items = ['新增公共停车位600个', '改造老旧小区12个、惠及居民3500户', '新建社区食堂', '完成5公里道路修缮'];
    const kinds = (...lines: string[]) => readPlan(lines.join('\n')).records.map(r => r.kind);
    expect(kinds(title, ...items)).toEqual(['measure', 'measure', 'measure', 'measure']);
    expect(kinds(title, ...items.map((item, i) => `${i + 1}.${item}`))).toEqual(['measure', 'measure', 'measure', 'measure']);
    expect(headings(title, '1.', items[0]!, '2.', items[1]!)).toEqual([]);
    expect(headings(title, '（一）教育提质工程', items[0]!, items[1]!)).toEqual(['（一）教育提质工程']);
    const body = '各学校建立工作台账,每月向区教育局报送一次进展情况,区教育局每季度通报。';
    expect(headings(title, '一、加强组织领导', body, '二、强化督促检查', body)).toEqual(['一、加强组织领导', '二、强化督促检查']);
  });

  it.each([
    ['一、', '（一）', '1.'],
    ['第一章 ', '第一节 ', '一、'],
    ['第一部分 ', '一、', '（一）'],
    ['1 ', '1.1 ', '1.1.1 '],
    ['1.', '1.1 ', '（1）'],
    ['(一)', '1.', '(1)'],
    ['Ⅰ.', '1.', '（1）'],
    ['任务一：', '举措1：', '1.'],
    ['一、', '1.', '①'],
    ['1、', '（1）', '①'],
    ['一.', '1)', 'a.'],
    ['一 、', '（ 一 ）', '1 ．'],
  ])('tells how deep headings stand that are numbered %s, %s, and what is to be done under them, %s', (main, inner, item) => {
    const next = (mark: string): string => [...mark].map(c => '二2Ⅱ②b'['一1Ⅰ①a'.indexOf(c)] ?? c).join('');
    const text = [
      '某县2025年卫生健康工作要点',
      `${main}健全服务体系`,
      `${inner}强化队伍建设`,
      `${item}完善服务网络，改造乡镇卫生院5所。`,
      `${next(item)}加强人才培养，培训骨干医生20名。`,
      `${next(inner)}推进信息化建设`,
      `${item}推进数据互联互通，年底前接入12家医院。`,
      `${next(main)}加强组织保障`,
      `${inner}强化责任落实`,
      '完善服务网络，改造乡镇卫生院5所。',
    ];
    expect(readPlan(text.join('\n')).records.map(r => `${r.kind} ${r.section.length}`)).toEqual([
      ...['heading 0', 'heading 1', 'measure 2', 'measure 2'],
      ...['heading 1', 'measure 2', 'heading 0', 'heading 1', 'measure 2'],
    ]);
  });
});
