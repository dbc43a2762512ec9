import Button from '@mui/material/Button';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client, tableUrl } from '../api/client.js';
import type { Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { TableImport } from '../parts/index.js';
import { TableTemplateDialog } from './TableTemplateDialog.js';

type Open = 'import' | 'template' | null;

/** The breakdown table as a file: handed out in two formats, its form chosen, taken in again. */
export function TableMenu({ plan }: { plan: Plan }) {
  const t = useText();
  const queries = useQueryClient();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Open>(null);
  const close = () => setAnchor(null);
  const fresh = () => {
    for (const key of ['breakdown', 'plans', 'tasks']) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <Button variant="outlined" aria-haspopup="menu" aria-expanded={anchor !== null} onClick={event => setAnchor(event.currentTarget)}>
        {t('plans.table.export')} ▾
      </Button>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={close}>
        <MenuItem component="a" href={tableUrl(plan.id, 'xlsx')} onClick={close}>
          <ListItemText primary={t('plans.table.xlsx')} secondary={t('plans.table.xlsxNote')} />
        </MenuItem>
        <MenuItem component="a" href={tableUrl(plan.id, 'docx')} onClick={close}>
          <ListItemText primary={t('plans.table.docx')} secondary={t('plans.table.docxNote')} />
        </MenuItem>
        {plan.permissions.breakDown && (
          <MenuItem
            onClick={() => {
              close();
              setOpen('template');
            }}
          >
            <ListItemText primary={t('plans.table.template')} secondary={t('plans.table.templateNote')} />
          </MenuItem>
        )}
      </Menu>
      {plan.permissions.breakDown && (
        <Button variant="outlined" onClick={() => setOpen('import')}>
          {t('plans.table.import')}
        </Button>
      )}
      {open === 'import' && (
        <TableImport
          title={t('plans.table.importTitle', { plan: plan.title })}
          hint={t('plans.table.importHint')}
          about={t('plans.table.head.measure')}
          trial={(file, aliases, sending) => client.tryTable(plan.id, file, aliases, sending)}
          take={(file, aliases, digest) => client.takeTable(plan.id, file, aliases, digest)}
          onTaken={fresh}
          onClose={() => setOpen(null)}
        />
      )}
      {open === 'template' && <TableTemplateDialog planId={plan.id} onClose={() => setOpen(null)} />}
    </>
  );
}
