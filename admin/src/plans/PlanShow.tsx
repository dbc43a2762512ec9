import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { client, packageUrl } from '../api/client.js';
import { request } from '../api/http.js';
import { useMay, useSession } from '../api/session.js';
import type { Plan, PlanPhase, TaskRow } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { DateText, dayOf, EmptyState, formatDate, PageHead, Panel, ProblemNote, StateMark } from '../parts/index.js';
import { COLOURS } from '../theme.js';
import { IndicatorTable } from './IndicatorTable.js';
import { MeasureTable, TargetTable } from './MeasureTable.js';
import { PhaseTable } from './PhaseTable.js';
import { Years } from './PlanList.js';
import { Progress } from './Progress.js';
import { TableMenu } from './TableMenu.js';
import { Versions } from './Versions.js';

/** As many rows as one list may hold. */
const WHOLE = [0, 499];

/** A plan: its facts, its phases, its measures under their headings with the state of their tasks, its targets. */
export default function PlanShow() {
  const id = Number(useParams().id);
  const t = useText();
  const reads = useMay('task.read');
  const plan = useQuery({ queryKey: ['plans', 'getOne', id], queryFn: () => request<Plan>('GET', `/plans/${id}`) });
  const measures = useQuery({ queryKey: ['plans', 'measures', id], queryFn: () => client.measures(id) });
  const indicators = useQuery({ queryKey: ['plans', 'indicators', id], queryFn: () => client.indicators(id) });
  const phaseView = useQuery({ queryKey: ['plans', 'phaseView', id], queryFn: () => client.phaseView(id), enabled: reads });
  const targets = useQuery({ queryKey: ['plans', 'targets', id], queryFn: () => client.targets(id) });
  const tasks = useQuery({
    queryKey: ['tasks', 'ofPlan', id],
    queryFn: () => request<{ data: TaskRow[] }>('GET', '/tasks', { query: { filter: { planId: id }, range: WHOLE } }),
    enabled: reads,
  });
  const failed = [plan, measures, indicators, targets].find(query => query.error);
  if (failed) return <ProblemNote problem={failed.error} onRetry={() => failed.refetch()} />;
  if (!plan.data || !measures.data || !indicators.data || !targets.data) return null;
  return (
    <>
      <Head plan={plan.data} isProved={(tasks.data?.data ?? []).some(task => task.evidenceCount > 0)} />
      <Facts plan={plan.data} />
      <Panel title={t('plans.measures')} note={t('plans.measureCount', { count: measures.data.data.length })} flush>
        {measures.data.data.length > 0 ? (
          <MeasureTable measures={measures.data.data} tasks={tasks.data?.data ?? []} hasDocument={plan.data.documentId !== null} />
        ) : (
          <EmptyState title={t('plans.noMeasures')}>{t('plans.noMeasuresNext')}</EmptyState>
        )}
      </Panel>
      {phaseView.data && phaseView.data.data.length > 0 && (
        <Panel title={t('plans.phaseView.title')} note={t('plans.phaseView.note', { count: phaseView.data.data.length })} flush>
          <PhaseTable phases={plan.data.phases} rows={phaseView.data.data} />
        </Panel>
      )}
      {indicators.data.data.length > 0 && (
        <Panel title={t('plans.indicators')} note={t('plans.indicator.count', { count: indicators.data.data.length })} flush>
          <IndicatorTable indicators={indicators.data.data} hasDocument={plan.data.documentId !== null} />
        </Panel>
      )}
      <Panel title={t('plans.targets')} note={t('plans.measureCount', { count: targets.data.data.length })} flush>
        {targets.data.data.length > 0 ? (
          <TargetTable targets={targets.data.data} />
        ) : (
          <Box sx={{ p: 2, color: 'text.secondary' }}>{t('plans.noTargets')}</Box>
        )}
      </Panel>
      {plan.data.documentId !== null && plan.data.state === 'confirmed' && <Versions plan={plan.data} />}
    </>
  );
}

