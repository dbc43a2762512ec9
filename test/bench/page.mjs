// `npm run bench:page`: how long a person waits for the ledger's screen, in a real Chromium (docs/performance.md).
import { parseArgs } from 'node:util';
import { build } from '../../server/scripts/prepare.mjs';
import { openBrowser } from '../support/chromium.mjs';

const { values: given } = parseArgs({
  options: { size: { type: 'string', default: 'M' }, data: { type: 'string' }, rounds: { type: 'string', default: '5' } },
});
if (!['S', 'M', 'L'].includes(given.size)) {
  process.stderr.write('docs/performance.md tells of the options: --size S|M|L --rounds 5 --data FOLDER\n');
  process.exit(2);
}
const SCREEN = { width: 1366, height: 768 };
const FIRST_ROW = 'tbody tr td.column-title';

await build(['server', 'admin']);
const { startProduct } = await import('./processes.mjs');
const { VISITOR } = await import('./fill.mjs');
const { openHouse } = await import('./house.mjs');

const say = line => process.stdout.write(`${line}\n`);
const ends = [];
try {
  await measure();
} finally {
  for (const close of ends.reverse()) await close();
}

async function measure() {
  const house = await openHouse(given, say, ends);
  const { url, headers } = await startProduct(house, VISITOR.login, [], ends);
  const [name, value] = headers.cookie.split('=');
  const browser = await openBrowser();
  ends.push(() => browser.close());

  const waits = new Map();
  const note = (what, ms) => waits.set(what, [...(waits.get(what) ?? []), ms]);
  let scripts = 0;
  for (let round = 0; round < Number(given.rounds); round += 1) {
    // A context of its own has an empty cache: somebody who has never been here, but for the sign-in.
    const context = await browser.newContext({ viewport: SCREEN, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    await context.addCookies([{ name, value, url }]);
    const page = await context.newPage();
    scripts = await firstList(page, url, note);
    await within(page, note);
    await context.close();
  }
  say(
    `\nsize ${given.size}, ${SCREEN.width}×${SCREEN.height}, ${given.rounds} rounds; scripts before the first list ${Math.round(scripts / 1000)} kB as sent\n`,
  );
  say('| what a person does | median | longest |\n| --- | ---: | ---: |');
  for (const [what, times] of waits) {
    const sorted = times.sort((a, b) => a - b);
    say(`| ${what} | ${Math.round(sorted[sorted.length >> 1])} ms | ${Math.round(sorted.at(-1))} ms |`);
  }
}

/** Opens the ledger with nothing in the cache; gives the bytes of scripts that came before its first row. */
async function firstList(page, url, note) {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Set();
  let bytes = 0;
  network.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  const begun = performance.now();
  await page.goto(`${url}/tasks`);
  await page.locator(FIRST_ROW).first().waitFor();
  note('opens the ledger for the first time', performance.now() - begun);
  const sent = bytes;
  await page.waitForTimeout(1000);
  return sent;
}

/** What is done on a ledger that is open. */
async function within(page, note) {
  const act = async (what, deed) => {
    const before = await page.locator('tbody').textContent();
    const begun = performance.now();
    await deed();
    await page.waitForFunction(was => document.querySelector('tbody') && document.querySelector('tbody').textContent !== was, before, {
      polling: 'raf',
    });
    note(what, performance.now() - begun);
    await page.waitForTimeout(500);
  };
  await act('turns to the next page', () => page.getByRole('button', { name: '下一页' }).click());
  await act('asks for what is overdue', () => go(page, { filter: '{"light":"overdue"}' }));
  await act('asks for one state by deadline', () => go(page, { filter: '{"state":"completed"}', sort: 'deadline', order: 'ASC' }));
  await act('searches for two characters', () => page.getByRole('searchbox').fill('托育'));
  note('scrolls: the longest a picture stands still', await longestFrame(page));
}

/** Goes to an address inside the running application, as a link does. */
function go(page, query) {
  return page.evaluate(
    to => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    },
    `/tasks?${new URLSearchParams(query)}`,
  );
}

/** Turns the wheel over the rows for two seconds. */
async function longestFrame(page) {
  await page.mouse.move(SCREEN.width / 2, SCREEN.height / 2);
  const frames = page.evaluate(
    () =>
      new Promise(resolve => {
        const gaps = [];
        let last = performance.now();
        const begun = last;
        const frame = now => {
          gaps.push(now - last);
          last = now;
          if (now - begun < 2000) requestAnimationFrame(frame);
          else resolve(Math.max(...gaps));
        };
        requestAnimationFrame(frame);
      }),
  );
  for (let turn = 0; turn < 20; turn += 1) {
    await page.mouse.wheel(0, turn < 10 ? 200 : -200);
    await page.waitForTimeout(80);
  }
  return frames;
}
