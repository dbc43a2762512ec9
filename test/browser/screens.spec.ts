import type { Browser } from 'playwright-core';
import { PEOPLE } from '../support/app.js';
import { openBrowser, Person, SCREEN } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';

type Role = keyof typeof PEOPLE;
/** Two supervisors see the same screens. */
const ROLES = (Object.keys(PEOPLE) as Role[]).filter(role => role !== 'otherSupervisor');

/** Pages behind the lists: asked of the server, so that they are records which the person really sees. */
const DETAILS: { list: string; filter?: object; page: (id: number) => string; roles?: Role[] }[] = [
  { list: 'tasks', page: id => `/tasks/${id}/show` },
  { list: 'tasks', filter: { light: 'done' }, page: id => `/tasks/${id}/show` },
  { list: 'documents', page: id => `/documents/${id}` },
  { list: 'plans', filter: { state: 'confirmed' }, page: id => `/plans/${id}` },
  { list: 'plans', filter: { state: 'confirmed' }, page: id => `/plans/${id}/breakdown`, roles: ['planner'] },
  { list: 'accounts', page: id => `/accounts/${id}`, roles: ['systemAdmin'] },
  { list: 'units', page: id => `/units/${id}`, roles: ['systemAdmin'] },
  { list: 'posts', page: id => `/posts/${id}`, roles: ['systemAdmin'] },
];
const ALWAYS = ['/password', '/no-such-page'];
const ALSO: Partial<Record<Role, string[]>> = { systemAdmin: ['/accounts/create', '/units/create', '/posts/create'] };

/** What may stand in Latin letters on a Chinese screen: formats and keys, programs, medicine's own short forms in the plans, names of logins. */
const WORDS = /^(PDF|Word|Excel|PNG|Redis|Ctrl|Shift|Esc|KB|MB|GB|SHA-256|Chrome|Chromium|HeadlessChrome|Products|[A-Z]{2,5}\d*)$/;
const FILE_NAMES = /[^\s“”：]*\.(txt|pdf|png|docx?|wps|ofd|xlsx|html)\b/g;
const FINGERPRINTS = /\b[0-9a-f]{6,64}\b…?/g;
const LOGINS = 'td.column-login, input[name=login], [class*=column-agent], [class*=column-userAgent]';

describe('每个角色的每一个页面', () => {
  let product: Product;
  let browser: Browser;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it.each(ROLES)('%s', async role => {
    const person = await Person.signIn(browser, product, PEOPLE[role], `screens/${role}`);
    const pages = [...(await menuOf(person)), ...(await detailsFor(person, role)), ...ALWAYS, ...(ALSO[role] ?? [])];
    const faults: string[] = [];
    for (const page of pages) {
      await person.go(page);
      await person.shot(page.replaceAll('/', '_'));
      faults.push(...(await faultsOf(person)).map(fault => `${page}: ${fault}`));
    }
    await person.page.context().close();
    expect(faults).toEqual([]);
  });

  it('没有查到时说明白，并给出下一步', async () => {
    const person = await Person.signIn(browser, product, PEOPLE.countyStaff, 'screens/empty');
    for (const list of ['/mine', '/tasks', '/plans', '/units']) {
      await person.go(list);
      await person.search('没有这样的事');
      await person.shot(`${list.slice(1)}-filtered`);
      await person.page.getByRole('status').getByRole('button', { name: '清除' }).click();
      await person.page.locator('tbody tr').first().waitFor();
    }
    expect(await faultsOf(person)).toEqual([]);
  });
});

const menuOf = (person: Person): Promise<string[]> =>
  person.page.getByRole('menuitem').evaluateAll(links => links.flatMap(link => link.getAttribute('href') ?? []));

async function detailsFor(person: Person, role: Role): Promise<string[]> {
  const open = DETAILS.filter(({ roles }) => !roles || roles.includes(role));
  const found = await Promise.all(
    open.map(async ({ list, filter = {}, page }) => {
      const answer = await person.page.request.get(`/api/${list}`, { params: { filter: JSON.stringify(filter), range: '[0,0]' } });
      const { data = [] } = answer.ok() ? await answer.json() : {};
      return data[0] ? [page(data[0].id)] : [];
    }),
  );
  return found.flat();
}

/** Everything that is wrong with the screen as it stands; what happened behind it is told once. */
async function faultsOf(person: Person): Promise<string[]> {
  const { page, noise } = person;
  const seen = await page.evaluate(look, LOGINS);
  const faults = noise.splice(0);
  const foreign = [...new Set(wordsIn(seen.text))].filter(word => !WORDS.test(word));
  if (foreign.length > 0) faults.push(`not Chinese: ${foreign.join(', ')}`);
  if (seen.width > SCREEN.width) faults.push(`wider than the window: ${seen.width}`);
  if (seen.heading === '' || seen.heading === '页面出错了') faults.push(`heading: ${seen.heading}`);
  for (const empty of seen.empty) if (!/[。]$/.test(empty.text) && !empty.leads) faults.push(`nothing to do next: ${empty.text}`);
  return faults;
}

const wordsIn = (text: string) =>
  text
    .replace(FILE_NAMES, '')
    .replace(FINGERPRINTS, '')
    .match(/[A-Za-z]{2,}[\w-]*/g) ?? [];

/** Runs in the page: its text with every hint and label, its width, its heading, and what its empty states say. */
function look(exempt: string) {
  const attributes = ['placeholder', 'title', 'aria-label', 'alt'];
  const hints = [...document.querySelectorAll(attributes.map(name => `[${name}]`).join())]
    .filter(element => !element.closest(exempt) && !element.querySelector(exempt))
    .flatMap(element => attributes.map(name => element.getAttribute(name) ?? ''));
  const words: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement;
    if (parent && !parent.closest(`${exempt}, script, style`) && parent.checkVisibility()) words.push(node.textContent ?? '');
  }
  return {
    text: [...words, ...hints].join(' \n'),
    width: document.documentElement.scrollWidth,
    heading: document.querySelector('h1')?.textContent ?? '',
    empty: [...document.querySelectorAll('[role=status]')]
      .filter(element => element.textContent)
      .map(element => ({ text: element.textContent ?? '', leads: element.querySelector('a, button') !== null })),
  };
}
