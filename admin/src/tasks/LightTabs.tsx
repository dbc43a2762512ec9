import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useListContext } from 'react-admin';
import { request } from '../api/http.js';
import { LIGHTS, type Light } from '../api/rules.js';
import { useText } from '../i18n/index.js';
import { LightMark, useFilter } from '../parts/index.js';

const ALL = 'all';
const OPEN = 'open';
const LIGHT_NAMES = Object.keys(LIGHTS) as Light[];

/** The lights of tasks on which something is still to be done. */
export const OPEN_LIGHTS: Light[] = ['overdue', 'critical', 'due_soon', 'normal', 'no_data', 'no_date', 'paused'];

/** One tab per light with its count under the other filters; `always` is the list's permanent filter, `withOpen` adds a first tab of all that is open. */
export function LightTabs({ always = {}, withOpen }: { always?: Record<string, unknown>; withOpen?: boolean }) {
  const t = useText();
  const { filterValues } = useListContext();
  const [light, setLight] = useFilter<Light | Light[]>('light');
  const { light: _light, ...others } = { ...filterValues, ...always };
  const { data: counts } = useQuery({
    queryKey: ['tasks', 'counts', others],
    queryFn: () => request<Record<Light, number>>('GET', '/task-counts', { query: { filter: others } }),
    placeholderData: keepPreviousData,
  });
  const sum = (lights: Light[]) => (counts ? lights.reduce((total, name) => total + counts[name], 0) : '');
  const pick = (value: string) => setLight(value === ALL ? null : value === OPEN ? OPEN_LIGHTS : (value as Light));
  return (
    <Tabs className="no-print" value={tabOf(light, withOpen)} onChange={(_event, value) => pick(value)} sx={{ mb: 0.5 }}>
      {withOpen && <Tab value={OPEN} label={`${t('tasks.openLights')} ${sum(OPEN_LIGHTS)}`} />}
      <Tab value={ALL} label={`${t('tasks.allLights')} ${sum(LIGHT_NAMES)}`} />
      {LIGHT_NAMES.map(name => (
        <Tab key={name} value={name} label={<LightMark light={name} count={counts?.[name]} />} />
      ))}
    </Tabs>
  );
}

/** The tab that stands for a filter; none for a choice of lights that no tab has. */
function tabOf(light: Light | Light[] | undefined, withOpen?: boolean): string | false {
  if (light === undefined) return ALL;
  if (Array.isArray(light) && light.length === 1) return tabOf(light[0], withOpen);
  if (!Array.isArray(light)) return LIGHT_NAMES.includes(light) && light;
  return withOpen === true && light.join() === OPEN_LIGHTS.join() && OPEN;
}
