import { useQuery } from '@tanstack/react-query';
import { request } from '../api/http.js';
import type { Unit } from '../api/types.js';

const PAGE = 500;

async function allUnits(): Promise<Unit[]> {
  const units: Unit[] = [];
  for (;;) {
    const range = [units.length, units.length + PAGE - 1];
    const page = await request<{ data: Unit[]; total: number }>('GET', '/units', { query: { range } });
    units.push(...page.data);
    if (page.data.length < PAGE || units.length >= page.total) return units;
  }
}

/** The whole register of units that the person may see, fetched once and kept for ten minutes. */
export function useUnits(): Unit[] {
  return useQuery({ queryKey: ['units', 'register'], queryFn: allUnits, staleTime: 600_000 }).data ?? [];
}
