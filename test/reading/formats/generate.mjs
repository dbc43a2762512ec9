// Makes the fixtures of this folder anew: `node test/reading/formats/generate.mjs`. Needs LibreOffice (soffice) with Writer and Calc; the results are committed.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { breakdown } from './breakdown.mjs';
import { packedNumbers } from './numbers.mjs';
import { ofd } from './ofd.mjs';
import { packed, pictures } from './plan.mjs';
import { packedShort } from './short.mjs';
import { packedStruck } from './struck.mjs';
import { ofdTable, packedTable } from './table.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const seeds = fileURLToPath(new URL('../../../seeds/documents/', import.meta.url));
const work = mkdtempSync(join(tmpdir(), 'formats-'));
const FILTERS = {
  docx: 'MS Word 2007 XML',
  doc: 'MS Word 97',
  html: 'HTML (StarWriter)',
  pdf: 'writer_pdf_Export',
  xlsx: 'Calc MS Excel 2007 XML',
};

/** Converts a file of the working folder; answers the result's path. */
function convert(name, to, { filter = FILTERS[to], input } = {}) {
  const out = join(work, 'out');
  const words = ['--headless', '--norestore', `-env:UserInstallation=file://${work}/profile`, ...(input ? [`--infilter=${input}`] : [])];
  execFileSync('soffice', [...words, '--convert-to', `${to}:${filter}`, '--outdir', out, join(work, name)], { stdio: 'ignore' });
  return join(out, name.replace(/\.[^.]+$/, `.${to}`));
}

const SEEDS = {
  '000_6686fd37e206705a': ['docx', 'doc', 'html', 'pdf', 'ofd'],
  '002_8e5f57c3d734c99e': ['docx', 'doc', 'ofd'],
  '004_a21cdf9f442688e9': ['docx', 'doc', 'html', 'pdf', 'ofd'],
};
for (const [seed, formats] of Object.entries(SEEDS)) {
  copyFileSync(join(seeds, `${seed}.txt`), join(work, `${seed}.txt`));
  for (const format of formats) {
    const name = join(here, `${seed.slice(0, 3)}.${format}`);
    if (format === 'ofd') writeFileSync(name, await ofd(readFileSync(join(seeds, `${seed}.txt`), 'utf8')));
    else renameSync(convert(`${seed}.txt`, format, { input: 'Text (encoded):UTF8,LF,,,' }), name);
  }
}

writeFileSync(join(work, 'plan.docx'), await packed());
for (const format of ['docx', 'doc', 'pdf']) renameSync(convert('plan.docx', format), join(here, `plan.${format}`));
writeFileSync(join(work, 'numbers.docx'), await packedNumbers());
for (const format of ['docx', 'doc']) renameSync(convert('numbers.docx', format), join(here, `numbers.${format}`));
writeFileSync(join(work, 'short.docx'), await packedShort());
for (const format of ['docx', 'doc']) renameSync(convert('short.docx', format), join(here, `short.${format}`));
writeFileSync(join(work, 'struck.docx'), await packedStruck());
for (const format of ['docx', 'doc', 'pdf', 'html']) renameSync(convert('struck.docx', format), join(here, `struck.${format}`));
const locked = '{"EncryptFile":{"type":"boolean","value":"true"},"DocumentOpenPassword":{"type":"string","value":"plan"}}';
renameSync(convert('plan.docx', 'pdf', { filter: `writer_pdf_Export:${locked}` }), join(here, 'locked.pdf'));

writeFileSync(join(work, 'breakdown.xlsx'), await breakdown());
renameSync(convert('breakdown.xlsx', 'xlsx'), join(here, 'breakdown.xlsx'));

for (const [name, bare] of [
  ['table-bare', true],
  ['table', false],
]) {
  writeFileSync(join(work, `${name}.docx`), await packedTable(bare));
  renameSync(convert(`${name}.docx`, 'pdf'), join(here, `${name}.pdf`));
}
for (const [name, line] of [
  ['table-bare', null],
  ['table', 'stroked'],
  ['table-filled', 'filled'],
])
  writeFileSync(join(here, `${name}.ofd`), await ofdTable(line));

writeFileSync(join(work, 'scan.docx'), await pictures());
renameSync(convert('scan.docx', 'pdf'), join(here, 'scan.pdf'));

rmSync(work, { recursive: true, force: true });
