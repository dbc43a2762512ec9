import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { client, type Sending } from '../api/client.js';
import { ApiError } from '../api/http.js';
import { useSession } from '../api/session.js';
import type { PlanDocument } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { FileDrop, Panel } from '../parts/index.js';
import { DocumentPaste } from './DocumentPaste.js';

/** What the picker of files offers; the server alone decides what can be read. */
const FORMATS = ['.docx', '.doc', '.wps', '.pdf', '.ofd', '.xlsx', '.html', '.htm', '.txt'];

/** Documents are sent and read one after the other; each tells what was read and where to go on. */
export function DocumentUpload({ onRead }: { onRead: () => void }) {
  const t = useText();
  const { limits } = useSession();
  const [read, setRead] = useState<PlanDocument[]>([]);
  const [known, setKnown] = useState<number | null>(null);

  const send = async (file: File, sending: Sending = {}) => {
    setKnown(null);
    return client.uploadDocument(file, undefined, sending).catch(error => {
      if (error instanceof ApiError && error.body.code === 'document.duplicate') setKnown(Number(error.body.params?.documentId) || null);
      throw error;
    });
  };
  const done = (document: PlanDocument) => {
    setRead(all => [...all, document]);
    onRead();
  };
  return (
    <Panel title={t('documents.uploadTitle')}>
      <FileDrop
        send={send}
        limit={limits.documentBytes}
        accept={FORMATS.join(',')}
        hint={t('documents.uploadHint')}
        onSent={result => done(result as PlanDocument)}
      />
      <DocumentPaste send={send} onSent={done} />
      {known !== null && (
        <Alert severity="warning" sx={{ mt: 1 }} action={<Open id={known} label={t('documents.openKnown')} />}>
          {t('documents.duplicate')}
        </Alert>
      )}
      {read.map(({ id, title, counts, notes }) => (
        <Alert
          key={id}
          severity={counts.measure > 0 ? 'success' : 'warning'}
          sx={{ mt: 1 }}
          action={<Open id={id} label={t('documents.goOver')} />}
        >
          {t(counts.measure > 0 ? 'documents.read' : 'documents.nothingRead', { title, ...counts })}
          {notes.map(note => (
            <Box key={note} sx={{ fontSize: 13, color: 'text.secondary' }}>
              {note}
            </Box>
          ))}
        </Alert>
      ))}
    </Panel>
  );
}

function Open({ id, label }: { id: number; label: string }) {
  return (
    <Button component={Link} to={`/documents/${id}`} variant="outlined" color="inherit" sx={{ whiteSpace: 'nowrap' }}>
      {label}
    </Button>
  );
}
