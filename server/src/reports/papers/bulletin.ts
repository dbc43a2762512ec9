import { chineseDate } from '../../rules/lights.js';
import { PROGRESS_CLASSES, type ProgressClass } from '../../rules/progress-class.js';
import type { BulletinFacts, BulletinLine } from './factsheet.js';
import type { Block, Sheet } from './sheet.js';

/** What people write in a bulletin, and which tasks of its facts they name. */
export interface BulletinText {
  title: string;
  addressee: string;
  opening: string;
  situation: string;
  praise: string;
  problems: string;
  demands: string;
  copyTo: string;
  copies: number | null;
  praisedIds: number[];
  laggingIds: number[];
}

/** The parts that a bulletin cannot do without. */
const PARTS = { title: '标题', addressee: '主送', opening: '开头', situation: '总体情况', demands: '下一步要求' } as const;

/** The parts that are still to be written, as the form calls them. */
export function emptyParts(text: BulletinText): string[] {
  return (Object.keys(PARTS) as (keyof typeof PARTS)[]).filter(part => !text[part]).map(part => PARTS[part]);
}

const MOST_NAMED = 10;
const CLASSES = Object.keys(PROGRESS_CLASSES) as ProgressClass[];

/** How many tasks stand in each of the five classes. */
export function countsOf(lines: BulletinLine[]): Record<ProgressClass, number> {
  const count = (progress: ProgressClass) => lines.filter(line => line.progress === progress).length;
  return Object.fromEntries(CLASSES.map(progress => [progress, count(progress)])) as Record<ProgressClass, number>;
}

/** The units that a text names, each once, by the tasks chosen. */
export function namedUnits({ lines }: BulletinFacts, { praisedIds, laggingIds }: BulletinText): { unitId: number; unitName: string }[] {
  const named = chosen(lines, [...praisedIds, ...laggingIds]);
  return [...new Map(named.map(({ leadUnitId, leadUnitName }) => [leadUnitId, leadUnitName]))].map(([unitId, unitName]) => ({
    unitId,
    unitName,
  }));
}

/** A first text from the facts: numbers in five classes, what is done and what lags, what is to follow. People write on from there. */
export function proposedText(facts: BulletinFacts): BulletinText {
  const { kind, planTitle, lines, day, head } = facts;
  const plan = `《${planTitle.replace(/^《|》$/g, '')}》`;
  const lagging = lines.filter(line => line.progress === 'behind').toSorted((a, b) => b.daysOver - a.daysOver || gap(b) - gap(a));
  const upward = kind === 'special_report';
  return {
    title: upward ? `关于${plan}落实情况的督查专报` : `关于${plan}落实情况的通报`,
    addressee: '',
    opening: `现将截至${chineseDate(day)}${plan}的落实情况${upward ? '报告' : '通报'}如下。`,
    situation: situation(lines),
    praise: '',
    problems: '',
    demands:
      '一是压实责任。各牵头单位主要负责同志要亲自过问，对照时限逐项倒排工期。\n二是补齐短板。进度滞后的单位要说明原因、拿出措施、明确完成日期。\n三是如实报送。按时报送进展和佐证材料，不得虚报瞒报。',
    copyTo: upward ? '' : head.copyTo,
    copies: null,
    praisedIds: lines
      .filter(line => line.progress === 'done')
      .slice(0, MOST_NAMED)
      .map(line => line.taskId),
    laggingIds: lagging.slice(0, MOST_NAMED).map(line => line.taskId),
  };
}

/** One sentence of counts, with shares of the whole. */
function situation(lines: BulletinLine[]): string {
  const counts = countsOf(lines);
  const share = (count: number) => (lines.length > 0 ? `${((100 * count) / lines.length).toFixed(1)}%` : '0%');
  const parts = CLASSES.map(progress => `${PROGRESS_CLASSES[progress]}${counts[progress]}项，占${share(counts[progress])}`);
  return `纳入督查的任务共${lines.length}项，其中：${parts.join('；')}。`;
}

const gap = ({ expected, percent }: BulletinLine) => (expected ?? 0) - (percent ?? 0);

