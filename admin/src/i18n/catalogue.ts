import type { zh } from './zh/index.js';

/** The shape of every catalogue: the Chinese one decides the keys, the others follow. */
export type Catalogue = Texts<typeof zh>;
type Texts<T> = { [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };
