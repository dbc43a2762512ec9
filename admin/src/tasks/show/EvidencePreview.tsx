import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { client, evidenceUrl } from '../../api/client.js';
import type { Evidence } from '../../api/types.js';
import { useText } from '../../i18n/index.js';
import { formatSize } from '../../parts/index.js';
import { readBeginning, SHOWN_BYTES } from './text.js';

const PdfPages = lazy(() => import('./PdfPages.js'));

/** A piece of evidence shown in place: a picture, the pages of a PDF, or the beginning of a text. */
export function EvidencePreview({ file }: { file: Evidence }) {
  const t = useText();
  const [failed, setFailed] = useState(false);
  if (failed) return <Note>{t('taskPage.evidence.failed')}</Note>;
  switch (file.previewable) {
    case 'image':
      return (
        <Box
          component="img"
          src={evidenceUrl(file.id)}
          alt={file.fileName}
          onError={() => setFailed(true)}
          sx={{ maxWidth: '100%', display: 'block', mx: 'auto' }}
        />
      );
    case 'pdf':
      return (
        <Suspense fallback={<Note>{t('taskPage.evidence.loading')}</Note>}>
          <PdfPages url={evidenceUrl(file.id)} onFail={() => setFailed(true)} />
        </Suspense>
      );
    case 'office':
      return <OfficeText id={file.id} />;
    case 'text':
      return <TextPreview id={file.id} />;
    default:
      return <Note>{t('taskPage.evidence.noPreview')}</Note>;
  }
}

function TextPreview({ id }: { id: number }) {
  const t = useText();
  const { data, isError } = useQuery({
    queryKey: ['evidence', 'text', id],
    queryFn: ({ signal }) => readBeginning(evidenceUrl(id), signal),
    staleTime: Infinity,
  });
  if (isError) return <Note>{t('taskPage.evidence.failed')}</Note>;
  if (!data) return <Note>{t('taskPage.evidence.loading')}</Note>;
  if (data.text === '') return <Note>{t('taskPage.evidence.nothing')}</Note>;
  return (
    <>
      <Box component="pre" sx={{ m: 0, font: 'inherit', fontSize: 13, lineHeight: 1.7, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {data.text}
      </Box>
      {data.cut && <Note>{t('taskPage.evidence.textCut', { size: formatSize(SHOWN_BYTES) })}</Note>}
    </>
  );
}

/** The words of an office file; how it looks is seen in the program that made it. */
function OfficeText({ id }: { id: number }) {
  const t = useText();
  const { data, error } = useQuery({
    queryKey: ['evidence', 'office', id],
    queryFn: () => client.evidenceText(id),
    staleTime: Infinity,
    retry: false,
  });
  if (error) return <Note>{error.message}</Note>;
  if (!data) return <Note>{t('taskPage.evidence.loading')}</Note>;
  return (
    <>
      <Note>{[t('taskPage.evidence.wordsOnly'), ...data.notes].join(' ')}</Note>
      <Box component="pre" sx={{ m: 0, font: 'inherit', fontSize: 13, lineHeight: 1.7, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {data.text}
      </Box>
      {data.cut && <Note>{t('taskPage.evidence.wordsCut')}</Note>}
    </>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Typography variant="body2" color="textSecondary" sx={{ py: 2, textAlign: 'center' }} role="status">
      {children}
    </Typography>
  );
}

/** The same, as large as the screen. */
export function LargePreview({ file, onClose }: { file: Evidence; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog open onClose={onClose} maxWidth="lg" fullWidth>
      <DialogTitle sx={{ overflowWrap: 'anywhere' }}>{file.fileName}</DialogTitle>
      <DialogContent>
        <EvidencePreview file={file} />
      </DialogContent>
      <DialogActions>
        <Button href={evidenceUrl(file.id, true)}>{t('taskPage.evidence.download')}</Button>
        <Button variant="contained" onClick={onClose}>
          {t('taskPage.evidence.close')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
