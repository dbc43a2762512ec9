import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { Loading } from 'react-admin';
import { client } from '../api/client.js';
import type { PermissionTable as Data } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { PageHead, Panel, ProblemNote } from '../parts/index.js';

/** The one table of who may do what, as the server applies it. */
export default function PermissionTable() {
  const t = useText();
  const { data, error, refetch } = useQuery({ queryKey: ['permission-table'], queryFn: client.permissionTable });
  return (
    <>
      <PageHead title={t('security.table')} note={t('security.tableNote')} />
      {error ? <ProblemNote problem={error} onRetry={() => refetch()} /> : !data && <Loading />}
      {data && (
        <>
          <Permissions data={data} />
          <Acts data={data} />
        </>
      )}
    </>
  );
}

function Permissions({ data }: { data: Data }) {
  const t = useText();
  const roles = Object.entries(data.roles);
  return (
    <Panel title={t('security.permissions')} flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            <TableCell>{t('security.permission')}</TableCell>
            {roles.map(([role, label]) => (
              <TableCell key={role} align="center">
                {label}
              </TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.permissions.map(row => (
            <TableRow key={row.permission} hover>
              <TableCell component="th" scope="row">
                {row.label}
              </TableCell>
              {roles.map(([role]) => (
                <TableCell key={role} align="center" sx={{ color: 'primary.main', fontWeight: 700 }}>
                  {row.roles.includes(role) && <span title={t('security.yes')}>✓</span>}
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

function Acts({ data }: { data: Data }) {
  const t = useText();
  return (
    <Panel title={t('security.acts')} flush>
      <Table size="small">
        <TableHead>
          <TableRow>
            {(['process', 'act', 'from', 'to', 'who'] as const).map(column => (
              <TableCell key={column}>{t(`security.${column}`)}</TableCell>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {data.acts.map(act => (
            <TableRow key={`${act.process}.${act.act}`} hover>
              <TableCell>{act.processLabel}</TableCell>
              <TableCell component="th" scope="row">
                {act.label}
              </TableCell>
              <TableCell>{act.from.join('、')}</TableCell>
              <TableCell>{act.to === 'same' ? t('security.same') : act.to}</TableCell>
              <TableCell>{act.who.map(({ roleLabel, relationLabel }) => `${roleLabel}（${relationLabel}）`).join('、')}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}