function Head({ plan, isProved }: { plan: Plan; isProved: boolean }) {
  const t = useText();
  const { id, documentId, permissions, counts } = plan;
  return (
    <PageHead
      title={plan.title}
      note={<StateMark state={plan.state} label={plan.stateLabel} />}
      actions={
        <>
          {documentId && (
            <Button component={Link} to={`/documents/${documentId}`} variant={permissions.confirm ? 'contained' : 'outlined'}>
              {t(permissions.confirm ? 'plans.desk' : 'plans.document')}
            </Button>
          )}
          {counts.tasks > 0 && (
            <Button component={Link} to={`/tasks?${new URLSearchParams({ filter: JSON.stringify({ planId: id }) })}`} variant="outlined">
              {t('plans.ledger')}
            </Button>
          )}
          {isProved && (
            <Button href={packageUrl('plans', id)} variant="outlined">
              {t('plans.evidencePackage')}
            </Button>
          )}
          {documentId && plan.state === 'confirmed' && <TableMenu plan={plan} />}
          {permissions.breakDown && (
            <Button component={Link} to={`/plans/${id}/breakdown`} variant="contained">
              {t('plans.breakdown')}
            </Button>
          )}
        </>
      }
    />
  );
}

function Facts({ plan }: { plan: Plan }) {
  const t = useText();
  const confirmed =
    plan.confirmedAt && t('plans.confirmedBy', { name: plan.confirmedByName ?? '', date: formatDate(dayOf(plan.confirmedAt)) });
  const facts = [
    [t('plans.head.kind'), plan.kindLabel],
    [t('plans.head.docNumber'), plan.docNumber ?? t('plans.none')],
    [t('plans.head.owner'), plan.ownerUnitName],
    [t('plans.head.years'), <Years key="years" plan={plan} />],
    [t('plans.head.confirmed'), confirmed || plan.stateLabel],
    [t('plans.head.tasks'), <Progress key="progress" {...plan.counts} />],
  ] as const;
  return (
    <Paper variant="outlined" sx={{ px: 2, py: 1.25, mb: 1.5 }}>
      <Box component="dl" sx={{ display: 'flex', flexWrap: 'wrap', columnGap: 4, rowGap: 1, m: 0 }}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <Box component="dt" sx={{ fontSize: 12, color: 'text.secondary' }}>
              {label}
            </Box>
            <Box component="dd" sx={{ m: 0 }}>
              {value}
            </Box>
          </div>
        ))}
      </Box>
      <Phases phases={plan.phases} />
    </Paper>
  );
}

/** The phases as a strip from left to right; the first one that is not yet due is the present one. */
function Phases({ phases }: { phases: PlanPhase[] }) {
  const t = useText();
  const { today } = useSession();
  const now = phases.find(({ dueDate }) => dueDate >= today);
  if (phases.length === 0) return null;
  return (
    <Box component="ol" aria-label={t('plans.phases')} sx={{ display: 'flex', gap: '3px', listStyle: 'none', p: 0, m: 0, mt: 1.5 }}>
      {phases.map(phase => {
        const current = phase === now;
        const past = phase.dueDate < today;
        return (
          <Box
            component="li"
            key={phase.id}
            aria-current={current ? 'step' : undefined}
            sx={{
              ...stage,
              bgcolor: current ? COLOURS.accentSoft : COLOURS.band,
              borderTopColor: past || current ? COLOURS.accent : COLOURS.line,
            }}
          >
            <Box sx={{ fontWeight: 600 }}>
              {phase.year} {phase.name}
            </Box>
            <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
              <DateText value={phase.dueDate} />
              {(current || past) && ` · ${t(current ? 'plans.phaseNow' : 'plans.phasePast')}`}
            </Box>
          </Box>
        );
      })}
    </Box>
  );
}

const stage = { flex: 1, px: 1.5, py: 0.5, borderTop: '3px solid' } as const;
