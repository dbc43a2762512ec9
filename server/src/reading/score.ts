import type { Kind } from './types.js';

/** A record as gold and readings store it, one JSON object a line. */
export interface ScoredRecord {
  start: number;
  end: number;
  text?: string;
  kind: Kind;
  section?: string[];
  confidence?: number;
  lead?: string[];
  support?: string[];
  deadline?: { date: string } | null;
  phases?: number[];
  indicators?: { op: string; value: number | null; value2?: number; unit?: string; name?: string }[];
}

export interface DocumentPair {
  name: string;
  gold: ScoredRecord[];
  read: ScoredRecord[];
}

/** Precision, recall and F1 with the counts behind them. */
export interface Figures {
  precision: number;
  recall: number;
  f1: number;
  gold: number;
  predicted: number;
  right: number;
}

export interface Score {
  documents: number;
  kindAccuracyOfMatched: number;
  macroF1: number;
  /** by kind and by field */
  rows: Record<string, Figures>;
  misses: Miss[];
}

/** One difference: what kind of difference, in which document, on which words. */
export interface Miss {
  what: string;
  document: string;
  words: string;
}

const KINDS = ['measure', 'target', 'achievement'] as const;
const LISTS = ['lead', 'support', 'phases'] as const;
const FIELDS = ['indicators', 'indicators_named', 'deadline', ...LISTS] as const;
type Count = { gold: number; predicted: number; right: number };

/** Compares readings with gold: units meet where their spans overlap with IoU of at least a half, best overlap first, one to one. */
export function score(pairs: DocumentPair[]): Score {
  const tally = new Tally();
  for (const pair of pairs) tally.document(pair);
  return tally.result(pairs.length);
}

/** A score as a table, one row a kind or field. */
export function table(s: Score): string {
  const head = `${''.padEnd(18)}${['precision', 'recall', 'F1'].map(h => h.padStart(10)).join('')}${'gold'.padStart(7)}${'read'.padStart(7)}`;
  const rows = Object.entries(s.rows).map(
    ([name, f]) =>
      `${name.padEnd(18)}${[f.precision, f.recall, f.f1].map(v => v.toFixed(3).padStart(10)).join('')}${`${f.gold}`.padStart(7)}${`${f.predicted}`.padStart(7)}`,
  );
  const sum = `macro F1 of kinds ${s.macroF1.toFixed(3)}; kind accuracy of matched ${s.kindAccuracyOfMatched.toFixed(3)}; ${s.documents} documents`;
  return [head, ...rows, sum].join('\n');
}

const BANDS = [0.9, 0.8, 0];

/** Of the records in each band of confidence, how many meet a gold unit of the same kind: what a confidence is worth. */
export function calibration(pairs: DocumentPair[]): string {
  const counts = BANDS.map(() => ({ right: 0, all: 0 }));
  for (const { gold, read } of pairs) {
    const units = gold.filter(isUnit);
    const ours = read.filter(isUnit);
    const right = new Set(pairUnits(units, ours).flatMap(([i, j]) => (units[i]!.kind === ours[j]!.kind ? [j] : [])));
    ours.forEach((r, j) => {
      const band = counts[BANDS.findIndex(b => (r.confidence ?? 0) >= b)]!;
      band.all++;
      if (right.has(j)) band.right++;
    });
  }
  return BANDS.map((b, i) => {
    const { right, all } = counts[i]!;
    return `confidence >= ${b.toFixed(1)}: ${right} of ${all} right${all ? ` (${(right / all).toFixed(3)})` : ''}`;
  }).join('\n');
}

/** [gold index, read index] of the units that meet. */
export function pairUnits(gold: ScoredRecord[], read: ScoredRecord[]): [number, number][] {
  const found: { overlap: number; i: number; j: number }[] = [];
  gold.forEach((g, i) => {
    read.forEach((p, j) => {
      const inter = Math.min(g.end, p.end) - Math.max(g.start, p.start);
      const union = Math.max(g.end, p.end) - Math.min(g.start, p.start);
      if (inter > 0 && inter / union >= 0.5) found.push({ overlap: inter / union, i, j });
    });
  });
  found.sort((a, b) => b.overlap - a.overlap || a.i - b.i || a.j - b.j);
  const takenGold = new Set<number>();
  const takenRead = new Set<number>();
  return found.flatMap(({ i, j }): [number, number][] => {
    if (takenGold.has(i) || takenRead.has(j)) return [];
    takenGold.add(i);
    takenRead.add(j);
    return [[i, j]];
  });
}

class Tally {
  private readonly counts = new Map<string, Count>();
  private readonly misses: Miss[] = [];
  private matched = 0;
  private kindRight = 0;

