import Button from '@mui/material/Button';
import { useState } from 'react';
import { Confirm, DataTable, useDelete, useNotify } from 'react-admin';
import type { OnlineSession } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, InstantText, KeyTable, ListPage } from '../parts/index.js';
import { browserName } from './browser.js';

/** Who is logged in, and the means to end a session. */
export default function SessionList() {
  const t = useText();
  return (
    <ListPage
      title={t('security.sessions')}
      note={t('security.sessionsNote')}
      sort={{ field: 'lastSeenAt', order: 'DESC' }}
      empty={<EmptyState title={t('security.noSessions')}>{t('security.noSessionsNext')}</EmptyState>}
    >
      <KeyTable<OnlineSession> rowClick={false}>
        <DataTable.Col source="accountName" />
        <DataTable.Col source="login" />
        <DataTable.Col source="ip" disableSort />
        <DataTable.Col
          source="agent"
          disableSort
          render={(session: OnlineSession) => <span title={session.agent ?? ''}>{browserName(session.agent)}</span>}
        />
        <DataTable.Col source="createdAt" render={(session: OnlineSession) => <InstantText value={session.createdAt} />} />
        <DataTable.Col source="lastSeenAt" render={(session: OnlineSession) => <InstantText value={session.lastSeenAt} />} />
        <DataTable.Col source="acts" disableSort render={(session: OnlineSession) => <EndButton session={session} />} />
      </KeyTable>
    </ListPage>
  );
}

function EndButton({ session }: { session: OnlineSession }) {
  const t = useText();
  const notify = useNotify();
  const [asking, setAsking] = useState(false);
  const [end, { isPending }] = useDelete();
  const go = () =>
    end(
      'sessions',
      { id: session.id, previousData: session },
      {
        mutationMode: 'pessimistic',
        onSuccess: () => {
          notify(t('security.ended'), { type: 'success' });
          setAsking(false);
        },
        onError: error => notify((error as Error).message, { type: 'error' }),
      },
    );
  return (
    <>
      <Button variant="outlined" color="error" sx={{ py: '1px' }} onClick={() => setAsking(true)}>
        {t('security.end')}
      </Button>
      <Confirm
        isOpen={asking}
        loading={isPending}
        title={t('security.endConfirm', { name: session.accountName })}
        content={t('security.endText')}
        onConfirm={go}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
