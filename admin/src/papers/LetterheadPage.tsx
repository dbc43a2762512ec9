import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading, useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { Letterhead } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { PageHead, Panel, ProblemNote, useAttempt } from '../parts/index.js';

const FIELDS = ['mark', 'signature', 'sealText', 'contactName', 'contactPhone', 'copyTo', 'printer'] as const;

/** The office's own head, names and contact, as they stand on papers drawn up from now on. */
export default function LetterheadPage() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['letterheads'], queryFn: client.letterheads });
  return (
    <>
      <PageHead title={t('papers.letterhead.title')} note={t('papers.letterhead.note')} />
      {error ? (
        <ProblemNote problem={error} onRetry={() => refetch()} />
      ) : data ? (
        data.data.map(head => <Head key={`${head.id}.${head.version}`} head={head} />)
      ) : (
        <Loading />
      )}
    </>
  );
}

function Head({ head }: { head: Letterhead }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [form, setForm] = useState(head);
  const { attempt, problem, busy, faults } = useAttempt();
  const save = () =>
    attempt(async () => {
      const { id, unitId: _unit, unitName: _name, ...body } = form;
      await client.saveLetterhead(id, body);
      notify(t('papers.saved'), { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['letterheads'] });
    });
  return (
    <Panel
      title={head.unitName}
      actions={
        <Button variant="contained" onClick={save} loading={busy}>
          {t('papers.save')}
        </Button>
      }
    >
      <ProblemNote problem={problem} />
      <Box sx={{ display: 'grid', gap: 1.75, maxWidth: 640, pt: 0.5 }}>
        {FIELDS.map(field => (
          <TextField
            key={field}
            label={t(`papers.letterhead.${field}`)}
            value={form[field]}
            onChange={event => setForm(now => ({ ...now, [field]: event.target.value }))}
            error={Boolean(faults[field])}
            helperText={faults[field]}
          />
        ))}
      </Box>
    </Panel>
  );
}
