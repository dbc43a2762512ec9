import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../api/client.js';
import { useMay } from '../api/session.js';
import { useText } from '../i18n/index.js';
import { TableImport } from '../parts/index.js';

/** Takes an exported and edited ledger in, for those whose units report. */
export function ImportButton() {
  const t = useText();
  const queries = useQueryClient();
  const reports = useMay('task.mine');
  const [open, setOpen] = useState(false);
  if (!reports) return null;
  const fresh = () => {
    for (const key of ['tasks', 'dashboard', 'review-queue']) void queries.invalidateQueries({ queryKey: [key] });
  };
  return (
    <>
      <Button variant="outlined" onClick={() => setOpen(true)}>
        {t('views.import.button')}
      </Button>
      {open && (
        <TableImport
          title={t('views.import.title')}
          hint={t('views.import.hint')}
          about={t('plans.table.head.measure')}
          trial={(file, _aliases, sending) => client.tryLedger(file, sending)}
          take={(file, _aliases, digest) => client.takeLedger(file, digest)}
          onTaken={fresh}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
