import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { client } from '../api/client.js';
import type { LightScheme } from '../api/types.js';
import { useText } from '../i18n/index.js';
import type { FormProps } from './RulesForm.js';

/** Which plans the scheme judges, and whether it judges those that have chosen none. */
export function PlanChoice({ form, change, plans, own }: FormProps & { plans: LightScheme['plans']; own: LightScheme }) {
  const t = useText();
  const { data } = useQuery({ queryKey: ['light-schemes'], queryFn: client.lightSchemes });
  const schemeOf = new Map(data?.data.flatMap(scheme => scheme.plans.map(({ id }) => [id, scheme] as const)));
  const listed = [...new Map([...own.plans, ...plans].map(plan => [plan.id, plan.title])).entries()];
  const tick = (id: number, on: boolean) => change({ planIds: on ? [...form.planIds, id] : form.planIds.filter(each => each !== id) });
  return (
    <>
      {listed.length === 0 && (
        <Typography variant="body2" color="textSecondary">
          {t('lightSchemes.noPlanChoice')}
        </Typography>
      )}
      {listed.map(([id, title]) => {
        const other = schemeOf.get(id);
        return (
          <FormControlLabel
            key={id}
            sx={{ display: 'flex' }}
            control={<Checkbox size="small" checked={form.planIds.includes(id)} onChange={(_event, on) => tick(id, on)} />}
            label={
              <Typography variant="body2">
                {title}
                {other && other.id !== own.id && (
                  <Box component="span" sx={{ color: 'text.secondary', ml: 1 }}>
                    {t('lightSchemes.otherScheme', { name: other.name })}
                  </Box>
                )}
              </Typography>
            }
          />
        );
      })}
      <FormControlLabel
        sx={{ mt: 1 }}
        control={
          <Switch size="small" checked={form.isDefault} disabled={own.isDefault} onChange={(_event, isDefault) => change({ isDefault })} />
        }
        label={<Typography variant="body2">{t('lightSchemes.setDefault')}</Typography>}
      />
    </>
  );
}
