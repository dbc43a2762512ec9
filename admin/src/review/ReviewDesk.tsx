import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link, useSearchParams } from 'react-router-dom';
import { client } from '../api/client.js';
import type { ApiError } from '../api/http.js';
import { taskQuery } from '../api/task.js';
import type { ReviewItem } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, PageHead, ProblemNote, useKeys } from '../parts/index.js';
import { Case } from './Case.js';
import { KeyHelp } from './KeyHelp.js';
import { Queue } from './Queue.js';
import { itemAt, type Kind, moved, nameOf } from './queue.js';

const QUEUE = ['review-queue'];
const ASK_AGAIN = 60_000;

/** What waits for a supervisor or leader, one after the other, with everything needed to decide on one screen. */
export default function ReviewDesk() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: QUEUE, queryFn: client.reviewQueue, refetchInterval: ASK_AGAIN });
  const queue = data?.data;
  return (
    <>
      <PageHead
        title={t('review.title')}
        note={queue && queue.length > 0 ? t('review.waiting', { total: data.total }) : undefined}
        actions={queue && queue.length > 0 ? <KeyHelp /> : undefined}
      />
      {!queue && <ProblemNote problem={error} onRetry={() => void refetch()} />}
      {queue?.length === 0 && <NothingWaits />}
      {queue && queue.length > 0 && <Desk queue={queue} />}
    </>
  );
}

function Desk({ queue }: { queue: ReviewItem[] }) {
  const t = useText();
  const [kind, setKind] = useState<Kind | null>(null);
  const chosen = queue.some(item => item.kind === kind) ? kind : null;
  const items = chosen ? queue.filter(item => item.kind === chosen) : queue;
  const { current, pick, settle } = useCurrent(items);
  const step = (by: 1 | -1) => () => current && pick(moved(items, current, by));
  useKeys({ KeyJ: step(1), ArrowDown: step(1), KeyK: step(-1), ArrowUp: step(-1) });
  usePrefetch(current && moved(items, current, 1));
  return (
    <Paper variant="outlined" sx={desk}>
      <Queue queue={queue} items={items} kind={chosen} onKind={setKind} current={current} onPick={pick} />
      {current && (
        <Case
          key={nameOf(current)}
          item={current}
          saying={act => t(queue.length > 1 ? 'review.next' : 'review.last', { act })}
          onSettled={conflict => settle(current, conflict)}
        />
      )}
    </Paper>
  );
}

/** The item on the desk: it stands in the address, and when it leaves the queue the one behind it takes its place. */
function useCurrent(items: ReviewItem[]) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [address, setAddress] = useSearchParams();
  const place = useRef(0);
  const current = itemAt(items, address.get('item'), place.current);
  place.current = current ? items.indexOf(current) : 0;
  const pick = (item: ReviewItem) => setAddress({ item: nameOf(item) }, { replace: true });

  const settle = (item: ReviewItem, conflict?: ApiError) => {
    type Answer = Awaited<ReturnType<typeof client.reviewQueue>>;
    queries.setQueryData<Answer>(
      QUEUE,
      old => old && { ...old, data: old.data.filter(each => nameOf(each) !== nameOf(item)), total: old.total - 1 },
    );
    void queries.invalidateQueries({ queryKey: QUEUE });
    setAddress({}, { replace: true });
    if (!conflict) return;
    const now = conflict.body.current;
    void queries.invalidateQueries({ queryKey: ['tasks'] });
    notify(now?.actorName ? t('review.faster', { actor: now.actorName, state: now.stateLabel }) : t('review.fasterUnknown'), {
      type: 'warning',
    });
  };
  return { current, pick, settle };
}

/** Fetches the next item while this one is looked at. */
function usePrefetch(next: ReviewItem | undefined): void {
  const queries = useQueryClient();
  const id = next?.taskId;
  useEffect(() => {
    if (id === undefined) return;
    void queries.prefetchQuery(taskQuery(id));
    void queries.prefetchQuery({ queryKey: ['source', id], queryFn: () => client.taskSource(id) });
  }, [id, queries]);
}

function NothingWaits() {
  const t = useText();
  return (
    <Paper variant="outlined">
      <EmptyState
        title={t('review.empty')}
        action={
          <Box sx={{ display: 'flex', gap: 1, justifyContent: 'center' }}>
            <Button component={Link} variant="contained" to={LATE}>
              {t('review.toLate')}
            </Button>
            <Button component={Link} variant="outlined" to="/tasks">
              {t('review.toLedger')}
            </Button>
          </Box>
        }
      >
        {t('review.emptyNext')}
      </EmptyState>
    </Paper>
  );
}

const LATE = `/tasks?filter=${encodeURIComponent(JSON.stringify({ light: 'overdue' }))}`;
const desk = {
  display: 'grid',
  gridTemplateColumns: '236px minmax(0, 1fr)',
  gridTemplateRows: 'minmax(0, 1fr)',
  height: 'calc(100vh - 120px)',
  minHeight: 480,
  mb: -2,
} as const;
