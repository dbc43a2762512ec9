import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser, Person } from '../support/browser.js';
import { type Product, startProduct } from '../support/product.js';
import { eventually } from '../support/until.js';
import { gridOf } from './grid.js';
import { planText } from './plan.js';
import { faultsBehind, stations } from './stations.js';

const PLAN = '东阿县基层医疗卫生服务能力提升三年行动方案';
const CLINICS = '改造薄弱村卫生室60个';
const IMAGING = '建设县域医学影像中心';

const seed = (name: string) => readFileSync(resolve('seeds/evidence', name));
const PROOF = [
  { name: '村卫生室改造前后对比.png', mimeType: 'image/png', buffer: seed('clinic.png') },
  { name: '改造项目验收意见（盖章）.pdf', mimeType: 'application/pdf', buffer: seed('villages.pdf') },
  { name: '六十个村卫生室名单.txt', mimeType: 'text/plain', buffer: Buffer.from('牛角店镇、刘集镇等六十个村卫生室') },
];
const DISGUISED = { name: '验收表.pdf', mimeType: 'application/pdf', buffer: Buffer.from('<html><script>1</script></html>') };

/** The whole job in the browser, station by station: each one goes on where the one before it stopped. */
describe('从规划文件到办结', () => {
  const station = stations(() => [planner, staff, supervisor, colleague]);
  let product: Product;
  let browser: Browser;
  let planner: Person;
  let staff: Person;
  let supervisor: Person;
  let colleague: Person;
  let today: string;

  beforeAll(async () => {
    [product, browser] = await Promise.all([startProduct(), openBrowser()]);
    const signIn = (login: string) => Person.signIn(browser, product, login, 'journey');
    [planner, staff, supervisor, colleague] = (await Promise.all(['wufr', 'weicy', 'yinyf', 'xuef'].map(signIn))) as [
      Person,
      Person,
      Person,
      Person,
    ];
    today = await planner.today();
  });

  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  station('科长上传文件，逐句看到识读结果', async () => {
    const { page } = planner;
    await page.getByRole('menuitem', { name: '文件识读' }).click();
    await planner.button('上传文件').click();
    const upload = (name: string, text: string) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await upload('方案.exe', 'MZ');
    await page.getByText('“方案.exe”').waitFor();
    await upload('东阿县三年行动方案.txt', planText(Number(today.slice(0, 4))));
    await page.getByText(`已识读“${PLAN}`).waitFor();
    await planner.shot('01-uploaded');
    await page.getByRole('link', { name: '去核对' }).click();
    await card('改造提升薄弱村卫生室').waitFor();
    await planner.shot('02-desk');
    await page.locator('mark.measure').nth(3).waitFor();
    await page.locator('mark.target').first().waitFor();
    expect(await colourOf('mark.measure')).not.toBe(await colourOf('mark.target'));
  });

  const card = (words: string) => planner.page.locator('li.card', { hasText: words });
  const colourOf = (mark: string) =>
    planner.page
      .locator(mark)
      .first()
      .evaluate(element => getComputedStyle(element).backgroundColor);

  station('用键盘和鼠标采纳、舍弃、撤销，线路再慢也不丢', async () => {
    await planner.page.route('**/decisions', async route => {
      await new Promise(resolve => setTimeout(resolve, 1000));
      await route.continue();
    });
    await card('改造提升薄弱村卫生室').locator('.words').click();
    await planner.press('a');
    await card('改造提升薄弱村卫生室').getByText('已采纳').waitFor();
    await card('按时报送进展').getByRole('button', { name: '舍弃' }).click();
    await card('按时报送进展').getByText('已舍弃').waitFor();
    await planner.press('u');
    await card('按时报送进展').getByText('待定').waitFor();
    await planner.page.unroute('**/decisions');
    await card('按时报送进展').locator('.words').click();
    await planner.press('d');
    await card('坚持一年一起底').getByRole('button', { name: '舍弃' }).click();
    await planner.shot('03-decided');
    await eventually(async () => expect(await planner.page.locator('li.card.discarded').count()).toBe(2));
  });

  station('修改时断网，写好的内容还在，连上后再保存', async () => {
    const { page } = planner;
    await card('改造提升薄弱村卫生室').locator('.words').click();
    await planner.press('e');
    await page.getByLabel('简称').fill(CLINICS);
    await page.context().setOffline(true);
    await planner.button('保存').click();
    await card('改造提升薄弱村卫生室').getByRole('alert').waitFor();
    await planner.shot('04-offline');
    expect(await page.getByLabel('简称').inputValue()).toBe(CLINICS);
    await page.context().setOffline(false);
    await planner.button('保存').click();
    await card(CLINICS).getByText('已改').waitFor();
    await planner.press('Shift+A');
    await page.getByText('已全部处理').waitFor();
  });

  station('确认方案和三个阶段', async () => {
    const { page, dialog } = planner;
    await planner.button('确认方案').click();
    const phases = dialog.getByLabel('阶段名称');
    const names = () => phases.evaluateAll(fields => fields.map(field => (field as HTMLInputElement).value));
    await eventually(async () => expect(await names()).toEqual(['重点攻坚', '加快建设', '扫尾收官']));
    await dialog.getByLabel('方案名称').fill('');
    await dialog.getByRole('button', { name: '确认方案' }).click();
    await dialog.getByText('请填写').first().waitFor();
    await planner.shot('05-confirm-refused');
    await dialog.getByLabel('方案名称').fill(PLAN);
    await dialog.getByRole('button', { name: '确认方案' }).click();
    await page.getByRole('heading', { name: PLAN }).waitFor();
    await planner.shot('06-plan');
  });

  station('分解表里填好，批量交办', async () => {
    const { page } = planner;
    await page.getByRole('link', { name: '分解任务' }).click();
    await page.getByRole('columnheader', { name: '佐证要求' }).waitFor();
    await planner.shot('07-grid');
    const { cell, open, fill } = await gridOf(planner);
    await fill('任务名称', CLINICS, IMAGING);
    await fill('完成标准', '六十个村卫生室验收合格并公示', '影像中心覆盖全部乡镇卫生院');
    await fill('佐证要求', '验收意见、改造前后照片、名单', '影像中心运行报告');
    await cell(3, '配合单位').click();
    for (const [words, key] of [
      ['刘集', 'Enter'],
      ['东阿县中医', 'Tab'],
    ] as const) {
      await page.keyboard.type(words);
      await page.getByRole('option').first().waitFor();
      await planner.press(key);
    }
    await eventually(async () => expect(await cell(3, '配合单位').textContent()).toBe('刘集镇卫生院、东阿县中医医院'));
    await cell(3, '完成标准').click();
    await open(3, '完成标准');
    await planner.press('Control+a', 'Delete', 'Tab');
    await page.getByLabel('选择全部未交办的行').check();
    await planner.shot('08-grid-filled');
    await page.getByRole('button', { name: '交办所选' }).click();
    await planner.dialog.getByRole('button', { name: '交办所选' }).click();
    await planner.dialog.getByText('交办结果').waitFor();
    await planner.shot('09-issue-result');
    await planner.dialog.getByText('已交办 3 件').waitFor();
    await planner.dialog.getByText('还没有完成标准').waitFor();
    await planner.dialog.getByRole('link', { name: '看任务台账' }).click();
  });

  station('在台账里筛选、用中文搜到任务', async () => {
    const { page } = planner;
    await page.getByRole('combobox', { name: '规划方案' }).click();
    await page.getByRole('option', { name: PLAN }).click();
    await planner.settled();
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(4));
    await planner.search('影像中心');
    const found = () => page.locator('tbody tr').allTextContents();
    await eventually(async () => expect(await found()).toEqual([expect.stringContaining(IMAGING)]));
    await planner.shot('10-ledger');
    await planner.search('没有这样的任务');
    await page.getByRole('status').getByRole('button').waitFor();
    await planner.shot('11-ledger-empty');
  });

  station('经办签收、报送、上传佐证、申请办结', async () => {
    const { page, dialog } = staff;
    await staff.open('/messages');
    await staff.openRow('等3项任务');
    await page.getByText('消息里的任务').waitFor();
    await eventually(async () => expect(await page.locator('tbody tr').count()).toBe(3));
    await page.locator('thead').getByRole('checkbox').check();
    await page.getByText('已选 3 项').waitFor();
    await staff.shot('12-told');
    await staff.open(`/mine?filter=${encodeURIComponent(JSON.stringify({ waiting: 'to_receive' }))}`);
    await page.getByText('等我办理：待签收').waitFor();
    await page.locator('tbody').getByRole('checkbox').first().check();
    await page.getByText('已选 1 项').waitFor();
    await staff.open('/messages');
    expect(await page.locator('tbody tr', { hasText: '等3项任务' }).getByText('未读').count()).toBe(0);
    await staff.open('/mine?filter={}');
    await staff.search('薄弱村卫生室60个');
    const row = page.locator('tbody tr', { hasText: CLINICS });
    await staff.shot('12-mine');
    await row.getByRole('button', { name: '签收' }).click();
    await dialog.getByRole('button', { name: '签收' }).click();
    await row.getByRole('button', { name: '报送进展' }).waitFor();
    await staff.openRow(CLINICS);
    await page.getByRole('heading', { name: CLINICS }).waitFor();
    await staff.shot('13-received');

    await staff.button('报送进展').click();
    await dialog.getByRole('button', { name: '报送进展' }).click();
    await dialog.getByText('必填').first().waitFor();
    await page.context().setOffline(true);
    const report = { 完成进度: '100', 进展情况: '六十个村卫生室全部改造完成。', 下步打算: '组织县级验收。' };
    await staff.send(report, '报送进展');
    await dialog.getByText('没有连上服务器').waitFor();
    await staff.shot('14-report-offline');
    await page.context().setOffline(false);
    expect(await dialog.getByLabel('进展情况').inputValue()).toBe(report.进展情况);
    await dialog.getByRole('button', { name: '报送进展' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page
      .locator('input[type=file]:not([webkitdirectory])')
      .first()
      .setInputFiles([...PROOF, DISGUISED]);
    for (const { name } of PROOF) await page.locator('article', { hasText: name }).waitFor();
    await page.getByText('“验收表.pdf”的内容不是PDF文件').waitFor();
    await staff.shot('15-evidence');
    await staff.button('申请办结').click();
    await staff.send({ 办理结果: '六十个村卫生室改造完成并验收合格，申请办结。' }, '申请办结');
    await page.getByText('办结待审').first().waitFor();
    await staff.shot('16-submitted');
  });

  station('督查员对照要求、原文、报送、佐证，用键盘退回', async () => {
    const { page, dialog } = supervisor;
    await page.getByRole('menuitem', { name: '审核台' }).click();
    await page.getByRole('option', { name: CLINICS }).click();
    await page.getByText('六十个村卫生室验收合格并公示').first().waitFor();
    await page.locator('mark', { hasText: '改造提升薄弱村卫生室60个' }).first().waitFor();
    await page.getByText('六十个村卫生室全部改造完成。').first().waitFor();
    await page.locator('img[src*="evidence"]').first().waitFor();
    // docs/images/review-desk.png is a copy of this picture.
    await supervisor.shot('17-review-image');
    await supervisor.press('Space');
    await page.locator('canvas').first().waitFor();
    await supervisor.shot('18-review-pdf');

    await supervisor.press('r');
    await dialog.waitFor();
    await supervisor.press('Control+Enter');
    await dialog.getByText('必填').first().waitFor();
    await supervisor.shot('19-return-refused');
    await supervisor.press('Space', 'Tab');
    await page.keyboard.insertText('缺少县级验收意见原件，请补充。');
    await supervisor.shot('20-return');
    await supervisor.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('option', { name: CLINICS }).waitFor({ state: 'detached' });
  });

  station('单位看到退回理由，补报后再次申请', async () => {
    const { page } = staff;
    await page.reload();
    await page.getByText('缺少县级验收意见原件，请补充。').first().waitFor();
    await staff.shot('20-returned');
    await staff.button('申请办结').click();
    await staff.send({ 办理结果: '已补充验收意见原件，再次申请办结。' }, '申请办结');
    await page.getByText('办结待审').first().waitFor();
  });

  station('两位督查员同时审核，先到的通过，后到的得知', async () => {
    for (const each of [supervisor, colleague]) {
      await each.open('/review');
      await each.page.getByRole('option', { name: CLINICS }).click();
      await each.page.getByText('第 2 次申请办结').waitFor();
      await each.settled();
      await each.press('a');
      await each.dialog.waitFor();
    }
    await supervisor.send({}, '通过办结');
    await supervisor.dialog.waitFor({ state: 'detached' });
    await colleague.send({}, '通过办结');
    await colleague.page.getByText('尹英凤先一步办理了这件').waitFor();
    await colleague.shot('21-conflict');
    await supervisor.page.getByRole('option', { name: CLINICS }).waitFor({ state: 'detached' });
    await supervisor.shot('22-approved');
  });

  station('催办、督办升级，单位答复，督查员不予认可，再答复后认可', async () => {
    const { page, dialog } = supervisor;
    await supervisor.open(`/tasks?filter=${encodeURIComponent(JSON.stringify({ q: IMAGING }))}`);
    await supervisor.openRow(IMAGING);
    await supervisor.button('催办').click();
    await supervisor.send({ 催办内容: '请尽快签收并报送进展。' }, '催办');
    await dialog.waitFor({ state: 'detached' });
    await supervisor.button('督办升级').click();
    await dialog.getByRole('button', { name: '督办升级' }).click();
    await dialog.getByText('必填').first().waitFor();
    await dialog.getByLabel('黄单').check();
    expect(await dialog.getByLabel('督办事由').inputValue()).toMatch(/还没有报送过进展。请书面说明原因/);
    await dialog.getByLabel('督办事由').fill('任务交办后没有签收，也没有报送进展。');
    expect(await dialog.getByLabel('红单').count()).toBe(0);
    await dialog.getByLabel('蓝单').check();
    await dialog.getByLabel('黄单').check();
    expect(await dialog.getByLabel('督办事由').inputValue()).toBe('任务交办后没有签收，也没有报送进展。');
    await supervisor.shot('23-escalate');
    await dialog.getByRole('button', { name: '督办升级' }).click();
    await dialog.waitFor({ state: 'detached' });
    await page.getByText('待答复').first().waitFor();
    await supervisor.shot('24-escalated');

    await staff.open(new URL(page.url()).pathname);
    await staff.shot('25-notice');
    await staff.button('答复').click();
    await staff.send({ 答复内容: '因选址调整延误，本周内签收并报送。' }, '答复');
    await staff.page.getByText('已答复').first().waitFor();

    await supervisor.open('/review');
    await page.getByRole('option', { name: IMAGING }).click();
    await page.getByText('因选址调整延误').first().waitFor();
    await supervisor.shot('26-answer');
    await supervisor.press('r');
    const proposed = dialog.locator('.MuiPickersSectionList-root').first().getByRole('spinbutton');
    const day = () => proposed.evaluateAll(parts => parts.map(part => Number(part.getAttribute('aria-valuenow'))));
    await eventually(async () => expect(await day()).toEqual([2026, 11, 25]));
    await dialog.getByRole('button', { name: '不予认可' }).click();
    await dialog.getByText('必填').first().waitFor();
    await supervisor.shot('26-reject');
    await supervisor.typeDay('2026-11-24');
    await supervisor.send({ 理由: '没有写明签收的日期。' }, '不予认可');
    await dialog.waitFor({ state: 'detached' });
    await page.getByRole('option', { name: IMAGING }).waitFor({ state: 'detached' });

    await staff.open('/messages');
    await staff.openRow('督办答复未获认可');
    await staff.page.getByText('2026年11月24日前答复').first().waitFor();
    await staff.shot('26-rejected');
    await staff.button('答复').click();
    await staff.send({ 答复内容: '11月23日签收，当日报送。' }, '答复');
    await staff.page.getByText('已答复').first().waitFor();

    await supervisor.open('/review');
    await page.getByRole('option', { name: IMAGING }).click();
    await page.getByText('11月23日签收').first().waitFor();
    await supervisor.press('a');
    await dialog.waitFor();
    await supervisor.press('Control+Enter');
    await dialog.waitFor({ state: 'detached' });
  });

  station('一条时间线上看到全过程', async () => {
    const { page } = planner;
    const story = page.locator('section', { has: page.getByRole('heading', { name: '办理过程' }) });
    const tells = async (task: string, ...acts: string[]) => {
      await planner.open(`/tasks?filter=${encodeURIComponent(JSON.stringify({ q: task }))}`);
      await planner.openRow(task);
      await page.getByRole('heading', { name: '办理过程' }).waitFor();
      await page.getByRole('heading', { name: '办理过程' }).scrollIntoViewIfNeeded();
      for (const act of acts) await eventually(async () => expect(await story.textContent()).toContain(act));
    };
    await tells(CLINICS, '交办', '签收', '报送进展', '上传佐证材料', '申请办结', '退回补办', '通过办结');
    await planner.shot('27-story');
    await tells(IMAGING, '催办', '督办升级', '答复', '不予认可', '认可答复');
    await planner.shot('28-story-escalation');
    expect(faultsBehind([planner, staff, supervisor, colleague])).toEqual([]);
  });
});
