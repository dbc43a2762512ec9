import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router-dom';
import { client } from '../api/client.js';
import { useMay, useSession } from '../api/session.js';
import type { Plan, PlanVersion, VersionComparison } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { dayOf, FileDrop, formatDate, Panel, ProblemNote } from '../parts/index.js';

/** The versions of a confirmed plan's document, with the way to each comparison; a new one is taken in here. */
export function Versions({ plan }: { plan: Plan }) {
  const t = useText();
  const uploads = useMay('plan.upload');
  const [open, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({ queryKey: ['plans', 'versions', plan.id], queryFn: () => client.versions(plan.id) });
  if (error) return <ProblemNote problem={error} onRetry={() => refetch()} />;
  return (
    <Panel
      title={t('plans.versions.title')}
      actions={uploads && <Button onClick={() => setOpen(true)}>{t('plans.versions.upload')}</Button>}
      flush
    >
      {data?.data.map(version => (
        <VersionLine key={version.documentId} planId={plan.id} version={version} />
      ))}
      {open && <UploadVersion plan={plan} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function VersionLine({ planId, version }: { planId: number; version: PlanVersion }) {
  const t = useText();
  const { documentId, versionNo, fileName, uploadedAt, uploaderName, withdrawnAt, pending, differences } = version;
  const state = withdrawnAt ? 'withdrawn' : pending > 0 ? 'pending' : 'settled';
  return (
    <Box sx={line}>
      <b>{t('plans.versions.no', { no: versionNo })}</b>
      <span>{fileName}</span>
      <Box component="span" sx={{ color: 'text.secondary' }}>
        {[uploaderName, formatDate(dayOf(uploadedAt))].filter(Boolean).join('，')}
      </Box>
      {versionNo > 1 && (
        <Box component="span" sx={{ color: state === 'pending' ? 'warning.main' : 'text.secondary' }}>
          {t(`plans.versions.${state}`, { pending, differences })}
        </Box>
      )}
      <Box sx={{ ml: 'auto' }}>
        <Button component={Link} to={`/documents/${documentId}`}>
          {t('plans.versions.read')}
        </Button>
        {versionNo > 1 && !withdrawnAt && (
          <Button component={Link} to={`/plans/${planId}/versions/${documentId}`} variant={pending > 0 ? 'contained' : 'text'}>
            {t(pending > 0 ? 'plans.versions.decide' : 'plans.versions.compare')}
          </Button>
        )}
      </Box>
    </Box>
  );
}

function UploadVersion({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const t = useText();
  const { limits } = useSession();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (
    <Dialog open onClose={onClose} maxWidth="sm" fullWidth>
      <DialogTitle>{t('plans.versions.uploadTitle', { plan: plan.title })}</DialogTitle>
      <DialogContent>
        <FileDrop
          send={(file, sending) => client.uploadVersion(plan.id, file, sending)}
          limit={limits.documentBytes}
          single
          hint={t('plans.versions.uploadHint')}
          onSent={result => {
            void queries.invalidateQueries({ queryKey: ['plans'] });
            navigate(`/plans/${plan.id}/versions/${(result as VersionComparison).version.documentId}`);
          }}
        />
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={onClose}>
          {t('ra.action.cancel')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const line = {
  display: 'flex',
  alignItems: 'center',
  gap: 2,
  px: 2,
  py: 0.5,
  borderBottom: 1,
  borderColor: 'divider',
  fontSize: 13,
  flexWrap: 'wrap',
} as const;
