import { useEffect } from 'react';

const LISTS = { '/tasks': 'taskPage.toLedger', '/mine': 'taskPage.toMine' } as const;
type List = keyof typeof LISTS;

let last: List = '/tasks';

/** Says which of the lists of tasks the person looks at: from a task's page one goes back there. */
export function useAsLastList(list: List): void {
  useEffect(() => {
    last = list;
  }, [list]);
}

/** The list of tasks that was looked at last, and what the way back to it is called. */
export const lastList = () => ({ to: last, label: LISTS[last] });
