import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { DataTable, useRefresh } from 'react-admin';
import { Link } from 'react-router-dom';
import { useMay } from '../api/session.js';
import type { DocumentRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { EmptyState, InstantText, KeyTable, ListPage, SearchFilter, SelectFilter, StateMark } from '../parts/index.js';
import { DocumentUpload } from './DocumentUpload.js';

/** Every document in reach: what was read from it, how far it has been gone over, and what comes next. */
export default function DocumentList() {
  const t = useText();
  const refresh = useRefresh();
  const mayUpload = useMay('plan.upload');
  const [uploading, setUploading] = useState(false);
  const states = (['intake', 'confirmed', 'withdrawn'] as const).map(id => ({ id, name: t(`documents.states.${id}`) }));
  return (
    <ListPage
      title={t('documents.title')}
      note={t('documents.note')}
      filters={
        <>
          <SearchFilter label={t('documents.searchList')} />
          <SelectFilter source="planState" label={t('documents.state')} choices={states} />
        </>
      }
      actions={
        mayUpload && (
          <Button variant="contained" onClick={() => setUploading(!uploading)} aria-expanded={uploading}>
            {t('documents.upload')}
          </Button>
        )
      }
      tabs={uploading && <DocumentUpload onRead={refresh} />}
      empty={<NoDocument mayUpload={mayUpload} onRead={refresh} />}
    >
      <KeyTable<DocumentRow> rowClick={id => `/documents/${id}`}>
        <DataTable.Col source="title" render={(row: DocumentRow) => <TitleCell row={row} />} />
        <DataTable.Col source="counts" disableSort render={(row: DocumentRow) => t('documents.counts', row.counts)} />
        <DataTable.Col
          source="planState"
          disableSort
          render={(row: DocumentRow) => <StateMark state={row.planState} label={t(`documents.states.${row.planState}`)} />}
        />
        <DataTable.Col source="uploadedByName" disableSort />
        <DataTable.Col source="uploadedAt" render={(row: DocumentRow) => <InstantText value={row.uploadedAt} />} />
        <DataTable.Col source="next" disableSort render={(row: DocumentRow) => <NextStep row={row} />} />
      </KeyTable>
    </ListPage>
  );
}

function TitleCell({ row }: { row: DocumentRow }) {
  const t = useText();
  const edition = row.versionNo > 1 && t(row.withdrawnAt ? 'documents.withdrawn' : 'plans.versions.no', { no: row.versionNo });
  return (
    <Box sx={{ minWidth: 260 }}>
      {row.title}
      <Box sx={{ fontSize: 12, color: 'text.secondary', overflowWrap: 'anywhere' }}>
        {edition && `${edition} · `}
        {row.fileName}
      </Box>
    </Box>
  );
}

/** What is to be done with the document now. */
function NextStep({ row }: { row: DocumentRow }) {
  const t = useText();
  const confirms = useMay('plan.confirm');
  const { pending } = row.counts;
  const stop = (event: { stopPropagation: () => void }) => event.stopPropagation();
  if (row.planState === 'confirmed')
    return (
      <Button component={Link} to={`/plans/${row.planId}`} onClick={stop} sx={{ whiteSpace: 'nowrap' }}>
        {t('documents.next.plan')}
      </Button>
    );
  if (!confirms || row.planState === 'withdrawn') return null;
  return (
    <Button component={Link} to={`/documents/${row.id}`} variant="outlined" onClick={stop} sx={{ whiteSpace: 'nowrap' }}>
      {pending > 0 ? t('documents.next.pending', { count: pending }) : t('documents.next.confirm')}
    </Button>
  );
}

function NoDocument({ mayUpload, onRead }: { mayUpload: boolean; onRead: () => void }) {
  const t = useText();
  return (
    <>
      <EmptyState title={t('documents.empty')}>{t(mayUpload ? 'documents.emptyNext' : 'documents.emptyRead')}</EmptyState>
      {mayUpload && (
        <Box sx={{ px: 3, pb: 3 }}>
          <DocumentUpload onRead={onRead} />
        </Box>
      )}
    </>
  );
}
