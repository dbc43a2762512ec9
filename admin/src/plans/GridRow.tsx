import { memo } from 'react';
import { Link } from 'react-router-dom';
import { PROCESSES } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import { StateMark } from '../parts/index.js';
import { CellEditor, type CellHandlers } from './CellEditor.js';
import { type Column, cellText, cellValue, type Edits, isOpen, isProposed, type Place, type Row, type Value } from './grid.js';
import { useFaultText } from './useFaultText.js';
import type { Grid } from './useGrid.js';

interface Props extends CellHandlers {
  row: Row;
  columns: Column[];
  /** What was typed into this row. */
  edits: Edits[string] | undefined;
  /** What is wrong in this row, by column. */
  faults: Grid['faults'];
  words: Grid['words'];
  /** The column that is open for typing. */
  active: string | null;
  selected: boolean;
  mayChange: boolean;
  open: (place: Place | null) => void;
  select: (key: string) => void;
}

/** One measure: what it says and how its task stands, then the cells. An issued row only leads to its task. */
export const GridRow = memo(function GridRow({
  row,
  columns,
  edits,
  faults,
  words,
  active,
  selected,
  mayChange,
  open,
  select,
  ...on
}: Props) {
  const t = useText();
  const faultText = useFaultText();
  const { key, data } = row;
  const editable = mayChange && isOpen(row);
  const all: Edits = edits ? { [key]: edits } : {};
  return (
    <tr className={editable ? (selected ? 'selected' : '') : 'issued'}>
      <td className="pick">
        {editable && (
          <input
            type="checkbox"
            checked={selected}
            onChange={() => select(key)}
            aria-label={t('plans.grid.select', { no: data.measureNo })}
          />
        )}
      </td>
      <th className="measure" scope="row">
        <MeasureCell row={row} changed={edits !== undefined} />
      </th>
      {columns.map(column => {
        const value = cellValue(row, column, all);
        const fault = faults[column.key];
        const place = { row: key, column: column.key };
        const isActive = editable && active === column.key;
        const looks = [
          isActive && 'open',
          fault && 'fault',
          isProposed(row, column, all) && 'proposed',
          edits?.[column.key] !== undefined && 'changed',
        ];
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: focus opens the cell just as well
          <td
            key={column.key}
            className={looks.filter(Boolean).join(' ')}
            tabIndex={editable && !isActive ? 0 : undefined}
            title={fault ? faultText(fault) : isProposed(row, column, all) ? t('plans.grid.proposed') : undefined}
            onFocus={editable && !isActive ? event => event.target === event.currentTarget && open(place) : undefined}
            onClick={editable && !isActive ? () => open(place) : undefined}
          >
            <div className="words">
              {cellText(column, value, words)}
              {column.key === 'leadUnitId' && value === null && data.unknownLead && (
                <span className="issues">{t('plans.grid.unknownLead', { name: data.unknownLead })}</span>
              )}
            </div>
            {column.kind === 'unit' && Array.isArray(value) && <div className="each">{t('plans.grid.each', { count: value.length })}</div>}
            {fault && <div className="fault-text">{faultText(fault)}</div>}
            {isActive && (
              <CellEditor
                key={keyOf(column, value)}
                row={row}
                column={column}
                value={value}
                groups={words.groups}
                typed={typeof fault === 'object' ? fault.word : undefined}
                onClose={() => open(null)}
                {...on}
              />
            )}
          </td>
        );
      })}
    </tr>
  );
});

/** Words that were pasted over an open cell open it anew. */
function keyOf({ kind }: Column, value: Value): string {
  return kind === 'text' || kind === 'date' ? String(value) : kind;
}

function MeasureCell({ row: { data }, changed }: { row: Row; changed: boolean }) {
  const t = useText();
  const { measureNo, measureText, taskId, taskState, issues, sourceChange } = data;
  return (
    <>
      <div className="marks">
        <b>{measureNo}</b>
        {taskState ? (
          <StateMark state={taskState} label={PROCESSES.task.states[taskState]} />
        ) : (
          <span className="soft">{t('plans.grid.notTask')}</span>
        )}
        {sourceChange && <span className="unsaved">{t(`plans.versions.mark.${sourceChange}`)}</span>}
        {changed && <span className="unsaved">{t('plans.grid.unsaved')}</span>}
        {taskId !== null && (
          <Link to={`/tasks/${taskId}/show`} className="task">
            {t('plans.grid.open_')}
          </Link>
        )}
      </div>
      <div className="words" title={measureText}>
        {measureText}
      </div>
      {!changed && issues.length > 0 && <div className="issues">▲ {issues.join('')}</div>}
    </>
  );
}
