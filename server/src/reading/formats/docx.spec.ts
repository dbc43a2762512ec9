import { readDocument } from './index.js';
import { packed } from './parts.fixture.js';

const MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const KINDS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** A document of a body and further parts; the number in the parts' names is what some programs write. */
async function read(body: string, parts: Record<string, string> = {}) {
  const relations = (...rows: [string, string][]) =>
    `<Relationships>${rows.map(([kind, target]) => `<Relationship Id="${kind}" Type="${KINDS}/${kind}" Target="${target}"/>`).join('')}</Relationships>`;
  const names = Object.keys(parts);
  const bytes = await packed({
    '_rels/.rels': relations(['officeDocument', 'word/document2.xml']),
    'word/_rels/document2.xml.rels': relations(...names.map((name): [string, string] => [name, `${name}2.xml`])),
    'word/document2.xml': `<w:document ${MAIN}><w:body>${body}</w:body></w:document>`,
    ...Object.fromEntries(names.map(name => [`word/${name}2.xml`, `<w:${name} ${MAIN}>${parts[name]}</w:${name}>`])),
  });
  const { text, notes } = await readDocument(bytes, '方案.docx');
  return { lines: text.split('\n').filter(Boolean), notes };
}

const run = (text: string, properties = '') => `<w:r><w:rPr>${properties}</w:rPr><w:t>${text}</w:t></w:r>`;
const paragraph = (runs: string, properties = '') => `<w:p><w:pPr>${properties}</w:pPr>${runs}</w:p>`;
const cell = (text: string, properties = '') => `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(text && run(text))}</w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;

describe('Word 文档的各种写法', () => {
  it('样式划去、隐藏的字不读；字符样式与段落样式都划去的，等于没有划', async () => {
    const style = (kind: string, id: string, more: string) => `<w:style w:type="${kind}" w:styleId="${id}">${more}</w:style>`;
    const styles = [
      style('character', 'gone', '<w:rPr><w:strike/></w:rPr>'),
      style('character', 'red', '<w:basedOn w:val="gone"/><w:rPr><w:color w:val="FF0000"/></w:rPr>'),
      style('paragraph', 'void', '<w:rPr><w:strike/></w:rPr>'),
      style('paragraph', 'hint', '<w:rPr><w:vanish/></w:rPr>'),
    ].join('');
    const { lines, notes } = await read(
      [
        paragraph(run('新建') + run('改建', '<w:rStyle w:val="red"/>') + run('站点9个。')),
        paragraph(
          run('本条废止。') + run('演练4次。', '<w:rStyle w:val="gone"/>') + run('值守照旧。', '<w:strike w:val="0"/>'),
          '<w:pStyle w:val="void"/>',
        ),
        paragraph(run('填表说明。'), '<w:pStyle w:val="hint"/>'),
      ].join(''),
      { styles },
    );
    expect(lines).toEqual(['新建站点9个。', '演练4次。值守照旧。']);
    expect(notes).toEqual(['隐藏文字 1 处未计入。', '划线删去的文字 2 处未计入。']);
  });

  it('级别由样式认定的多级编号；没有字的编号段落也占一个号', async () => {
    const level = (n: number, text: string) =>
      `<w:lvl w:ilvl="${n}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="h${n}"/><w:lvlText w:val="${text}"/></w:lvl>`;
    const numbering = `<w:abstractNum w:abstractNumId="1">${level(0, '%1')}${level(1, '%1.%2')}</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num>`;
    const styles = ['h0', 'h1'].map(
      id => `<w:style w:type="paragraph" w:styleId="${id}"><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr></w:style>`,
    );
    const of = (id: string, text: string) => paragraph(text && run(text), `<w:pStyle w:val="${id}"/>`);
    const { lines } = await read([of('h0', '总则'), of('h1', '范围'), of('h1', ''), of('h1', '目标'), of('h0', '任务')].join(''), {
      numbering,
      styles: styles.join(''),
    });
    expect(lines).toEqual(['1 总则', '1.1 范围', '1.2', '1.3 目标', '2 任务']);
  });

  it('表格：旧式的横向合并；格子里的脚注放到表格之后', async () => {
    const [from, on] = ['<w:vMerge w:val="restart"/>', '<w:vMerge/>'];
    const noted = `<w:tc>${paragraph(`${run('新建站点9个')}<w:r><w:footnoteReference w:id="2"/></w:r>`)}</w:tc>`;
    const { lines } = await read(
      `<w:tbl>${row(cell('重点任务', from), cell('责任分工', '<w:hMerge w:val="restart"/>'), cell('', '<w:hMerge w:val="continue"/>'))}${row(
        cell('', on),
        cell('牵头单位'),
        cell('配合单位'),
      )}${row(noted, cell('戊县卫生健康局'), cell('戊县财政局'))}</w:tbl>`,
      { footnotes: `<w:footnote w:id="2">${paragraph(run('含改建。'))}</w:footnote>` },
    );
    expect(lines).toEqual(['新建站点9个（牵头单位：戊县卫生健康局；配合单位：戊县财政局）。', '注：含改建。']);
  });

  it('符号字体的字、公式里的分数、首字下沉；没有填的内容控件不读', async () => {
    const fraction = `<w:oMath><w:f><w:num>${run('完成数')}</w:num><w:den>${run('任务数')}</w:den></w:f></w:oMath>`;
    const prompt = `<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>${run('单击此处输入文字。')}</w:sdtContent></w:sdt>`;
    const { lines } = await read(
      [
        paragraph(
          `${run('完成率')}<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>${run('95%，')}${run('\uf0fe', '<w:rFonts w:ascii="Wingdings"/>')}${run('达标。')}`,
        ),
        paragraph(run('完成率＝') + fraction),
        paragraph(run('为'), '<w:framePr w:dropCap="drop"/>'),
        paragraph(run('落实方案，联系人：') + prompt),
      ].join(''),
    );
    expect(lines).toEqual(['完成率≥95%，☑达标。', '完成率＝完成数/任务数', '为落实方案，联系人：']);
  });

  it('嵌入的别的文件只是图片，告诉人没有读', async () => {
    const { notes } = await read(
      paragraph(`${run('任务见下表。')}<w:r><w:object><w:OLEObject w:ProgID="Excel.Sheet.12"/></w:object></w:r>`),
    );
    expect(notes.join()).toContain('嵌入的对象 1 个');
  });
});
