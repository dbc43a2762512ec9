import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, stations } from './stations.js';

/** Led by the unit whose post changes hands: not signed for, and under way. */
const UNSIGNED = '拓展延伸服务触角';
const UNDER_WAY = '推进乡村一体化管理';

/** The duty is bound to the post: its new holder goes on with everything that is open, without a new issue; who left sees nothing more. */
describe('岗位交接', () => {
  let product: Product;
  let browser: Browser;
  let administrator: Person;
  let before: Person;
  let after: Person;
  let open: string[];

  const people = () => [administrator, before, after];
  const station = stations(people);
  const titles = async (person: Person) => {
    await person.page.locator('tbody tr td.column-title').first().waitFor();
    await person.settled();
    return (await person.page.locator('tbody tr td.column-title').allTextContents()).map(text => text.trim());
  };

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'handover');
    [administrator, before] = (await Promise.all(['lubx', 'weicy'].map(signIn))) as [Person, Person];
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  station('交接之前：经办看到本单位的任务', async () => {
    await before.open('/mine');
    open = await titles(before);
    expect(open.length).toBeGreaterThan(5);
    expect(open.join()).toContain(UNSIGNED);
    await before.shot('01-before');
  });

  let password: string;
  station('系统管理员为接任者建账号', async () => {
    const { page, dialog } = administrator;
    await administrator.open('/accounts/create');
    await page.locator('input[name=login]').fill('sunxm');
    await page.locator('input[name=name]').fill('孙晓明');
    await administrator.button('保存').click();
    await dialog.locator('output').waitFor();
    password = ((await dialog.locator('output').textContent()) ?? '').trim();
    await administrator.shot('02-account');
    await dialog.getByRole('button').last().click();
  });

  station('在岗位上换任职人，一步交接', async () => {
    const { page } = administrator;
    await administrator.open('/posts');
    await administrator.search('东阿县卫生健康局');
    await administrator.openRow('经办');
    const holder = page.getByRole('combobox', { name: /任职人/ }).first();
    // Whoever holds the post now stands there first.
    await page.locator('input[value*="weicy"]').waitFor();
    await holder.fill('孙晓明');
    await page.getByRole('option', { name: /孙晓明/ }).click();
    await administrator.shot('03-post');
    await administrator.button('保存').click();
    await page.locator('tbody tr', { hasText: '孙晓明' }).waitFor();
    await administrator.shot('04-handed-over');
  });

  station('原任职人什么也看不到，再也办不了', async () => {
    const { page } = before;
    await before.button('签收').click();
    await before.dialog.getByRole('button', { name: '签收' }).click();
    await page
      .getByText(/没有做这件事的权限|找不到/)
      .first()
      .waitFor();
    await before.shot('05-refused');
    await before.open('/');
    await before.shot('06-left');
    const answer = await page.request.get('/api/tasks');
    expect(answer.status()).toBe(403);
    expect(await page.getByRole('menuitem', { name: '任务台账' }).count()).toBe(0);
  });

  station('接任者看到同样的未办任务，不用重新交办，接着办', async () => {
    after = await Person.signInFirst(browser, product, 'sunxm', password, 'handover');
    expect(after.noise).toEqual([]);
    await after.open('/mine');
    await eventually(async () => expect(await titles(after)).toEqual(open));
    await after.shot('07-after');
    await after.search(UNSIGNED);
    await after.button('签收').click();
    await after.send({}, '签收');
    await after.dialog.waitFor({ state: 'detached' });
    await after.search(UNDER_WAY);
    await after.openRow(UNDER_WAY);
    await after.page.getByRole('button', { name: '报送进展' }).first().waitFor();
    await after.shot('08-goes-on');
    const story = after.page.locator('section', { has: after.page.getByRole('heading', { name: '办理过程' }) });
    await eventually(async () => expect(await story.textContent()).toContain('魏承玉'));
    expect(faultsBehind(people())).toEqual([]);
  });
});
