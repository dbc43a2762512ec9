import { type MouseEvent, memo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Decision, IntakeRecord, Likeness } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { formatDate } from '../parts/index.js';
import { DECISIONS, KINDS } from './kinds.js';
import { confidenceOf, maySplit } from './records.js';
import { seriesText, yearsText } from './words.js';

/** How a record is picked: alone, as the end of a range (Shift), or in addition (Ctrl). */
export type PickHow = 'only' | 'range' | 'toggle';

/** What a person does to a card. */
export type CardAct = Decision | PickHow | 'select' | 'edit' | 'split' | 'takeApart' | 'plain' | 'names';

interface Props {
  record: IntakeRecord;
  active: boolean;
  mayChange: boolean;
  onAct: (id: number, what: CardAct) => void;
}

/** A heading between the records: it needs no decision, but may turn out to be a measure. */
export const HeadingRow = memo(function HeadingRow({ record, active, plain, mayChange, onAct }: Props & { plain: number }) {
  const t = useText();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the desk do the same
    <li
      data-card={record.id}
      className={active ? 'heading-row active' : 'heading-row'}
      aria-current={active || undefined}
      style={{ paddingLeft: 10 + Math.min(record.section.length, 5) * 10 }}
      onClick={event => !(event.target as HTMLElement).closest('button') && onAct(record.id, 'only')}
    >
      {record.words}
      {active && mayChange && (
        <span className="quick" style={{ display: 'inline-flex', marginLeft: 8, fontWeight: 400 }}>
          <Quick label={t('documents.act.edit')} onClick={() => onAct(record.id, 'edit')} />
          {plain > 0 && <Quick label={t('documents.acceptPlain', { count: plain })} onClick={() => onAct(record.id, 'plain')} />}
        </span>
      )}
    </li>
  );
});

/** One record: kind and decision as words, the sentence, and everything read from it; `children` is the form when it is being corrected. */
export const RecordCard = memo(function RecordCard({
  record,
  alike,
  active,
  brief,
  selected,
  mayChange,
  onAct,
  children,
}: Props & { alike: readonly Likeness[] | undefined; brief: boolean; selected: boolean; children?: ReactNode }) {
  const t = useText();
  const { id, kind, decision, defects, title } = record;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of the desk do the same
    <li
      data-card={id}
      className={`card ${decision}${brief ? ' brief' : ''}${selected ? ' selected' : ''}${active ? ' active' : ''}`}
      aria-current={active || undefined}
      onClick={event =>
        !(event.target as HTMLElement).closest('a, button, input, summary, form, [role="group"]') && onAct(id, howOf(event))
      }
      onMouseDown={event => event.shiftKey && event.preventDefault()}
    >
      <div className="card-head">
        {mayChange && (
          <input
            type="checkbox"
            checked={selected}
            onChange={() => onAct(id, 'select')}
            aria-label={t('documents.key.select')}
            tabIndex={active ? 0 : -1}
          />
        )}
        <span className={`kind ${kind}`}>{t(KINDS[kind].label)}</span>
        {kind !== 'heading' && (
          <span className="decision" title={record.decidedByName ?? undefined}>
            {DECISIONS[decision].sign} {t(DECISIONS[decision].label)}
          </span>
        )}
        {record.isRow && kind !== 'heading' && <span title={t('documents.rowHelp')}>{t('documents.row')}</span>}
        {record.edited && <span>{t('documents.edited')}</span>}
        {confidenceOf(record) !== 'high' && (
          <span className="note">{t('documents.confidence', { percent: Math.round(record.confidence * 100) })}</span>
        )}
        {mayChange && <Quicks record={record} active={active} onAct={onAct} />}
      </div>
      <div className="words">
        {title && <strong>{title}　</strong>}
        {record.words}
      </div>
      <Facts record={record} onNames={mayChange ? () => onAct(id, 'names') : undefined} />
      {alike?.map(like => (
        <Alike key={like.measureId} like={like} whole={active} />
      ))}
      {defects.length > 0 && <div className="defects">▲ {[...new Set(defects)].join('；')}</div>}
      {active && record.why.length > 0 && <Why record={record} />}
      {children}
    </li>
  );
});

function Quicks({ record, active, onAct }: Omit<Props, 'mayChange'>) {
  const t = useText();
  const { id, kind, decision } = record;
  return (
    <span className="quick">
      {active && maySplit(record) && (
        <Quick label={t('documents.split', { count: record.items.length })} onClick={() => onAct(id, 'takeApart')} />
      )}
      {active && kind !== 'heading' && <Quick label={t('documents.key.split')} onClick={() => onAct(id, 'split')} />}
      {active && <Quick label={t('documents.act.edit')} onClick={() => onAct(id, 'edit')} />}
      {kind !== 'heading' &&
        (['accepted', 'discarded', 'pending'] as const)
          .filter(next => next !== decision && (next !== 'pending' || active))
          .map(next => (
            <Quick
              key={next}
              label={t(`documents.act.${next}` as TextKey)}
              className={next === 'discarded' ? 'discard' : undefined}
              reach={active}
              onClick={() => onAct(id, next)}
            />
          ))}
    </span>
  );
}

