import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, stations } from './stations.js';

/** Overdue in the seeds, led by 东阿县卫生健康局, and behind with its reports. */
const LATE = '推进乡村一体化管理';

describe('台账', () => {
  let product: Product;
  let browser: Browser;
  let staff: Person;
  let supervisor: Person;
  const people = () => [staff, supervisor];
  const station = stations(people);

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'ledger');
    [staff, supervisor] = (await Promise.all(['weicy', 'yinyf'].map(signIn))) as [Person, Person];
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  const rows = (person: Person) => person.page.locator('tbody tr');
  const listed = async (person: Person) => {
    await person.settled();
    return (await person.page.locator('tbody tr td.column-title').allTextContents()).join();
  };

  station('未按期报送：只列出过了期没有报的', async () => {
    await supervisor.open('/tasks');
    await rows(supervisor).first().waitFor();
    await supervisor.settled();
    const all = await rows(supervisor).count();
    await supervisor.page.getByLabel('未按期报送').click();
    await supervisor.page.waitForURL(/missed/);
    await eventually(async () => expect(await listed(supervisor)).toContain(LATE));
    await eventually(async () => expect(await rows(supervisor).count()).toBeLessThan(all));
    await supervisor.shot('01-missed');
    await supervisor.page.getByLabel('未按期报送').click();
  });

  station('勾选只在当时的筛选条件下有效：换了条件就不再勾着，换次序还勾着', async () => {
    const { page } = supervisor;
    await supervisor.open('/tasks?filter=%7B%7D');
    const chosen = page.getByText(/^已选 \d+ 项/).first();
    await rows(supervisor).first().getByRole('checkbox').check();
    await chosen.waitFor();
    await page.getByRole('button', { name: '编号' }).click();
    await supervisor.settled();
    await chosen.waitFor();
    await page.getByLabel('未按期报送').click();
    await page.waitForURL(/missed/);
    await supervisor.settled();
    await eventually(async () => expect(await page.locator('tbody input:checked').count()).toBe(0));
    await page.getByLabel('未按期报送').click();
    await page.waitForURL(url => !url.search.includes('missed'));
    await supervisor.settled();
    await eventually(async () => expect(await page.locator('tbody input:checked').count()).toBe(0));
  });

  station('自评与亮灯不一致：单位说没有风险而灯已红，督查员看得到', async () => {
    await staff.open('/mine');
    await staff.search(LATE);
    await staff.openRow(LATE);
    await staff.button('报送进展').click();
    await staff.dialog.getByLabel('无风险', { exact: true }).check();
    await staff.send({ 完成进度: '75', 进展情况: '正在推进，没有困难。' }, '报送进展');
    await staff.dialog.waitFor({ state: 'detached' });
    await supervisor.page.getByLabel('自评与亮灯不一致').click();
    await supervisor.page.waitForURL(/riskDiffers/);
    await rows(supervisor).filter({ hasText: LATE }).waitFor();
    await supervisor.shot('02-risk-differs');
  });

  station('保存的视图凭链接给别人打开，各看各的范围', async () => {
    const { page, dialog } = supervisor;
    await supervisor.open('/tasks?filter=%7B%22light%22%3A%22overdue%22%7D');
    await rows(supervisor).first().waitFor();
    await supervisor.settled();
    const seen = await rows(supervisor).count();
    await page.getByRole('button', { name: /视图/ }).first().click();
    await supervisor.shot('03-views-menu');
    await page.getByRole('menuitem', { name: /保存/ }).first().click();
    await dialog.getByLabel('视图名称').fill('逾期的');
    await supervisor.shot('04-save-view');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { data } = await (await page.request.get('/api/ledger-views')).json();
    await staff.open(`/tasks?view=${data[0].key}`);
    await rows(staff).first().waitFor();
    await eventually(async () => expect(await listed(staff)).toContain(LATE));
    expect(await rows(staff).count()).toBeLessThanOrEqual(seen);
    await staff.shot('05-shared-view');
  });

  station('导出的台账改了再导入：先看变化，再导入', async () => {
    const { page, dialog } = staff;
    await staff.open(`/tasks?filter=${encodeURIComponent(JSON.stringify({ q: LATE }))}`);
    await rows(staff).first().waitFor();
    await page.getByRole('button', { name: '导出' }).first().click();
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem').last().click()]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(readFileSync((await file.path()) as string) as never);
    const sheet = book.getWorksheet('总台账') as ExcelJS.Worksheet;
    const heads = sheet.getRow(3).values as string[];
    const set = (head: string, value: string | number) => {
      sheet.getCell(4, heads.indexOf(head)).value = value;
    };
    const upload = async () =>
      page.locator('input[type=file]').setInputFiles({
        name: '督办台账.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(await book.xlsx.writeBuffer()),
      });
    set('实际进度', 80);
    set('进展情况', '信息系统已对接，月底前全部上线。');
    set('现时限', '2027年3月31日');
    await staff.button('导入').click();
    await dialog.waitFor();
    await upload();
    await dialog.getByText('申请延期').waitFor();
    await staff.shot('06-import-refused');
    await dialog.getByRole('button', { name: '换一个文件' }).click();
    set('现时限', new Date('2026-10-31T00:00:00Z') as never);
    await upload();
    await dialog.getByText('信息系统已对接').waitFor();
    await staff.shot('07-import-trial');
    await dialog.getByRole('button', { name: /^导入（/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await rows(staff).filter({ hasText: '80%' }).waitFor();
    await staff.shot('08-imported');
    expect(faultsBehind(people())).toEqual([]);
  });
});
