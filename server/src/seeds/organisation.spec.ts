import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { INestApplication } from '@nestjs/common';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { openRoom, signedIn } from '../people/people.fixture.js';
import { UnitRegister } from '../people/unit.register.js';
import { Clock } from '../platform/clock.js';
import { ROLES } from '../rules/actor.js';
import { loadOrganisation } from './organisation.js';

const SEEDS = resolve('seeds/organisation');
const password = (login: string) => `Demo-${login}-2026`;

let database: TestDatabase;
let app: INestApplication;

beforeAll(async () => {
  database = await openTestDatabase();
  app = await openRoom(database.source);
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const load = (directory = SEEDS) => loadOrganisation(database.source.manager, directory, password, app.get(Clock));
const count = async (table: string) => Number((await database.source.query(`SELECT count(*) AS count FROM ${table}`))[0].count);

describe('faulty files', () => {
  const directory = mkdtempSync(join(tmpdir(), 'organisation-'));
  afterAll(() => rmSync(directory, { recursive: true }));

  it.each([
    ['posts.json', '"督查员（一组）", "role": "supervisor"', '"督查员（一组）", "role": "king"', /posts\.json 有误：\n {2}第 \d+ 项 role/],
    ['posts.json', '"unit": "东阿县卫生健康局"', '"unit": "东阿局"', /第 \d+ 项（东阿局 局长）：units\.json 中没有这个单位/],
    ['accounts.json', '[', '', /不能读取 .*accounts\.json/],
    ['units.json', '"聊城市民政局"', '"聊城市财政局"', /units\.json：名称“聊城市财政局”出现了不止一次/],
  ])('in %s are told by file and entry, and nothing is loaded', async (file, right, wrong, message) => {
    cpSync(SEEDS, directory, { recursive: true });
    writeFileSync(join(directory, file), readFileSync(join(SEEDS, file), 'utf8').replaceAll(right, wrong));
    await expect(load(directory)).rejects.toThrow(message);
    expect(await count('unit')).toBe(0);
  });
});

describe('the organisation of the seeds', () => {
  it('is loaded once, with a demonstration account for every role', async () => {
    const demo = await load();
    expect(new Set(demo.map(account => account.role))).toEqual(new Set(Object.keys(ROLES)));
    expect(demo.filter(account => account.role === 'supervisor')).toHaveLength(2);
    const sizes = [await count('unit'), await count('post'), await count('account'), await count('post_holding')];
    expect(await load()).toEqual([]);
    expect([await count('unit'), await count('post'), await count('account'), await count('post_holding')]).toEqual(sizes);
    for (const { login, roleLabel, unitName } of demo) {
      const { body } = await (await signedIn(app, login, password(login))).get('/api/session');
      expect(body).toMatchObject({ account: { mustChangePassword: false }, posts: [{ roleLabel, unitName }] });
    }
  });

  it('lets nobody in to the other accounts', async () => {
    const [{ usable }] = await database.source.query(`SELECT count(*) AS usable FROM account WHERE password_hash LIKE '$argon2%'`);
    expect(usable).toBe(10);
  });

  it('gives every unit that may get a task a head and somebody for the work', async () => {
    const without = await database.source.query(
      `SELECT u.name FROM unit u WHERE u.kind NOT IN ('government', 'supervision_office')
       AND (SELECT count(DISTINCT p.role) FROM post p JOIN post_holding h ON h.post_id = p.id WHERE p.unit_id = u.id AND p.role IN ('dept_head', 'unit_staff')) < 2`,
    );
    expect(without).toEqual([]);
  });

  it('names nobody who is named in the five documents', async () => {
    const documents = readFileSync(resolve('seeds/documents/004_a21cdf9f442688e9.txt'), 'utf8');
    const people: { name: string }[] = await database.source.query('SELECT name FROM account');
    expect(people.filter(({ name }) => documents.includes(name))).toEqual([]);
  });

  it('finds the units that a plan of the city names', async () => {
    const asked = [
      '市卫生健康委',
      '市卫健委',
      '市委编办',
      '市发展改革委',
      '市发改委',
      '市人力资源社会保障局',
      '市人社局',
      '市医保局',
      '市教育局',
    ];
    const more = ['市市场监管局', '市残联', '市疾控中心', '市中医院', '市妇幼保健院', '东阿县卫健局', '基层卫生健康科', '牛角店镇卫生院'];
    const found = await app.get(UnitRegister).match([...asked, ...more]);
    expect([...found].filter(([, id]) => id === null)).toEqual([]);
  });
});
