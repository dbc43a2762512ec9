import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { ownFolder } from '../support/folder.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, stations } from './stations.js';

/** The five plans one behind the other, again and again: more than two thousand records in one window of the desk. */
const TIMES = 5;
/** What the page works on a key, in milliseconds of the processor: nobody takes it for a pause. Time on the wall would tell how busy the machine is. */
const AT_ONCE = 400;
const LONGEST = 1200;

/** The intake desk with as much on it as it ever holds. */
describe('两千条记录的核对台', () => {
  let product: Product;
  let browser: Browser;
  let planner: Person;
  const station = stations(() => [planner]);
  const seeds = resolve('seeds/documents');
  const file = join(ownFolder('desk'), 'plans.txt');

  beforeAll(async () => {
    const plans = readdirSync(seeds).map(name => readFileSync(join(seeds, name), 'utf8'));
    writeFileSync(file, Array.from({ length: TIMES }, () => plans.join('\n')).join('\n'));
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    planner = await Person.signIn(browser, product, 'wufr', 'desk');
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Does something some times; how long the page's own thread had to work on it, each time. */
  const timed = async (times: number, deed: (time: number) => Promise<unknown>): Promise<number[]> => {
    const session = await planner.page.context().newCDPSession(planner.page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const worked = async () => {
      const { metrics } = await session.send('Performance.getMetrics');
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
    };
    const spent: number[] = [];
    for (let time = 0; time < times; time++) {
      const before = await worked();
      await deed(time);
      await planner.settled();
      spent.push((await worked()) - before);
    }
    await session.detach();
    return spent.sort((a, b) => a - b);
  };
  /** `strokes`: of how many keys or clicks each time consisted. */
  const expectAtOnce = (spent: number[], strokes = 1) => {
    expect(spent[spent.length >> 1]).toBeLessThan(AT_ONCE * strokes);
    expect(spent.at(-1)).toBeLessThan(LONGEST * strokes);
  };
  /** Where the record at hand stands in the two panes, in pixels below the upper edge of each; the height of the panes. */
  const places = () =>
    planner.page.evaluate(() => {
      const below = (selector: string, pane: string) => {
        const [one, all] = [document.querySelector(selector), document.querySelector(pane)];
        return one && all ? one.getBoundingClientRect().top - all.getBoundingClientRect().top : Number.NaN;
      };
      return {
        id: document.querySelector<HTMLElement>('[data-card].active')?.dataset.card,
        record: document.querySelector<HTMLElement>('mark.active')?.dataset.record,
        card: below('[data-card].active', '[role=region][tabindex="0"]'),
        mark: below('mark.active', '[role=document]'),
        height: document.querySelector('[role=document]')?.clientHeight ?? 0,
      };
    });
  const expectInSight = () =>
    eventually(async () => {
      const { id, record, card, mark, height } = await places();
      expect(record).toBe(id);
      for (const top of [card, mark]) {
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThan(height);
      }
    });

  station('打开：两千多条，右边只做出看得到的', async () => {
    const { page } = planner;
    await page.getByRole('menuitem', { name: '文件识读' }).click();
    await planner.button('上传文件').click();
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByRole('link', { name: '去核对' }).click();
    await page.locator('[data-card].active').waitFor();
    await planner.settled();
    expect(Number(/\d+/.exec((await page.getByText(/^列出 \d+ 条$/).textContent()) ?? '')?.[0])).toBeGreaterThan(2000);
    expect(await page.locator('[data-card]').count()).toBeLessThan(400);
    await planner.shot('01-open');
    await expectInSight();
  });

  station('按键、滚动、筛选都不停顿', async () => {
    const { page } = planner;
    await page.locator('.card.active .words').click();
    for (const key of ['j', 'a', 'g', 'k', 'x']) expectAtOnce(await timed(6, () => page.keyboard.press(key)));
    await page.keyboard.press('Escape');
    for (const x of [640, 1100]) {
      await page.mouse.move(x, 500);
      expectAtOnce(await timed(6, () => page.mouse.wheel(0, 4000)));
    }
    const choose = async (option: number) => {
      await page.getByRole('combobox', { name: '类别' }).click();
      await page.getByRole('option').nth(option).click();
      await page.getByRole('listbox').waitFor({ state: 'detached' });
    };
    // The menu opens, it closes, the list is drawn anew.
    const chosen = await timed(2, time => choose(time === 0 ? 2 : 0));
    expectAtOnce(chosen, 3);
    expectAtOnce(await timed(4, time => page.getByRole('searchbox').pressSequentially('医疗机构'.charAt(time))));
    const active = page.locator('[data-card].active');
    await eventually(async () => expect(await active.textContent()).toContain('医疗机构'));
    await page.getByRole('searchbox').fill('');
    await planner.settled();
  });

  station('点原文远处的一句，右边跟过去；点提纲，两边都到；换一节时这一节从上面开始', async () => {
    const { page } = planner;
    await page.mouse.move(640, 500);
    await page.mouse.wheel(0, 60_000);
    await planner.settled();
    const at = await page.evaluate(() => {
      const inside = ({ top, bottom }: DOMRect) => top > 250 && bottom < 650;
      const found = [...document.querySelectorAll('mark:not(.heading)')]
        .map(mark => mark.getClientRects()[0])
        .find(box => box && inside(box));
      return found ? { x: found.left + 8, y: found.top + 8 } : null;
    });
    await page.mouse.click(at!.x, at!.y);
    await planner.settled();
    await expectInSight();
    await planner.shot('02-far');
    const card = page.locator('.card:not(.active) .words').first();
    const words = (await card.textContent())?.slice(0, 12) ?? '';
    await card.click();
    await eventually(async () => expect(await page.locator('mark.active').first().textContent()).toContain(words.slice(0, 4)));
    await page.locator('nav .name').nth(9).click();
    await planner.settled();
    await expectInSight();
    await page.keyboard.press('j');
    await planner.settled();
    const before = await page.locator('[data-card].active').getAttribute('data-card');
    await page.keyboard.press('g');
    await eventually(async () => {
      const now = await places();
      expect(now.id).not.toBe(before);
      expect(Math.max(now.card, now.mark)).toBeLessThan(now.height / 2);
    });
  });

  station('原文全在页面里，查找和打印都找得到最后一句', async () => {
    const { page } = planner;
    const last = await page.evaluate(() => [...document.querySelectorAll('[role=document] .line:not(.blank)')].at(-1)?.textContent ?? '');
    expect(last.length).toBeGreaterThan(3);
    expect(
      await page.evaluate(
        words => (window as unknown as { find(...how: unknown[]): boolean }).find(words, false, false, true),
        last.slice(0, 12),
      ),
    ).toBe(true);
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => document.querySelector('[role=document]')!.getBoundingClientRect().height);
    await page.emulateMedia({ media: 'screen' });
    expect(printed).toBeGreaterThan(20_000);
  });

  station('名录中没有的单位：看得到那一句，改得了，填到一半点保存也算数；其余一次留作文字', async () => {
    const { page } = planner;
    await page.locator('.card.active .words').click();
    await page.keyboard.press('n');
    const names = planner.dialog.locator('li.open');
    await names.first().waitFor();
    const name = await names.first().locator('strong').textContent();
    await names
      .first()
      .getByRole('button', { name: /^看 \d+ 条$/ })
      .click();
    await planner.dialog.waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.locator('[data-card].active').textContent()).toContain(name));
    await page.keyboard.press('e');
    const form = page.locator('[data-card].active form');
    await form.getByLabel('配合').click();
    await page.keyboard.type('市财政局、丙市联席会议');
    await form.getByRole('button', { name: '保存' }).click();
    await form.waitFor({ state: 'detached' });
    await eventually(async () => expect(await page.locator('[data-card].active .facts').textContent()).toContain('丙市联席会议'));
    await page.keyboard.press('n');
    await planner.dialog.getByText('丙市联席会议').waitFor();
    await planner.dialog.getByRole('button', { name: /都留作文字$/ }).click();
    await planner.dialog.getByText('还有 0 个单位未对应').waitFor();
    await eventually(async () => expect(await names.count()).toBe(0));
    await page.keyboard.press('Escape');
    await planner.dialog.waitFor({ state: 'detached' });
    expect(faultsBehind([planner])).toEqual([]);
  });

  station('修改时日期看得全；按键做不了的说明缘由；别人先处理了，站到那一条上', async () => {
    const { page } = planner;
    await page.getByRole('searchbox').fill('到2025年');
    await page
      .locator('.card', { hasText: /2025年12月31日/ })
      .first()
      .locator('.words')
      .click();
    await page.keyboard.press('e');
    const day = page.locator('[data-card].active form .MuiPickersSectionList-root');
    await day.waitFor();
    expect(await day.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(false);
    await planner.shot('03-date');
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox').fill('');
    await planner.settled();
    await page.locator('.card:not(.active)', { hasNotText: '列举' }).first().locator('.words').click();
    await page.keyboard.press('l');
    await page.getByText('这一条里没有并列的几项').waitFor();
    await page.keyboard.press('j');
    await page.getByText('这一条里没有并列的几项').waitFor({ state: 'detached' });
    const other = await page.context().newPage();
    await other.goto(page.url());
    await other.locator('[data-card].active').waitFor();
    const id = await page.locator('[data-card].active').getAttribute('data-card');
    await page.route('**/changes*', route => route.abort());
    await other.locator(`[data-card="${id}"] .words`).click();
    await other.keyboard.press('a');
    await other.getByText('撤销：采纳').waitFor();
    await page.keyboard.press('d');
    await page.getByText('刚刚先处理了这一条').waitFor();
    expect(await page.locator('[data-card].active').getAttribute('data-card')).toBe(id);
    await other.close();
  });
});
