import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { INestApplication } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { accountsFile } from '../greeting.js';
import { newPassword } from '../people/passwords.js';
import { Clock } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import { signInAs } from './actors.js';
import { type DemoAccount, loadOrganisation } from './organisation.js';
import { loadPlans } from './plans.js';
import { loadProgress } from './progress.js';

export const SEEDS = fileURLToPath(new URL('../../../seeds', import.meta.url));

/**
 * Loads the organisation, the five documents and the first years of the confirmed plan. Every step does nothing where it was done before,
 * so that a start that broke off goes on where it stood; a system that somebody set up otherwise is left alone.
 */
export async function loadSeeds(app: INestApplication, config: Config, say: (line: string) => void): Promise<void> {
  const source = app.get(DataSource);
  const [{ loaded, strangers }] = await source.query(
    `SELECT EXISTS (SELECT 1 FROM audit_line WHERE act = 'seeds.loaded') AS loaded,
            EXISTS (SELECT 1 FROM account) AND NOT EXISTS (SELECT 1 FROM audit_line WHERE act = 'organisation.load') AS strangers`,
  );
  if (loaded || strangers) return;
  say('首次启动：正在载入示例机构、五份规划文件和聊城方案前两年的办理情况……');
  await source.transaction(async manager => {
    const accounts = await loadOrganisation(manager, `${SEEDS}/organisation`, newPassword, app.get(Clock));
    // Written before the accounts are committed: a password that nobody knows would be worse than one for an account that is not there.
    if (accounts.length > 0) writeFileSync(accountsFile(config), accountsPage(accounts), { mode: 0o600 });
  });
  const planner = await signInAs(app, PLANNER);
  await loadPlans(app, SEEDS, planner);
  await loadProgress(app, SEEDS);
  say('示例数据已载入。');
}

/** Head of the section that owns the plans of the seeds. */
const PLANNER = 'wufr';

function accountsPage(accounts: DemoAccount[]): string {
  const lines = accounts.map(
    ({ login, password, name, roleLabel, unitName, postName }) =>
      `  ${roleLabel}　${login} / ${password}　（${name}，${unitName} ${postName}）`,
  );
  return `${lines.join('\n')}\n`;
}
