import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useListContext } from 'react-admin';
import { actOf, BULK_ACTS } from '../api/rules.js';
import type { BulkAct, TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { BulkDialog } from './BulkDialog.js';

/** What can be done to the chosen rows: an act is offered when one of them offers it; the preview says what becomes of each. */
export function BulkBar() {
  const t = useText();
  const { selectedIds, data = [], onUnselectItems } = useListContext<TaskRow>();
  const [act, setAct] = useState<BulkAct | null>(null);
  const chosen = data.filter(task => selectedIds.includes(task.id));
  const offers = (name: BulkAct) => chosen.some(task => actsOn(task, BULK_ACTS[name]).includes(name));
  const offered = (Object.keys(BULK_ACTS) as BulkAct[]).filter(offers);
  return (
    <>
      {offered.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('views.bulk.none')}
        </Typography>
      )}
      {offered.map(name => (
        <Button key={name} onClick={() => setAct(name)}>
          {t('views.bulk.act', { act: actOf(BULK_ACTS[name], name)?.label ?? '' })}
        </Button>
      ))}
      {act && (
        <BulkDialog
          act={act}
          ids={selectedIds as number[]}
          shareId={chosen.find(task => task.myAssignment)?.myAssignment?.id ?? 0}
          onClose={() => setAct(null)}
          onDone={() => onUnselectItems()}
        />
      )}
    </>
  );
}

/** What may be done on a record of a task. A row of the list knows of no reports: the desk offers what is done on those. */
function actsOn({ permittedActs, myAssignment }: TaskRow, record: (typeof BULK_ACTS)[BulkAct]): string[] {
  if (record === 'task') return permittedActs;
  return record === 'assignment' ? (myAssignment?.permittedActs ?? []) : [];
}
