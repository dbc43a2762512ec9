import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQueries } from '@tanstack/react-query';
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
  const counts = useQueries({
    queries: [undefined, ...LIGHT_NAMES].map(name => ({
      queryKey: ['tasks', 'count', others, name ?? ALL],
      queryFn: () =>
        request<{ total: number }>('GET', '/tasks', { query: { filter: { ...others, ...(name && { light: name }) }, range: [0, 0] } }),
    })),
  }).map(query => query.data?.total);
  const chosen = light && LIGHT_NAMES.includes(light) ? light : ALL;
  return (
    <Tabs className="no-print" value={chosen} onChange={(_event, value) => setLight(value === ALL ? null : value)} sx={{ mb: 0.5 }}>
      <Tab value={ALL} label={`${t('tasks.allLights')} ${counts[0] ?? ''}`} />
      {LIGHT_NAMES.map((name, index) => (
        <Tab key={name} value={name} label={<LightMark light={name} count={counts[index + 1]} />} />
      ))}
    </Tabs>
  );
}
