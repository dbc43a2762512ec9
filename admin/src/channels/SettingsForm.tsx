import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { MessageSettings, RenderedTemplates } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { Panel, ProblemNote, useAttempt } from '../parts/index.js';

const TIMES = ['digestAt', 'quietFrom', 'quietTo'] as const;
const TEMPLATES = ['subject', 'body', 'robot'] as const;

/** Hours and templates; a preview shows the templates with made-up items beside them. */
export function SettingsForm({ settings }: { settings: MessageSettings }) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [form, setForm] = useState(settings);
  const [rendered, setRendered] = useState<RenderedTemplates | null>(null);
  const { attempt, problem, busy, faults } = useAttempt();
  const type = (name: (typeof TIMES)[number] | (typeof TEMPLATES)[number], value: string) => setForm(now => ({ ...now, [name]: value }));
  const { subject, body, robot } = form;
  const preview = () => attempt(() => client.previewTemplates({ subject, body, robot }).then(setRendered));
  const save = () =>
    attempt(async () => {
      const { mailReady: _ready, placeholders: _names, ...change } = form;
      await client.changeMessageSettings(change);
      notify(t('channels.saved'), { type: 'success' });
      await queries.invalidateQueries({ queryKey: ['message-settings'] });
    });
  return (
    <>
      {!settings.mailReady && (
        <Alert severity="info" sx={{ mb: 1.5 }}>
          {t('channels.noMail')}
        </Alert>
      )}
      <ProblemNote problem={problem} />
      <Panel title={t('channels.when')} note={t('channels.whenNote')}>
        <Box sx={{ display: 'flex', gap: 1.5 }}>
          {TIMES.map(name => (
            <TextField
              key={name}
              label={t(`channels.${name}`)}
              value={form[name]}
              onChange={event => type(name, event.target.value)}
              error={name in faults}
              sx={{ width: 180 }}
            />
          ))}
        </Box>
      </Panel>
      <Panel title={t('channels.templates')}>
        <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)', gap: 2 }}>
          <Stack spacing={1.75}>
            {TEMPLATES.map(name => (
              <TextField
                key={name}
                label={t(`channels.${name}`)}
                value={form[name]}
                onChange={event => type(name, event.target.value)}
                multiline={name !== 'subject'}
                minRows={name === 'subject' ? undefined : 4}
                error={name in faults}
              />
            ))}
          </Stack>
          {rendered ? <Preview rendered={rendered} /> : <Placeholders settings={settings} />}
        </Box>
        <Box sx={{ display: 'flex', gap: 1, mt: 1.5 }}>
          <Button variant="contained" onClick={save} loading={busy}>
            {t('channels.save')}
          </Button>
          <Button variant="outlined" onClick={preview} disabled={busy} title={t('channels.previewNote')}>
            {t('channels.preview')}
          </Button>
        </Box>
      </Panel>
    </>
  );
}

function Placeholders({ settings }: { settings: MessageSettings }) {
  const t = useText();
  return (
    <Box>
      <Typography variant="h3">{t('channels.placeholders')}</Typography>
      <Box component="dl" sx={{ fontSize: 13, m: 0 }}>
        {settings.placeholders.map(({ name, meaning }) => (
          <Box key={name} sx={{ display: 'flex', gap: 1, py: 0.25 }}>
            <Box component="dt" sx={{ whiteSpace: 'nowrap', fontWeight: 600 }}>{`{{${name}}}`}</Box>
            <Box component="dd" sx={{ m: 0, color: 'text.secondary' }}>
              {meaning}
            </Box>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Preview({ rendered }: { rendered: RenderedTemplates }) {
  const t = useText();
  return (
    <Stack spacing={1.5}>
      {TEMPLATES.map(name => (
        <Box key={name}>
          <Typography variant="caption" color="textSecondary">
            {`${t('channels.preview')} · ${t(`channels.${name}`)}`}
          </Typography>
          <Box sx={{ whiteSpace: 'pre-wrap', fontSize: 13, border: 1, borderColor: 'divider', borderRadius: 1, p: 1 }}>
            {rendered[name]}
          </Box>
        </Box>
      ))}
    </Stack>
  );
}
