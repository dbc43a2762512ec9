import type { Indicator, Reading, ReadingRecord } from './types.js';

/** One record a line, in the form of the annotation guideline; items, confidence and defects only where there are any. */
export function jsonLines(reading: Reading, documentName: string, explain: boolean): string {
  return reading.records.map(r => `${JSON.stringify(line(r, documentName, explain))}\n`).join('');
}

function line(r: ReadingRecord, doc: string, explain: boolean): Record<string, unknown> {
  const { start, end, text } = r.whole ?? r;
  return {
    doc,
    start,
    end,
    text,
    kind: r.kind,
    section: r.section,
    lead: r.lead,
    support: r.support,
    deadline: r.deadline,
    phases: r.phases,
    indicators: r.indicators.filter(isKnown).map(({ defect: _, ...i }) => i),
    ...(r.items.length > 0 && { items: r.items }),
    confidence: r.confidence,
    ...(r.defects.length > 0 && { defects: r.defects }),
    ...(explain && { why: r.why }),
  };
}

/** An indicator whose value was lost in the source is told as a defect, not as an indicator. */
function isKnown(i: Indicator): boolean {
  return i.value !== null;
}

const KIND_NAMES: Record<ReadingRecord['kind'], string> = { heading: '标题', measure: '措施', target: '目标', achievement: '成效' };

/** The reading for people: headings indented by depth, under each unit what was read from it. */
export function plainText(reading: Reading, explain: boolean): string {
  const head = [
    `标题:${reading.title ?? '(未识别)'}`,
    `文件年份:${reading.documentYear ?? '(未识别)'}`,
    ...reading.phases.map(p => `阶段:${p.year}年 ${p.name}`),
  ];
  return `${[...head, '', ...reading.records.flatMap(r => describe(r, explain))].join('\n')}\n`;
}

function describe(r: ReadingRecord, explain: boolean): string[] {
  const pad = '  '.repeat(r.section.length);
  const text = r.text.replace(/\s*\n\s*/g, '');
  if (r.kind === 'heading') return [`${pad}■ ${text}`];
  const facts = [
    r.lead.length > 0 && `牵头:${r.lead.join('、')}`,
    r.support.length > 0 && `配合:${r.support.join('、')}`,
    r.deadline && `时限:${r.deadline.date}(${r.deadline.raw})`,
    r.phases.length > 0 && `年度:${r.phases.join('、')}`,
    ...r.indicators.map(i => `指标:${i.name} ${i.op} ${i.value ?? '(数值缺失)'}${i.value2 === undefined ? '' : `~${i.value2}`}${i.unit}`),
    ...r.items.map(i => `分项:${i.text.replace(/\s*\n\s*/g, '')}`),
    ...r.defects.map(d => `疑点:${d}`),
    ...(explain ? r.why.map(w => `依据:${w.field} ← ${w.rule}“${w.words}”`) : []),
  ].filter(f => f !== false && f !== null);
  return [`${pad}[${KIND_NAMES[r.kind]}] ${text}`, ...facts.map(f => `${pad}    ${f}`)];
}
