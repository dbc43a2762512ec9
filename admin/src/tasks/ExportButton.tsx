import Download from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useListContext, useNotify } from 'react-admin';
import { download } from '../api/http.js';
import type { LedgerColumn } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { useLedgerColumns } from './useLedgerColumns.js';

/** The screen joins responsible and supporting units in one column, the workbook keeps them apart. */
const inWorkbook = (column: LedgerColumn): LedgerColumn[] =>
  column === 'supportUnitNames' ? ['coLeadUnitNames', column] : column === 'percent' ? [column, 'lastReportText'] : [column];

/** Saves the ledger as a workbook: the rows of the filter in their order. */
export function ExportButton() {
  const t = useText();
  const notify = useNotify();
  const { filterValues, sort } = useListContext();
  const { shown } = useLedgerColumns();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [busy, setBusy] = useState(false);
  const save = async (columns?: LedgerColumn[]) => {
    setAnchor(null);
    setBusy(true);
    const query = { filter: filterValues, sort: [sort.field, sort.order], columns: columns?.flatMap(inWorkbook).join() };
    await download('/task-export', query).then(
      () => notify(t('views.export.done'), { type: 'success' }),
      error => notify(error.message, { type: 'error' }),
    );
    setBusy(false);
  };
  return (
    <>
      <Button variant="outlined" startIcon={<Download />} loading={busy} onClick={event => setAnchor(event.currentTarget)}>
        {busy ? t('views.export.busy') : t('views.export.button')}
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void save(shown)}>{t('views.export.seen')}</MenuItem>
        <MenuItem onClick={() => void save()}>{t('views.export.all')}</MenuItem>
        <Typography variant="caption" color="textSecondary" component="li" sx={{ px: 2, py: 0.5, maxWidth: 300 }}>
          {t('views.export.note')}
        </Typography>
      </Menu>
    </>
  );
}
