import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { gridOf } from './grid.js';
import { faultsBehind, stations } from './stations.js';

const COUNTIES = '各县（市、区）卫生健康局';
const GOVERNMENTS = '各县（市、区）人民政府';
const UNCLEAR = '各有关单位';
const TITLE = '全市基层卫生服务提升方案';
const PLAN = `${TITLE}
一、重点任务
开展乡镇卫生院设备更新，2027年底前完成。（牵头单位：${COUNTIES}，配合单位：各乡镇卫生院、${UNCLEAR}）
建设全市远程会诊平台，2027年底前投入使用。（牵头单位：市人民医院，配合单位：${COUNTIES}、${UNCLEAR}）
落实村卫生室运行经费，2027年底前拨付到位。（牵头单位：市财政局，配合单位：${GOVERNMENTS}）
`;

/** One name for many units, from the document to the tasks that they receive. */
describe('一个名称指许多单位', () => {
  let product: Product;
  let browser: Browser;
  let planner: Person;
  const station = stations(() => [planner]);

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    planner = await Person.signIn(browser, product, 'wufr', 'groups');
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  station('名录认得的统称不再问，说不清的问一次，各条一起生效', async () => {
    const { page, dialog } = planner;
    await planner.go('/documents');
    await planner.button('上传文件').click();
    await page.locator('input[type=file]').setInputFiles({ name: '方案.txt', mimeType: 'text/plain', buffer: Buffer.from(PLAN) });
    await page.getByRole('link', { name: '去核对' }).click();
    await planner.button('还有 2 个单位未对应').click();
    await line(COUNTIES).getByText('东昌府区卫生健康局等 8 个单位').waitFor();
    await line(UNCLEAR).getByText('指哪些单位，请选定').waitFor();
    await planner.shot('01-asked');
    await line(UNCLEAR).getByRole('combobox').fill('财政局');
    await page.getByRole('option', { name: '聊城市财政局' }).click();
    await eventually(async () => expect(await page.getByRole('option').allTextContents()).toHaveLength(1));
    expect(await line(UNCLEAR).getByRole('combobox').inputValue()).toBe('财政局');
    await line(UNCLEAR).getByRole('combobox').fill('民政局');
    await page.getByRole('option', { name: '聊城市民政局' }).click();
    await planner.press('Escape');
    await planner.shot('02-chosen');
    await line(UNCLEAR).getByRole('button', { name: '就是这 2 个' }).click();
    await line(UNCLEAR).getByText('聊城市财政局等 2 个单位').waitFor();
    await dialog.getByText('还有 1 个单位未对应').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();
    await eventually(async () => expect(await page.locator('li.card .chip.bad').count()).toBe(1));
    await planner.shot('03-desk');
    await planner.press('Shift+A');
    await page.getByText('已全部处理').waitFor();
    await planner.button('确认方案').click();
    await dialog.getByRole('button', { name: '确认方案' }).click();
    await page.getByRole('heading', { name: TITLE }).waitFor();
  });

  const line = (name: string) => planner.dialog.locator('li', { hasText: name });

  station('确认时没说的，从分解表去说一次', async () => {
    const { page, dialog } = planner;
    await page.getByRole('link', { name: '分解任务' }).click();
    await page.getByText(`没有对应到单位，推荐时略去：${GOVERNMENTS}`).waitFor();
    await planner.shot('04-unsaid');
    await page.getByRole('link', { name: '一次说明指哪些单位' }).click();
    await line(GOVERNMENTS).getByRole('button', { name: '就是东昌府区卫生健康局等 8 个单位' }).click();
    await dialog.getByText('还有 0 个单位未对应').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).click();
    await page.getByRole('link', { name: '看方案' }).click();
  });

  station('分解表里写统称，去掉一个县，其余各立一项任务', async () => {
    const { page, dialog } = planner;
    await page.getByRole('link', { name: '分解任务' }).click();
    await page.getByRole('columnheader', { name: '佐证要求' }).waitFor();
    const { cell } = await gridOf(planner);
    await cell(0, '牵头单位').getByText('各立一项任务，共 8 项').waitFor();
    await cell(1, '配合单位').getByText(`${COUNTIES}、市财政局、市民政局`).waitFor();
    await cell(2, '配合单位').getByText(COUNTIES).waitFor();
    await planner.shot('05-grid');
    await cell(0, '牵头单位').click();
    await cell(0, '牵头单位').getByRole('combobox').waitFor();
    await planner.shot('06-leads');
    await cell(0, '牵头单位').locator('.MuiChip-root', { hasText: '冠县卫健局' }).locator('.MuiChip-deleteIcon').click();
    await planner.press('Escape');
    await cell(0, '牵头单位').getByText('共 7 项').waitFor();
    await page.getByRole('checkbox', { name: '选择第 1 项' }).check();
    await planner.button('交办所选（7）').click();
    await dialog.getByRole('button', { name: '交办所选（7）' }).click();
    await dialog.getByText('已交办 7 件').waitFor();
    await planner.shot('07-issued');
    await dialog.getByRole('button', { name: '关闭' }).click();
    expect(await page.locator('tbody tr.issued').count()).toBe(7);
    await cell(2, '牵头单位').getByText('临清市卫健局').waitFor();
    await cell(2, '配合单位').getByText('康庄镇卫生院、市财政局、市民政局').waitFor();
    await planner.shot('08-tasks');
  });

  station('一次选上全部县，一个一个可以去掉', async () => {
    const { page } = planner;
    const { cell } = await gridOf(planner);
    await cell(7, '责任单位').click();
    await cell(7, '责任单位').getByRole('combobox').fill('各县');
    await planner.shot('09-group');
    await page.getByRole('option', { name: COUNTIES }).click();
    await planner.press('Escape');
    await cell(7, '责任单位').getByText(COUNTIES).waitFor();
  });

  station('方案页上每个县一盏灯', async () => {
    const { page } = planner;
    await planner.go('/plans');
    await planner.openRow(TITLE);
    const lit = page.locator('tr', { hasText: '开展乡镇卫生院设备更新' });
    await lit.getByText('高唐县卫生健康局').waitFor();
    expect(await lit.getByText('正常').count()).toBe(7);
    await planner.shot('10-plan');
  });

  station('导入的表里写统称，核对时先说明指哪些单位', async () => {
    const { page, dialog } = planner;
    const exported = await page.request.get(`/api${new URL(page.url()).pathname.replace('/show', '')}/breakdown-table`);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await exported.body()) as unknown as ExcelJS.Buffer);
    const sheet = book.worksheets[0] as ExcelJS.Worksheet;
    const heads = sheet.getRow(3).values as string[];
    sheet.getRow(sheet.rowCount).getCell(heads.indexOf('责任单位')).value = '各成员单位';
    await planner.button('导入分解表').click();
    const file = { name: '分解表.xlsx', mimeType: '', buffer: Buffer.from(await book.xlsx.writeBuffer()) };
    await page.locator('input[type=file]').setInputFiles(file);
    await dialog.getByText(`“${COUNTIES}”指 8 个单位`).waitFor();
    const pick = dialog.getByRole('combobox');
    for (const name of ['聊城市医疗保障局', '聊城市教育和体育局']) {
      await pick.fill(name);
      await page.getByRole('option', { name }).click();
    }
    await planner.shot('11-trial');
    await planner.press('Escape');
    await dialog.getByRole('button', { name: '按对应关系重新核对' }).click();
    await dialog.getByRole('button', { name: '导入（1 行）' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(faultsBehind([planner])).toEqual([]);
  });
});
