import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading } from 'react-admin';
import { client } from '../api/client.js';
import { useText } from '../i18n/index.js';
import { PageHead, ProblemNote } from '../parts/index.js';
import { Proposals } from './Proposals.js';
import { Scope } from './Scope.js';

/** The ladder: what waits for somebody to let it go out, and how the rungs are set. */
export default function LadderPage() {
  const t = useText();
  const [tab, setTab] = useState<'waiting' | 'settings'>('waiting');
  const proposals = useQuery({ queryKey: ['ladder', 'proposals'], queryFn: client.ladderProposals });
  return (
    <>
      <PageHead title={t('ladder.title')} note={t('ladder.note')} />
      <Tabs value={tab} onChange={(_event, value) => setTab(value)} sx={{ mb: 1 }}>
        <Tab value="waiting" label={t('ladder.waiting', { count: proposals.data?.total ?? '' })} />
        <Tab value="settings" label={t('ladder.settings')} />
      </Tabs>
      {tab === 'settings' ? <Scope /> : proposals.data && <Proposals rows={proposals.data.data} total={proposals.data.total} />}
      {tab === 'waiting' && proposals.error && <ProblemNote problem={proposals.error} onRetry={() => proposals.refetch()} />}
      {tab === 'waiting' && proposals.isPending && <Loading />}
    </>
  );
}
