import Button from '@mui/material/Button';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify, useRefresh } from 'react-admin';
import { client } from '../api/client.js';
import { download } from '../api/http.js';
import { useMay } from '../api/session.js';
import type { Plan } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { TableImport } from '../parts/index.js';
import { ObjectForm } from './ObjectForm.js';

/** What can be done with the register of a plan: enter an institution, hand the table out, take it in. */
export function ObjectActions({ plan }: { plan: Plan }) {
  const t = useText();
  const notify = useNotify();
  const refresh = useRefresh();
  const queries = useQueryClient();
  const manages = useMay('object.manage') && plan.permissions.breakDown;
  const [open, setOpen] = useState<'add' | 'import' | null>(null);
  const fresh = () => {
    refresh();
    void queries.invalidateQueries({ queryKey: ['objects'] });
  };
  const save = () => download(`/plans/${plan.id}/object-table`).catch(error => notify(error.message, { type: 'error' }));
  return (
    <>
      <Button variant="outlined" onClick={() => void save()}>
        {t('objects.export')}
      </Button>
      {manages && (
        <>
          <Button variant="outlined" onClick={() => setOpen('import')}>
            {t('objects.import')}
          </Button>
          <Button variant="contained" onClick={() => setOpen('add')}>
            {t('objects.add')}
          </Button>
        </>
      )}
      {open === 'add' && <ObjectForm planId={plan.id} onSaved={fresh} onClose={() => setOpen(null)} />}
      {open === 'import' && (
        <TableImport
          title={t('objects.importTitle', { plan: plan.title })}
          hint={t('objects.importHint')}
          about={t('objects.rowAbout')}
          trial={(file, _aliases, sending) => client.tryObjects(plan.id, file, sending)}
          take={(file, _aliases, digest) => client.takeObjects(plan.id, file, digest)}
          onTaken={fresh}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}
