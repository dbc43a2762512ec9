import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { decodeText, UnreadableFile } from './formats/decode.js';
import { AHEAD_MARKS, DONE_MARKS } from './kinds/marks.js';
import { readPlan } from './read.js';
import type { Reading, ReadingRecord } from './types.js';
import { Candidates } from './words/candidates.js';
import { ADVERBS } from './words/lexicon.js';
import { pattern, sought } from './words/pattern.js';
import { endsWith, lexicon, wordEnd } from './words/scan.js';

const DOCUMENTS = join(__dirname, '../../../seeds/documents');
const texts = readdirSync(DOCUMENTS).map(f => readFileSync(join(DOCUMENTS, f), 'utf8'));
/** Enough to meet what can go wrong, little enough for every run of the tests. */
const BOUNDS = { numRuns: 60, interruptAfterTimeLimit: 6000, seed: 20260301 };
const ODD = [
  '\n',
  '\r\n',
  '\t',
  '\f',
  '\u3000',
  '\ufeff',
  '𠮷',
  '\ud800',
  '(',
  '）',
  '《',
  '“',
  '”',
  '。',
  '：',
  '——',
  '１２%',
  '万',
  '年底前',
  '第',
  '一是',
  '#',
  '|',
];

/** Offsets lie in the text, in order, and cut out exactly the record's words. */
function isSound(text: string, reading: Reading): boolean {
  const points = [...text];
  return reading.records.every(
    (r, i) =>
      r.start >= 0 &&
      r.start < r.end &&
      r.end <= points.length &&
      (i === 0 || r.start >= reading.records[i - 1]!.start) &&
      points.slice(r.start, r.end).join('') === r.text &&
      r.confidence > 0 &&
      r.confidence <= 1,
  );
}

const piece = fc
  .tuple(fc.nat(texts.length - 1), fc.nat(30000), fc.nat(400))
  .map(([n, from, length]) => texts[n]!.slice(from % texts[n]!.length, (from % texts[n]!.length) + length));
const mutated = fc
  .array(fc.oneof({ weight: 3, arbitrary: piece }, fc.constantFrom(...ODD), fc.string({ unit: 'grapheme', maxLength: 12 })), {
    maxLength: 14,
  })
  .map(p => p.join(''));

describe('reading any text', () => {
  it('takes arbitrary bytes or refuses them with a reason', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), bytes => {
        try {
          const { text } = decodeText(bytes, '上传.txt');
          expect(isSound(text, readPlan(text))).toBe(true);
        } catch (error) {
          if (!(error instanceof UnreadableFile)) throw error;
        }
      }),
      BOUNDS,
    ));

  it('keeps its offsets in mutated documents', () =>
    fc.assert(
      fc.property(mutated, text => isSound(text, readPlan(text))),
      BOUNDS,
    ));

  it('reads the same text to the same bytes', () =>
    fc.assert(
      fc.property(mutated, text => {
        const [once, again] = [readPlan(text), readPlan(text)];
        expect(JSON.stringify(again)).toBe(JSON.stringify(once));
      }),
      { ...BOUNDS, numRuns: 25 },
    ));

  it('does not hang on degenerate text', () => {
    const start = process.cpuUsage();
    for (const unit of ['(', '“', '一', '1', '、', ',', '由', '要', '达到', '市局', '率', '2025年', '\n(', '一是', '为'])
      expect(isSound(unit.repeat(20000), readPlan(unit.repeat(20000)))).toBe(true);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(60);
  });

  it('does not hang on what looks like a table whose cells lost every mark', () => {
    const start = process.cpuUsage();
    const goals = '序号指标名称单位2020年2025年属性\n';
    const tasks = '序号工作任务责任单位完成时限\n';
    const lines = [
      `${'目标'.repeat(55)}责任单位x`,
      `指标2020年${'累计'.repeat(300)}x`,
      `指标${' '.repeat(20000)}x`,
      `${goals}${'1'.repeat(100)}x`,
    ];
    const rows = [
      `${goals}1甲乙率%${'1%'.repeat(50)}x`,
      `${goals}1甲乙率%${'1234567890'.repeat(5)}`,
      `${tasks}1${'推进县市区'.repeat(2000)}局`,
    ];
    for (const text of [...lines, ...rows]) expect(isSound(text, readPlan(text))).toBe(true);
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10);
  });

  it.each(['加强管理责任单位:市卫生健康委\n', '加强基层能力建设(某某)\n'])(
    'takes as long for each line of a long list as of a short one: %s',
    line => {
      const spent = (lines: number): number => {
        const before = process.cpuUsage();
        readPlan(line.repeat(lines));
        return process.cpuUsage(before).user;
      };
      spent(5000);
      expect(spent(40000) / spent(5000)).toBeLessThan(16);
    },
  );
});

