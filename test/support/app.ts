import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DataSource } from 'typeorm';
import { createApp } from '../../server/src/app.js';
import type { Config } from '../../server/src/platform/config.js';
import { Client } from './client.js';
import { openSettledDatabase, settledConfig } from './settled.js';

export interface TestHouse {
  app: NestExpressApplication;
  source: DataSource;
  url: string;
  /** Signs a demonstration account in, at a browser of its own. */
  as(login: string): Promise<Client>;
  close(): Promise<void>;
}

/** The demonstration accounts by what they are. */
export const PEOPLE = {
  planner: 'wufr',
  leader: 'caixz',
  supervisor: 'yinyf',
  otherSupervisor: 'xuef',
  supervisionHead: 'yush',
  countyHead: 'lijq',
  countyStaff: 'weicy',
  systemAdmin: 'lubx',
  securityAdmin: 'pengms',
  auditAdmin: 'tangy',
} as const;

/** The whole application over a database of its own with the seeds loaded; `settings` differ from what the seeds were loaded with. */
export async function openHouse(settings: Partial<Config> = {}): Promise<TestHouse> {
  const database = await openSettledDatabase();
  const app = await createApp({ ...settledConfig(), ...settings }, database.source);
  return {
    app,
    source: database.source,
    url: database.url,
    as: login => new Client(app).signIn(login),
    close: async () => {
      await app.close();
      await database.close();
    },
  };
}
