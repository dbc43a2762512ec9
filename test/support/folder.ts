import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** An empty folder of the suite's own, gone with the run: what another suite or a former run has left lies elsewhere. */
export const ownFolder = (name = 'own') => mkdtempSync(join(process.env.TEST_DIRECTORY ?? tmpdir(), `${name}-`));
