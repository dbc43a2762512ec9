import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, stations } from './stations.js';

/** Much to do and little time: from the number on the first page to the work itself, and all of it at once. */
describe('一个下午办完一批', () => {
  let product: Product;
  let browser: Browser;
  let staff: Person;
  let planner: Person;
  let head: Person;
  const people = () => [staff, planner, head];
  const station = stations(people);

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'many');
    [staff, planner, head] = (await Promise.all(['weicy', 'wufr', 'lijq'].map(signIn))) as [Person, Person, Person];
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  station('工作台上的“待签收”打开的就是那几项，一次全部签收', async () => {
    const { page, dialog } = staff;
    const tile = page.getByRole('link', { name: '待签收' });
    const count = Number.parseInt((await tile.textContent()) ?? '', 10);
    await tile.click();
    await page.getByText('等我办理：待签收').waitFor();
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(count));
    await page.locator('thead').getByRole('checkbox').check();
    await staff.button('批量签收').click();
    await dialog.getByText(`可以办理 ${count} 项`).waitFor();
    await staff.shot('01-all-at-once');
    await staff.press('Enter');
    await dialog.getByText(`已办理 ${count} 项`).waitFor();
    await staff.press('Enter');
    await page.getByText('这一类没有等您办理的了').waitFor();
  });

  station('局长在审核台看到报送的话，一次全部同意报出', async () => {
    const { page, dialog } = head;
    await head.open('/review');
    const waiting = page.getByRole('option', { name: '进展报送' });
    await waiting.first().waitFor();
    const count = await waiting.count();
    expect(count).toBeGreaterThan(1);
    await head.button(`批量同意报出（${count}）`).click();
    await dialog.getByRole('button', { name: '核对哪些可以办理' }).click();
    await dialog.getByText('财务统一管理扩大到全部乡镇').waitFor();
    await head.shot('03-agree');
    await head.press('Enter');
    await dialog.getByText(`已办理 ${count} 项`).waitFor();
    await head.press('Enter');
    await eventually(async () => expect(await waiting.count()).toBe(0));
  });

  station('从任务页回到来时的列表，筛选还在', async () => {
    const { page } = staff;
    await staff.go('/mine');
    await page.getByRole('status').getByRole('button').click();
    await staff.search('乡村');
    await staff.openRow('推进乡村一体化管理');
    await page.getByRole('link', { name: '返回我的任务' }).click();
    await page.waitForURL(url => url.pathname === '/mine');
    await eventually(async () => expect(await page.getByRole('searchbox').inputValue()).toBe('乡村'));
  });

  station('旧链接里的条件已不认得，也能清除了接着办', async () => {
    const { page } = staff;
    await staff.open(`/mine?filter=${encodeURIComponent(JSON.stringify({ waiting: true }))}`);
    await page.getByText('填写有误').first().waitFor();
    await staff.button('清除全部条件').click();
    await page.locator('tbody tr').first().waitFor();
  });

  station('待交办的任务缺什么写在上面，一步到分解表', async () => {
    const { page } = planner;
    await page.getByRole('link', { name: '待交办的任务' }).click();
    await page.getByText('等我办理：待交办的任务').waitFor();
    await planner.openRow('优化服务流程');
    await planner.shot('02-draft');
    await page.getByRole('link', { name: '去分解表填写' }).click();
    await page.getByRole('columnheader', { name: '佐证要求' }).waitFor();
  });

  station('传错的文件写明理由撤回，不再等着核对', async () => {
    const { page, dialog } = planner;
    await planner.go('/documents');
    await planner.button('上传文件').click();
    const wrong = { name: '别的材料.txt', mimeType: 'text/plain', buffer: Buffer.from('一、重点任务\n2026年底前建成别的中心1个。') };
    await page.locator('input[type=file]').setInputFiles(wrong);
    await page.getByRole('link', { name: '去核对' }).click();
    await planner.button('撤回文件').click();
    await dialog.getByLabel('理由').fill('传错了文件，应上传实施方案。');
    await planner.shot('03-withdraw');
    await dialog.getByRole('button', { name: '撤回文件' }).click();
    await page.waitForURL(url => url.pathname === '/documents');
    await page.getByText('已撤回').first().waitFor();
    await planner.settled();
    expect(await page.locator('tbody tr', { hasText: '别的材料' }).count()).toBe(0);
    expect(faultsBehind(people())).toEqual([]);
  });
});
