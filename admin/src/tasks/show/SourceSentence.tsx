import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link as To } from 'react-router-dom';
import { client } from '../../api/client.js';
import { ApiError } from '../../api/http.js';
import { useMay } from '../../api/session.js';
import type { TaskSource } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { dayOf, formatDate } from '../../parts/index.js';
import { COLOURS } from '../../theme.js';

/** The sentence of the plan that the task comes from, marked in its surroundings. */
export function SourceSentence({ taskId }: { taskId: number }) {
  const t = useText();
  const opens = useMay('plan.read');
  const { data, error, refetch } = useQuery({ queryKey: ['source', taskId], queryFn: () => client.taskSource(taskId), staleTime: 600_000 });
  if (error)
    return error instanceof ApiError && error.status === 404 ? (
      <Typography variant="body2" color="textSecondary">
        {t('taskPage.source.none')}
      </Typography>
    ) : (
      <Typography variant="body2" role="alert">
        {t('taskPage.source.failed')} <Button onClick={() => void refetch()}>{t('taskPage.source.retry')}</Button>
      </Typography>
    );
  if (!data) return null;
  const from = t('taskPage.source.from', { title: data.documentTitle });
  return (
    <Box>
      <Box component="blockquote" sx={quote}>
        <span>…{data.before}</span>
        <mark>{data.sentence}</mark>
        <span>{data.after}…</span>
      </Box>
      <Typography variant="caption" color="textSecondary" component="div">
        {opens ? (
          <Link component={To} to={`/documents/${data.documentId}`} title={t('taskPage.source.open')}>
            {from}
          </Link>
        ) : (
          from
        )}
        {data.measureNo && ` · ${t('taskPage.source.measure', { no: data.measureNo })}`}
        {data.section.length > 0 && ` · ${data.section.join(' / ')}`}
      </Typography>
      {data.newer && <NewerVersion newer={data.newer} />}
    </Box>
  );
}

/** What a newer version of the plan says instead, where it was decided that it holds; the task keeps the sentence that made it. */
function NewerVersion({ newer }: { newer: NonNullable<TaskSource['newer']> }) {
  const t = useText();
  const { kind, text, versionNo, deciderName, decidedAt, note } = newer;
  return (
    <Alert severity="warning" sx={{ mt: 1 }}>
      <b>{t(`taskPage.source.newer.${kind}`, { no: versionNo })}</b>
      {kind === 'changed' && <Box sx={{ my: 0.5 }}>{text}</Box>}
      <Typography variant="caption" component="div">
        {[t('taskPage.source.decided', { name: deciderName ?? '', date: formatDate(dayOf(decidedAt)) }), note].filter(Boolean).join('　')}
      </Typography>
    </Alert>
  );
}

const quote = {
  m: 0,
  mb: 0.5,
  pl: 1.5,
  borderLeft: `3px solid ${COLOURS.accent}`,
  fontSize: 13,
  lineHeight: 1.75,
  color: 'text.secondary',
  whiteSpace: 'pre-line',
  overflowWrap: 'anywhere',
  '& mark': {
    background: '#fdf1dc',
    color: COLOURS.ink,
    fontWeight: 600,
    textDecoration: 'underline',
    textDecorationColor: '#d9932b',
    textUnderlineOffset: '3px',
  },
} as const;
