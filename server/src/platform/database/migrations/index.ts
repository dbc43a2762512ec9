/** Listed by hand: a glob finds other files in `src` than in `dist`. */
export const MIGRATIONS: Function[] = [];
