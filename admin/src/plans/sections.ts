/** Things that stand under headings, grouped in their order by the headings below those that all of them share. */
export function bySection<T extends { section: string[] }>(items: readonly T[]): { section: string; items: T[] }[] {
  const groups: { section: string; items: T[] }[] = [];
  const shared = sharedDepth(items.map(({ section }) => section));
  for (const item of items) {
    const section = item.section.slice(shared).join(' › ');
    const group = groups.at(-1);
    if (group && group.section === section) group.items.push(item);
    else groups.push({ section, items: [item] });
  }
  return groups;
}

function sharedDepth(sections: readonly string[][]): number {
  const [first = []] = sections;
  const differs = first.findIndex((words, depth) => sections.some(section => section[depth] !== words));
  return differs === -1 ? first.length : differs;
}
