import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { planText } from './plan.js';

const fixture = (name: string) => resolve('test/reading/formats', name);

/** The dialog of uploads: every format named, refusals told beside the file, pasted text taken. */
describe('上传各种格式的规划文件', () => {
  let product: Product;
  let browser: Browser;
  let planner: Person;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    planner = await Person.signIn(browser, product, 'wufr', 'formats');
    await planner.page.getByRole('menuitem', { name: '文件识读' }).click();
    await planner.button('上传文件').click();
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  it('点得出每种格式', async () => {
    const { page } = planner;
    for (const format of ['.docx', '.doc', '.wps', 'PDF', 'OFD', '.xlsx', '.html', '.txt']) await page.getByText(format).first().waitFor();
    expect(await page.locator('input[type=file]').getAttribute('accept')).toContain('.ofd');
  });

  it('收下 Word、PDF 和分解表，并说明文字是怎样来的；扫描件和加密件说清缘由', async () => {
    const { page } = planner;
    await page.locator('input[type=file]').setInputFiles(['plan.docx', 'scan.pdf', 'locked.pdf', 'breakdown.xlsx'].map(fixture));
    await page.getByText('已识读“甲市村卫生室能力提升行动方案”').waitFor();
    await page.getByText('文件带有修订痕迹').waitFor();
    await page.getByText('“scan.pdf”是扫描件').waitFor();
    await page.getByText('“locked.pdf”设有打开密码').waitFor();
    await page.getByText('已识读“甲市村卫生室能力提升行动”').waitFor();
    await page.getByText('表格每行写成一段').waitFor();
    await planner.shot('01-uploaded');
  });

  it('收下粘贴的正文，再粘一次说已经有了', async () => {
    const { page } = planner;
    const paste = async () => {
      await planner.button('没有文件？粘贴正文').click();
      await page.getByLabel('规划正文').fill(planText(2026));
      await planner.button('识读粘贴的正文').click();
    };
    await paste();
    await page.getByText('已识读“东阿县').waitFor();
    await paste();
    await page.getByText('这份文件已经上传过').waitFor();
    await planner.shot('02-pasted');
  });

  it('分解表的每一行在核对台上带着责任单位和时限', async () => {
    const { page } = planner;
    await planner.open('/documents');
    await page.getByText('breakdown.xlsx').click();
    await page.getByText('改造村卫生室120个').first().waitFor();
    await planner.shot('03-breakdown');
    await page.locator('mark.measure').nth(3).waitFor();
    await page.getByRole('button', { name: /识读提示 \d+ 条/ }).click();
    await page.getByRole('listitem').filter({ hasText: '表格每行写成一段' }).waitFor();
    await planner.shot('04-notes');
  });

  it('表中一行是一条记录，写明几句；逐句拆开又还原；确认后一行一项任务', async () => {
    const { page } = planner;
    const card = (words: string) => page.locator('li.card', { hasText: words });
    await page.keyboard.press('Escape');
    await card('配备诊疗设备').locator('.words').click();
    await card('配备诊疗设备').getByText('表中一行').waitFor();
    expect(await page.locator('li.card').count()).toBe(3);
    await planner.press('l');
    await eventually(async () => expect(await page.locator('li.card').count()).toBe(4));
    await planner.shot('05-apart');
    await planner.press('u');
    await eventually(async () => expect(await page.locator('li.card').count()).toBe(3));
    await planner.press('Shift+A');
    await page.getByText('已全部处理').waitFor();
    await planner.button('确认方案').click();
    await planner.dialog.getByRole('button', { name: '确认方案' }).click();
    await page.getByRole('link', { name: '分解任务' }).click();
    await page.getByRole('columnheader', { name: '佐证要求' }).waitFor();
    expect(await page.locator('tbody tr').count()).toBe(3);
    await page.locator('tbody tr', { hasText: '养老保障' }).getByText('市医疗保障局').first().waitFor();
    await planner.shot('06-rows');
  });
});
