import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { CURVES, type Curve, SCHEME_KINDS, type SchemeKind, WEIGHTS } from '../api/rules.js';
import type { LightScheme, LightSchemeChange } from '../api/types.js';
import type { Catalogue } from '../i18n/catalogue.js';
import { useText } from '../i18n/index.js';

type Rules = LightScheme['rules'];
type Of<K extends SchemeKind> = Extract<Rules, { kind: K }>;

/** What a scheme of each kind begins with. */
const FIRST: { [K in SchemeKind]: Of<K> } = {
  days: { kind: 'days', unit: 'working', warn: 3, critical: 0 },
  pace: { kind: 'pace', curve: 'linear', weights: [...WEIGHTS.linear], warn: 10, critical: 30, graceDays: 30 },
  ratio: { kind: 'ratio', warn: 30, critical: 15 },
  steps: { kind: 'steps', receive: 1, report: 3, solve: 7, major: 30 },
};

/** What a part of the form shows, and how it changes it. */
export interface FormProps {
  form: LightSchemeChange;
  change: (part: Partial<LightSchemeChange>) => void;
}

/** Name, kind and thresholds of a scheme. */
export function RulesForm({ form, change }: FormProps) {
  const t = useText();
  return (
    <Stack spacing={1.75} sx={{ pt: 0.5 }}>
      <TextField label={t('lightSchemes.name')} value={form.name} onChange={event => change({ name: event.target.value })} required />
      <TextField label={t('lightSchemes.remark')} value={form.note} onChange={event => change({ note: event.target.value })} multiline />
      <TextField
        select
        label={t('lightSchemes.kind')}
        value={form.rules.kind}
        onChange={event => change({ rules: FIRST[event.target.value as SchemeKind] })}
      >
        {Object.entries(SCHEME_KINDS).map(([kind, label]) => (
          <MenuItem key={kind} value={kind}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      <Thresholds rules={form.rules} onChange={rules => change({ rules })} />
    </Stack>
  );
}

function Thresholds({ rules, onChange }: { rules: Rules; onChange: (rules: Rules) => void }) {
  switch (rules.kind) {
    case 'days':
      return <DaysFields rules={rules} onChange={onChange} />;
    case 'pace':
      return <PaceFields rules={rules} onChange={onChange} />;
    case 'ratio':
      return <Numbers rules={rules} onChange={onChange} fields={{ warn: 'warnShare', critical: 'criticalShare' }} />;
    case 'steps':
      return (
        <Numbers rules={rules} onChange={onChange} fields={{ receive: 'receive', report: 'report', solve: 'solve', major: 'major' }} />
      );
  }
}

interface Part<K extends SchemeKind> {
  rules: Of<K>;
  onChange: (rules: Of<K>) => void;
}

function DaysFields({ rules, onChange }: Part<'days'>) {
  const t = useText();
  return (
    <>
      <TextField
        select
        label={t('lightSchemes.field.unit')}
        value={rules.unit}
        onChange={event => onChange({ ...rules, unit: event.target.value as Of<'days'>['unit'] })}
      >
        {(['working', 'calendar'] as const).map(unit => (
          <MenuItem key={unit} value={unit}>
            {t(`lightSchemes.field.${unit}`)}
          </MenuItem>
        ))}
      </TextField>
      <Whole label={t('lightSchemes.field.warnDays')} value={rules.warn} onChange={warn => onChange({ ...rules, warn: warn ?? 0 })} />
      <Whole label={t('lightSchemes.field.criticalDays')} value={rules.critical} onChange={critical => onChange({ ...rules, critical })} />
    </>
  );
}

function PaceFields({ rules, onChange }: Part<'pace'>) {
  const t = useText();
  const weighted = rules.curve === 'seasonal' || rules.curve === 'year_end';
  const weigh = (index: number, weight: number | null) =>
    onChange({ ...rules, weights: rules.weights.map((each, at) => (at === index ? (weight ?? 0) : each)) });
  return (
    <>
      <TextField
        select
        label={t('lightSchemes.field.curve')}
        value={rules.curve}
        onChange={event => {
          const curve = event.target.value as Curve;
          onChange({ ...rules, curve, weights: [...WEIGHTS[curve]] });
        }}
      >
        {Object.entries(CURVES).map(([curve, label]) => (
          <MenuItem key={curve} value={curve}>
            {label}
          </MenuItem>
        ))}
      </TextField>
      {weighted && (
        <Box>
          <Typography variant="caption" color="textSecondary">
            {t('lightSchemes.field.weights')}
          </Typography>
          <Box sx={{ display: 'grid', gridTemplateColumns: 'repeat(6, 1fr)', gap: 1, mt: 1 }}>
            {rules.weights.map((weight, index) => (
              <Whole
                // biome-ignore lint/suspicious/noArrayIndexKey: the place is the month
                key={index}
                label={t('lightSchemes.field.month', { month: index + 1 })}
                value={weight}
                onChange={value => weigh(index, value)}
              />
            ))}
          </Box>
        </Box>
      )}
      <Numbers rules={rules} onChange={onChange} fields={{ warn: 'warnPoints', critical: 'criticalPoints', graceDays: 'graceDays' }} />
    </>
  );
}

type FieldName = Exclude<keyof Catalogue['lightSchemes']['field'], 'unit' | 'working' | 'calendar' | 'curve' | 'weights' | 'month'>;

/** The number fields of a scheme, each with its label. */
function Numbers<K extends SchemeKind>({ rules, onChange, fields }: Part<K> & { fields: Partial<Record<string, FieldName>> }) {
  const t = useText();
  return (
    <>
      {Object.entries(fields).map(([name, label]) => (
        <Whole
          key={name}
          label={t(`lightSchemes.field.${label as FieldName}`)}
          value={(rules as unknown as Record<string, number>)[name] ?? null}
          onChange={value => onChange({ ...rules, [name]: value ?? 0 })}
        />
      ))}
    </>
  );
}

function Whole({ label, value, onChange }: { label: string; value: number | null; onChange: (value: number | null) => void }) {
  return (
    <TextField
      label={label}
      type="number"
      value={value ?? ''}
      onChange={event => onChange(event.target.value === '' ? null : Number(event.target.value))}
    />
  );
}
