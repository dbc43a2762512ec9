import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { Link } from 'react-router-dom';
import type { IntakeKind, VersionDifference } from '../api/types.js';
import { KINDS } from '../documents/kinds.js';
import { useText } from '../i18n/index.js';
import { dayOf, formatDate, StateMark } from '../parts/index.js';
import { COLOURS } from '../theme.js';

interface Props {
  difference: VersionDifference;
  /** Numbers of the old and the new version. */
  versions: [number, number];
  selected: boolean;
  mayDecide: boolean;
  onSelect: () => void;
  onDecide: (decision: 'taken' | 'kept') => void;
}

/** One difference: both wordings side by side with the changed words marked, the tasks below, and what is to be decided. */
export function DifferenceCard({ difference, versions, selected, mayDecide, onSelect, onDecide }: Props) {
  const t = useText();
  const { kind, kindLabel, moved, old, fresh, measureNo, tasks, decision, decisionLabel, deciderName, decidedAt, note } = difference;
  const pending = decision === 'pending';
  return (
    <Paper component="article" variant="outlined" sx={{ mb: 1, opacity: pending ? 1 : 0.75 }}>
      <Box sx={head}>
        {pending && mayDecide && <input type="checkbox" checked={selected} onChange={onSelect} aria-label={t('plans.versions.select')} />}
        <Box component="b" sx={{ color: INK[kind] }}>
          {kindLabel}
          {moved && kind === 'changed' && t('plans.versions.andMoved')}
        </Box>
        <span>{measureNo ? t('plans.versions.measure', { no: measureNo }) : t(KINDS[(fresh ?? old)!.kind as IntakeKind].label)}</span>
        <Box sx={{ ml: 'auto', display: 'flex', gap: 1, alignItems: 'center' }}>
          {pending && mayDecide ? (
            <>
              <Button onClick={() => onDecide('kept')}>{t(`plans.versions.keepOne.${kind === 'new' ? 'new' : 'other'}`)}</Button>
              <Button variant="outlined" onClick={() => onDecide('taken')}>
                {t(`plans.versions.takeOne.${kind as Kind}`)}
              </Button>
            </>
          ) : (
            <Box component="span" sx={{ color: 'text.secondary' }}>
              {[decisionLabel, deciderName, decidedAt && formatDate(dayOf(decidedAt)), note].filter(Boolean).join('　')}
            </Box>
          )}
        </Box>
      </Box>
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', '& > :first-of-type': { borderRight: `1px solid ${COLOURS.line}` } }}>
        <Side title={t('plans.versions.no', { no: versions[0] })} side={old} difference={difference} mark="old" />
        <Side title={t('plans.versions.no', { no: versions[1] })} side={fresh} difference={difference} mark="new" />
      </Box>
      {tasks.length > 0 && (
        <Box sx={{ px: 1.5, py: 0.75, borderTop: 1, borderColor: 'divider', fontSize: 13 }}>
          {t('plans.versions.tasks')}
          {tasks.map(({ id, no, title, state, stateLabel }) => (
            <Box component="span" key={id} sx={{ mr: 2 }}>
              <Link to={`/tasks/${id}/show`} style={{ color: COLOURS.accent }}>
                {no ?? title}
              </Link>{' '}
              <StateMark state={state} label={stateLabel} />
            </Box>
          ))}
        </Box>
      )}
    </Paper>
  );
}

type Kind = 'changed' | 'moved' | 'new' | 'gone';

function Side({
  title,
  side,
  difference,
  mark,
}: {
  title: string;
  side: VersionDifference['old'];
  difference: VersionDifference;
  mark: 'old' | 'new';
}) {
  const t = useText();
  const other = mark === 'old' ? difference.fresh : difference.old;
  if (!side)
    return (
      <Box sx={{ ...pane, color: 'text.secondary' }}>
        <Box sx={caption}>{title}</Box>
        {t(mark === 'old' ? 'plans.versions.notYet' : 'plans.versions.noLonger')}
      </Box>
    );
  const runs =
    difference.words.length > 0
      ? difference.words.filter(run => run.side === 'both' || run.side === mark)
      : [{ side: 'both', text: side.text }];
  const facts = [
    [t('plans.versions.deadline'), side.deadline && formatDate(side.deadline), side.deadline !== (other?.deadline ?? side.deadline)],
    [t('plans.versions.lead'), side.lead.join('、'), other !== null && side.lead.join() !== other.lead.join()],
    [t('plans.versions.support'), side.support.join('、'), other !== null && side.support.join() !== other.support.join()],
  ] as const;
  return (
    <Box sx={pane}>
      <Box sx={caption}>
        {title}　{side.section.join(' / ')}
      </Box>
      <Box sx={{ lineHeight: 1.75 }}>
        {runs.map((run, index) =>
          run.side === 'both' ? (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs are never reordered
            <span key={index}>{run.text}</span>
          ) : (
            // biome-ignore lint/suspicious/noArrayIndexKey: runs are never reordered
            <Box key={index} component={mark === 'old' ? 'del' : 'ins'} sx={MARKS[mark]}>
              {run.text}
            </Box>
          ),
        )}
      </Box>
      <Box sx={{ mt: 0.5, fontSize: 12, color: 'text.secondary' }}>
        {facts
          .filter(([, value]) => value)
          .map(([label, value, differs]) => (
            <Box component="span" key={label} sx={{ mr: 2, fontWeight: differs ? 700 : 400, color: differs ? COLOURS.ink : undefined }}>
              {label}：{value}
            </Box>
          ))}
      </Box>
    </Box>
  );
}

const INK: Record<VersionDifference['kind'], string> = {
  same: COLOURS.inkSoft,
  moved: COLOURS.inkSoft,
  changed: COLOURS.warn,
  new: COLOURS.good,
  gone: COLOURS.danger,
};
const MARKS = {
  old: { bgcolor: '#fbe9e7', color: COLOURS.danger, textDecoration: 'line-through' },
  new: { bgcolor: '#e8f3ea', color: COLOURS.good, fontWeight: 600, textDecoration: 'underline' },
} as const;
const head = {
  display: 'flex',
  alignItems: 'center',
  gap: 1.5,
  px: 1.5,
  py: 0.5,
  borderBottom: 1,
  borderColor: 'divider',
  fontSize: 13,
  minHeight: 40,
} as const;
const pane = { px: 1.5, py: 1, fontSize: 14, overflowWrap: 'anywhere' } as const;
const caption = { fontSize: 12, color: 'text.secondary', mb: 0.5 } as const;
