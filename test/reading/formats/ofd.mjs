// An OFD file by GB/T 33190-2016: a zip of OFD.xml, the document and one content part a page, every line a text object with its own positions.
import yazl from 'yazl';

const SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>';
/** Millimetres: A4, margins and lines of GB/T 9704, type of 16 points. */
const [WIDTH, HEIGHT, LEFT, TOP, SIZE, PITCH] = [210, 297, 28, 37, 5.6, 10];
const CHARS = 28;
const LINES = 22;

/** Wraps a text to printed lines, each paragraph indented by two characters. */
function wrap(text) {
  return text
    .split('\n')
    .filter(line => line.trim())
    .flatMap(line => {
      const chars = Array.from(line.trim());
      const lines = [{ indent: 2, chars: chars.splice(0, CHARS - 2) }];
      while (chars.length > 0) lines.push({ indent: 0, chars: chars.splice(0, CHARS) });
      return lines;
    });
}

const escaped = text => text.replace(/[&<>]/g, c => `&#${c.charCodeAt(0)};`);

function textObject(id, x, y, chars, size = SIZE) {
  const delta = chars.length > 1 ? ` DeltaX="g ${chars.length - 1} ${size}"` : '';
  return `<ofd:TextObject ID="${id}" Boundary="${x} ${y} ${WIDTH - 2 * LEFT} ${size * 1.4}" Font="2" Size="${size}"><ofd:TextCode X="0" Y="${size}"${delta}>${escaped(chars.join(''))}</ofd:TextCode></ofd:TextObject>`;
}

function page(lines, n) {
  let id = 1000 * (n + 1);
  const objects = lines.map((l, i) => textObject(id++, LEFT + l.indent * SIZE, TOP + i * PITCH, l.chars));
  const foot = textObject(id++, WIDTH / 2, HEIGHT - 25, Array.from(`— ${n + 1} —`));
  return `${HEAD}<ofd:Page ${SPACE}><ofd:Content><ofd:Layer ID="${id}">${objects.join('')}${foot}</ofd:Layer></ofd:Content></ofd:Page>`;
}

/** @returns {Promise<Buffer>} the file's bytes; `more` are further parts by name */
export async function ofd(text, more = {}) {
  const lines = wrap(text);
  return ofdOf(
    Array.from({ length: Math.ceil(lines.length / LINES) }, (_, n) => page(lines.slice(n * LINES, (n + 1) * LINES), n)),
    more,
  );
}

/** @returns {Promise<Buffer>} a file of one page: words and lines where they are told to stand, in millimetres; a fifth number makes a line a filled stretch of that width */
export function ofdPage(words, lines) {
  const texts = words.map(([x, y, text], n) => textObject(10 + n, x, y, Array.from(text), 3.7));
  const paths = lines.map(([x, y, width, height, thick], n) => {
    const [shape, paint] = thick
      ? [`M 0 0 L ${width || thick} 0 L ${width || thick} ${height || thick} L 0 ${height || thick} C`, 'Stroke="false" Fill="true"']
      : [`M 0 0 L ${width} ${height}`, 'LineWidth="0.18"'];
    return `<ofd:PathObject ID="${5000 + n}" Boundary="${x} ${y} ${width || 1} ${height || 1}" ${paint}><ofd:AbbreviatedData>${shape}</ofd:AbbreviatedData></ofd:PathObject>`;
  });
  return ofdOf([
    `${HEAD}<ofd:Page ${SPACE}><ofd:Content><ofd:Layer ID="9"><ofd:PageBlock ID="8">${paths.join('')}</ofd:PageBlock>${texts.join('')}</ofd:Layer></ofd:Content></ofd:Page>`,
  ]);
}

function ofdOf(pages, more = {}) {
  const listed = pages.map((_, n) => `<ofd:Page ID="${n + 3}" BaseLoc="Pages/Page_${n}/Content.xml"/>`).join('');
  const parts = {
    'OFD.xml': `${HEAD}<ofd:OFD ${SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:DocID>0</ofd:DocID></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
    'Doc_0/Document.xml': `${HEAD}<ofd:Document ${SPACE}><ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 ${WIDTH} ${HEIGHT}</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes></ofd:CommonData><ofd:Pages>${listed}</ofd:Pages></ofd:Document>`,
    'Doc_0/PublicRes.xml': `${HEAD}<ofd:Res ${SPACE} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="2" FontName="仿宋"/></ofd:Fonts></ofd:Res>`,
    ...Object.fromEntries(pages.map((content, n) => [`Doc_0/Pages/Page_${n}/Content.xml`, content])),
    ...more,
  };
  return zip(parts);
}

/** @returns {Promise<Buffer>} a zip of parts by name */
export async function zip(parts) {
  const file = new yazl.ZipFile();
  for (const [name, content] of Object.entries(parts))
    file.addBuffer(Buffer.from(content), name, { mtime: new Date('2026-01-01T00:00:00Z') });
  file.end();
  const chunks = [];
  for await (const chunk of file.outputStream) chunks.push(chunk);
  return Buffer.concat(chunks);
}
