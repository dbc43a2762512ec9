import { all, parseXml } from './xml.js';
import type { Package } from './zip.js';

/** What a part refers to. */
export interface Relation {
  id: string;
  /** the last word of its kind: 'worksheet', 'styles' */
  kind: string;
  /** the other part's name */
  target: string;
}

/** The relations of a part; '' is the package itself. */
export async function relationsOf(parts: Package, part: string): Promise<Relation[]> {
  const folder = part.replace(/[^/]*$/, '');
  const xml = await parts.text(`${folder}_rels/${part.slice(folder.length)}.rels`);
  if (xml === null) return [];
  return all(parseXml(xml, parts.fileName), 'Relationship').map(({ attributes: { Id = '', Type = '', Target = '' } }) => ({
    id: Id,
    kind: Type.replace(/^.*\//, ''),
    target: Target.startsWith('/') ? Target.slice(1) : folder + Target.replace(/^\.\//, ''),
  }));
}

/** The part that the package is about. @param usual where nothing says so */
export async function mainPart(parts: Package, usual: string): Promise<string> {
  return (await relationsOf(parts, '')).find(({ kind }) => kind === 'officeDocument')?.target ?? usual;
}
