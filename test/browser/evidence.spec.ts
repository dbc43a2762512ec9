import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Locator, Request } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, stations } from './stations.js';

/** A task of the seeds that 东阿县卫生健康局 works on and where nothing has been frozen yet. */
const TASK = '建好村卫生室';
const MB = 1024 * 1024;
const seed = (name: string) => readFileSync(resolve('seeds/evidence', name));
/** The picture with another mark behind its end: other content, still a picture. */
const marked = (mark: string) => Buffer.concat([seed('visits.png'), Buffer.from(mark)]);

/** Evidence reaches a task in every way that a person at an office PC tries: chosen, dropped, pasted, by folder, and in two attempts. */
describe('佐证材料上传', () => {
  let product: Product;
  let browser: Browser;
  let staff: Person;
  let folder: string;
  let path: string;
  const people = () => [staff];
  const station = stations(people);
  const files = () => staff.page.locator('article');
  const file = (name: string): Locator => staff.page.locator('article', { hasText: name });
  const zone = () => staff.page.getByRole('button', { name: /^把文件拖到这里/ }).first();
  const chooser = () => staff.page.locator('input[type=file][multiple]:not([webkitdirectory])').first();

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dudao-evidence-'));
    mkdirSync(join(folder, '验收材料', '第二批'), { recursive: true });
    writeFileSync(join(folder, '验收材料', '验收表.pdf'), seed('villages.pdf'));
    writeFileSync(join(folder, '验收材料', 'Thumbs.db'), 'x');
    writeFileSync(join(folder, '验收材料', '第二批', '名单.txt'), '牛角店镇、姜楼镇');
    writeFileSync(join(folder, '现场照片.png'), marked('drop'));
    const book = new ExcelJS.Workbook();
    book.addWorksheet('验收').addRow(['村', '是否合格']);
    book.getWorksheet('验收')?.addRow(['周门前村', '合格']);
    writeFileSync(join(folder, '验收汇总.xlsx'), Buffer.from(await book.xlsx.writeBuffer()));
    writeFileSync(join(folder, '录像说明.txt'), Buffer.alloc(13 * MB, '村卫生室。'));
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    staff = await Person.signIn(browser, product, 'weicy', 'evidence');
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Drags these paths of the disk, folders too, from outside onto a place of the page and lets go. */
  async function drop(paths: string[], place: Locator): Promise<void> {
    await staff.settled();
    await place.scrollIntoViewIfNeeded();
    const box = (await place.boundingBox()) as { x: number; y: number; width: number; height: number };
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const session = await staff.page.context().newCDPSession(staff.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) await session.send('Input.dispatchDragEvent', { type, ...at, data });
    await session.detach();
  }

  station('一次选择多份：各自成功或说明原因，坏的不连累好的', async () => {
    const { page } = staff;
    await staff.open('/mine');
    await staff.search(TASK);
    await staff.openRow(TASK);
    await zone().waitFor();
    path = new URL(page.url()).pathname;
    await chooser().setInputFiles([
      { name: '照片一.png', mimeType: 'image/png', buffer: marked('one') },
      { name: '空的.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) },
      { name: '程序.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ\x90\x00') },
      { name: '照片二.png', mimeType: 'image/png', buffer: marked('two') },
    ]);
    await file('照片二.png').waitFor();
    await file('照片一.png').waitFor();
    await page.getByText('这是一个空文件').waitFor();
    await page.getByText('“程序.pdf”的内容不是PDF文件').waitFor();
    await staff.shot('01-chosen');
  });

  station('选择文件夹：里面各层的文件都传，系统自带的不传', async () => {
    await staff.open(path);
    await zone().waitFor();
    await staff.page.locator('input[webkitdirectory]').first().setInputFiles(join(folder, '验收材料'));
    await file('验收表.pdf').waitFor();
    await file('名单.txt').waitFor();
    expect(await file('Thumbs.db').count()).toBe(0);
    await file('名单.txt').getByRole('button', { name: '撤回' }).click();
    await staff.send({ 撤回理由: '改用拖放再传' }, '撤回');
    await staff.dialog.waitFor({ state: 'detached' });
  });

  station('拖放文件和文件夹；相同内容说明与哪份相同；放偏了页面不跑掉', async () => {
    await staff.settled();
    const before = await files().count();
    await drop([join(folder, '现场照片.png'), join(folder, '验收材料')], zone());
    await file('现场照片.png').waitFor();
    await staff.page.waitForFunction(count => document.querySelectorAll('article').length === count, before + 3);
    await staff.page.getByText('与本任务的“验收表.pdf”内容完全相同').first().waitFor();
    await staff.shot('02-dropped');
    await drop([join(folder, '验收汇总.xlsx')], staff.page.locator('h1, h2').first());
    await staff.settled();
    expect(new URL(staff.page.url()).pathname).toBe(path);
    expect(await file('验收汇总.xlsx').count()).toBe(0);
  });

  station('按 Ctrl+V 粘贴截图，名称里有时间', async () => {
    const { page } = staff;
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(
      async bytes => {
        const picture = new Blob([new Uint8Array(bytes)], { type: 'image/png' });
        await navigator.clipboard.write([new ClipboardItem({ 'image/png': picture })]);
      },
      [...seed('clinic.png')],
    );
    await page.locator('body').press('Control+v');
    await file('截图').waitFor();
    expect(await file('截图').textContent()).toMatch(/截图-\d{4}-\d\d-\d\d-\d{4}\.png/);
    await staff.shot('03-pasted');
  });

  station('传到一半重新载入页面，再选同一个文件就接着传', async () => {
    const { page } = staff;
    const large = join(folder, '录像说明.txt');
    const offsets: number[] = [];
    page.on('request', request => request.method() === 'PATCH' && offsets.push(Number(request.headers()['upload-offset'])));
    const isSecond = (request: Request) => Number(request.headers()['upload-offset']) >= 8 * MB;
    await page.route('**/api/uploads/*', route => (isSecond(route.request()) ? undefined : route.continue()));
    // The server has said that it has the first piece: only then is the second one sent.
    const second = page.waitForRequest(isSecond);
    await chooser().setInputFiles(large);
    await page.getByText('正在上传').waitFor();
    await second;
    await page.waitForFunction(() => /正在上传 (6|7)\d%/.test(document.body.textContent ?? ''));
    await staff.page.screenshot({ path: 'test/artifacts/browser/evidence/04-halfway.png' });
    await staff.open(path);
    await page.unrouteAll();
    await zone().waitFor();
    expect(await file('录像说明.txt').count()).toBe(0);
    offsets.length = 0;
    await chooser().setInputFiles(large);
    await file('录像说明.txt').waitFor();
    expect(offsets[0]).toBe(8 * MB);
    const { size } = (await taskNow()).evidence.find(({ fileName }) => fileName === '录像说明.txt') ?? {};
    expect(size).toBe(13 * MB);
  });

  const taskNow = async (): Promise<{ evidence: { fileName: string; size: number }[] }> =>
    (await staff.page.request.get(`/api/tasks/${path.split('/')[2]}`)).json();

  /** Leaves a PDF as soon as its page is asked for, over and over: breaking off must not be heard of. */
  async function openedAndLeft(name: string): Promise<void> {
    const toggle = file(name).first().locator('button[aria-expanded]');
    await toggle.click();
    await toggle.evaluate(async (button: HTMLElement) => {
      const card = button.closest('article') as HTMLElement;
      for (let round = 0; round < 20; round++) {
        button.click();
        while (!card.querySelector('canvas')) await new Promise(resolve => setTimeout(resolve));
        button.click();
        await new Promise(resolve => setTimeout(resolve, 20));
      }
    });
    await toggle.click();
    await file(name).first().locator('canvas').waitFor();
  }

  station('图片、PDF、办公文件的文字在页面里就能看', async () => {
    await chooser().setInputFiles(join(folder, '验收汇总.xlsx'));
    const looked = async (name: string) => {
      await file(name).first().getByRole('button', { name: '查看' }).click();
      return file(name).first();
    };
    const picture = (await looked('照片一.png')).locator('img');
    await picture.waitFor();
    const width = () => picture.evaluate((image: HTMLImageElement) => image.naturalWidth);
    await eventually(async () => expect(await width()).toBeGreaterThan(100));
    await (await looked('验收表.pdf')).locator('canvas').waitFor();
    await staff.shot('05-pdf');
    await openedAndLeft('验收表.pdf');
    await (await looked('验收汇总.xlsx')).getByText('周门前村').waitFor();
    await staff.shot('06-office');
    expect(faultsBehind(people())).toEqual([]);
  });
});
