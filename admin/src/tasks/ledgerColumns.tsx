import Box from '@mui/material/Box';
import type { ReactElement } from 'react';
import { DataTable } from 'react-admin';
import { CADENCES, type Cadence } from '../api/rules.js';
import type { LedgerColumn, TaskRow } from '../api/types.js';
import { text } from '../i18n/index.js';
import { DateText, dayOf, StateMark, TaskLight } from '../parts/index.js';
import { DueCell, oneLine, ProgressCell, TitleCell } from './columns.js';

type Draw = (task: TaskRow) => ReactElement;
const oneDay = (value: string | null) => <DateText value={value} none={text('tasks.noDate')} short />;
const dayOfInstant = (value: string | null) => <DateText value={value && dayOf(value)} short />;

const column = (source: LedgerColumn, render: Draw, sorted = false) => (
  <DataTable.Col key={source} source={source} disableSort={!sorted} render={render} />
);
const plain = (source: LedgerColumn, sorted = false) => <DataTable.Col key={source} source={source} disableSort={!sorted} />;
const figure = (source: LedgerColumn, render: (task: TaskRow) => ReactElement | number | string) => (
  <DataTable.Col key={source} source={source} disableSort align="right" render={render} />
);

/** The columns of the ledger from the left, by name; the server's export knows each by the same name. */
export const COLUMNS: Partial<Record<LedgerColumn, ReactElement>> = {
  light: column('light', task => <TaskLight task={task} />),
  no: column('no', task => <span style={{ whiteSpace: 'nowrap' }}>{task.no}</span>, true),
  title: column('title', task => <TitleCell task={task} />, true),
  planTitle: plain('planTitle'),
  section: plain('section'),
  leadUnitName: plain('leadUnitName', true),
  supportUnitNames: column('supportUnitNames', task => <>{task.supportUnitNames.join('、')}</>),
  supervisingUnitName: plain('supervisingUnitName'),
  phaseName: column('phaseName', task => <Phase task={task} />),
  nextDue: column('nextDue', task => <DueCell task={task} />, true),
  deadline: column('deadline', task => oneDay(task.deadline), true),
  originalDeadline: column('originalDeadline', task => oneDay(task.originalDeadline)),
  state: column('state', task => <StateMark state={task.state} label={task.stateLabel} />, true),
  percent: column('percent', task => <ProgressCell task={task} />, true),
  lastReportAt: column('lastReportAt', task => dayOfInstant(task.lastReportAt)),
  cadence: column('cadence', task => <>{CADENCES[task.cadence as Cadence] ?? task.cadence}</>),
  evidenceCount: figure('evidenceCount', task => task.evidenceCount),
  openEscalations: figure('openEscalations', task => task.openEscalations || ''),
  doneCriterion: plain('doneCriterion'),
  evidenceRequired: plain('evidenceRequired'),
  issuedAt: column('issuedAt', task => dayOfInstant(task.issuedAt)),
  completedAt: column('completedAt', task => dayOfInstant(task.completedAt)),
};
export const COLUMN_NAMES = Object.keys(COLUMNS) as LedgerColumn[];

/** What is shown before anybody has chosen. */
export const USUAL: LedgerColumn[] = [
  'light',
  'no',
  'title',
  'leadUnitName',
  'phaseName',
  'nextDue',
  'state',
  'percent',
  'evidenceCount',
  'openEscalations',
];
export const HIDDEN = COLUMN_NAMES.filter(name => !USUAL.includes(name));

function Phase({ task }: { task: TaskRow }) {
  return (
    <Box sx={{ maxWidth: 84 }} title={task.phaseName ?? undefined}>
      {task.phaseYear}
      <Box sx={{ ...oneLine, fontSize: 12, color: 'text.secondary' }}>{task.phaseName}</Box>
    </Box>
  );
}
