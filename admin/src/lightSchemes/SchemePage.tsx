import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Loading, useNotify } from 'react-admin';
import { Link, useParams } from 'react-router-dom';
import { client } from '../api/client.js';
import { useMay } from '../api/session.js';
import type { LightScheme, LightSchemeChange, LightSchemeTrial, PastTrial } from '../api/types.js';
import { useText } from '../i18n/index.js';
import { PageHead, Panel, ProblemNote, useAttempt } from '../parts/index.js';
import { PlanChoice } from './PlanChoice.js';
import { RulesForm } from './RulesForm.js';
import { TrialResult } from './TrialResult.js';
import { WordsForm } from './WordsForm.js';

/** One scheme of lights: its thresholds, words and plans are changed, tried on the open tasks of today and of past month ends, and only then put into effect. */
export default function SchemePage() {
  const t = useText();
  const id = Number(useParams().id);
  const scheme = useQuery({ queryKey: ['light-schemes', id], queryFn: () => client.lightScheme(id) });
  const back = (
    <Button component={Link} to="/light-schemes">
      {t('lightSchemes.back')}
    </Button>
  );
  return (
    <>
      <PageHead title={scheme.data?.name ?? t('lightSchemes.title')} note={scheme.data?.sentence} actions={back} />
      {scheme.error ? (
        <ProblemNote problem={scheme.error} onRetry={() => scheme.refetch()} />
      ) : scheme.data ? (
        <Editor key={scheme.data.version} scheme={scheme.data} />
      ) : (
        <Loading />
      )}
    </>
  );
}

function Editor({ scheme }: { scheme: LightScheme }) {
  const t = useText();
  const manages = useMay('light_scheme.manage');
  const { form, change, tried, fresh, problem, busy, run, effect } = useTrial(scheme);
  // The same plans as for the ladder: those that the office is in charge of.
  const ladder = useQuery({
    queryKey: ['ladder', 'settings', null],
    queryFn: () => client.ladder(null),
    enabled: manages,
  });
  return (
    <Box component="fieldset" disabled={!manages} sx={{ border: 0, p: 0, m: 0, minWidth: 0 }}>
      <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)', columnGap: 1.5, alignItems: 'start' }}>
        <Panel title={t('lightSchemes.rules')}>
          <RulesForm form={form} change={change} />
        </Panel>
        <Box>
          <Panel title={t('lightSchemes.words')} note={t('lightSchemes.wordsNote')}>
            <WordsForm words={form.words} onChange={words => change({ words })} />
          </Panel>
          <Panel title={t('lightSchemes.plans')}>
            <PlanChoice form={form} change={change} plans={ladder.data?.choice ?? []} own={scheme} />
          </Panel>
        </Box>
      </Box>
      {manages ? (
        <Panel title={t('lightSchemes.trial')} note={t('lightSchemes.tryNote')}>
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button variant={fresh ? 'outlined' : 'contained'} onClick={run} loading={busy}>
              {t('lightSchemes.try')}
            </Button>
            <Button variant="contained" onClick={effect} disabled={!fresh || busy}>
              {t('lightSchemes.effect')}
            </Button>
          </Box>
          <ProblemNote problem={problem} />
          {tried && <TrialResult {...tried} fresh={fresh} />}
        </Panel>
      ) : (
        t('lightSchemes.reading')
      )}
    </Box>
  );
}

function useTrial(scheme: LightScheme) {
  const t = useText();
  const notify = useNotify();
  const queries = useQueryClient();
  const [form, setForm] = useState<LightSchemeChange>(() => formOf(scheme));
  const [tried, setTried] = useState<{ form: LightSchemeChange; trial: LightSchemeTrial; past: PastTrial } | null>(null);
  const { attempt, problem, busy } = useAttempt();
  const run = () =>
    attempt(async () => {
      const [trial, past] = await Promise.all([client.tryLightScheme(scheme.id, form), client.tryOnPast(scheme.id, form)]);
      setTried({ form, trial, past });
    });
  const effect = () =>
    attempt(async () => {
      await client.changeLightScheme(scheme.id, form, tried?.trial.seal ?? '');
      notify(t('lightSchemes.done'), { type: 'success' });
      for (const key of ['light-schemes', 'tasks', 'dashboard']) await queries.invalidateQueries({ queryKey: [key] });
    });
  return {
    form,
    change: (part: Partial<LightSchemeChange>) => setForm(now => ({ ...now, ...part })),
    tried,
    fresh: tried?.form === form,
    problem,
    busy,
    run,
    effect,
  };
}

function formOf({ name, note, rules, words, isDefault, plans, version }: LightScheme): LightSchemeChange {
  return { name, note, rules, words, isDefault, version, planIds: plans.map(({ id }) => id) };
}
