import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, stations } from './stations.js';

/** A task of the seeds that 东阿县卫生健康局 leads; it was last reported at 72 %. */
const TASK = '推进乡村一体化管理';

/** What people do by mistake: taken back with one press, or refused at the field with everything typed still there. */
describe('手误和填错', () => {
  let product: Product;
  let browser: Browser;
  let head: Person;
  let staff: Person;
  const people = () => [head, staff];
  const station = stations(people);

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'slips');
    [head, staff] = (await Promise.all(['lijq', 'weicy'].map(signIn))) as [Person, Person];
    for (const person of people()) {
      await person.open('/mine');
      await person.search(TASK);
      await person.openRow(TASK);
      await person.page.getByText('承办单位').first().waitFor();
    }
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  station('分派错了人：提示里按“撤销”就收回', async () => {
    const { page, dialog } = head;
    await head.button('分派承办人').click();
    await dialog.getByRole('combobox').first().click();
    await page.getByRole('option', { name: '魏承玉' }).first().click();
    await head.send({}, '确认分派承办人');
    await page.getByText('承办人 魏承玉').waitFor();
    await head.shot('01-undo-offered');
    await head.button('撤销').click();
    await page.getByText('已撤销“分派承办人”。').waitFor();
    await page.getByText('承办人 魏承玉').waitFor({ state: 'detached' });
  });

  station('分工权重超过一百：原因就在这一格下面，填的都还在，别的不变', async () => {
    const { page, dialog } = head;
    const arrange = (index: number) => page.getByRole('button', { name: '明确分工', exact: true }).nth(index).click();
    await arrange(1);
    await head.send({ '权重（%）': '60' }, '确认明确分工');
    await dialog.waitFor({ state: 'detached' });
    await arrange(2);
    await head.send({ '权重（%）': '60', 分工内容: '负责村医待遇' }, '确认明确分工');
    const weight = dialog.getByLabel('权重（%）');
    await dialog.locator('.Mui-error', { hasText: '这里最多填 40%' }).waitFor();
    expect(await weight.inputValue()).toBe('60');
    expect(await dialog.getByLabel('分工内容').inputValue()).toBe('负责村医待遇');
    await head.shot('02-weights');
    await weight.fill('40');
    await head.send({}, '确认明确分工');
    await dialog.waitFor({ state: 'detached' });
  });

  station('进度往回报：说明上次是多少，关掉再打开也不用重填', async () => {
    const { page, dialog } = staff;
    // The share has moved on since this window was opened.
    await staff.open(new URL(page.url()).pathname);
    await staff.button('报送进展').click();
    await staff.send({ '完成进度（%）': '50', 进展情况: '三个乡镇已完成。' }, '确认报送进展');
    await dialog.locator('.Mui-error', { hasText: '低于上次报送的 72%' }).waitFor();
    await staff.shot('03-percent');
    await dialog.getByRole('button', { name: '取消' }).click();
    await staff.button('报送进展').click();
    await eventually(async () => expect(await dialog.getByLabel('进展情况').inputValue()).toBe('三个乡镇已完成。'));
    await staff.send({ '完成进度（%）': '80' }, '确认报送进展');
    await dialog.waitFor({ state: 'detached' });
  });

  station('报错了：报送人自己撤回，进度回到上一次', async () => {
    const { page, dialog } = staff;
    await page.getByText('80%').first().waitFor();
    await staff.button('撤回报送').click();
    await dialog.getByRole('button', { name: '确认撤回报送' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('已撤回', { exact: true }).first().waitFor();
    await staff.shot('04-withdrawn');
    expect(faultsBehind(people())).toEqual([]);
  });
});
