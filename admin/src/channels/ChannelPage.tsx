import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { Loading } from 'react-admin';
import { client } from '../api/client.js';
import { useText } from '../i18n/index.js';
import { formatDate, PageHead, Panel, ProblemNote } from '../parts/index.js';
import { Robots } from './Robots.js';
import { SettingsForm } from './SettingsForm.js';

/** How messages leave the house: when, in what words, to which groups, and how that went. */
export default function ChannelPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['message-settings'], queryFn: client.messageSettings });
  return (
    <>
      <PageHead title={t('channels.title')} note={t('channels.note')} />
      {error ? <ProblemNote problem={error} onRetry={() => refetch()} /> : !data && <Loading />}
      {data && (
        <>
          <SettingsForm key={data.version} settings={data} />
          <Robots />
          <Deliveries />
        </>
      )}
    </>
  );
}

function Deliveries() {
  const t = useText();
  const { data } = useQuery({ queryKey: ['deliveries'], queryFn: client.deliveries });
  if (!data) return null;
  return (
    <Panel title={t('channels.deliveries')} note={t('channels.deliveriesNote')} flush={data.total > 0}>
      {data.total === 0 ? (
        t('channels.noDeliveries')
      ) : (
        <Table size="small">
          <TableHead>
            <TableRow>
              {(['day', 'channel', 'to', 'state'] as const).map(column => (
                <TableCell key={column}>{t(`channels.${column}`)}</TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {data.data.map(row => (
              <TableRow key={row.id} hover>
                <TableCell>{formatDate(row.day)}</TableCell>
                <TableCell>{row.channel}</TableCell>
                <TableCell>{row.to}</TableCell>
                <TableCell>
                  {t(`channels.states.${row.state}`)} {row.items ? t('channels.items', { count: row.items }) : ''}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Panel>
  );
}
