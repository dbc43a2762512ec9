import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { Paper, PaperText } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { formatDate, Panel, ProblemNote, useAttempt } from '../parts/index.js';

const FIELDS = ['title', 'addressee', 'opening', 'situation', 'praise', 'problems', 'demands', 'copyTo'] as const;
const LONG: readonly string[] = ['opening', 'situation', 'praise', 'problems', 'demands'];

/** The text of a bulletin; it can be changed while it is a draft, and is shown afterwards. */
export function TextForm({ paper, text }: { paper: Paper; text: PaperText }) {
  const t = useText();
  const { form, change, save, problem, busy, faults } = useTextForm(paper, text);
  const open = paper.state === 'drafted' && paper.permittedActs.includes('discard');
  const actions = open && (
    <Button variant="contained" onClick={save} loading={busy} disabled={form === text}>
      {t('papers.save')}
    </Button>
  );
  return (
    <Panel title={t('papers.text')} note={open ? t('papers.textNote') : undefined} actions={actions}>
      <ProblemNote problem={problem} />
      <Box component="fieldset" disabled={!open} sx={{ border: 0, p: 0, m: 0, display: 'grid', gap: 1.5, maxWidth: 860 }}>
        {FIELDS.map(field => (
          <TextField
            key={field}
            label={t(`papers.field.${field}`)}
            value={form[field]}
            onChange={event => change({ [field]: event.target.value })}
            multiline={LONG.includes(field)}
            minRows={LONG.includes(field) ? 2 : undefined}
            error={Boolean(faults[field])}
            helperText={faults[field]}
          />
        ))}
        <TextField
          label={t('papers.field.copies')}
          type="number"
          value={form.copies ?? ''}
          onChange={event => change({ copies: event.target.value ? Number(event.target.value) : null })}
          error={Boolean(faults.copies)}
          helperText={faults.copies}
          sx={{ width: 160 }}
        />
        <Chosen
          title={t('papers.praised')}
          lines={paper.lines.filter(line => line.progress === 'done')}
          ids={form.praisedIds}
          onChange={praisedIds => change({ praisedIds })}
        />
        <Chosen
          title={t('papers.lagging')}
          lines={paper.lines.filter(line => line.progress === 'behind')}
          ids={form.laggingIds}
          onChange={laggingIds => change({ laggingIds })}
        />
      </Box>
    </Panel>
  );
}

interface ChosenProps {
  title: string;
  lines: Paper['lines'];
  ids: number[];
  onChange: (ids: number[]) => void;
}

/** Which of the tasks the text names. */
function Chosen({ title, lines, ids, onChange }: ChosenProps) {
  const t = useText();
  return (
    <Box>
      <Typography variant="h3">{title}</Typography>
      {lines.length === 0 && <Typography variant="body2">{t('papers.noLines')}</Typography>}
      {lines.map(line => (
        <FormControlLabel
          key={line.taskId}
          sx={{ display: 'flex' }}
          slotProps={{ typography: { variant: 'body2' } }}
          control={
            <Checkbox
              size="small"
              checked={ids.includes(line.taskId)}
              onChange={(_event, on) => onChange(on ? [...ids, line.taskId] : ids.filter(id => id !== line.taskId))}
            />
          }
          label={t('papers.line', { unit: line.leadUnitName, title: line.title, facts: factsOf(line, t) })}
        />
      ))}
    </Box>
  );
}

/** What the ledger says of a task, as far as it says something. */
function factsOf({ deadline, percent, expected }: Paper['lines'][number], t: ReturnType<typeof useText>): string {
  const facts = [
    deadline ? t('papers.lineDue', { due: formatDate(deadline) }) : t('papers.lineOpenEnd'),
    percent === null ? t('papers.lineUnreported') : t('papers.linePercent', { percent }),
    expected === null ? '' : t('papers.lineExpected', { expected }),
  ];
  return facts.filter(Boolean).join('，');
}

function useTextForm(paper: Paper, text: PaperText) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [form, setForm] = useState(text);
  const { attempt, ...sending } = useAttempt();
  const save = () =>
    attempt(async () => {
      queries.setQueryData(['papers', 'one', paper.id], await client.writePaper(paper.id, { ...form, version: paper.version }));
      notify(t('papers.saved'), { type: 'success' });
    });
  return { form, change: (part: Partial<PaperText>) => setForm(now => ({ ...now, ...part })), save, ...sending };
}
