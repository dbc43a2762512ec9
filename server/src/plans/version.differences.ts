import type { EntityManager } from 'typeorm';
import { openingOf } from './items.js';
import { inWords, PointText } from './text.js';
import { type AlignUnit, align, essence } from './version.align.js';
import type { DifferenceKind } from './version.entity.js';

/** A unit of a version with what else it means beside its words. */
export interface VersionUnit extends AlignUnit {
  recordId: number;
  /** The item of the record's list that is meant, under the words that open the list; null: the whole record. */
  item: { start: number; end: number; section: string[] } | null;
  kind: string;
  deadline: string | null;
  lead: string[];
  support: string[];
  measureId: number | null;
  /** It was taken into the plan; what was discarded only keeps its like from looking new. */
  counts: boolean;
}

export interface Difference {
  kind: DifferenceKind;
  moved: boolean;
  old: VersionUnit | null;
  fresh: VersionUnit | null;
}

/** What became of everything that counted in the old version, and what is new, in the order of the new one. Pure. */
export function differencesOf(old: VersionUnit[], fresh: VersionUnit[]): Difference[] {
  const { pairs, gone, fresh: added } = align(old, fresh);
  const placed: { at: number; difference: Difference }[] = [];
  for (const { old: before, fresh: after, similarity, moved } of pairs) {
    const [from, to] = [old[before] as VersionUnit, fresh[after] as VersionUnit];
    if (!from.counts) continue;
    const kind = similarity < 1 || meansOtherwise(from, to) ? 'changed' : moved ? 'moved' : 'same';
    placed.push({ at: after, difference: { kind, moved, old: from, fresh: to } });
  }
  for (const index of added) {
    const unit = fresh[index] as VersionUnit;
    if (unit.kind === 'measure' || unit.kind === 'target')
      placed.push({ at: index, difference: { kind: 'new', moved: false, old: null, fresh: unit } });
  }
  const placeOf = new Map(pairs.map(pair => [pair.old, pair.fresh]));
  for (const index of gone) {
    const unit = old[index] as VersionUnit;
    if (!unit.counts) continue;
    let before = index;
    while (before >= 0 && !placeOf.has(before)) before -= 1;
    placed.push({ at: (placeOf.get(before) ?? -1) + 0.5, difference: { kind: 'gone', moved: false, old: unit, fresh: null } });
  }
  return placed.sort((a, b) => a.at - b.at).map(({ difference }) => difference);
}

/** The same words that nevertheless bind otherwise: another day or other units, said in the heading or in brackets. */
function meansOtherwise(from: VersionUnit, to: VersionUnit): boolean {
  const units = (unit: VersionUnit) => JSON.stringify([[...unit.lead].sort(), [...unit.support].sort()]);
  return from.deadline !== to.deadline || units(from) !== units(to);
}

/**
 * A list that the old version was taken apart from is compared item by item; one that was left whole, whole.
 * @param old the units of the version before
 */
export function itemised(fresh: (VersionUnit & { items: VersionUnit[] })[], old: AlignUnit[]): VersionUnit[] {
  const known = new Set(old.map(({ text }) => essence(text)));
  return fresh.flatMap(({ items, ...unit }) =>
    items.length > 1 && !known.has(essence(unit.text)) && items.some(({ text }) => known.has(essence(text))) ? items : [unit],
  );
}

interface UnitRow extends Omit<VersionUnit, 'text' | 'item'> {
  start: number;
  end: number;
  items: { start: number; end: number }[];
}

const UNITS = `SELECT r.id AS "recordId", r.start_at AS start, r.end_at AS end, r.kind, r.section, r.deadline->>'date' AS deadline, r.lead, r.support, r.items`;

/** The units of a version that stands: those of the first as they were accepted, those of a later one as they were matched and decided. */
export async function standingUnits(manager: EntityManager, document: { id: number; versionNo: number }): Promise<VersionUnit[]> {
  const text = await textOf(manager, document.id);
  if (document.versionNo === 1) {
    const rows: UnitRow[] = await manager.query(
      `${UNITS}, m.id AS "measureId", r.decision = 'accepted' AS counts FROM intake_record r LEFT JOIN measure m ON m.record_id = r.id
        WHERE r.document_id = $1 AND r.kind <> 'heading' ORDER BY r.start_at, r.end_at DESC, r.id`,
      [document.id],
    );
    return rows.map(row => unitOf(row, text, null));
  }
  const rows: (UnitRow & { item: VersionUnit['item'] })[] = await manager.query(
    `${UNITS}, v.measure_id AS "measureId", v.new_item AS item, coalesce(v.kind <> 'new' OR v.decision = 'taken', false) AS counts
       FROM intake_record r LEFT JOIN version_difference v ON v.new_record_id = r.id AND v.document_id = r.document_id
      WHERE r.document_id = $1 AND r.kind <> 'heading' ORDER BY r.start_at, v.seq, r.id`,
    [document.id],
  );
  return rows.map(({ item, ...row }) => unitOf(row, text, item));
}

/** The units of a version as it was read, each with the items of its list. */
export async function readUnits(manager: EntityManager, documentId: number): Promise<(VersionUnit & { items: VersionUnit[] })[]> {
  const text = await textOf(manager, documentId);
  const rows: UnitRow[] = await manager.query(
    `${UNITS}, NULL AS "measureId", false AS counts FROM intake_record r WHERE r.document_id = $1 AND r.kind <> 'heading' ORDER BY r.start_at, r.id`,
    [documentId],
  );
  return rows.map(row => ({ ...unitOf(row, text, null), items: itemsOf(row, text) }));
}

function itemsOf(row: UnitRow, text: PointText): VersionUnit[] {
  const opening = openingOf(text, row.start, row.items[0]?.start ?? row.end);
  const section = opening ? [...row.section, opening] : row.section;
  return row.items.map(({ start, end }) => unitOf(row, text, { start, end, section }));
}

async function textOf(manager: EntityManager, documentId: number): Promise<PointText> {
  const [{ text }] = await manager.query('SELECT text FROM document WHERE id = $1', [documentId]);
  return new PointText(text);
}

function unitOf({ start, end, items: _items, ...row }: UnitRow, text: PointText, item: VersionUnit['item']): VersionUnit {
  return { ...row, section: item?.section ?? row.section, item, text: inWords(text.slice(item?.start ?? start, item?.end ?? end)) };
}
