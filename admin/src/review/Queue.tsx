import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import { useEffect, useRef, useState } from 'react';
import { actOf, BULK_ACTS } from '../api/rules.js';
import { useSession } from '../api/session.js';
import type { BulkAct, ReviewItem } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { dayOf, daysBetween, LightMark } from '../parts/index.js';
import { BulkDialog } from '../tasks/BulkDialog.js';
import { COLOURS } from '../theme.js';
import { bulkOf, type Kind, kindsIn, nameOf } from './queue.js';

interface Props {
  /** Everything that waits; `items` is the part that the chosen kind leaves. */
  queue: ReviewItem[];
  items: ReviewItem[];
  kind: Kind | null;
  onKind: (kind: Kind | null) => void;
  current: ReviewItem | undefined;
  onPick: (item: ReviewItem) => void;
}

/** What waits, oldest first. */
export function Queue({ queue, items, kind, onKind, current, onPick }: Props) {
  const t = useText();
  const kinds = kindsIn(queue);
  return (
    <Box
      component="nav"
      aria-label={t('review.queue')}
      sx={{ display: 'flex', flexDirection: 'column', minHeight: 0, borderRight: 1, borderColor: 'divider' }}
    >
      {kinds.length > 1 && (
        <Box sx={{ display: 'flex', gap: 0.5, flexWrap: 'wrap', p: 1, borderBottom: 1, borderColor: 'divider' }}>
          <KindChip label={t('review.all')} count={queue.length} chosen={kind === null} onClick={() => onKind(null)} />
          {kinds.map(each => (
            <KindChip key={each.kind} label={each.label} count={each.count} chosen={each.kind === kind} onClick={() => onKind(each.kind)} />
          ))}
        </Box>
      )}
      <AtOnce items={items} />
      <Box
        component="ul"
        role="listbox"
        tabIndex={0}
        aria-label={t('review.queue')}
        aria-activedescendant={current ? `item-${nameOf(current)}` : undefined}
        sx={{ listStyle: 'none', m: 0, p: 0, overflow: 'auto', flex: 1, '&:focus-visible': { outlineOffset: '-2px' } }}
      >
        {items.map(item => (
          <QueueItem key={nameOf(item)} item={item} chosen={item === current} onPick={() => onPick(item)} />
        ))}
      </Box>
    </Box>
  );
}

/** What can be done to several of the listed items at once. */
function AtOnce({ items }: { items: ReviewItem[] }) {
  const t = useText();
  const [act, setAct] = useState<BulkAct | null>(null);
  const offered = bulkOf(items);
  return (
    <>
      {offered.map(each => (
        <Button key={each.act} variant="outlined" onClick={() => setAct(each.act)} sx={{ m: 1 }}>
          {t('review.atOnce', { act: actOf(BULK_ACTS[each.act], each.act)?.label ?? '', count: each.taskIds.length })}
        </Button>
      ))}
      {act && (
        <BulkDialog
          act={act}
          ids={offered.find(each => each.act === act)?.taskIds ?? []}
          onClose={() => setAct(null)}
          onDone={() => setAct(null)}
        />
      )}
    </>
  );
}

function KindChip({ label, count, chosen, onClick }: { label: string; count: number; chosen: boolean; onClick: () => void }) {
  return (
    <Chip
      label={`${label} ${count}`}
      onClick={onClick}
      aria-pressed={chosen}
      color={chosen ? 'primary' : 'default'}
      variant={chosen ? 'filled' : 'outlined'}
    />
  );
}

function QueueItem({ item, chosen, onPick }: { item: ReviewItem; chosen: boolean; onPick: () => void }) {
  const t = useText();
  const { today } = useSession();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const waited = daysBetween(dayOf(item.since), today);
  return (
    <Box
      component="li"
      ref={place}
      role="option"
      id={`item-${nameOf(item)}`}
      aria-selected={chosen}
      onClick={onPick}
      sx={{ ...row, bgcolor: chosen ? COLOURS.accentSoft : undefined, borderLeftColor: chosen ? COLOURS.accent : 'transparent' }}
    >
      <Box sx={{ display: 'flex', gap: 0.75, alignItems: 'center', fontSize: 12 }}>
        <LightMark light={item.light} />
        <Box component="span" sx={{ color: 'text.secondary', whiteSpace: 'nowrap' }}>
          {item.kindLabel}
        </Box>
        <Box component="span" sx={{ ml: 'auto', whiteSpace: 'nowrap', color: waited > OVER_LONG ? COLOURS.danger : 'text.secondary' }}>
          {waited > 0 ? t('review.days', { days: waited }) : t('review.today')}
        </Box>
      </Box>
      <Box sx={title} title={item.title}>
        {item.title}
      </Box>
      <Box sx={{ fontSize: 12, color: 'text.secondary', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
        {item.leadUnitName}
      </Box>
    </Box>
  );
}

/** Days after which a waiting item is marked: the time that a review is given. */
const OVER_LONG = 3;

const row = {
  px: 1.25,
  py: 0.75,
  borderBottom: 1,
  borderColor: 'divider',
  borderLeft: 3,
  cursor: 'pointer',
  '&:hover:not([aria-selected=true])': { bgcolor: COLOURS.band },
} as const;
const title = {
  fontSize: 13,
  lineHeight: 1.45,
  fontWeight: 500,
  display: '-webkit-box',
  WebkitLineClamp: 2,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
} as const;
