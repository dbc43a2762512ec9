import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { faultsBehind, stations } from './stations.js';

const CENTRE = '牛角店镇中心卫生院';
const ROWS = [
  { '县（市、区）': '东阿县卫生健康局', 机构名称: CENTRE, 建设类别: '县域医疗服务次中心', 建设年度: '2026', 拟评审时间: '2026年第四季度' },
  { '县（市、区）': '冠县卫生健康局', 机构名称: '清水镇卫生院', 建设类别: '特色专科医院', 专科名称: '骨科', 拟评审时间: '2026-10-31' },
];

describe('重点建设单位一览表', () => {
  let product: Product;
  let browser: Browser;
  let planner: Person;
  let county: Person;
  const people = () => [planner, county];
  const station = stations(people);

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'objects');
    [planner, county] = (await Promise.all(['wufr', 'lijq'].map(signIn))) as [Person, Person];
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  station('导出空表，填好后导入：有错的先说明，改好再导入', async () => {
    const { page, dialog } = planner;
    await page.getByRole('menuitem', { name: '重点建设单位' }).click();
    await page.getByText('一览表里还没有单位').waitFor();
    await planner.shot('01-empty');
    const [file] = await Promise.all([page.waitForEvent('download'), planner.button('导出一览表').click()]);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(readFileSync((await file.path()) as string) as never);
    const sheet = book.getWorksheet('一览表') as ExcelJS.Worksheet;
    const heads = sheet.getRow(3).values as string[];
    for (const [index, row] of ROWS.entries())
      for (const [head, value] of Object.entries(row)) sheet.getCell(4 + index, heads.indexOf(head)).value = value;
    const upload = async () =>
      page.locator('input[type=file]').setInputFiles({
        name: '一览表.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(await book.xlsx.writeBuffer()),
      });
    sheet.getCell(5, heads.indexOf('拟评审时间')).value = '年底';
    await planner.button('导入一览表').click();
    await upload();
    await dialog.getByText('“年底”不是日期').waitFor();
    await planner.shot('02-refused');
    await dialog.getByRole('button', { name: '换一个文件' }).click();
    sheet.getCell(5, heads.indexOf('拟评审时间')).value = '2026-10-31';
    await upload();
    await dialog.getByText('清水镇卫生院').first().waitFor();
    await dialog.getByText('特色专科医院').first().waitFor();
    await planner.shot('03-trial');
    await dialog.getByRole('button', { name: /^导入（/ }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('已过拟评审时间').waitFor();
    await planner.shot('04-list');
  });

  station('县里申报、自评，主办科室初审', async () => {
    const { page, dialog } = county;
    await county.open('/objects');
    await county.openRow(CENTRE);
    await county.button('申报').waitFor();
    await county.shot('05-object');
    for (const [act, day, fields] of [
      ['申报', '2026-11-02', {}],
      ['自评', '2026-11-10', { 自评得分: '91.5' }],
    ] as const) {
      await county.button(act).click();
      await dialog.waitFor();
      await county.typeDay(day);
      await county.send(fields, act);
      await dialog.waitFor({ state: 'detached' });
      await county.settled();
    }
    await planner.open(new URL(page.url()).pathname);
    await planner.button('初审通过').click();
    await planner.typeDay('2026-11-20');
    await planner.send({ 初审意见: '材料齐全，同意现场评审。' }, '初审通过');
    await planner.dialog.waitFor({ state: 'detached' });
    await planner.page.getByText('已初审').first().waitFor();
    await planner.shot('06-reviewed');
    expect(faultsBehind(people())).toEqual([]);
  });
});
