import Alert from '@mui/material/Alert';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.js';
import { useText } from '../i18n/index.js';
import { InstantText, Panel, ProblemNote } from '../parts/index.js';

const EVERY_MS = 5000;

/** How the queue stands now, asked again every few seconds: by what way, and per kind how much, how long, how often in vain. */
export function QueueState() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['queue'], queryFn: client.queue, refetchInterval: EVERY_MS });
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  if (!data) return null;
  return (
    <>
      <Alert severity={data.troubled ? 'warning' : 'info'} sx={{ mb: 1.5, py: 0 }}>
        {data.wayLabel}
        {data.workers > 0 && t('queue.workers', { workers: data.workers })}
      </Alert>
      <Panel title={t('queue.state')} note={t('queue.stateNote')} flush>
        <Table size="small">
          <TableHead>
            <TableRow>
              <TableCell>{t('queue.kind')}</TableCell>
              <TableCell align="right">{t('queue.depth')}</TableCell>
              <TableCell>{t('queue.oldest')}</TableCell>
              <TableCell align="right">{t('queue.failing')}</TableCell>
              <TableCell align="right">{t('queue.dead')}</TableCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {data.jobs.map(job => (
              <TableRow key={job.name} hover>
                <TableCell component="th" scope="row">
                  {job.label}
                </TableCell>
                <TableCell align="right">{job.depth}</TableCell>
                <TableCell>{job.oldestAt ? <InstantText value={job.oldestAt} /> : t('queue.none')}</TableCell>
                <TableCell align="right">{job.failing}</TableCell>
                <TableCell align="right" sx={job.dead > 0 ? { color: 'error.main', fontWeight: 600 } : {}}>
                  {job.dead}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Panel>
    </>
  );
}
