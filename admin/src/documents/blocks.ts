import { type RefObject, useEffect, useState } from 'react';

/** How many rows stand in one block. */
const ROWS = 24;

/**
 * A long list in blocks of rows. The browser lays out only the blocks in sight and watches few of them (`content-visibility` on each block,
 * not on each row: it watches every element that has it, at every frame), yet all of the text is there for a search in the page and for print.
 */
export function blocksOf<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, at) => rows.slice(at * ROWS, (at + 1) * ROWS));
}

/** A block's style while it is out of sight: how high it is, as it was last seen, else as reckoned. */
export const asHigh = (pixels: number) => ({ contentVisibility: 'auto', containIntrinsicSize: `auto ${Math.round(pixels)}px` }) as const;

/** How far outside the pane a block is made ready, in its own direction. */
const AHEAD = '800px 0px';

/** Whether an element has ever come near the part of the screen that its pane shows: rows of a block that nobody has come to are not even made. */
export function useSeen(block: RefObject<HTMLElement | null>): boolean {
  const [seen, setSeen] = useState(false);
  useEffect(() => {
    const element = block.current;
    if (seen || !element) return;
    const observer = new IntersectionObserver(entries => entries.some(({ isIntersecting }) => isIntersecting) && setSeen(true), {
      root: element.parentElement,
      rootMargin: AHEAD,
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [block, seen]);
  return seen;
}

/** Two lists hold the very same things. */
export function same<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((one, at) => one === b[at]);
}
