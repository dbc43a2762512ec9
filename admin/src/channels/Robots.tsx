import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNotify } from 'react-admin';
import { client } from '../api/client.js';
import type { GroupRobot } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { Panel, StateMark } from '../parts/index.js';
import { RobotDialog } from './RobotDialog.js';

/** The group robots, each of one unit. */
export function Robots() {
  const t = useText();
  const notify = useNotify();
  const { data } = useQuery({ queryKey: ['robots'], queryFn: client.robots });
  const [edited, edit] = useState<GroupRobot | 'new' | null>(null);
  const tryOut = (robot: GroupRobot) =>
    client.tryRobot(robot.id).then(
      () => notify(t('channels.tried'), { type: 'success' }),
      error => notify(error.message, { type: 'error' }),
    );
  const robots = data?.data ?? [];
  return (
    <Panel
      title={t('channels.robots')}
      note={t('channels.robotsNote')}
      actions={<Button onClick={() => edit('new')}>{t('channels.add')}</Button>}
      flush={robots.length > 0}
    >
      {robots.length === 0 && <Box sx={{ color: 'text.secondary', fontSize: 13 }}>{t('channels.noRobots')}</Box>}
      {robots.length > 0 && (
        <Table size="small">
          <TableHead>
            <TableRow>
              {(['name', 'unit', 'kind', 'url'] as const).map(column => (
                <TableCell key={column}>{t(`channels.${column}`)}</TableCell>
              ))}
              <TableCell />
            </TableRow>
          </TableHead>
          <TableBody>
            {robots.map(robot => (
              <TableRow key={robot.id} hover>
                <TableCell>
                  {robot.name} {!robot.active && <StateMark state="disabled" label={t('channels.off')} />}
                </TableCell>
                <TableCell>{robot.unitName}</TableCell>
                <TableCell>{robot.kindLabel}</TableCell>
                <TableCell>{robot.host}</TableCell>
                <TableCell align="right" sx={{ whiteSpace: 'nowrap' }}>
                  <Button onClick={() => tryOut(robot)}>{t('channels.try')}</Button>
                  <Button onClick={() => edit(robot)}>{t('channels.edit')}</Button>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
      {edited && <RobotDialog robot={edited === 'new' ? null : edited} onClose={() => edit(null)} />}
    </Panel>
  );
}
