import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import type { Product } from './product.js';
import { eventually } from './until.js';

export { openBrowser } from './chromium.mjs';

/** What browsers have and TypeScript does not know of yet. */
interface Scheduling {
  scheduler: { postTask(task: () => void, options: { priority: 'background' }): Promise<void> };
}

/** The screen of an office PC. */
export const SCREEN = { width: 1366, height: 768 };

/** One person at a browser window of their own, signed in by name and password. */
export class Person {
  /** What went wrong behind the screen: console errors, uncaught exceptions, failed requests to the API. */
  readonly noise: string[] = [];
  private pending = 0;

  private constructor(
    readonly login: string,
    readonly page: Page,
    private readonly shots: string,
  ) {}

  /** Signs in at the door. `shots`: the folder under test/artifacts for the pictures of this person's way. */
  static async signIn(browser: Browser, product: Product, login: string, shots: string): Promise<Person> {
    const person = await Person.atTheDoor(browser, product, login, product.passwordOf(login), shots);
    await person.page.getByRole('menuitem', { name: '工作台' }).waitFor();
    // The door asks who is there before anybody is: that answer is no fault.
    person.noise.length = 0;
    return person;
  }

  /** Signs in with a password that somebody else has given, and changes it as asked. */
  static async signInFirst(browser: Browser, product: Product, login: string, given: string, shots: string): Promise<Person> {
    const person = await Person.atTheDoor(browser, product, login, given, shots);
    const { page } = person;
    await page.locator('input[name=current]').waitFor();
    await person.settled();
    // The door asks who is there before anybody is: that answer is no fault. Nothing else may be refused unseen.
    person.noise.splice(0, person.noise.length, ...person.noise.filter(line => !line.includes('401')));
    await page.locator('input[name=current]').fill(given);
    for (const name of ['next', 'repeat']) await page.locator(`input[name=${name}]`).fill(`${given}-Own7`);
    await page.keyboard.press('Enter');
    await page.locator('input[name=current]').waitFor({ state: 'detached' });
    return person;
  }

  private static async atTheDoor(browser: Browser, product: Product, login: string, password: string, shots: string): Promise<Person> {
    const context = await browser.newContext({ baseURL: product.url, viewport: SCREEN, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    context.setDefaultTimeout(50_000);
    const folder = resolve('test/artifacts/browser', shots);
    mkdirSync(folder, { recursive: true });
    const person = new Person(login, await context.newPage(), folder);
    person.listen();
    await person.page.goto('/');
    await person.page.getByLabel('登录名').fill(login);
    await person.page.getByLabel('密码').fill(password);
    await person.page.keyboard.press('Enter');
    return person;
  }

  /** Opens an address as from outside: the application starts anew. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    await this.settled();
  }

  /** Goes to an address inside the running application, as a link does. */
  async go(path: string): Promise<void> {
    await this.page.evaluate(to => {
      history.pushState({}, '', to);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    }, path);
    await this.settled();
  }

  /** Waits until nothing is on its way any more, the page has done what it had to do, and the screen has been drawn. */
  async settled(): Promise<void> {
    for (let quiet = 0; quiet < 3; ) {
      await this.page.waitForTimeout(50);
      // However slow the machine: this is answered when the page's own thread has nothing else to do.
      await this.page.evaluate(() => (window as unknown as Scheduling).scheduler.postTask(() => undefined, { priority: 'background' }));
      const busy = this.pending > 0 || (await this.page.locator('[role=progressbar].MuiCircularProgress-root:visible').count()) > 0;
      quiet = busy ? 0 : quiet + 1;
    }
  }

  /** Opens a record by its row in the list, and waits until its page stands there: until then the buttons are those of the list. */
  async openRow(words: string): Promise<void> {
    const from = new URL(this.page.url()).pathname;
    await this.page.locator('tbody tr', { hasText: words }).first().click();
    await this.page.waitForURL(url => url.pathname !== from);
    await this.settled();
  }

  /** A picture of the window as the person sees it now. */
  async shot(name: string): Promise<void> {
    await this.settled();
    await this.page.screenshot({ path: join(this.shots, `${name}.png`), animations: 'disabled' });
  }

  /** The button of this very name; the first where a list offers several. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true }).first();
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  /** Fills the fields of the open dialog by their labels and sends it. */
  async send(fields: Record<string, string>, submit: string): Promise<void> {
    for (const [label, words] of Object.entries(fields)) await this.dialog.getByLabel(label).fill(words);
    await this.dialog.getByRole('button', { name: submit }).click();
  }

  /** Searches the list on the screen and waits for what was found. */
  async search(words: string): Promise<void> {
    await this.page.getByRole('searchbox').fill(words);
    await this.page.waitForURL(url => url.searchParams.get('filter')?.includes(words) ?? false);
    await this.settled();
  }

  /** Types a day ('YYYY-MM-DD') into the date field of the open dialog: the year, and when that stands there the month, and then the day. */
  async typeDay(day: string): Promise<void> {
    const parts = this.dialog.locator('.MuiPickersSectionList-root').first().getByRole('spinbutton');
    await parts.first().click();
    for (const [index, digits] of day.split('-').entries()) {
      const part = parts.nth(index);
      await eventually(async () => expect(await part.evaluate(element => element === document.activeElement)).toBe(true));
      await this.page.keyboard.type(digits);
      await eventually(async () => expect(Number(await part.getAttribute('aria-valuenow'))).toBe(Number(digits)));
    }
  }

  /** The day that the product takes for today, 'YYYY-MM-DD'. */
  async today(): Promise<string> {
    const answer = await this.page.request.get('/api/session');
    return (await answer.json()).today;
  }

  private listen(): void {
    const { page } = this;
    const over = () => {
      this.pending -= 1;
    };
    page.on('request', () => {
      this.pending += 1;
    });
    page.on('requestfinished', over);
    page.on('requestfailed', over);
    page.on('pageerror', error => this.noise.push(`uncaught: ${error.message}`));
    page.on('console', message => message.type() === 'error' && this.noise.push(`console: ${message.text()}`));
    page.on('response', response => {
      if (response.status() >= 400 && response.url().includes('/api/'))
        this.noise.push(`${response.status()} ${response.request().method()} ${response.url()}`);
    });
  }
}
