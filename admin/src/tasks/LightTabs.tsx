import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useListContext } from 'react-admin';
import { request } from '../api/http.js';
import { LIGHTS, type Light } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import { LightMark, useFilter } from '../parts/index.js';

const ALL = 'all';
const LIGHT_NAMES = Object.keys(LIGHTS) as Light[];

/** One tab per light with its count under the other filters; `always` is the list's permanent filter. */
export function LightTabs({ always = {} }: { always?: Record<string, unknown> }) {
  const t = useText();
  const { filterValues } = useListContext();
  const [light, setLight] = useFilter<Light>('light');
  const { light: _light, ...others } = { ...filterValues, ...always };
  const { data: counts } = useQuery({
    queryKey: ['tasks', 'counts', others],
    queryFn: () => request<Record<Light, number>>('GET', '/task-counts', { query: { filter: others } }),
    placeholderData: keepPreviousData,
  });
  const total = counts && LIGHT_NAMES.reduce((sum, name) => sum + counts[name], 0);
  const chosen = light && LIGHT_NAMES.includes(light) ? light : ALL;
  return (
    <Tabs className="no-print" value={chosen} onChange={(_event, value) => setLight(value === ALL ? null : value)} sx={{ mb: 0.5 }}>
      <Tab value={ALL} label={`${t('tasks.allLights')} ${total ?? ''}`} />
      {LIGHT_NAMES.map(name => (
        <Tab key={name} value={name} label={<LightMark light={name} count={counts?.[name]} />} />
      ))}
    </Tabs>
  );
}