/** A small button; only those of the active card stand in the order of Tab. */
function Quick({ label, reach = true, className, onClick }: { label: string; reach?: boolean; className?: string; onClick: () => void }) {
  return (
    <button type="button" className={className} tabIndex={reach ? 0 : -1} onClick={onClick}>
      {label}
    </button>
  );
}

function Facts({ record, onNames }: { record: IntakeRecord; onNames?: () => void }) {
  const t = useText();
  const { leadUnits, supportUnits, deadline, phases, indicators, indicatorYears } = record;
  if (leadUnits.length + supportUnits.length + phases.length + indicators.length === 0 && !deadline) return null;
  return (
    <div className="facts">
      {leadUnits.map(unit => (
        <Unit key={`lead ${unit.name}`} label={t('documents.lead')} unit={unit} onNames={onNames} />
      ))}
      {supportUnits.map(unit => (
        <Unit key={`support ${unit.name}`} label={t('documents.support')} unit={unit} onNames={onNames} />
      ))}
      {deadline && (
        <span className="chip">
          <b>{t('documents.deadline')}</b> {formatDate(deadline.date)}
          {deadline.raw && <b>（{deadline.raw}）</b>}
        </span>
      )}
      {phases.length > 0 && (
        <span className="chip">
          <b>{t('documents.phases')}</b> {yearsText(phases)}
        </span>
      )}
      {indicators.map((indicator, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the order is the identity of an indicator in its sentence
          key={index}
          className={indicator.defect ? 'chip bad' : 'chip'}
          title={indicator.defect ? `${indicator.raw}：${indicator.defect}` : indicator.raw}
        >
          {seriesText(indicators, indicatorYears, index, t)}
        </span>
      ))}
    </div>
  );
}

const LOOKS = { register: 'chip', document: 'chip', text: 'chip text', open: 'chip bad' } as const;

/** A unit as the text names it; one that nobody knows leads to where it is said who is meant. */
function Unit({ label, unit, onNames }: { label: string; unit: IntakeRecord['leadUnits'][number]; onNames?: () => void }) {
  const t = useText();
  const { name, unitName, source } = unit;
  const words = (
    <>
      <b>{label}</b> {name}
      {source === 'open' && ` ${t('documents.unmatched')}`}
      {source === 'document' && <b> → {unitName}</b>}
    </>
  );
  if (source !== 'open' || !onNames)
    return (
      <span className={LOOKS[source]} title={unitName ?? t(`documents.names.source.${source}`)}>
        {words}
      </span>
    );
  return (
    <button type="button" tabIndex={-1} className={LOOKS[source]} title={t('documents.unmatchedHelp')} onClick={onNames}>
      {words}
    </button>
  );
}

/** A measure of another plan that says the same, how alike it is, and the way to it. */
function Alike({ like, whole }: { like: Likeness; whole: boolean }) {
  const t = useText();
  const { planId, measureId, measureNo, planTitle, similarity, text } = like;
  return (
    <div className="alike">
      <Link to={`/plans/${planId}#measure-${measureId}`} target="_blank" tabIndex={whole ? 0 : -1}>
        {t('documents.alike', { plan: planTitle, no: measureNo, percent: Math.round(similarity * 100) })}
      </Link>
      {whole && (
        <div>
          <q>{text}</q>
        </div>
      )}
    </div>
  );
}

/** Shift and a click choose a range, Ctrl (the command key) and a click one more. */
function howOf({ shiftKey, ctrlKey, metaKey }: MouseEvent) {
  return shiftKey ? 'range' : ctrlKey || metaKey ? 'toggle' : 'only';
}

/** Which rule took which words, for whoever asks. */
function Why({ record }: { record: IntakeRecord }) {
  const t = useText();
  return (
    <details className="why">
      <summary>{t('documents.why')}</summary>
      <ul>
        {record.why.map(({ field, rule, words }) => (
          <li key={`${field} ${rule} ${words}`}>
            {t('documents.whyLine', { field: t(`documents.field.${field}` as TextKey), rule, words })}
          </li>
        ))}
        <li>{t('documents.confidence', { percent: Math.round(record.confidence * 100) })}</li>
      </ul>
    </details>
  );
}
