import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading } from 'react-admin';
import { Link as To, useNavigate } from 'react-router-dom';
import { client } from '../api/client.js';
import { SCHEME_KINDS } from '../api/rules.js';
import { useMay } from '../api/session.js';
import type { LightScheme } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { PageHead, Panel, ProblemNote, SendDialog, StateMark } from '../parts/index.js';

/** The schemes of lights: what each is yellow and red from, and which plans it judges. */
export default function SchemeList() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['light-schemes'], queryFn: client.lightSchemes });
  const [copied, copy] = useState<LightScheme | null>(null);
  return (
    <>
      <PageHead title={t('lightSchemes.title')} note={t('lightSchemes.note')} />
      {error ? <ProblemNote problem={error} onRetry={() => refetch()} /> : data ? <Rows schemes={data.data} onCopy={copy} /> : <Loading />}
      {copied && <CopyDialog scheme={copied} onClose={() => copy(null)} />}
    </>
  );
}

function Rows({ schemes, onCopy }: { schemes: LightScheme[]; onCopy: (scheme: LightScheme) => void }) {
  const t = useText();
  const manages = useMay('light_scheme.manage');
  return (
    <Panel flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            {(['name', 'kind', 'thresholds', 'plans'] as const).map(column => (
              <TableCell key={column}>{t(`lightSchemes.${column}`)}</TableCell>
            ))}
            {manages && <TableCell />}
          </TableRow>
        </TableHead>
        <TableBody>
          {schemes.map(scheme => (
            <TableRow key={scheme.id} hover>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>
                <Link component={To} to={`/light-schemes/${scheme.id}`}>
                  {scheme.name}
                </Link>{' '}
                {scheme.isDefault && (
                  <span title={t('lightSchemes.defaultNote')}>
                    <StateMark state="confirmed" label={t('lightSchemes.isDefault')} />
                  </span>
                )}
              </TableCell>
              <TableCell sx={{ whiteSpace: 'nowrap' }}>{SCHEME_KINDS[scheme.rules.kind]}</TableCell>
              <TableCell>
                {scheme.sentence}
                <Box sx={{ color: 'text.secondary', fontSize: 12 }}>{scheme.note}</Box>
              </TableCell>
              <TableCell sx={{ maxWidth: 280 }}>{scheme.plans.map(({ title }) => title).join('；')}</TableCell>
              {manages && (
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  <Button onClick={() => onCopy(scheme)}>{t('lightSchemes.copy')}</Button>
                </TableCell>
              )}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function CopyDialog({ scheme, onClose }: { scheme: LightScheme; onClose: () => void }) {
  const t = useText();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const { note, rules, words } = scheme;
  return (
    <SendDialog
      title={t('lightSchemes.copyTitle', { name: scheme.name })}
      note={t('lightSchemes.copyNote')}
      submitLabel={t('lightSchemes.create')}
      ready={name.trim() !== ''}
      width="xs"
      send={() => client.createLightScheme({ name, note, rules, words }).then(({ id }) => navigate(`/light-schemes/${id}`))}
      onClose={onClose}
    >
      <TextField label={t('lightSchemes.name')} value={name} onChange={event => setName(event.target.value)} autoFocus required />
    </SendDialog>
  );
}
