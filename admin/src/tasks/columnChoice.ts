/** Which columns a table shows, as the framework keeps it: names that are hidden, and places as numbers of the original order. */
export interface KeptColumns {
  hidden: string[];
  ranks: number[] | undefined;
}

/** The shown columns in their order. `ranks` may be shorter than `all` after an update of the program: the others stay where they were. */
export function shownColumns<T extends string>(all: readonly T[], { hidden, ranks }: KeptColumns): T[] {
  const placed = (ranks ?? []).flatMap(rank => all[rank] ?? []);
  const rest = all.filter(name => !placed.includes(name));
  return [...placed, ...rest].filter(name => !hidden.includes(name));
}

/** How to keep a choice of columns in its order; names that the table does not have are left out. */
export function keptColumns<T extends string>(all: readonly T[], shown: readonly string[]): KeptColumns {
  const known = shown.filter((name): name is T => (all as readonly string[]).includes(name));
  const hidden = all.filter(name => !known.includes(name));
  return { hidden, ranks: [...known, ...hidden].map(name => all.indexOf(name)) };
}
