import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Link from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { type ReactNode, useState } from 'react';
import { useNotify } from 'react-admin';
import { Link as To } from 'react-router-dom';
import type { ApiError } from '../api/http.js';
import { actOf } from '../api/rules.js';
import { useTask } from '../api/task.js';
import type { ReviewItem, TaskDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActButton } from '../parts/ActBar.js';
import { ActDialog, DateText, Panel, ProblemNote, StateMark, TaskLight, Timeline, useKeys } from '../parts/index.js';
import { Requirement } from '../tasks/show/Requirement.js';
import { EvidenceViewer } from './EvidenceViewer.js';
import { Middle } from './Middle.js';
import { deskActs, type OpenDeskAct } from './queue.js';

interface Props {
  item: ReviewItem;
  /** What is said when an act went through, by the act's name. */
  saying: (act: string) => string;
  /** The item is dealt with: by this person, or (with the refusal) by somebody who was faster. */
  onSettled: (conflict?: ApiError) => void;
}

/** One item with everything needed to decide it, and the keys to do so. */
export function Case(props: Props) {
  const { data: task, error, refetch } = useTask(props.item.taskId);
  if (!task) return <Box sx={{ p: 2 }}>{<ProblemNote problem={error} onRetry={() => void refetch()} />}</Box>;
  return <OpenCase {...props} task={task} />;
}

function OpenCase({ item, task, saying, onSettled }: Props & { task: TaskDetail }) {
  const t = useText();
  const notify = useNotify();
  const [chosen, setChosen] = useState<OpenDeskAct | null>(null);
  const acts = deskActs(item, task);
  const press = (act: OpenDeskAct) =>
    act.reasons ? notify([t('app.acts.blocked', { act: labelOf(act) }), ...act.reasons].join(' '), { type: 'warning' }) : setChosen(act);
  useKeys(Object.fromEntries(acts.map(act => [act.code, () => press(act)])));
  const current = chosen && (acts.find(({ act }) => act === chosen.act) ?? chosen);
  return (
    <Box sx={{ overflow: 'auto', minWidth: 0 }}>
      <Box sx={head}>
        <CaseTitle task={task} />
        <Box sx={{ display: 'flex', gap: 1, flexShrink: 0 }}>
          {acts.map(act => (
            <ActButton
              key={act.act}
              definition={actOf(act.process, act.act)!}
              reasons={act.reasons}
              hint={act.letter}
              onClick={() => press(act)}
            />
          ))}
        </Box>
      </Box>
      {!acts.some(({ settles }) => settles) && (
        <Alert severity="info" sx={{ m: 1 }} action={<Button onClick={() => onSettled()}>{t('review.goOn')}</Button>}>
          {t('review.gone', { state: task.stateLabel })}
        </Alert>
      )}
      <Columns item={item} task={task} />
      <Box sx={{ p: 1.5 }}>
        <Panel title={t('taskPage.story.title')} note={t('taskPage.story.note')}>
          <Timeline entries={task.timeline} />
        </Panel>
      </Box>
      {current && (
        <ActDialog
          process={current.process}
          act={current.act}
          record={current.record}
          about={task.title}
          doneText={current.settles ? saying(labelOf(current)) : undefined}
          onClose={() => setChosen(null)}
          onDone={() => current.settles && onSettled()}
          onConflict={current.settles ? onSettled : undefined}
        />
      )}
    </Box>
  );
}

const labelOf = ({ process, act }: OpenDeskAct) => actOf(process, act)!.label;

function CaseTitle({ task }: { task: TaskDetail }) {
  const t = useText();
  return (
    <Box sx={{ minWidth: 0, flex: 1 }}>
      <Typography variant="h2" sx={{ lineHeight: 1.4 }}>
        {task.title}
      </Typography>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: 'wrap', mt: 0.25, fontSize: 12, color: 'text.secondary' }}>
        <TaskLight task={task} />
        <StateMark state={task.state} label={task.stateLabel} />
        {task.no && <span>{task.no}</span>}
        <span>{task.leadUnitName}</span>
        <span>
          {t('taskPage.head.deadline')} <DateText value={task.deadline} none={t('taskPage.head.longTerm')} />
        </span>
        <Link component={To} to={`/tasks/${task.id}/show`}>
          {t('review.openTask')}
        </Link>
      </Box>
    </Box>
  );
}

/** Requirement, report and proof side by side, each scrolling for itself, so that none leaves the screen. */
function Columns({ item, task }: { item: ReviewItem; task: TaskDetail }) {
  const t = useText();
  const signing = item.kind === 'sign_off';
  const middle = {
    close_requested: 'report',
    escalation_answered: 'notice',
    application: 'application',
    report: 'report',
    dispute: 'dispute',
    instruction: 'instruction',
    sign_off: 'draft',
  } as const;
  return (
    <Box sx={{ ...columns, gridTemplateColumns: signing ? '1fr 1fr' : 'minmax(0, 1fr) minmax(0, 1.05fr) minmax(0, 1.4fr)' }}>
      <Column title={t('review.column.requirement')}>
        <Requirement task={task} />
      </Column>
      <Column title={t(`review.column.${middle[item.kind]}`)}>
        <Middle item={item} task={task} />
      </Column>
      {!signing && (
        <Column title={t('review.column.evidence')}>
          <EvidenceViewer files={task.evidence} />
        </Column>
      )}
    </Box>
  );
}

function Column({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Box component="section" sx={{ minWidth: 0, overflow: 'auto', px: 1.5, pb: 1.5, '& + &': { borderLeft: 1, borderColor: 'divider' } }}>
      <Typography variant="h3" sx={columnTitle}>
        {title}
      </Typography>
      {children}
    </Box>
  );
}

const head = {
  position: 'sticky',
  top: 0,
  zIndex: 2,
  bgcolor: 'background.paper',
  display: 'flex',
  gap: 2,
  alignItems: 'flex-start',
  px: 1.5,
  py: 1,
  borderBottom: 1,
  borderColor: 'divider',
} as const;
const columns = { display: 'grid', height: 'calc(100vh - 226px)', minHeight: 400, borderBottom: 1, borderColor: 'divider' } as const;
const columnTitle = { position: 'sticky', top: 0, zIndex: 1, bgcolor: 'background.paper', py: 0.75 } as const;