describe('several texts in one', () => {
  const plan = (year: number, place: string) =>
    `${place}${year}年卫生健康工作要点\n一、总体目标\n到${year}年底,县域就诊率达到9${year % 10}%以上。\n二、重点任务\n(一)强化基层。6月底前新建村卫生室${year % 7}5个。(责任单位:${place}卫生健康局)\n三、保障措施\n各乡镇要加强督导,每季度通报一次。`;
  const facts = (reading: Reading, shift: number) =>
    reading.records.map(({ start, end, why: _, ...r }) => ({ ...r, start: start + shift, end: end + shift }));

  it('gives the readings of both, each in its own year', () =>
    fc.assert(
      fc.property(
        fc.integer({ min: 2020, max: 2034 }),
        fc.integer({ min: 2020, max: 2034 }),
        fc.constantFrom('\n', '\n\n'),
        (a, b, gap) => {
          const [first, second] = [plan(a, '青山县'), plan(b, '临河县')];
          const both = readPlan(first + gap + second);
          expect(facts(both, 0)).toEqual([...facts(readPlan(first), 0), ...facts(readPlan(second), [...(first + gap)].length)]);
        },
      ),
      BOUNDS,
    ));
});

const NO_LINE_START = /[，。；：、）》”！？,.;:%\d]/;

/** Breaks lines after so many characters; no mark opens a line and no number is divided. */
function hardWrapped(text: string, width: number): string[] {
  return text.split('\n').flatMap(line => {
    const rows: string[] = [];
    let row = '';
    for (const c of line) {
      if ([...row].length >= width && !NO_LINE_START.test(c)) {
        rows.push(row);
        row = '';
      }
      row += c;
    }
    return [...rows, row];
  });
}

function paged(rows: string[], number: (page: number) => string): string {
  return rows.flatMap((row, i) => (i % 22 === 21 ? [row, number((i + 1) / 22)] : [row])).join('\n');
}

/** What happens to a text between an office's screen and another's; `least`: the share of records that must stay the same. */
const LAYOUTS: readonly { name: string; least: number; lay(text: string): string }[] = [
  { name: 'full-width digits', least: 1, lay: t => t.replace(/\d/g, d => String.fromCharCode(d.charCodeAt(0) + 0xfee0)) },
  { name: 'line ends of Windows', least: 1, lay: t => t.replace(/\n/g, '\r\n') },
  { name: 'no empty lines', least: 1, lay: t => t.replace(/\n\s*\n+/g, '\n') },
  { name: 'empty lines everywhere', least: 1, lay: t => t.replace(/\n+/g, '\n\n') },
  { name: 'indented paragraphs', least: 1, lay: t => t.replace(/^(?=\S)/gm, '\u3000\u3000') },
  { name: 'spaces at the ends of lines', least: 1, lay: t => t.replace(/$/gm, '  ') },
  { name: 'half-width marks', least: 0.99, lay: t => t.replace(/[，；：（）]/g, c => ',;:()'['，；：（）'.indexOf(c)]!) },
  { name: 'lines of 35 characters', least: 0.97, lay: t => hardWrapped(t, 35).join('\n') },
  { name: 'lines of 28 characters', least: 0.97, lay: t => hardWrapped(t, 28).join('\n') },
  { name: 'pages with their numbers', least: 0.97, lay: t => paged(hardWrapped(t, 35), n => `- ${n} -`) },
  { name: 'pages with bare numbers (one alone is none)', least: 0.92, lay: t => paged(hardWrapped(t, 35), String) },
];

/** A record without where it stands and how it is laid out. */
function gist({ kind, text, lead, support, deadline, indicators }: ReadingRecord): string {
  const told = [kind, text, lead, support, deadline?.date ?? '', indicators.map(i => [i.name, i.op, i.value, i.unit])];
  return JSON.stringify(told)
    .normalize('NFKC')
    .replace(/(?:\\[nr]|[\s\u3000])+|-\s*\d+\s*-/g, '');
}

describe('the same text laid out otherwise', () => {
  it.each(LAYOUTS)('gives the same records: $name', ({ lay, least }) => {
    let [shared, all] = [0, 0];
    for (const text of texts) {
      const found = new Set(readPlan(lay(text)).records.map(gist));
      const wanted = readPlan(text).records.map(gist);
      shared += wanted.filter(g => found.has(g)).length;
      all += Math.max(wanted.length, found.size);
    }
    expect(shared / all).toBeGreaterThanOrEqual(least);
  });
});

