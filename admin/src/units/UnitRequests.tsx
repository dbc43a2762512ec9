import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { client } from '../api/client.js';
import type { UnitRequest } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { dayOf, formatDate, Panel, ReasonField, SendDialog } from '../parts/index.js';
import { COLOURS } from '../theme.js';

const QUERY = ['units', 'requests'];

/** Names that plans write and the register lacks, which their desks ask for; one that is registered, or kept as an alias, leaves by itself. */
export function UnitRequests() {
  const t = useText();
  const { data } = useQuery({ queryKey: QUERY, queryFn: () => client.unitRequests() });
  const [declined, setDeclined] = useState<UnitRequest | null>(null);
  const requests = data?.data ?? [];
  if (requests.length === 0) return null;
  return (
    <Panel title={t('units.requests.title', { count: requests.length })} note={t('units.requests.note')} flush>
      {requests.map(request => (
        <Box key={request.id} sx={line}>
          <b>{request.name}</b>
          <div>
            <div>{t('units.requests.from', { unit: request.ownerUnitName, plan: request.planTitle })}</div>
            <Box sx={{ color: COLOURS.inkSoft, fontSize: 12 }}>{request.sentence}</Box>
          </div>
          <Box sx={{ color: COLOURS.inkSoft, fontSize: 12 }}>
            {request.askedByName} {formatDate(dayOf(request.at))}
          </Box>
          <Box sx={{ whiteSpace: 'nowrap' }}>
            <Button component={Link} to={`/units/create?source=${encodeURIComponent(JSON.stringify({ name: request.name }))}`}>
              {t('units.requests.register')}
            </Button>
            <Button color="inherit" onClick={() => setDeclined(request)}>
              {t('units.requests.decline')}
            </Button>
          </Box>
        </Box>
      ))}
      {declined && <DeclineDialog request={declined} onClose={() => setDeclined(null)} />}
    </Panel>
  );
}

function DeclineDialog({ request: { id, name }, onClose }: { request: UnitRequest; onClose: () => void }) {
  const t = useText();
  const queries = useQueryClient();
  const [answer, setAnswer] = useState('');
  const send = async () => {
    queries.setQueryData(QUERY, await client.answerUnitRequest(id, answer));
    onClose();
  };
  return (
    <SendDialog
      title={t('units.requests.declineTitle', { name })}
      submitLabel={t('units.requests.decline')}
      ready={answer.trim() !== ''}
      width="xs"
      send={send}
      onClose={onClose}
    >
      <ReasonField label={t('units.requests.reason')} value={answer} onChange={setAnswer} />
    </SendDialog>
  );
}

const line = {
  display: 'grid',
  gridTemplateColumns: '200px minmax(0,1fr) 130px auto',
  gap: 1.5,
  alignItems: 'center',
  px: 2,
  py: 0.75,
  borderBottom: 1,
  borderColor: 'divider',
  fontSize: 13,
} as const;
