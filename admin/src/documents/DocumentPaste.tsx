import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ProblemNote } from '../parts/index.js';

interface Props {
  send: (file: File) => Promise<PlanDocument>;
  onSent: (document: PlanDocument) => void;
}

/** A plan's text pasted from anywhere; it is sent as a text file named after its first line. */
export function DocumentPaste({ send, onSent }: Props) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [words, setWords] = useState('');
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const submit = async () => {
    setSending(true);
    setProblem(null);
    try {
      onSent(await send(asFile(words, t('documents.paste.name'))));
      setWords('');
      setOpen(false);
    } catch (error) {
      setProblem(error);
    } finally {
      setSending(false);
    }
  };
  if (!open)
    return (
      <Button sx={{ mt: 1 }} onClick={() => setOpen(true)}>
        {t('documents.paste.open')}
      </Button>
    );
  return (
    <Box sx={{ mt: 1 }}>
      <TextField
        label={t('documents.paste.label')}
        helperText={t('documents.paste.hint')}
        value={words}
        onChange={event => setWords(event.target.value)}
        multiline
        minRows={8}
        maxRows={20}
        fullWidth
        autoFocus
      />
      <ProblemNote problem={problem} />
      <Box sx={{ display: 'flex', gap: 1, mt: 1 }}>
        <Button variant="contained" disabled={sending || !words.trim()} onClick={submit}>
          {t(sending ? 'documents.paste.sending' : 'documents.paste.send')}
        </Button>
        <Button disabled={sending} onClick={() => setOpen(false)}>
          {t('documents.paste.close')}
        </Button>
      </Box>
    </Box>
  );
}

/** Marks that no file's name may have. */
const NOT_IN_NAMES = /[\\/:*?"<>|\s]+/g;

function asFile(words: string, unnamed: string): File {
  const first = words.trim().split('\n')[0]!.replace(NOT_IN_NAMES, '').slice(0, 40);
  return new File([words], `${first || unnamed}.txt`, { type: 'text/plain' });
}
