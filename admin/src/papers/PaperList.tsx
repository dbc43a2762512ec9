import Button from '@mui/material/Button';
import { useState } from 'react';
import { DataTable } from 'react-admin';
import { useNavigate } from 'react-router-dom';
import { PAPER_KINDS } from '../api/rules.js';
import { useMay } from '../api/session.js';
import type { PaperRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateText, EmptyState, KeyTable, ListPage, SelectFilter, StateMark } from '../parts/index.js';
import { DraftDialog } from './DraftDialog.js';

const KINDS = Object.entries(PAPER_KINDS).map(([id, name]) => ({ id, name }));

/** The papers: notices as they were drawn up, bulletins with where they stand. */
export default function PaperList() {
  const t = useText();
  const drafts = useMay('paper.draft');
  const navigate = useNavigate();
  const [drafting, setDrafting] = useState(false);
  return (
    <>
      <ListPage
        title={t('papers.title')}
        note={t('papers.note')}
        actions={
          drafts && (
            <Button variant="contained" onClick={() => setDrafting(true)}>
              {t('papers.draft')}
            </Button>
          )
        }
        filters={<SelectFilter source="kind" label={t('papers.kind')} choices={KINDS} />}
        empty={<EmptyState title={t('papers.empty')}>{t('papers.emptyNext')}</EmptyState>}
      >
        <KeyTable<PaperRow> rowClick={id => `/papers/${id}/show`}>
          <DataTable.Col source="number" disableSort render={(row: PaperRow) => row.number ?? t('papers.noNumber')} />
          <DataTable.Col source="kindLabel" disableSort />
          <DataTable.Col source="title" disableSort />
          <DataTable.Col
            source="state"
            disableSort
            render={(row: PaperRow) => <StateMark state={row.state === 'issued' ? 'completed' : row.state} label={row.stateLabel} />}
          />
          <DataTable.Col source="officeUnitName" disableSort />
          <DataTable.Col source="drafterName" disableSort />
          <DataTable.Col source="day" disableSort render={(row: PaperRow) => <DateText value={row.issuedOn ?? row.day} />} />
        </KeyTable>
      </ListPage>
      {drafting && <DraftDialog onClose={() => setDrafting(false)} onDrafted={id => navigate(`/papers/${id}/show`)} />}
    </>
  );
}
