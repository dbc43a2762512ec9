import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts the real Chromium: from CHROMIUM where that is set, else where Debian and its relatives put it. */
export function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find(existsSync);
  if (!executablePath) throw new Error(`no Chromium at ${PLACES.join(', ')}: apt-get install chromium, or set CHROMIUM to its path`);
  const asRoot = process.getuid?.() === 0;
  return chromium.launch({ executablePath, args: ['--disable-dev-shm-usage', ...(asRoot ? ['--no-sandbox'] : [])] });
}
