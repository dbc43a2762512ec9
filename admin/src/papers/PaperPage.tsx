import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from 'react-router-dom';
import { client } from '../api/client.js';
import { PROGRESS_CLASSES } from '../api/rules.js';
import type { Paper } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActBar, formatDate, formatInstant, PageHead, Panel, ProblemNote, StateMark } from '../parts/index.js';
import { Words } from '../tasks/show/Fact.js';
import { PaperFiles } from './PaperFiles.js';
import { TextForm } from './TextForm.js';

/** One paper: where it stands, its text while it is written, what the named units say to the facts. */
export default function PaperPage() {
  const t = useText();
  const id = Number(useParams().id);
  const {
    data: paper,
    error,
    refetch,
  } = useQuery({
    queryKey: ['papers', 'one', id],
    queryFn: () => client.paper(id),
    refetchInterval: query => (query.state.data?.pdf.state === 'asked' ? 2000 : false),
  });
  if (!paper) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  return (
    <>
      <PageHead
        title={paper.kindLabel}
        note={<StateMark state={paper.state === 'issued' ? 'completed' : paper.state} label={paper.stateLabel} />}
        actions={
          <>
            {paper.taskId && (
              <Button component={Link} to={`/tasks/${paper.taskId}/show`}>
                {t('papers.toTask')}
              </Button>
            )}
            <Button component={Link} to="/papers">
              {t('papers.toList')}
            </Button>
            {paper.whole && <PaperFiles paper={paper} />}
          </>
        }
      />
      <Panel>
        <Typography variant="h2">{paper.title}</Typography>
        <Typography variant="body2" color="textSecondary" sx={{ my: 0.75 }}>
          {standing(paper, t)}
        </Typography>
        <ActBar process="paper" record={paper} about={paper.title} onReload={() => void refetch()} />
      </Panel>
      {paper.notice.length > 0 && (
        <Panel title={t('papers.notice')}>
          <Box component="dl" sx={{ m: 0, display: 'grid', gap: 1 }}>
            {paper.notice.map(({ label, value }) => (
              <Line key={label ?? value} label={label} value={value} />
            ))}
          </Box>
        </Panel>
      )}
      {paper.checks.length > 0 && <Checks paper={paper} />}
      {paper.text && <TextForm key={paper.version} paper={paper} text={paper.text} />}
    </>
  );
}

/** A line of a notice: what is asked on the left, as on paper; a paragraph goes over the whole width. */
function Line({ label, value }: { label: string | null; value: string }) {
  if (label === null) return <Words>{value}</Words>;
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: '96px minmax(0, 1fr)', columnGap: 2 }}>
      <Box component="dt" sx={{ fontSize: 13, lineHeight: 1.7, color: 'text.secondary' }}>
        {label}
      </Box>
      <Box component="dd" sx={{ m: 0 }}>
        <Words>{value}</Words>
      </Box>
    </Box>
  );
}

function standing(paper: Paper, t: ReturnType<typeof useText>): string {
  const parts = [
    paper.number ?? t('papers.noNumber'),
    t('papers.factsOf', { date: formatDate(paper.day) }),
    paper.drafterName && t('papers.draftedBy', { name: paper.drafterName }),
    paper.signerName && t('papers.signedBy', { name: paper.signerName }),
    paper.issuedOn && t('papers.issuedOn', { date: formatDate(paper.issuedOn) }),
  ];
  const { counts } = paper;
  if (counts)
    parts.push(
      Object.entries(PROGRESS_CLASSES)
        .map(([progress, label]) => `${label} ${counts[progress as keyof typeof PROGRESS_CLASSES] ?? 0}`)
        .join(' / '),
    );
  return parts.filter(Boolean).join(' · ');
}

/** Each named unit with the facts that it was asked to check, and its word on them. */
function Checks({ paper }: { paper: Paper }) {
  const t = useText();
  return (
    <Panel
      title={t('papers.checks')}
      note={paper.checkBy ? t('papers.checkBy', { date: formatDate(paper.checkBy) }) : t('papers.checksNote')}
    >
      <Box sx={{ display: 'grid', gap: 1.5 }}>
        {paper.checks.map(check => (
          <Box component="article" key={check.unitId}>
            <Box sx={{ display: 'flex', gap: 1, alignItems: 'center' }}>
              <Typography variant="h3" component="span">
                {check.unitName}
              </Typography>
              <StateMark state={MARKS[check.state ?? 'none'] ?? 'draft'} label={check.stateLabel} />
              {check.byName && (
                <Typography variant="caption" color="textSecondary">
                  {`${check.byName} ${formatInstant(check.at)}`}
                </Typography>
              )}
            </Box>
            {check.facts.map(fact => (
              <Typography key={fact} variant="body2">
                {fact}
              </Typography>
            ))}
            {check.text && (
              <Typography variant="body2" color="error">
                {check.text}
              </Typography>
            )}
          </Box>
        ))}
      </Box>
    </Panel>
  );
}

const MARKS: Record<string, string> = { pending: 'pending_receipt', confirmed: 'completed', objected: 'returned', none: 'draft' };