  document(pair: DocumentPair): void {
    const gold = pair.gold.filter(isUnit);
    const read = pair.read.filter(isUnit);
    const met = pairUnits(gold, read);
    for (const g of gold) this.row(g.kind).gold++;
    for (const p of read) this.row(p.kind).predicted++;
    for (const [i, j] of met) this.kind(pair.name, gold[i]!, read[j]!);
    const ofGold = new Map(met);
    const ofRead = new Set(met.map(([, j]) => j));
    gold.forEach((g, i) => {
      const j = ofGold.get(i);
      if (j === undefined) this.miss(pair.name, `${g.kind} not found`, g);
      this.fields(pair.name, g, j === undefined ? null : read[j]!);
    });
    read.forEach((p, j) => {
      if (ofRead.has(j)) return;
      this.miss(pair.name, `${p.kind} that is none`, p);
      this.fields(pair.name, null, p);
    });
  }

  result(documents: number): Score {
    const rows = Object.fromEntries([...KINDS, ...FIELDS].map(name => [name, figures(this.row(name))]));
    const present = KINDS.filter(k => this.row(k).gold > 0);
    const macroF1 = present.length === 0 ? 0 : present.reduce((sum, k) => sum + rows[k]!.f1, 0) / present.length;
    return { documents, kindAccuracyOfMatched: this.matched ? this.kindRight / this.matched : 0, macroF1, rows, misses: this.misses };
  }

  private kind(document: string, gold: ScoredRecord, read: ScoredRecord): void {
    this.matched++;
    if (gold.kind === read.kind) {
      this.kindRight++;
      this.row(gold.kind).right++;
    } else this.miss(document, `${gold.kind} read as ${read.kind}`, gold);
  }

  private fields(document: string, gold: ScoredRecord | null, read: ScoredRecord | null): void {
    const unit = gold ?? read!;
    this.indicators(document, gold?.indicators ?? [], read?.indicators ?? [], unit);
    this.deadline(document, gold?.deadline?.date, read?.deadline?.date, unit);
    for (const field of LISTS) this.list(document, field, gold?.[field] ?? [], read?.[field] ?? [], unit);
  }

  private indicators(document: string, gold: Indicators, read: Indicators, unit: ScoredRecord): void {
    for (const name of ['indicators', 'indicators_named']) {
      this.row(name).gold += gold.length;
      this.row(name).predicted += read.length;
    }
    const left = [...read];
    for (const g of gold) {
      const same = left.filter(p => key(p) === key(g));
      const best = same.find(p => nameMeets(p.name, g.name)) ?? same[0];
      if (!best) {
        this.miss(document, 'indicator not found', unit, key(g));
        continue;
      }
      left.splice(left.indexOf(best), 1);
      this.row('indicators').right++;
      if (nameMeets(best.name, g.name)) this.row('indicators_named').right++;
      else this.miss(document, 'indicator name', unit, `${g.name} read as ${best.name}`);
    }
    for (const p of left) this.miss(document, 'indicator that is none', unit, key(p));
  }

  private deadline(document: string, gold: string | undefined, read: string | undefined, unit: ScoredRecord): void {
    const row = this.row('deadline');
    if (gold) row.gold++;
    if (read) row.predicted++;
    if (gold && gold === read) row.right++;
    if (gold !== read) this.miss(document, 'deadline', unit, `${gold} read as ${read}`);
  }

  private list(document: string, field: string, gold: (string | number)[], read: (string | number)[], unit: ScoredRecord): void {
    const g = new Set(gold.map(x => String(x).trim()));
    const p = new Set(read.map(x => String(x).trim()));
    const right = [...g].filter(x => p.has(x)).length;
    const row = this.row(field);
    row.gold += g.size;
    row.predicted += p.size;
    row.right += right;
    if (right !== g.size || right !== p.size) this.miss(document, field, unit, `${[...g].join('、')} read as ${[...p].join('、')}`);
  }

  private row(name: string): Count {
    const row = this.counts.get(name) ?? { gold: 0, predicted: 0, right: 0 };
    this.counts.set(name, row);
    return row;
  }

  private miss(document: string, what: string, unit: ScoredRecord, detail = ''): void {
    this.misses.push({ what, document, words: `${detail ? `${detail} in ` : ''}${(unit.text ?? '').replace(/\s+/g, ' ')}` });
  }
}

type Indicators = NonNullable<ScoredRecord['indicators']>;

function isUnit(r: ScoredRecord): boolean {
  return (KINDS as readonly string[]).includes(r.kind);
}

function figures(c: Count): Figures {
  const precision = c.predicted ? c.right / c.predicted : c.gold ? 0 : 1;
  const recall = c.gold ? c.right / c.gold : c.predicted ? 0 : 1;
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0, ...c };
}

function key(i: Indicators[number]): string {
  const number = (v: number | null | undefined): string => (v === null || v === undefined ? '-' : String(Number(v.toFixed(9))));
  return [i.op, number(i.value), number(i.value2), (i.unit ?? '').trim()].join(' ');
}

/** Names meet when their longest common stretch is at least half of the longer one. */
function nameMeets(a: string | undefined, b: string | undefined): boolean {
  return Boolean(a && b) && commonStretch([...a!], [...b!]) * 2 >= Math.max([...a!].length, [...b!].length);
}

function commonStretch(a: string[], b: string[]): number {
  let best = 0;
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = row.map((_, j) => (j > 0 && b[j - 1] === x ? row[j - 1]! + 1 : 0));
    best = Math.max(best, ...next);
    row = next;
  }
  return best;
}
