import { partsOf, SHEET, wordsOf } from './docx.fixture.js';
import { writePaper } from './docx.js';
import type { Sheet } from './sheet.js';

describe('the layout of GB/T 9704-2012', () => {
  it('has its margins, lines, letters, fonts, red head and page numbers', async () => {
    const parts = await partsOf(await writePaper(SHEET));
    const xml = parts.get('word/document.xml') ?? '';
    const twips = (name: string) => Number(new RegExp(`<w:pgMar [^>]*w:${name}="(\\d+)"`).exec(xml)?.[1]);
    const mm = (name: string) => Math.round((twips(name) / 1440) * 25.4 * 10) / 10;
    expect([mm('top'), mm('bottom'), mm('left'), mm('right')]).toEqual([37, 35, 28, 26]);
    const textHeight = ((297 - 37 - 35) / 25.4) * 1440;
    const textWidth = ((210 - 28 - 26) / 25.4) * 1440;
    const [, line] = /<w:spacing [^>]*w:line="(\d+)" w:lineRule="exact"\/>(?:(?!<\/w:p>).)*总体情况/.exec(xml) ?? [];
    expect(Number(line) / 20).toBe(28.95);
    expect(Math.floor(textHeight / Number(line))).toBe(22);
    const squeeze = Number(/<w:spacing w:val="(-?\d+)"\/>/.exec(xml)?.[1]);
    expect(Math.floor(textWidth / (320 + squeeze))).toBe(28);
    const runOf = (words: string) => new RegExp(`<w:r>(?:(?!</w:r>).)*${words}`).exec(xml)?.[0] ?? '';
    for (const [words, font, size] of [
      ['关于《聊城', '方正小标宋简体', 44],
      ['一、总体情况', '黑体', 32],
      ['（一）进度', '楷体_GB2312', 32],
      ['纳入督查', '仿宋_GB2312', 32],
      ['抄送：', '仿宋_GB2312', 28],
    ] as const) {
      expect(runOf(words)).toContain(`w:eastAsia="${font}"`);
      expect(runOf(words)).toContain(`<w:sz w:val="${size}"/>`);
    }
    expect(runOf('聊城市卫生健康委员会文件')).toContain('<w:color w:val="FF0000"/>');
    expect(xml).toMatch(/<w:bottom w:val="single" w:color="FF0000"/);
    expect(xml).toMatch(/w:firstLineChars="200"/);
    expect(parts.get('word/settings.xml')).toContain('<w:evenAndOddHeaders/>');
    const footers = [...parts].filter(([name]) => /footer\d\.xml$/.test(name)).map(([, text]) => text);
    expect(footers.map(text => /w:jc w:val="(\w+)"/.exec(text)?.[1]).sort()).toEqual(['left', 'right']);
    for (const footer of footers) expect(wordsOf(footer)).toMatch(/— .* —/);
    expect(parts.get('word/fontTable.xml')).toContain('<w:altName w:val="FangSong"/>');
    expect(wordsOf(xml)).toContain('2026年3月5日印发');
  });

  it('never leaves the signature alone on a page: the last words before it stay with it, of a form its last row', async () => {
    const kept = (xml: string, words: string) => new RegExp(`<w:p>(?:(?!</w:p>).)*<w:keepNext/>(?:(?!</w:p>).)*${words}`).test(xml);
    const blocks = [...SHEET.blocks, { kind: 'body', text: '一是抓紧。\n二是如实报送。' }] satisfies Sheet['blocks'];
    const xml = (await partsOf(await writePaper({ ...SHEET, blocks }))).get('word/document.xml') ?? '';
    for (const words of ['二是如实报送', '附件：任务', '加盖印章处', '聊城市卫生健康委员会<', '2026年3月5日<'])
      expect(kept(xml, words)).toBe(true);
    expect(kept(xml, '一是抓紧')).toBe(false);
    const rows = [
      { label: '督办事项', value: '建强县级医院' },
      { label: '谈话内容', value: '长'.repeat(300) },
      { label: '回执', value: '签收人：' },
    ];
    const form = (await partsOf(await writePaper({ ...SHEET, blocks: [{ kind: 'form', rows }] }))).get('word/document.xml') ?? '';
    expect([kept(form, '督办事项'), kept(form, '回执'), kept(form, '签收人：')]).toEqual([false, true, true]);
    // A long answer may go over the edge of the page; a short one stays whole.
    const rowOf = (words: string) => form.split('<w:tr>').find(row => row.includes(words)) ?? '';
    expect(rowOf('督办事项')).toContain('<w:cantSplit/>');
    expect(rowOf('谈话内容')).not.toContain('<w:cantSplit/>');
  });

  it('sets a long mark in two lines, larger than the title', async () => {
    const long = '聊城市推进乡村医疗卫生体系健康发展工作领导小组';
    for (const layout of [{}, { layout: 'letter' }] as const) {
      const xml = [...(await partsOf(await writePaper({ ...SHEET, ...layout, mark: long })))].map(([, part]) => part).join('');
      const lines = [...xml.matchAll(/<w:color w:val="FF0000"\/>(?:(?!<w:t).)*<w:sz w:val="(\d+)"\/>(?:(?!<w:t ).)*<w:t [^>]*>([^<]+)</g)];
      expect(lines.map(([, , words]) => words).join('')).toBe(long);
      expect(lines).toHaveLength(2);
      for (const [, size] of lines) expect(Number(size)).toBeGreaterThan(44);
    }
  });

  it('places 版记 at the foot of the text area, as wide as it, and the signature centred above the date', async () => {
    const xml = (await partsOf(await writePaper(SHEET))).get('word/document.xml') ?? '';
    const place = /<w:tblpPr [^>]*>/.exec(xml)?.[0] ?? '';
    for (const part of ['w:vertAnchor="margin"', 'w:tblpYSpec="bottom"', 'w:horzAnchor="page"', 'w:tblpX="1587"'])
      expect(place).toContain(part);
    const rightOf = (words: string) => Number(new RegExp(`<w:ind w:right="(\\d+)"/>(?:(?!</w:p>).)*${words}`).exec(xml)?.[1]);
    expect(rightOf('2026年3月5日')).toBe(4 * 320);
    // Ten characters over six: two on either side.
    expect(rightOf('聊城市卫生健康委员会<')).toBe(2 * 320);
  });

  it('of a letter has the mark 30 mm from the edge, double rules of 170 mm, no number on its first page and no printer', async () => {
    const parts = await partsOf(await writePaper({ ...SHEET, layout: 'letter', attachments: [] }));
    const xml = parts.get('word/document.xml') ?? '';
    const twips = (name: string) => Number(new RegExp(`<w:pgMar [^>]*w:${name}="(\\d+)"`).exec(xml)?.[1]);
    const mm = (value: number) => Math.round((value / 1440) * 25.4);
    expect([mm(twips('header')), mm(twips('footer')), mm(twips('top'))]).toEqual([30, 20, 37]);
    expect(xml).toContain('<w:titlePg/>');
    const linked = (kind: 'header' | 'footer', type: string) => {
      const id = new RegExp(`<w:${kind}Reference w:type="${type}" r:id="(\\w+)"/>`).exec(xml)?.[1];
      const target = new RegExp(`Id="${id}"[^>]*Target="([^"]+)"|Target="([^"]+)"[^>]*Id="${id}"`).exec(
        parts.get('word/_rels/document.xml.rels') ?? '',
      );
      return parts.get(`word/${target?.[1] ?? target?.[2]}`) ?? '';
    };
    const [head, foot] = [linked('header', 'first'), linked('footer', 'first')];
    expect(wordsOf(head).trim()).toBe('聊城市卫生健康委员会');
    expect(wordsOf(foot).trim()).toBe('');
    expect(wordsOf(linked('footer', 'even'))).toMatch(/— .* —/);
    for (const [part, weights] of [
      [head, [20, 6]],
      [foot, [6, 20]],
    ] as const) {
      expect([...part.matchAll(/<w:bottom [^>]*w:color="FF0000" w:sz="(\d+)"/g)].map(([, weight]) => Number(weight))).toEqual(weights);
      for (const [, left, right] of part.matchAll(/<w:ind w:left="(-?\d+)" w:right="(-?\d+)"\/>/g))
        expect(mm(((210 - 28 - 26) / 25.4) * 1440 - Number(left) - Number(right))).toBe(170);
    }
    expect(xml).toMatch(/<w:jc w:val="right"\/>(?:(?!<\/w:p>).)*督通〔2026〕1号/);
    expect(wordsOf(xml)).toContain('抄送：市政府办公室。');
    expect(wordsOf(xml)).not.toContain('印发');
  });
});
