import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { client } from '../api/client.js';
import { ApiError } from '../api/http.js';
import { useSession } from '../api/session.js';
import type { PlanDocument } from '../api/types.js';
import { text, useText } from '../i18n/index.js';
import { FileDrop, Panel } from '../parts/index.js';

const FORMAT = '.txt';

/** Documents are sent and read one after the other; each tells what was read and where to go on. */
export function DocumentUpload({ onRead }: { onRead: () => void }) {
  const t = useText();
  const { limits } = useSession();
  const [read, setRead] = useState<PlanDocument[]>([]);
  const [known, setKnown] = useState<number | null>(null);

  const send: Parameters<typeof FileDrop>[0]['send'] = async (file, sending) => {
    if (!file.name.toLowerCase().endsWith(FORMAT))
      throw new ApiError({ title: text('documents.notText', { name: file.name, format: FORMAT }), status: 415, code: 'upload.type' });
    setKnown(null);
    return client.uploadDocument(file, undefined, sending).catch(error => {
      if (error instanceof ApiError && error.body.code === 'document.duplicate') setKnown(Number(error.body.params?.documentId) || null);
      throw error;
    });
  };
  return (
    <Panel title={t('documents.uploadTitle')}>
      <FileDrop
        send={send}
        limit={limits.documentBytes}
        accept={FORMAT}
        hint={t('documents.uploadHint', { format: FORMAT })}
        onSent={result => {
          setRead(all => [...all, result as PlanDocument]);
          onRead();
        }}
      />
      {known !== null && (
        <Alert severity="warning" sx={{ mt: 1 }} action={<Open id={known} label={t('documents.openKnown')} />}>
          {t('documents.duplicate')}
        </Alert>
      )}
      {read.map(({ id, title, counts }) => (
        <Alert
          key={id}
          severity={counts.measure > 0 ? 'success' : 'warning'}
          sx={{ mt: 1 }}
          action={<Open id={id} label={t('documents.goOver')} />}
        >
          {t(counts.measure > 0 ? 'documents.read' : 'documents.nothingRead', { title, ...counts })}
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
