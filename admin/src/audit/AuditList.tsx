import Box from '@mui/material/Box';
import { DataTable } from 'react-admin';
import type { AuditRow } from '../api/types.js';
import { type TextKey, useText } from '../i18n/index.js';
import { zh } from '../i18n/zh/index.js';
import { DateFilter, EmptyState, InstantText, KeyTable, ListPage, SearchFilter, StateMark } from '../parts/index.js';
import { oneLine } from '../tasks/columns.js';
import { detailText, type Names } from './detail.js';
import { VerifyButton } from './VerifyButton.js';

/** The audit log, newest first, and the check of its chain. */
export default function AuditList() {
  const t = useText();
  return (
    <ListPage
      title={t('audit.title')}
      note={t('audit.note')}
      perPage={50}
      sort={{ field: 'at', order: 'DESC' }}
      actions={<VerifyButton />}
      filters={
        <>
          <SearchFilter label={t('audit.search')} width={260} />
          <DateFilter source="from" label={t('audit.from')} />
          <DateFilter source="to" label={t('audit.to')} />
        </>
      }
      empty={<EmptyState title={t('audit.empty')}>{t('audit.emptyNext')}</EmptyState>}
    >
      <KeyTable<AuditRow> rowClick={false}>
        <DataTable.NumberCol source="id" disableSort />
        <DataTable.Col source="at" render={(row: AuditRow) => <InstantText value={row.at} />} />
        <DataTable.Col source="actorName" disableSort render={(row: AuditRow) => row.actorName ?? t('audit.system')} />
        <DataTable.Col source="ip" disableSort />
        <DataTable.Col source="act" disableSort render={(row: AuditRow) => row.actLabel} />
        <DataTable.Col
          source="object"
          disableSort
          render={(row: AuditRow) => `${row.objectLabel}${row.objectId ? ` ${row.objectId}` : ''}`}
        />
        <DataTable.Col source="success" disableSort render={(row: AuditRow) => <Outcome row={row} />} />
        <DataTable.Col source="detail" disableSort render={(row: AuditRow) => <Detail row={row} />} />
        <DataTable.Col source="hash" disableSort render={(row: AuditRow) => <Hash hash={row.hash} />} />
      </KeyTable>
    </ListPage>
  );
}

function Outcome({ row }: { row: AuditRow }) {
  const t = useText();
  return <StateMark state={row.success ? 'completed' : 'locked'} label={t(row.success ? 'audit.success' : 'audit.failure')} />;
}

function Detail({ row }: { row: AuditRow }) {
  const t = useText();
  const text = detailText(row.objectType, row.detail, inLanguage(t, 'part'), inLanguage(t, 'word'));
  return (
    <Box sx={{ ...oneLine, maxWidth: 300 }} title={text}>
      {text}
    </Box>
  );
}

/** The names of parts or of values, in the language of the screen. */
function inLanguage(t: ReturnType<typeof useText>, list: 'part' | 'word'): Names {
  return Object.fromEntries(Object.keys(zh.audit[list]).map(key => [key, t(`audit.${list}.${key}` as TextKey)]));
}

function Hash({ hash }: { hash: string }) {
  return (
    <Box component="code" title={hash} sx={{ fontSize: 12, color: 'text.secondary' }}>
      {hash.slice(0, 8)}
    </Box>
  );
}
