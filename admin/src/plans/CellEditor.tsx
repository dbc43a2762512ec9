import { type ClipboardEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { CADENCES } from '../api/rules.js';
import type { UnitGroup } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { UnitOrGroupPicker, UnitsPicker } from '../parts/index.js';
import { type Column, type Direction, leaving, oneOrAll, type Place, type Row, type Value } from './grid.js';
import type { Grid } from './useGrid.js';

export interface CellHandlers {
  set: Grid['set'];
  type: Grid['type'];
  leave: (place: Place, direction: Direction) => void;
  paste: (row: Row, column: Column, text: string) => void;
}

/** The name of a column, with its phase where it belongs to one. */
export function useColumnName(): (column: Column) => string {
  const t = useText();
  return ({ key, phase }) =>
    phase
      ? t(key.startsWith('due') ? 'plans.grid.field.due' : 'plans.grid.field.target', { phase: `${phase.year} ${phase.name}` })
      : t(`plans.grid.field.${key}` as TextKey);
}

interface Props extends CellHandlers {
  row: Row;
  column: Column;
  value: Value;
  /** Names of several units, to be chosen at once. */
  groups: readonly UnitGroup[];
  /** Words that were typed here before and not understood. */
  typed?: string;
  onClose: () => void;
}

/** The open cell, laid over its place. What was typed is taken on leaving by any way; Esc puts back what stood there. */
export function CellEditor({ row, column, value, groups, typed, onClose, set, type, leave, paste }: Props) {
  const nameOf = useColumnName();
  const place = { row: row.key, column: column.key };
  const box = useRef<HTMLDivElement>(null);
  const typing = column.kind === 'text' || column.kind === 'date';
  const dropped = useRef(false);
  const [words, setWords] = useState(typed ?? String(value ?? ''));

  useEffect(() => {
    const field = box.current?.querySelector<HTMLInputElement>('textarea, input, select');
    field?.focus({ preventScroll: true });
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) field.select();
  }, []);

  const take = () => {
    if (typing && !dropped.current && words !== (typed ?? String(value ?? ''))) type(row, column, words);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.nativeEvent.isComposing || event.ctrlKey || event.altKey) return;
    if (event.key === 'Escape') {
      dropped.current = true;
      return onClose();
    }
    const listOpen = box.current?.querySelector('[aria-expanded=true]') && event.key !== 'Tab';
    const direction = listOpen ? null : leaving(event.key, event.shiftKey, typing ? caretOf(event.target) : null);
    if (!direction) return;
    event.preventDefault();
    take();
    // A picker takes what was typed into it as it loses the focus, and the cell closes before that happens by itself.
    if (!typing) (event.target as HTMLElement).blur();
    leave(place, direction);
  };
  const onPaste = (event: ClipboardEvent) => {
    const text = event.clipboardData.getData('text/plain');
    const fromTable = text.includes('\t') || event.clipboardData.getData('text/html').includes('<table');
    if (typing && !fromTable) return;
    event.preventDefault();
    paste(row, column, text);
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the field inside
    <div ref={box} className={`editor ${column.kind}`} onKeyDown={onKeyDown} onPaste={onPaste} onBlur={take}>
      {typing && <Words column={column} label={nameOf(column)} words={words} onChange={setWords} />}
      {column.kind === 'cadence' && (
        <Cadences label={nameOf(column)} value={value as string | null} onChange={cadence => set(row, column, cadence)} />
      )}
      {column.kind === 'unit' && <Lead row={row} value={value} groups={groups} onChange={lead => set(row, column, lead)} />}
      {column.kind === 'units' && (
        <UnitsPicker bare value={(value ?? []) as number[]} groups={groups} onChange={ids => set(row, column, ids)} />
      )}
    </div>
  );
}

function Words({ column, label, words, onChange }: { column: Column; label: string; words: string; onChange: (words: string) => void }) {
  const t = useText();
  if (column.kind === 'date')
    return (
      <input value={words} onChange={event => onChange(event.target.value)} placeholder={t('plans.grid.dateHelp')} aria-label={label} />
    );
  const lines = Math.ceil((words.length * 14) / column.width) + 1;
  return (
    <textarea
      value={words}
      onChange={event => onChange(event.target.value)}
      rows={Math.min(Math.max(lines, 3), 10)}
      placeholder={column.key === 'doneCriterion' ? t('plans.grid.criterionHelp') : undefined}
      aria-label={label}
    />
  );
}

interface LeadProps extends Pick<Props, 'row' | 'value' | 'groups'> {
  onChange: (value: Value) => void;
}

/** A task has one lead; what is not drawn up yet may have several, each of a task of its own. */
function Lead({ row, value, groups, onChange }: LeadProps) {
  if (Array.isArray(value)) return <UnitsPicker bare value={value} groups={groups} onChange={ids => onChange(oneOrAll(ids))} />;
  return (
    <UnitOrGroupPicker
      bare
      value={value as number | null}
      groups={row.data.taskId === null ? groups : []}
      onChange={ids => onChange(oneOrAll(ids))}
    />
  );
}

function Cadences({ label, value, onChange }: { label: string; value: string | null; onChange: (value: string | null) => void }) {
  const t = useText();
  return (
    <select value={value ?? ''} onChange={event => onChange(event.target.value || null)} aria-label={label}>
      <option value="">{t('plans.grid.noCadence')}</option>
      {Object.entries(CADENCES).map(([cadence, words]) => (
        <option key={cadence} value={cadence}>
          {words}
        </option>
      ))}
    </select>
  );
}

function caretOf(target: EventTarget): { start: number; end: number; length: number } | null {
  if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return null;
  return { start: target.selectionStart ?? 0, end: target.selectionEnd ?? 0, length: target.value.length };
}
