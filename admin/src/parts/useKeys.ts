import { useEffect, useRef } from 'react';

/** What takes typing, or is open above the page: keys pressed there belong to it. */
const TYPING =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="combobox"]';
/** What Space and Enter press by themselves. */
const PRESSING = 'a, button, summary';
const OVERLAY = '.MuiDialog-root, .MuiPopover-root';

/** True when a key pressed on this element is meant for the page: never while typing, nor for a button that Space or Enter would press. */
export function isForPage(code: string, target: Pick<Element, 'closest'> | null): boolean {
  if (!target) return true;
  if (target.closest(TYPING)) return false;
  return !(['Space', 'Enter'].includes(code) && target.closest(PRESSING));
}

const keyOf = ({ code, shiftKey, ctrlKey, metaKey }: KeyboardEvent) =>
  `${ctrlKey || metaKey ? 'Ctrl+' : ''}${shiftKey ? 'Shift+' : ''}${code}`;

/**
 * Single keys that act on the whole page, by their place on the keyboard ('KeyA', 'Space', 'ArrowDown' …), so that capitals and an input method change nothing.
 * A key with Shift or Ctrl (the command key on a Mac) is another one ('Shift+KeyA', 'Ctrl+KeyA'). They rest while something is typed or composed,
 * while a dialog or menu is open, and with Alt.
 */
export function useKeys(actions: Record<string, () => void>): void {
  const latest = useRef(actions);
  latest.current = actions;
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || event.altKey) return;
      const target = event.target instanceof Element ? event.target : null;
      if (!isForPage(event.code, target) || document.querySelector(OVERLAY)) return;
      const act = latest.current[keyOf(event)];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}
