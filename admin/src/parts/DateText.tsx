import { useSessionState } from '../api/session.js';
import { formatDate, formatInstant, formatShortDate } from './format.js';

/** A calendar day: in full, or short for dense tables (with the full date as title). `none` is shown where there is no date. */
export function DateText({ value, short, none = '' }: { value: string | null | undefined; short?: boolean; none?: string }) {
  const { session } = useSessionState();
  if (!value) return <>{none}</>;
  const full = formatDate(value);
  return (
    <time dateTime={value} title={full} style={{ whiteSpace: 'nowrap' }}>
      {short && session ? formatShortDate(value, session.today) : full}
    </time>
  );
}

/** An instant in Beijing time. */
export function InstantText({ value, none = '' }: { value: string | null | undefined; none?: string }) {
  if (!value) return <>{none}</>;
  return (
    <time dateTime={value} style={{ whiteSpace: 'nowrap' }}>
      {formatInstant(value)}
    </time>
  );
}
