import type { Level, List } from './numbering.js';
import { at, elements, type Node } from './xml.js';

/** The lists of a .docx (numbering.xml), by their numbers. */
export function listsOf(root: Node | null): Map<string, List> {
  const numbering = at(root ?? undefined, 'numbering');
  const abstracts = new Map(elements(numbering, 'abstractNum').map(n => [n.attributes.abstractNumId ?? '', n]));
  const byStyle = new Map([...abstracts.values()].flatMap(n => (value(n, 'styleLink') ? [[value(n, 'styleLink')!, n] as const] : [])));
  const lists = new Map<string, List>();
  for (const num of elements(numbering, 'num')) {
    const named = abstracts.get(value(num, 'abstractNumId') ?? '');
    const abstract = named && value(named, 'numStyleLink') ? byStyle.get(value(named, 'numStyleLink')!) : named;
    if (abstract) lists.set(num.attributes.numId ?? '', list(num, abstract));
  }
  return lists;
}

function list(num: Node, abstract: Node): List {
  const overrides = elements(num, 'lvlOverride');
  const levels: Level[] = [];
  const own = overrides.flatMap(o => elements(o, 'lvl'));
  for (const node of [...elements(abstract, 'lvl'), ...own]) levels[Number(node.attributes.ilvl ?? 0)] = readLevel(node);
  const starts = overrides.flatMap((o): [number, number][] => {
    const start = value(o, 'startOverride');
    return start === undefined ? [] : [[Number(o.attributes.ilvl ?? 0), Number(start)]];
  });
  return { abstractId: abstract.attributes.abstractNumId ?? '', levels, startOverrides: new Map(starts) };
}

function readLevel(node: Node): Level {
  const restart = value(node, 'lvlRestart');
  return {
    start: Number(value(node, 'start') ?? 1),
    format: value(node, 'numFmt') ?? 'decimal',
    text: value(node, 'lvlText') ?? '',
    isLegal: at(node, 'isLgl') !== undefined && value(node, 'isLgl') !== '0',
    suffix: value(node, 'suff') ?? 'tab',
    restart: restart === undefined ? null : Number(restart),
    style: value(node, 'pStyle'),
  };
}

/** The `val` of a child element. */
export function value(node: Node | undefined, name: string): string | undefined {
  return at(node, name)?.attributes.val;
}