/** One of each shape that patterns tell apart: begun by known characters or any, with ^, with $, with what stands beside, with what may be missing. */
const PATTERNS = [
  new RegExp(DONE_MARKS.source),
  new RegExp(AHEAD_MARKS.source),
  /[([]([^()[\]]+)[)\]][。;]?$/,
  /^[^:。;]{4,40}:(?=一是|一要|第一,|首先,)/,
  /^[^,;。]*(?:牵头|负责|承办)/,
  /(?:率|占比|比例|满意度|量)$/,
  /^(?:实施|开展|推进)|(?:体系|机制)$/,
  /\d+(?:,\d{3})*(?:\.\d+)?[余多]?[万亿]?(?:个|家|%)?/g,
  /“?(?<plan>十[二三四五]五”?)(?:规划|时期)?/g,
  /(?<=[,、])[^,、。]{2,8}(?=等部门)/g,
  /(?:到|至)?(?:20)?\d{2}年(?:底|末)?(?:之?前)?/g,
  /[一-龥]{2}[省市县区]|[a-z]+/g,
  /.(?=。)/,
  /(?:其中)*/,
];

const candidates = new Candidates(PATTERNS.map(written => pattern(written)));
const asked = PATTERNS.flatMap(written => [pattern(written), sought(written)].map(one => ({ written, one })));

describe('a pattern', () => {
  it('finds what the written one finds, in words and in whole clauses', () =>
    fc.assert(
      fc.property(mutated, fc.constantFrom(...asked), (text, { written, one }) => {
        const found = new RegExp(written.source).exec(text);
        expect([one.exec(text)?.index, one.exec(text)?.[0]]).toEqual([found?.index, found?.[0]]);
        expect(one.test(text)).toBe(found !== null);
      }),
      { ...BOUNDS, numRuns: 600 },
    ));

  it('finds all of them', () =>
    fc.assert(
      fc.property(mutated, fc.constantFrom(...asked.filter(a => a.written.global)), (text, { written, one }) => {
        expect(one.all(text).map(m => [m.index, m[0]])).toEqual([...text.matchAll(written)].map(m => [m.index, m[0]]));
      }),
      { ...BOUNDS, numRuns: 300 },
    ));

  it('is a candidate wherever it stands', () =>
    fc.assert(
      fc.property(mutated, text => {
        const found = candidates.in(text);
        PATTERNS.forEach((written, n) => {
          if (new RegExp(written.source).test(text)) expect(found & (1 << n)).not.toBe(0);
        });
      }),
      { ...BOUNDS, numRuns: 200 },
    ));

  it('is none where a character that it needs is missing', () => {
    const two = new Candidates([pattern(/(?:体系|机制)[^,]*[更全]/), pattern(/^各/)]);
    expect(['监测体系更完善', '各监测体系', '更要监测'].map(text => two.in(text))).toEqual([1, 2, 0]);
  });

  it('with ^ ends where it ends in what stands behind', () =>
    fc.assert(
      fc.property(mutated, fc.nat(200), (text, at) => {
        const written = /^(?:(?:实施|开展|推进)|[一-龥]{2}[省市县区]|\d{1,2}月)/;
        const found = written.exec(text.slice(at));
        expect(pattern(written).endAt(text, at)).toBe(found ? at + found[0].length : -1);
      }),
      { ...BOUNDS, numRuns: 100 },
    ));
});

describe('words', () => {
  it('are found by the first who asks for them, whatever was read before', () => {
    const [rare, rarer] = [lexicon('鼗鼓'), lexicon('鼙鼓')];
    expect([wordEnd('鼗鼓', 0, rare), endsWith('鼙鼓', 2, rarer), rarer.has('鼙鼓')]).toEqual([2, true, true]);
  });

  const naive = (text: string, at: number): number => Math.max(at, ...[...ADVERBS].map(w => (text.startsWith(w, at) ? at + w.length : at)));

  it('are the longest that stand there, at any place', () =>
    fc.assert(
      fc.property(mutated, fc.nat(200), (text, at) => {
        expect(wordEnd(text, at, ADVERBS)).toBe(naive(text, at));
        expect(endsWith(text, at, ADVERBS)).toBe([...ADVERBS].some(w => at <= text.length && text.slice(0, at).endsWith(w)));
      }),
      { ...BOUNDS, numRuns: 300 },
    ));
});