/** A fact about a named task, in the words that its unit is asked to check. */
function factOf({ no, title, leadUnitName, deadline, percent, expected, daysOver, progress }: BulletinLine): string {
  const name = `${leadUnitName}牵头的“${title}”${no ? `（${no}）` : ''}`;
  if (progress === 'done') return `${name}已办结并审核通过。`;
  const due = deadline ? `完成时限为${chineseDate(deadline)}` : '没有完成时限';
  const reported = percent === null ? '尚未报送进度' : `已报进度${percent}%`;
  const pace = expected === null ? '' : `，序时进度应为${expected}%`;
  return `${name}${due}，${reported}${pace}${daysOver > 0 ? `，已逾期${daysOver}天` : ''}。`;
}

/** The facts on a paper that concern some units. */
export function factsAbout(facts: BulletinFacts, text: BulletinText, unitIds: readonly number[]): string[] {
  return chosen(facts.lines, [...text.praisedIds, ...text.laggingIds])
    .filter(line => unitIds.includes(line.leadUnitId))
    .map(factOf);
}

function chosen(lines: BulletinLine[], ids: readonly number[]): BulletinLine[] {
  return ids.flatMap(id => lines.find(line => line.taskId === id) ?? []);
}

export interface Issue {
  number: string | null;
  signerName: string | null;
  /** 'YYYY-MM-DD' of the issue; while there is none, of the facts. */
  day: string;
}

/** The sheet of a bulletin, from its stored facts and text alone. */
export function bulletinSheet(facts: BulletinFacts, text: BulletinText, { number, signerName, day }: Issue): Sheet {
  const { head, kind, lines } = facts;
  const praised = chosen(lines, text.praisedIds);
  const lagging = chosen(lines, text.laggingIds);
  const parts: [heading: string, own: string, items: string[]][] = [
    ['总体情况', text.situation, []],
    ['好的做法', text.praise, praised.map(factOf)],
    ['存在问题', text.problems, lagging.map(factOf)],
    ['下一步要求', text.demands, []],
  ];
  const written = parts.filter(([, own, items]) => own || items.length > 0);
  return {
    mark: head.mark,
    number,
    signer: kind === 'special_report' ? (signerName ?? '') : null,
    title: text.title,
    badge: null,
    addressee: text.addressee || null,
    blocks: [
      { kind: 'body', text: text.opening },
      ...written.flatMap(([heading, own, items], index): Block[] => [
        { kind: 'heading', level: 1, text: `${'一二三四'[index]}、${heading}` },
        ...(own ? [{ kind: 'body' as const, text: own }] : []),
        ...items.map((item, place) => ({ kind: 'body' as const, text: `${place + 1}.${item}` })),
      ]),
    ],
    attachments: [
      { title: '任务进展一览表', blocks: [listOf(lines)] },
      ...(lagging.length > 0 ? [{ title: '进度滞后任务清单', blocks: [listOf(lagging)] }] : []),
    ],
    signature: head.signature,
    date: chineseDate(day),
    sealText: head.sealText || null,
    note: contact(head),
    copyTo: text.copyTo || null,
    printer: head.printer,
    copies: text.copies,
  };
}

/** 附注: whom to ask. */
export function contact({ contactName, contactPhone }: BulletinFacts['head']): string | null {
  const parts = [contactName && `联系人：${contactName}`, contactPhone && `电话：${contactPhone}`].filter(Boolean);
  return parts.length > 0 ? parts.join('，') : null;
}

const COLUMNS: Extract<Block, { kind: 'list' }>['columns'] = [
  { heading: '序号', width: 8, centred: true },
  { heading: '任务', width: 31 },
  { heading: '牵头单位', width: 23 },
  { heading: '完成时限', width: 24, centred: true },
  { heading: '进度', width: 9, centred: true },
  { heading: '情况', width: 11, centred: true },
];

function listOf(lines: BulletinLine[]): Block {
  const rows = lines.map(({ title, leadUnitName, deadline, percent, progress }, index) => [
    String(index + 1),
    title,
    leadUnitName,
    deadline ? chineseDate(deadline) : '长期',
    percent === null ? '未报' : `${percent}%`,
    PROGRESS_CLASSES[progress],
  ]);
  return { kind: 'list', columns: COLUMNS, rows };
}
