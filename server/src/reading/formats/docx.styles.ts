import { value } from './docx.numbering.js';
import type { NumberRef } from './numbering.js';
import { at, elements, type Node } from './xml.js';

/** What a run turns on or off that takes its words out of the text. */
export type Toggle = 'vanish' | 'strike' | 'dstrike';
const TOGGLES: readonly Toggle[] = ['vanish', 'strike', 'dstrike'];

interface Style {
  id: string;
  name: string;
  basedOn?: string;
  number: NumberRef;
  toggles: Map<Toggle, boolean | undefined>;
}

/** The styles of a .docx: what paragraphs and runs have from them. */
export class Styles {
  private readonly styles = new Map<string, Style>();

  constructor(root: Node | null) {
    for (const style of elements(at(root ?? undefined, 'styles'), 'style')) {
      const id = style.attributes.styleId ?? '';
      this.styles.set(id, {
        id,
        name: value(style, 'name') ?? '',
        basedOn: value(style, 'basedOn'),
        number: numberOf(at(style, 'pPr')),
        toggles: new Map(TOGGLES.map(toggle => [toggle, says(style, toggle)])),
      });
    }
  }

  name(id: string): string {
    return this.styles.get(id)?.name ?? '';
  }

  /** The list that a paragraph is in by its style, and its level there. */
  number(id: string): NumberRef {
    const found: NumberRef = {};
    for (const { number } of this.chain(id)) {
      found.numId ??= number.numId;
      found.level ??= number.level;
    }
    return found;
  }

  /**
   * Whether a run (or the mark of a paragraph) has a property: its own word counts, else those of its own style and of its paragraph's,
   * each of which turns round what the other says (ISO/IEC 29500-1, 17.7.3).
   */
  isOn(run: Node, toggle: Toggle, paragraphStyle: string): boolean {
    const own = value(at(run, 'rPr'), 'rStyle') ?? '';
    return says(run, toggle) ?? this.turnsOn(own, toggle) !== this.turnsOn(paragraphStyle, toggle);
  }

  private turnsOn(id: string, toggle: Toggle): boolean {
    return (
      this.chain(id)
        .map(({ toggles }) => toggles.get(toggle))
        .find(said => said !== undefined) ?? false
    );
  }

  /** A style and those that it is based on. */
  private chain(id: string): Style[] {
    const found: Style[] = [];
    for (let style = this.styles.get(id); style && !found.includes(style); style = this.styles.get(style.basedOn ?? '')) found.push(style);
    return found;
  }
}

function says(node: Node, toggle: Toggle): boolean | undefined {
  const found = at(node, 'rPr', toggle);
  return found && !['0', 'false', 'off'].includes(found.attributes.val ?? '');
}

/** What the properties of a paragraph or a style say of list and level. */
export function numberOf(properties: Node | undefined): NumberRef {
  const number = at(properties, 'numPr');
  const level = value(number, 'ilvl');
  return { numId: value(number, 'numId'), level: level === undefined ? undefined : Number(level) };
}
