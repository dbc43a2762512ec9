/** The template with the schema and nothing in it, made by global-setup.mjs. */
export const HOUSE = 'house';

/** The template with the seeds loaded: organisation, plans, the first years of the confirmed one. */
export const SETTLED = 'settled';

/** The same server, another database. */
export function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
