import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { useText } from '../i18n/index.js';
import { toggled } from '../parts/index.js';
import { useColumnName } from './CellEditor.js';
import { GridRow } from './GridRow.js';
import { beside, type Column, cellText, cellValue, type Direction, isOpen, type Place, type Row } from './grid.js';
import { gridStyle } from './gridStyle.js';
import type { Grid } from './useGrid.js';

interface Props {
  grid: Grid;
  rows: Row[];
  mayChange: boolean;
}

/** The table itself: scrolls inside its own frame, head and first columns stay; one cell at a time is open for typing. */
export function GridTable({ grid, rows, mayChange }: Props) {
  const t = useText();
  const notify = useNotify();
  const frame = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<Place | null>(null);
  const { columns, selected, setSelected, edits, faults, words } = grid;
  const open = rows.filter(isOpen);

  const move = (from: Place, direction: Direction) => {
    const next = beside(from, direction, open, columns);
    if (next) setActive(next);
  };
  const paste = (row: Row, column: Column, text: string) => {
    const { taken, faults: wrong } = grid.paste(rows, row, column, text);
    notify(t(wrong > 0 ? 'plans.grid.pastedFaults' : 'plans.grid.pasted', { count: taken, faults: wrong }), {
      type: wrong > 0 ? 'warning' : 'info',
    });
  };
  const fill = (column: Column) => {
    const row = rows.find(({ key }) => key === active?.row);
    if (!row || cellText(column, cellValue(row, column, edits), words) === '')
      return notify(t('plans.grid.nothingToFill'), { type: 'warning' });
    notify(t('plans.grid.filled', { count: grid.fillDown(rows, row, column) }), { type: 'info' });
  };
  const toggle = (key: string) => setSelected(toggled(selected, key));

  // Rows that are not worked on keep their props, so that only the one at hand is drawn anew.
  const latest = useRef({ grid, move, paste, toggle });
  useEffect(() => {
    latest.current = { grid, move, paste, toggle };
  });
  const on = {
    open: useCallback((place: Place | null) => setActive(place), []),
    leave: useCallback((place: Place, direction: Direction) => latest.current.move(place, direction), []),
    set: useCallback<Grid['set']>((...cell) => latest.current.grid.set(...cell), []),
    type: useCallback<Grid['type']>((...cell) => latest.current.grid.type(...cell), []),
    paste: useCallback((row: Row, column: Column, text: string) => latest.current.paste(row, column, text), []),
    select: useCallback((key: string) => latest.current.toggle(key), []),
  };

  useEffect(() => {
    if (active) frame.current?.querySelector('td.open')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);

  return (
    <Box ref={frame} sx={gridStyle} inert={grid.busy}>
      <table>
        <colgroup>
          <col style={{ width: 32 }} />
          <col style={{ width: 236 }} />
          {columns.map(({ key, width }) => (
            <col key={key} style={{ width }} />
          ))}
        </colgroup>
        <Head columns={columns} pick={mayChange && <PickAll grid={grid} open={open} />} onFill={mayChange ? fill : undefined} />
        <tbody>
          {rows.map(row => (
            <GridRow
              key={row.key}
              row={row}
              columns={columns}
              edits={edits[row.key]}
              faults={faultsIn(faults, row)}
              words={words}
              active={active?.row === row.key ? active.column : null}
              selected={selected.has(row.key)}
              mayChange={mayChange}
              {...on}
            />
          ))}
        </tbody>
      </table>
    </Box>
  );
}

/** Chooses every row that can still be worked on, or none. */
function PickAll({ grid: { selected, setSelected }, open }: { grid: Grid; open: Row[] }) {
  const t = useText();
  const all = open.length > 0 && open.every(({ key }) => selected.has(key));
  return (
    <input
      type="checkbox"
      checked={all}
      onChange={() => setSelected(new Set(all ? [] : open.map(({ key }) => key)))}
      aria-label={t('plans.grid.selectAll')}
    />
  );
}

interface HeadProps {
  columns: Column[];
  pick: ReactNode;
  /** Gives a column's open cell to other rows. */
  onFill?: (column: Column) => void;
}

function Head({ columns, pick, onFill }: HeadProps) {
  const t = useText();
  const nameOf = useColumnName();
  return (
    <thead>
      <tr>
        <th className="pick">{pick}</th>
        <th className="measure">{t('plans.grid.measure')}</th>
        {columns.map(column => (
          <th key={column.key} scope="col">
            {nameOf(column)}
            {column.fill && onFill && <Fill label={t('plans.grid.fillDown', { field: nameOf(column) })} onClick={() => onFill(column)} />}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Fill({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Tooltip title={label}>
      <button type="button" className="fill" onClick={onClick} aria-label={label}>
        ⤓
      </button>
    </Tooltip>
  );
}

/** The faults of one row by column; the same empty object for every row without one. */
function faultsIn(faults: Grid['faults'], row: Row): Grid['faults'] {
  const own = Object.entries(faults).filter(([place]) => place.startsWith(`${row.key} `));
  return own.length === 0 ? NONE : Object.fromEntries(own.map(([place, fault]) => [place.slice(row.key.length + 1), fault]));
}

const NONE: Grid['faults'] = {};
