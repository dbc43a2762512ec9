import { SaxesParser } from 'saxes';
import { refusal } from './refusals.js';

/** An element by its local name: namespaces' prefixes differ from program to program. */
export interface Node {
  name: string;
  attributes: Record<string, string>;
  children: (Node | string)[];
}

/** Deeper nesting is no document's. */
const MAX_DEPTH = 500;

/**
 * Parses XML into nodes. With `visit`, each child of an element named `parent` is handed over as soon as it is complete and then let go,
 * so that a long body never stands in memory whole. Entities are not expanded beyond XML's own five; a doctype is refused.
 */
export function parseXml(xml: string, fileName: string, parent?: string, visit?: (child: Node) => void): Node {
  const root: Node = { name: '', attributes: {}, children: [] };
  const open: Node[] = [root];
  const damaged = () => refusal('reading.damaged', fileName, 'XML 内容有误');
  const parser = new SaxesParser({ xmlns: false });
  parser.on('error', () => {
    throw damaged();
  });
  parser.on('doctype', () => {
    throw damaged();
  });
  parser.on('opentag', tag => {
    if (open.length > MAX_DEPTH) throw damaged();
    const attributes: Record<string, string> = {};
    for (const [name, value] of Object.entries(tag.attributes)) attributes[local(name)] = value;
    const node: Node = { name: local(tag.name), attributes, children: [] };
    open.at(-1)!.children.push(node);
    open.push(node);
  });
  parser.on('text', text => {
    open.at(-1)!.children.push(text);
  });
  parser.on('cdata', text => {
    open.at(-1)!.children.push(text);
  });
  parser.on('closetag', () => {
    const node = open.pop()!;
    const above = open.at(-1)!;
    if (!visit || above.name !== parent) return;
    above.children = [];
    visit(node);
  });
  parser.write(xml.replace(/^\ufeff/, '')).close();
  return root;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** The elements directly under a node. */
export function elements(node: Node | undefined, name?: string): Node[] {
  return (node?.children ?? []).filter((c): c is Node => typeof c !== 'string' && (name === undefined || c.name === name));
}

/** The first element at a path of names below the node. */
export function at(node: Node | undefined, ...path: string[]): Node | undefined {
  return path.reduce<Node | undefined>((found, name) => elements(found, name)[0], node);
}

/** All elements of a name at any depth, in document order. */
export function all(node: Node, name: string): Node[] {
  return elements(node).flatMap(child => (child.name === name ? [child, ...all(child, name)] : all(child, name)));
}

/** The text of a node and all below it. */
export function textOf(node: Node | undefined): string {
  return (node?.children ?? []).map(c => (typeof c === 'string' ? c : textOf(c))).join('');
}
