import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router-dom';
import { client } from '../api/client.js';
import type { ObjectDetail } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { ActBar, formatDate, PageHead, Panel, ProblemNote, StateMark, Timeline } from '../parts/index.js';
import { Fact } from '../tasks/show/Fact.js';
import { COLOURS } from '../theme.js';
import { ObjectForm } from './ObjectForm.js';

/** One institution: what the register says, how far it has come, what can be done next, and its story. */
export default function ObjectPage() {
  const t = useText();
  const id = Number(useParams().id);
  const [correcting, setCorrecting] = useState(false);
  const { data: object, error, refetch } = useQuery({ queryKey: ['objects', 'one', id], queryFn: () => client.object(id) });
  if (!object) return <ProblemNote problem={error} onRetry={() => void refetch()} />;
  const about = [object.institution, object.specialty].filter(Boolean).join(' · ');
  return (
    <>
      <PageHead
        title={about}
        note={<StateMark state={object.state} label={object.stateLabel} />}
        actions={
          <>
            <Button component={Link} to="/objects">
              {t('objects.toList')}
            </Button>
            {object.mayChange && (
              <Button variant="outlined" onClick={() => setCorrecting(true)}>
                {t('objects.correct')}
              </Button>
            )}
          </>
        }
      />
      <Panel>
        <Box component="dl" sx={facts}>
          <Fact label={t('objects.county')}>{object.countyName}</Fact>
          <Fact label={t('objects.kind')}>{object.kindLabel}</Fact>
          <Fact label={t('objects.facts.planned')}>
            {formatDate(object.plannedReview)}
            {object.late && (
              <Box component="span" sx={{ color: COLOURS.danger, ml: 1 }}>
                {t('objects.lateMark')}
              </Box>
            )}
          </Fact>
          <Fact label={t('objects.form.buildYear')}>{object.buildYear ?? t('objects.facts.none')}</Fact>
          <Fact label={t('objects.plan')}>{object.planTitle}</Fact>
          <Fact label={t('objects.facts.code')}>{object.institutionCode ?? t('objects.facts.none')}</Fact>
          <Fact label={t('objects.facts.guidance')}>{object.guidanceUnit ?? t('objects.facts.none')}</Fact>
          <Fact label={t('objects.facts.note')}>{object.note ?? t('objects.facts.none')}</Fact>
        </Box>
        <ActBar process="object_item" record={object} about={about} onReload={() => void refetch()} />
      </Panel>
      <Panel title={t('objects.way')}>
        <Way object={object} />
      </Panel>
      <Panel title={t('objects.story')}>
        <Timeline entries={object.timeline} />
      </Panel>
      {correcting && (
        <ObjectForm planId={object.planId} object={object} onSaved={() => void refetch()} onClose={() => setCorrecting(false)} />
      )}
    </>
  );
}

/** The stages one after the other, each with its day and what it came to. */
function Way({ object }: { object: ObjectDetail }) {
  const t = useText();
  const stages = [
    { label: t('objects.facts.declared'), day: object.declaredOn, more: null },
    {
      label: t('objects.facts.selfAssessed'),
      day: object.selfAssessedOn,
      more: object.selfScore && t('objects.facts.score', { score: object.selfScore }),
    },
    { label: t('objects.facts.preReviewed'), day: object.preReviewedOn, more: object.preReview },
    {
      label: t('objects.facts.siteReviewed'),
      day: object.siteReviewedOn,
      more: object.experts && t('objects.facts.experts', { names: object.experts }),
    },
    {
      label: t('objects.facts.recognised'),
      // Whoever had to mend something first is recognised by the second review.
      day: object.recognisedOn ?? (object.state === 'recognised' ? object.reReviewedOn : null),
      more: object.docNumber ?? (object.rectifyBy && `${t('objects.facts.rectifyBy')} ${formatDate(object.rectifyBy)}`),
    },
    { label: t('objects.facts.reReviewed'), day: object.reReviewedOn, more: null },
  ];
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gridTemplateColumns: 'repeat(6, minmax(0, 1fr))', gap: 1 }}>
      {stages.map(({ label, day, more }) => (
        <Box component="li" key={label} sx={{ borderTop: `3px solid ${day ? COLOURS.good : COLOURS.line}`, pt: 0.75, fontSize: 13 }}>
          <b>{label}</b>
          <Box sx={{ color: day ? 'text.primary' : 'text.secondary' }}>{day ? formatDate(day) : t('objects.facts.notYet')}</Box>
          {more && <Box sx={{ fontSize: 12, color: 'text.secondary', overflowWrap: 'anywhere' }}>{more}</Box>}
        </Box>
      ))}
    </Box>
  );
}

const facts = { display: 'grid', gridTemplateColumns: 'repeat(4, minmax(0, 1fr))', columnGap: 2, rowGap: 0.75, m: 0, mb: 1.25 } as const;
