import { existsSync, readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import type { Config } from './platform/config.js';

/** Where the demonstration accounts and their first passwords are kept. */
export const accountsFile = (config: Config) => join(config.dataDir, 'accounts.txt');

/** Tells where to go and, on a demonstration, with which accounts. */
export function greet(config: Config, say: (line: string) => void): void {
  say('');
  say('督导系统已就绪，请用浏览器打开：');
  for (const host of hosts(config.host)) say(`  http://${host}:${config.port}`);
  const accounts = accountsFile(config);
  if (!existsSync(accounts)) return;
  say('');
  say(`演示账号（首次启动时生成，保存在 ${accounts}）：`);
  say(readFileSync(accounts, 'utf8').trimEnd());
  say('');
  say('按 Ctrl-C 停止。');
}

/** This machine by name, and by the addresses that colleagues can reach. */
function hosts(listening: string): string[] {
  if (listening !== '0.0.0.0' && listening !== '::') return [listening];
  const outside = Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .filter(address => address.family === 'IPv4' && !address.internal)
    .map(address => address.address);
  return ['localhost', ...outside];
}
