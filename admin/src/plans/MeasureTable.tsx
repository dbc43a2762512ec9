import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import { Link, useLocation } from 'react-router-dom';
import type { Measure, Target, TaskRow } from '../api/types.js';
import { indicatorText } from '../documents/words.js';
import { useText } from '../i18n/index.js';
import { formatDate } from '../parts/format.js';
import { DateText, StateMark, TaskLight } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import { dueOf } from './due.js';
import { bySection } from './sections.js';

interface Props {
  measures: Measure[];
  tasks: TaskRow[];
  /** The document that the measures come from may be opened. */
  hasDocument: boolean;
}

/** The measures under their headings, each with its tasks. */
export function MeasureTable({ measures, tasks, hasDocument }: Props) {
  const t = useText();
  const byId = new Map(tasks.map(task => [task.id, task]));
  const asked = Number(/^#measure-(\d+)$/.exec(useLocation().hash)?.[1] ?? 0);
  return (
    <Table size="small">
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: 52 }} />
          <TableCell>{t('plans.grid.measure')}</TableCell>
          <TableCell sx={{ width: 128 }}>{t('plans.deadline')}</TableCell>
          <TableCell sx={{ width: 400 }}>{t('plans.head.tasks')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {bySection(measures).flatMap(({ section, items }) => [
          section && <SectionRow key={section} words={section} columns={4} />,
          ...items.map(measure => (
            <TableRow
              key={measure.id}
              id={`measure-${measure.id}`}
              ref={measure.id === asked ? showRow : undefined}
              hover
              selected={measure.id === asked}
            >
              <TableCell sx={{ verticalAlign: 'top' }}>{measure.no}</TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}>
                {hasDocument ? <Sentence measure={measure} /> : measure.text}
                {measure.listText && (
                  <Box sx={{ fontSize: 12, color: 'text.secondary' }} title={measure.listText}>
                    {t('plans.partOf', { words: `${Array.from(measure.listText).slice(0, 24).join('')}…` })}
                  </Box>
                )}
                {measure.goneSince !== null && (
                  <Box sx={{ fontSize: 12, color: 'warning.dark' }}>{t('plans.goneSince', { version: measure.goneSince })}</Box>
                )}
                <Said leads={measure.leadNames} supports={measure.supportNames} indicators={measure.indicators} />
              </TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}>
                <DueText measure={measure} tasks={measure.taskIds.flatMap(id => byId.get(id) ?? [])} />
              </TableCell>
              <TableCell sx={{ verticalAlign: 'top' }}>
                {measure.taskIds.length === 0 && <Box sx={{ color: 'text.secondary' }}>{t('plans.notBroken')}</Box>}
                {measure.taskIds.map(id => (
                  <TaskLine key={id} id={id} task={byId.get(id)} />
                ))}
              </TableCell>
            </TableRow>
          )),
        ])}
      </TableBody>
    </Table>
  );
}

/** When the measure is due; what the sentence itself does not say is marked as such. */
function DueText({ measure, tasks }: { measure: Measure; tasks: TaskRow[] }) {
  const t = useText();
  const due = dueOf(measure, tasks);
  if (due.source === 'none') return <Box sx={{ color: 'text.secondary' }}>{t('plans.dueOpen')}</Box>;
  return (
    <>
      {due.source === 'years' ? t('plans.dueYears', { years: due.years }) : <DateText value={due.date} />}
      {due.source === 'text' && due.tasksTo && (
        <Box sx={{ fontSize: 12, color: 'warning.dark' }}>{t('plans.dueTasksTo', { date: formatDate(due.tasksTo) })}</Box>
      )}
      {due.source === 'tasks' && <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{t('plans.dueByTasks')}</Box>}
    </>
  );
}

/** Brings the measure that the address asks for into sight. */
const showRow = (row: HTMLTableRowElement | null) => row?.scrollIntoView({ block: 'center' });

/** The measure's words, leading to their place in the document. */
function Sentence({ measure: { documentId, start, text } }: { measure: Measure }) {
  const t = useText();
  return (
    <Box
      component={Link}
      to={`/documents/${documentId}?at=${start}`}
      title={t('plans.source')}
      sx={{ color: 'inherit', textDecoration: 'none', '&:hover': { textDecoration: 'underline' } }}
    >
      {text}
    </Box>
  );
}

function TaskLine({ id, task }: { id: number; task: TaskRow | undefined }) {
  const t = useText();
  return (
    <Box
      component={Link}
      to={`/tasks/${id}/show`}
      sx={{ display: 'flex', gap: 1, alignItems: 'center', color: 'primary.main', textDecoration: 'none' }}
    >
      {task ? (
        <>
          <Box sx={{ ...oneLine, flex: 1 }}>{[task.no, task.leadUnitName ?? task.title].filter(Boolean).join(' ')}</Box>
          <TaskLight task={task} />
          <StateMark state={task.state} label={task.stateLabel} />
        </>
      ) : (
        t('plans.drafted')
      )}
    </Box>
  );
}

/** The plan's targets under their headings. */
export function TargetTable({ targets }: { targets: Target[] }) {
  return (
    <Table size="small">
      <TableBody>
        {bySection(targets).flatMap(({ section, items }) => [
          section && <SectionRow key={section} words={section} columns={2} />,
          ...items.map(target => (
            <TableRow key={target.id} hover>
              <TableCell>
                {target.text}
                <Said leads={[]} supports={[]} indicators={target.indicators} />
              </TableCell>
              <TableCell sx={{ width: 130, verticalAlign: 'top' }}>
                <DateText value={target.deadline} />
              </TableCell>
            </TableRow>
          )),
        ])}
      </TableBody>
    </Table>
  );
}

function SectionRow({ words, columns }: { words: string; columns: number }) {
  return (
    <TableRow>
      <TableCell colSpan={columns} component="th" scope="rowgroup" sx={{ bgcolor: COLOURS.band, fontWeight: 600 }}>
        {words}
      </TableCell>
    </TableRow>
  );
}

/** Units and figures that the sentence itself names. */
function Said({ leads, supports, indicators }: { leads: string[]; supports: string[]; indicators: Measure['indicators'] }) {
  const t = useText();
  const parts = [
    leads.length > 0 && `${t('plans.lead')} ${leads.join('、')}`,
    supports.length > 0 && `${t('documents.support')} ${supports.join('、')}`,
    indicators.length > 0 && `${t('plans.indicators')} ${indicators.map(indicator => indicatorText(indicator, t)).join('；')}`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{parts.join('　')}</Box>;
}

const oneLine = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', minWidth: 0 } as const;
