import { said } from './said.fixture.js';

const measures = (...lines: string[]) => said('庚县2027年重点工作清单', ...lines).filter(r => r.startsWith('measure'));

describe('责任单位和时限另起一行', () => {
  const read = [
    'measure 1.新建公园2处。 县城管局 县财政局、县林业局 2027-06-30 公园=2处',
    'measure 2.推进古桥修缮 县文旅局 各乡镇人民政府 2027-12-31 ',
  ];
  const plain = (rows: string[]) => rows.map(r => r.replace(/\/.*?(?= )/, ''));

  it('标签一行，内容一行：有没有冒号、括号，单位一个一行还是几个一行，中间空不空行，都一样', () => {
    const first = ['1.新建公园2处。', '牵头单位', '县城管局', '配合单位', '县财政局', '县林业局', '完成时限', '2027年6月底'];
    const second = ['2.推进古桥修缮', '牵头单位', '县文旅局', '配合单位', '各乡镇人民政府', '完成时限', '年底前'];
    const lines = [...first, ...second];
    const isLabel = (line: string) => /^(?:牵头|配合|完成)/.test(line);
    expect(plain(measures(...lines))).toEqual(read);
    expect(plain(measures(...lines.map(line => (isLabel(line) ? `${line}：` : line))))).toEqual(read);
    expect(plain(measures(...lines.map(line => (isLabel(line) ? `【${line}】` : line))))).toEqual(read);
    expect(plain(measures(lines.join('\n\n')))).toEqual(read);
  });

  it('时限在前，责任领导也有一行；没有编号的任务也不当标题', () => {
    const rows = ['疏浚沟渠12公里', '完成时限', '9月30日前', '责任领导', '赵亮', '责任单位', '县水利局'];
    expect(measures('一、水利建设', ...rows)).toEqual([expect.stringMatching(/ 县水利局 {2}2027-09-30 沟渠=12公里$/)]);
  });

  it('表头一格一行，下面是任务：不是标签', () => {
    const head = ['工作任务', '责任单位', '完成时限'];
    expect(measures(...head, '疏浚沟渠', '县水利局', '6月底', '维修水闸', '县住建局', '9月底')).toEqual([
      'measure 疏浚沟渠 县水利局  2027-06-30 ',
      'measure 维修水闸 县住建局  2027-09-30 ',
    ]);
  });

  it('写“一、”的任务下面是责任单位，再下面是“二、”：是任务；下面还有各项的仍是标题', () => {
    expect(
      measures('一、推进村级卫生站建设', '责任单位：县卫健局', '二、整治农村道路隐患', '责任单位：县交通局', '三、工作要求'),
    ).toHaveLength(2);
    expect(said('一、推进村级卫生站建设', '责任单位：县卫健局', '（一）新建卫生站5个。').at(-1)).toContain('measure （一）');
  });
});

describe('没有表头也没有标签，编号的任务下面是单位和时限', () => {
  it('连着几项的，单位和时限归上面的任务，先写哪个都行', () => {
    const lines = ['1.新建公园2处。', '县城管局、县财政局', '2027年6月底', '2.推进古桥修缮', '9月底前', '县文旅局'];
    expect(measures('一、民生实事', ...lines)).toEqual([
      'measure 1.新建公园2处。 县城管局 县财政局 2027-06-30 公园=2处',
      'measure 2.推进古桥修缮 县文旅局  2027-09-30 ',
    ]);
  });

  it('括号里的单位和时限各占一行', () => {
    expect(measures('1.推进古桥修缮', '（县文旅局）', '（9月底前）')).toEqual([expect.stringMatching(/ 县文旅局 {2}2027-09-30 $/)]);
  });

  it('只有一处的是落款，一行一个单位的是名单', () => {
    expect(said('3.按季报送进展。', '庚县水利局', '2027年6月3日').join()).not.toContain(' 庚县水利局 ');
    expect(measures('1.庚县第一中学', '庚县第二中学', '2.庚县实验小学', '庚县幼儿园')).toEqual([]);
  });
});
