import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { faultsBehind, resetPassword, stations } from './stations.js';

/** A task of the seeds that has been handed out and that nobody has signed for: 东阿县卫生健康局 leads, hospital and township centre support. */
const TASK = '拓展延伸服务触角';
const PART = '牛角店镇巡诊和签约服务';
const TOWNSHIP = '东阿县牛角店镇中心卫生院';
const HOSPITAL = '东阿县人民医院';

const pdf = readFileSync(resolve('seeds/evidence', 'villages.pdf'));
const HANDING_IN = '报牵头单位';
const file = (name: string) => ({ name, mimeType: 'application/pdf', buffer: Buffer.concat([pdf, Buffer.from(`\n%${name}\n`)]) });

/** One task from the receipt to the end of its line in the ledger, with everybody who has a hand in it. */
describe('签收 → 分解 → 反馈 → 汇总 → 延期 → 办结 → 销号', () => {
  let product: Product;
  let browser: Browser;
  let staff: Person;
  let head: Person;
  let supervisor: Person;
  let planner: Person;
  let township: Person;
  let hospital: Person;
  let path: string;

  const people = () => [staff, head, supervisor, planner, township, hospital];
  const station = stations(people);

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'life');
    const administrator = await signIn('lubx');
    const given = [await resetPassword(administrator, 'chengz'), await resetPassword(administrator, 'zhaohx')];
    [staff, head, supervisor, planner] = (await Promise.all(['weicy', 'lijq', 'yinyf', 'wufr'].map(signIn))) as [
      Person,
      Person,
      Person,
      Person,
    ];
    const first = (login: string, password = '') => Person.signInFirst(browser, product, login, password, 'life');
    [township, hospital] = await Promise.all([first('chengz', given[0]), first('zhaohx', given[1])]);
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  /** Chooses a unit in the open dialog. */
  async function pickUnit(person: Person, label: string, unit: string): Promise<void> {
    await person.dialog.getByLabel(label).fill(unit);
    await person.page.getByRole('option', { name: unit }).first().click();
  }

  /** Does an act of a task by its button, which may be folded into the menu. */
  async function choose(person: Person, act: string): Promise<void> {
    const button = person.page.getByRole('button', { name: act, exact: true }).first();
    await person.settled();
    await button.or(person.button('更多操作')).first().waitFor();
    if ((await button.count()) === 0) {
      await person.button('更多操作').click();
      await person.page.getByRole('menuitem', { name: act, exact: true }).click();
    } else await button.click();
    await person.dialog.waitFor();
  }

  const sent = async (person: Person, fields: Record<string, string>, act: string) => {
    await person.send(fields, act);
    await person.dialog.waitFor({ state: 'detached' });
  };

  station('经办在“我的任务”里签收', async () => {
    const { page } = staff;
    await staff.open('/mine');
    await staff.search(TASK);
    await staff.openRow(TASK);
    await page.getByRole('heading', { name: TASK }).waitFor();
    path = new URL(page.url()).pathname;
    await staff.button('签收').click();
    await sent(staff, {}, '签收');
    await page.getByText('办理中').first().waitFor();
    await staff.shot('01-received');
  });

  station('局长把一部分分解给卫生院，卫生院签收、报送、申请办结，局长审核', async () => {
    await head.open(path);
    await choose(head, '分解子任务');
    await pickUnit(head, '承担单位', TOWNSHIP);
    const { dialog } = head;
    for (const [label, words] of [
      ['子任务名称', PART],
      ['工作要求', '每月巡诊不少于两次，签约服务有记录。'],
      ['完成标准', '覆盖全部行政村'],
      ['佐证材料要求', '巡诊排班表'],
    ] as const)
      await dialog.getByLabel(label).fill(words);
    await head.typeDay('2026-12-15');
    await head.shot('02-decompose');
    await sent(head, {}, '分解子任务');
    await head.page.getByText(PART).first().waitFor();
    await head.shot('03-decomposed');

    await township.open('/mine');
    await township.search(PART);
    await township.shot('04-township-mine');
    await township.openRow(PART);
    await township.button('签收').click();
    await sent(township, {}, '签收');
    await township.button('报送进展').click();
    await township.shot('05-report-form');
    await sent(township, { 完成进度: '100', 进展情况: '十二个行政村每月巡诊两次，签约一千二百户。' }, '报送进展');
    await township.page
      .locator('input[type=file]')
      .first()
      .setInputFiles([file('巡诊排班表.pdf')]);
    await township.page.locator('article', { hasText: '巡诊排班表.pdf' }).waitFor();
    await township.shot('06-township-evidence');
    await township.button('申请办结').click();
    await sent(township, { 办理结果: '巡诊和签约服务已覆盖全部行政村。' }, '申请办结');
    await township.page.getByText('办结待审').first().waitFor();

    await head.open('/review');
    await head.page.getByRole('option', { name: PART }).first().click();
    await head.page.getByText('巡诊和签约服务已覆盖全部行政村').first().waitFor();
    await head.shot('07-head-review');
    await head.press('a');
    await sent(head, {}, '通过办结');
  });

  station('经办报送，局长退回，重报后同意报出，督查员审核', async () => {
    await staff.open(path);
    await staff.button('报送进展').click();
    await sent(staff, { 完成进度: '60', 进展情况: '县域巡诊已排班，签约服务过半。' }, '报送进展');
    await staff.shot('08-reported');

    await head.open('/review');
    await head.page.getByRole('option', { name: TASK }).first().click();
    await head.page.getByText('县域巡诊已排班').first().waitFor();
    await head.shot('09-head-report');
    await head.press('r');
    await head.dialog.waitFor();
    await head.shot('10-head-return');
    await sent(head, { 退回理由: '没有写明哪些村还没有签约，请补充。' }, '退回修改');

    await staff.open(path);
    await staff.page.getByText('没有写明哪些村还没有签约').first().waitFor();
    await staff.shot('11-report-returned');
    await staff.button('报送进展').click();
    await sent(staff, { 完成进度: '60', 进展情况: '县域巡诊已排班，签约服务过半；刘集镇三个村月底前签约。' }, '报送进展');

    await head.open('/review');
    await head.page.getByRole('option', { name: TASK }).first().click();
    await head.page.getByText('刘集镇三个村').first().waitFor();
    await head.press('a');
    await sent(head, {}, '同意报出');

    await supervisor.open('/review');
    await supervisor.page.getByRole('option', { name: TASK }).first().click();
    await supervisor.page.getByText('刘集镇三个村').first().waitFor();
    await supervisor.shot('12-supervisor-report');
    await supervisor.press('a');
    await sent(supervisor, {}, '审核通过');
  });

  station('配合单位签收、报送、报牵头单位；牵头单位退回再确认', async () => {
    await hospital.open('/mine');
    await hospital.search(TASK);
    await hospital.openRow(TASK);
    await hospital.button('签收').click();
    await sent(hospital, {}, '签收');
    await hospital.button('报送进展').click();
    await sent(hospital, { 完成进度: '100', 进展情况: '派出巡诊医生二十四人次。' }, '报送进展');
    await choose(hospital, HANDING_IN);
    await hospital.dialog.getByRole('textbox').first().fill('本院承担的巡诊派驻已完成。');
    await hospital.dialog.getByRole('button').last().click();
    await hospital.dialog.waitFor({ state: 'detached' });
    await hospital.shot('13-branch-submitted');

    await head.open(path);
    const share = head.page.locator('article', { hasText: HOSPITAL }).filter({ hasText: '配合' });
    await head.shot('14-branch-to-confirm');
    await share.getByRole('button', { name: '退回' }).click();
    await head.dialog.getByRole('textbox').first().fill('请补充派驻名单。');
    await head.dialog.getByRole('button').last().click();
    await head.dialog.waitFor({ state: 'detached' });

    await hospital.open(path);
    await hospital.page.getByText('请补充派驻名单').first().waitFor();
    await hospital.shot('15-branch-returned');
    await choose(hospital, HANDING_IN);
    await hospital.dialog.getByRole('textbox').first().fill('本院承担的巡诊派驻已完成，名单已发牵头单位。');
    await hospital.dialog.getByRole('button').last().click();
    await hospital.dialog.waitFor({ state: 'detached' });
    await head.open(path);
    await share.getByRole('button', { name: '确认' }).first().click();
    await head.dialog.getByRole('button').last().click();
    await head.dialog.waitFor({ state: 'detached' });
    await head.shot('16-consolidated');
  });

  station('申请延期：经办提出，局长同意，督查员初审，科长批准另一天；原时限一直看得到', async () => {
    await staff.open(path);
    await choose(staff, '申请延期');
    await staff.dialog.getByLabel('需要其他单位配合').check();
    await staff.dialog.getByLabel('具体原因').fill('刘集镇三个村道路施工，签约推迟。');
    await staff.typeDay('2027-03-31');
    await staff.shot('17-extension-form');
    await sent(staff, {}, '申请延期');

    for (const [person, act, fields] of [
      [head, '同意上报', {}],
      [supervisor, '初审', { 初审意见: '情况属实。' }],
    ] as const) {
      await person.open('/review');
      await person.page.getByRole('option', { name: TASK }).first().click();
      await person.page.getByText('道路施工').first().waitFor();
      await person.shot(`18-extension-${act}`);
      await person.press('a');
      await sent(person, fields, act);
    }
    await planner.open('/review');
    await planner.page.getByRole('option', { name: TASK }).first().click();
    await planner.press('a');
    await planner.dialog.waitFor();
    await planner.typeDay('2027-02-28');
    await planner.shot('19-extension-grant');
    await sent(planner, {}, '批准');

    await staff.open(path);
    await staff.page.getByText('2027年2月28日').first().waitFor();
    await staff.page.getByText('原定 2026年12月31日').first().waitFor();
    await staff.shot('20-extended');
  });

  station('缺哪些材料写得明白；备齐后申请办结，督查员通过', async () => {
    const { page } = staff;
    await staff.open(path);
    await staff.button('报送进展').click();
    await sent(staff, { 完成进度: '100', 进展情况: '全部行政村巡诊、签约到位。' }, '报送进展');
    await staff.shot('21-still-missing');
    const proof = ['工作总结.pdf', '巡诊排班表.pdf', '签约服务记录.pdf', '覆盖村清单.pdf'];
    await page.locator('input[type=file]').first().setInputFiles(proof.map(file));
    for (const name of proof) await page.locator('article', { hasText: name }).waitFor();
    await staff.shot('22-evidence');
    await staff.button('申请办结').click();
    await sent(staff, { 办理结果: '巡诊、签约服务覆盖全部行政村，材料齐全。' }, '申请办结');
    await page.getByText('办结待审').first().waitFor();

    await supervisor.open('/review');
    const item = supervisor.page.getByRole('option', { name: TASK }).filter({ hasText: '办结' });
    await item.first().click();
    await supervisor.page.getByText('材料齐全').first().waitFor();
    await supervisor.shot('23-closing-review');
    await supervisor.press('a');
    await sent(supervisor, {}, '通过办结');
  });

  station('销号；一条时间线讲完全过程，没有一处出错', async () => {
    await supervisor.open(path);
    await supervisor.shot('24-completed');
    await choose(supervisor, '销号');
    await supervisor.shot('25-delist');
    await sent(supervisor, { 销号依据: '办结审核记录、现场抽查记录。' }, '销号');
    await supervisor.page.getByText('已销号').first().waitFor();
    await supervisor.page.getByRole('heading', { name: '办理过程' }).scrollIntoViewIfNeeded();
    await supervisor.shot('26-story');
    const story = supervisor.page.locator('section', { has: supervisor.page.getByRole('heading', { name: '办理过程' }) });
    for (const act of [
      '签收',
      '分解子任务',
      '报送进展',
      '退回修改',
      '同意报出',
      '审核通过',
      '申请延期',
      '初审',
      '批准',
      '申请办结',
      '通过办结',
      '销号',
    ])
      await eventually(async () => expect(await story.textContent()).toContain(act));
    expect(faultsBehind(people())).toEqual([]);
  });
});
