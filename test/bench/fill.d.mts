/** Who measures. */
export const VISITOR: { login: string; unitId: number };
/** Fills a migrated database unless it is filled already; gives the password of all accounts. */
export function fill(url: string, tasks: number, today: string, say: (line: string) => void): Promise<string>;
