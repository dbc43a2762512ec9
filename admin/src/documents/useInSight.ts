import { type MouseEvent, type RefObject, useEffect, useRef } from 'react';

/**
 * Keeps the record at hand in sight of a pane. Entering another section puts its heading at the top, so that the whole of it can be read
 * without scrolling; within a section, and where the pane itself was clicked, nothing moves more than it must.
 * @param attribute what names the records in this pane
 * @param active the record at hand; null: nothing moves
 * @param heading the heading that it stands under
 * @returns what the pane does when it is clicked
 */
export function useInSight(pane: RefObject<HTMLElement | null>, attribute: string, active: number | null, heading: number | null) {
  const section = useRef<number | null>(null);
  const pointed = useRef(false);
  useEffect(() => {
    if (active === null) return;
    const find = (id: number | null) => pane.current?.querySelector(`[${attribute}="${id}"]`);
    if (section.current !== heading && !pointed.current) find(heading)?.scrollIntoView({ block: 'start' });
    section.current = heading;
    find(active)?.scrollIntoView({ block: 'nearest' });
  }, [pane, attribute, active, heading]);
  /** The effect of a click has run when its turn is over. */
  return (event: MouseEvent) => {
    pointed.current = !(event.target as HTMLElement).closest('button');
    setTimeout(() => {
      pointed.current = false;
    });
  };
}
