import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { EVIDENCE_KINDS, type EvidenceKind, missingEvidence, proposeRequirements, requirementFor, wordsOf } from './evidence.js';

const told = (text: string) => proposeRequirements(text).map(({ kind, name, minimum }) => `${kind} ${name} ${minimum}`);

describe('what a requirement’s words ask for', () => {
  it.each([
    ['评审结果文件', ['document 评审结果文件 1']],
    ['验收意见、改造前后照片、名单', ['approval 验收意见 1', 'photo 改造前后照片 1', 'roster 名单 1']],
    [
      '工作总结，并附招录公告和录用名单、补助政策文件',
      ['report 工作总结 1', 'document 招录公告 1', 'roster 录用名单 1', 'document 补助政策文件 1'],
    ],
    ['照片不少于3张；会议纪要两份', ['photo 照片 3', 'record 会议纪要 2']],
    ['至少5张现场照片', ['photo 现场照片 5']],
    ['车辆和人员配置清单', ['data 车辆和人员配置清单 1']],
    ['分县（市、区）产权公有台账和产权证明材料', ['data 分县（市、区）产权公有台账 1', 'approval 产权证明材料 1']],
    ['“先诊疗、后付费”统计表', ['data “先诊疗、后付费”统计表 1']],
    ['工作总结或印发文件、图片、数据表等能证明完成情况的材料', ['other 工作总结或印发文件、图片、数据表等能证明完成情况的材料 1']],
    ['名单，名单', ['roster 名单 1']],
    ['  ；。', []],
  ])('%s', (text, expected) => expect(told(text)).toEqual(expected));

  it('asks for nothing where nothing is written', () => expect(proposeRequirements(null)).toEqual([]));

  it('finds in every line of the demonstration plan at least its summary and one more paper, none of them unnamed', () => {
    const lines: { evidenceRequired: string }[] = JSON.parse(readFileSync(resolve('seeds/breakdown.json'), 'utf8'));
    for (const { evidenceRequired } of lines) {
      const found = proposeRequirements(evidenceRequired);
      expect([evidenceRequired, found.length >= 2]).toEqual([evidenceRequired, true]);
      expect(found[0]).toEqual({ kind: 'report', name: '工作总结', minimum: 1 });
    }
  });

  it('reads its own words again', () => {
    const name = fc.string({ unit: fc.constantFrom('甲', '乙', '丙', '丁', '表', '单'), minLength: 1, maxLength: 12 });
    const kind = fc.constantFrom(...(Object.keys(EVIDENCE_KINDS) as EvidenceKind[]));
    const list = fc.uniqueArray(fc.record({ kind, name, minimum: fc.integer({ min: 1, max: 99 }) }), {
      selector: each => each.name,
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(list, requirements => {
        const again = proposeRequirements(wordsOf(requirements)).map(({ name, minimum }) => ({ name, minimum }));
        expect(again).toEqual(requirements.map(({ name, minimum }) => ({ name, minimum })));
      }),
    );
  });
});

describe('what is missing', () => {
  const three = proposeRequirements('验收意见、改造前后照片3张、名单');

  it('is told for each requirement that is not met, in words', () => {
    const counts = [0, 1, 1];
    expect(missingEvidence(three.map((each, index) => ({ ...each, count: counts[index] ?? 0 })))).toEqual([
      '缺少“验收意见”（批复、认定），请先上传。',
      '“改造前后照片”要求 3 份，现有 1 份，还差 2 份。',
    ]);
  });

  it('is nothing where every one has its number', () =>
    expect(missingEvidence(three.map(each => ({ ...each, count: each.minimum })))).toEqual([]));
});

describe('which requirement a file serves', () => {
  const three = proposeRequirements('验收意见、改造前后照片、名单');
  it.each([
    ['改造项目验收意见（盖章）.pdf', '验收意见'],
    ['村卫生室改造前后对比.png', '改造前后照片'],
    ['IMG_2034.JPG', '改造前后照片'],
    ['六十个村卫生室名单.txt', '名单'],
    ['扫描件0001.pdf', null],
    ['验收情况.txt', null],
  ])('%s', (fileName, name) => expect(requirementFor(fileName, three)?.name ?? null).toBe(name));

  it('serves the only one, and none where there is none', () => {
    expect(requirementFor('扫描件.pdf', three.slice(0, 1))?.name).toBe('验收意见');
    expect(requirementFor('扫描件.pdf', [])).toBeNull();
  });
});
