import english from 'ra-language-english';
import type { Catalogue } from '../index.js';
import { zh } from '../zh/index.js';

export const en = { ...zh, ra: english.ra } as unknown as Catalogue;
