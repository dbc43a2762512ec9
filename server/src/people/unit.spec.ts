import type { INestApplication } from '@nestjs/common';
import { openTestDatabase, type TestDatabase } from '../../../test/support/database.js';
import { Clock } from '../platform/clock.js';
import { type Browser, clear, type Organisation, openRoom, settle, signedIn } from './people.fixture.js';
import type { UnitKind } from './unit.kinds.js';
import { UnitRegister } from './unit.register.js';
import { addUnit } from './unit.service.js';

const START = new Date('2026-11-22T01:00:00Z');
let database: TestDatabase;
let app: INestApplication;
let organisation: Organisation;
let system: Browser;

beforeAll(async () => {
  database = await openTestDatabase();
  app = await openRoom(database.source);
  app.get(Clock).set(START);
});
afterAll(async () => {
  await app.close();
  await database.close();
});
beforeEach(async () => {
  await clear(database.source);
  organisation = await settle(database.source, START);
  system = await signedIn(app, 'system');
});

const unitOf = async (id: number) => (await system.get(`/api/units/${id}`)).body;
const audited = async (act: string) =>
  (await database.source.query('SELECT object_id, actor_name FROM audit_line WHERE act = $1 ORDER BY place DESC', [act]))[0];

describe('units', () => {
  const change = async (name: string, fields: object) => {
    const unit = await unitOf(organisation.unit(name));
    return system.send('put', `/api/units/${unit.id}`, { ...unit, ...fields });
  };

  it('are listed with kind, parent and aliases, and found by an alias', async () => {
    const { body } = await system.list('/api/units', { q: '卫健委' });
    expect(body).toMatchObject({
      total: 1,
      data: [{ name: '聊城市卫生健康委员会', kindLabel: '卫生健康委', parentName: '聊城市人民政府', aliases: ['市卫健委'] }],
    });
    const below = await system.list('/api/units', { parentId: organisation.unit('东阿县卫生健康局') });
    expect(below.body.total).toBe(2);
  });

  it('are read from the top down, each under the one above it, neighbours in the order given to them', async () => {
    await change('冠县卫生健康局', { sort: 1 });
    await change('东阿县卫生健康局', { sort: 2 });
    const range = encodeURIComponent(JSON.stringify([0, 499]));
    const { body } = await system.get(`/api/units?sort=${encodeURIComponent(JSON.stringify(['sort', 'ASC']))}&range=${range}`);
    const units: { path: string; name: string }[] = body.data;
    const placed = units.map(({ path }) => path);
    for (const path of placed) {
      const family = placed.flatMap((other, at) => (other.startsWith(path) ? [at] : []));
      expect(family).toEqual(family.map((_, at) => placed.indexOf(path) + at));
    }
    const names = units.map(({ name }) => name);
    expect(names.indexOf('冠县卫生健康局')).toBeLessThan(names.indexOf('东阿县卫生健康局'));
  });

  it('are added below a parent, once per idempotency key', async () => {
    const parentId = organisation.unit('冠县卫生健康局');
    const body = { name: '冠县人民医院', kind: 'hospital', parentId, aliases: ['冠县医院'] };
    const first = await system.send('post', '/api/units', body, { 'Idempotency-Key': 'one' });
    const again = await system.send('post', '/api/units', body, { 'Idempotency-Key': 'one' });
    const other = await system.send('post', '/api/units', { ...body, name: '冠县中医医院' }, { 'Idempotency-Key': 'one' });
    expect(first.status).toBe(201);
    expect(first.body.path).toBe(`${(await unitOf(parentId)).path}${first.body.id}/`);
    expect(again.body).toEqual(first.body);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency.mismatch']);
    expect(await audited('unit.create')).toEqual({ object_id: String(first.body.id), actor_name: 'system同志' });
  });

  it('refuse a name or an alias that leads elsewhere', async () => {
    const taken = await system.send('post', '/api/units', { name: '市卫健委', kind: 'other', parentId: null, aliases: [] });
    expect([taken.status, taken.body.errors.name]).toEqual([400, '“市卫健委”已经是“聊城市卫生健康委员会”的名称或别名']);
    const alias = await change('冠县卫生健康局', { aliases: ['聊城市财政局'] });
    expect(alias.body.errors.aliases).toContain('聊城市财政局');
  });

  it('move with everything below them, in one go', async () => {
    const [bureau, clinic, guan] = ['东阿县卫生健康局', '牛角店镇村卫生室', '冠县卫生健康局'].map(name => organisation.unit(name));
    expect((await change('东阿县卫生健康局', { parentId: guan })).status).toBe(200);
    const path = (await unitOf(bureau as number)).path;
    expect(path).toBe(`${(await unitOf(guan as number)).path}${bureau}/`);
    expect((await unitOf(clinic as number)).path.startsWith(path)).toBe(true);
    const guanPath = (await unitOf(guan as number)).path;
    const subtree = (await database.source.query('SELECT id FROM unit WHERE starts_with(path, $1)', [guanPath])).map(
      ({ id }: { id: number }) => id,
    );
    expect(subtree).toEqual(expect.arrayContaining([guan, bureau, clinic]));
    expect(subtree).toHaveLength(5);
  });

  it('do not move below themselves', async () => {
    for (const parent of ['东阿县卫生健康局', '牛角店镇村卫生室']) {
      const response = await change('东阿县卫生健康局', { parentId: organisation.unit(parent) });
      expect([response.status, response.body.code]).toEqual([422, 'act.refused']);
    }
  });

  it('are not closed while people or units hang on them, with every reason', async () => {
    const { body } = await change('东阿县卫生健康局', { active: false });
    expect(body.reasons).toEqual([expect.stringContaining('2 个下级单位'), expect.stringContaining('3 人')]);
    expect((await change('牛角店镇村卫生室', { active: false })).body.active).toBe(false);
  });

  it('let the first of two change them', async () => {
    const unit = await unitOf(organisation.unit('聊城市财政局'));
    expect((await change('聊城市财政局', { shortName: '财政局' })).status).toBe(200);
    const late = await system.send('put', `/api/units/${unit.id}`, { ...unit, shortName: '财局' });
    expect([late.status, late.body.code, late.body.current.version]).toEqual([409, 'act.conflict', 2]);
  });

  it('are read by everybody in service and changed by the system administrator only', async () => {
    const staff = await signedIn(app, 'staff');
    const unit = await unitOf(organisation.unit('聊城市财政局'));
    expect((await staff.get(`/api/units/${unit.id}`)).status).toBe(200);
    expect((await staff.send('put', `/api/units/${unit.id}`, unit)).body.code).toBe('permission.denied');
    expect((await staff.get('/api/units/999999')).body.code).toBe('unit.not_found');
  });
});

describe('the register', () => {
  const match = async (names: string[], owner?: string, title = '') => {
    const found = await app
      .get(UnitRegister)
      .match(names, owner === undefined ? undefined : { ownerUnitId: organisation.unit(owner), title });
    return names.map(name => found.get(name) ?? null);
  };

  it.each([
    ['聊城市卫生健康委员会', '聊城市卫生健康委员会'],
    ['市卫生健康委', '聊城市卫生健康委员会'],
    ['市 卫健委', '聊城市卫生健康委员会'],
    ['市卫生健康委员会', '聊城市卫生健康委员会'],
    ['市财政局', '聊城市财政局'],
    ['（市财政局）', '聊城市财政局'],
    ['东阿县卫健局', '东阿县卫生健康局'],
    ['牛角店镇中心卫生院', '东阿县牛角店镇中心卫生院'],
    ['中心卫生院', null],
    ['县卫生健康局', null],
    ['各县（市、区）卫生健康局', null],
    ['办公室', null],
    ['', null],
  ])('knows %s as %s', async (asked, name) => {
    expect(await match([asked])).toEqual([name === null ? null : organisation.unit(name)]);
  });

  it('takes the one at the place that the plan names, whoever keeps the plan', async () => {
    const title = '关于印发《东阿县村卫生室提升方案》的通知';
    expect(await match(['县卫生健康局', '办公室'], '市卫生健康委规划科', title)).toEqual([
      organisation.unit('东阿县卫生健康局'),
      organisation.unit('东阿县卫生健康局办公室'),
    ]);
    expect(await match(['县卫生健康局'], '市卫生健康委规划科', '东阿县、冠县结对帮扶方案')).toEqual([null]);
    const [first] = (await app.get(UnitRegister).resembling(['县卫生健康部门'], { ownerUnitId: 0, title }, 3)).get('县卫生健康部门') ?? [];
    expect(first?.unitName).toBe('东阿县卫生健康局');
  });

  it('takes the nearest of several', async () => {
    expect(await match(['办公室'], '市卫生健康委规划科')).toEqual([organisation.unit('市卫生健康委办公室')]);
    expect(await match(['县卫生健康局'], '市卫生健康委规划科')).toEqual([null]);
    expect(await match(['办公室'], '东阿县卫生健康局')).toEqual([organisation.unit('东阿县卫生健康局办公室')]);
    expect(await match(['县卫生健康局'], '牛角店镇村卫生室')).toEqual([organisation.unit('东阿县卫生健康局')]);
  });

  it('speaks from the level and place of the plan: of a province, or of the city that its title names', async () => {
    const manager = database.source.manager;
    const add = (name: string, shortName: string | null, kind: UnitKind, parentId: number | null) =>
      addUnit(manager, { name, shortName, kind, parentId, aliases: [], sort: 0 });
    const province = await add('丁省人民政府', '省政府', 'government', null);
    const health = await add('丁省卫生健康委员会', '省卫生健康委', 'commission', province);
    const reform = await add('丁省发展和改革委员会', '省发展改革委', 'department', province);
    const city = await add('戊市人民政府', '市政府', 'government', province);
    const cityHealth = await add('戊市卫生健康委员会', '市卫生健康委', 'commission', city);
    await add('戊市发展和改革委员会', '市发展改革委', 'department', city);
    await add('戊市民政局', '市民政局', 'department', city);
    const hospital = await add('戊市人民医院', null, 'hospital', cityHealth);
    const said = async (names: string[], title = '', ownerUnitId = health) => {
      const found = await app.get(UnitRegister).match(names, { ownerUnitId, title });
      return names.map(name => found.get(name) ?? null);
    };
    expect(await said(['省卫生健康委', '省发展改革委', '发展改革委', '戊市卫生健康委'])).toEqual([health, reform, reform, cityHealth]);
    expect(await said(['市卫生健康委', '市发展改革委', '市人民医院', '县卫生健康局', '民政局'])).toEqual([null, null, null, null, null]);
    expect(await said(['市卫生健康委', '市人民医院', '省发展改革委'], '戊市区域医疗中心建设方案')).toEqual([cityHealth, hospital, reform]);
    expect(await said(['市卫生健康委', '省卫生健康委'], '', city)).toEqual([cityHealth, health]);
    const similar = await app.get(UnitRegister).resembling(['省民政厅', '民政部门', '各县民政部门'], { ownerUnitId: health, title: '' }, 3);
    expect(similar.get('省民政厅')?.map(({ unitName }) => unitName)).not.toContain('戊市民政局');
    expect(similar.get('民政部门')?.map(({ unitName }) => unitName)).toContain('戊市民政局');
    expect(similar.get('各县民政部门')).toEqual([]);
  });

  it('takes no unit of the city for a name that a county says of its own, and proposes none', async () => {
    const city = organisation.unit('聊城市人民政府');
    const add = (name: string, kind: UnitKind, aliases: string[] = []) =>
      addUnit(database.source.manager, { name, shortName: null, kind, parentId: city, aliases, sort: 0 });
    await add('聊城市医疗保障局', 'department', ['医保部门']);
    const education = await add('东阿县教育和体育局', 'department');
    const county = { ownerUnitId: organisation.unit('东阿县卫生健康局'), title: '' };
    const names = ['政府', '财政局', '医保部门', '市财政局', '县教体局'];
    const found = await app.get(UnitRegister).match(names, county);
    expect(names.map(name => found.get(name))).toEqual([null, null, null, organisation.unit('聊城市财政局'), education]);
    expect(await match(['医保部门'], '市卫生健康委规划科')).not.toEqual([null]);
    const unknown = ['财政', '县人力资源社会保障局', '东阿银保监局', '县教育局', '县卫健委', '东阿县卫健服务中心', '冠县卫健服务中心'];
    const similar = await app.get(UnitRegister).resembling(unknown, county, 3);
    const proposed = (name: string) => similar.get(name)?.map(({ unitName }) => unitName);
    expect(unknown.slice(0, 4).map(proposed)).toEqual([[], [], [], ['东阿县教育和体育局']]);
    expect(proposed('县卫健委')).toContain('东阿县卫生健康局');
    expect(proposed('县卫健委')).not.toContain('冠县卫生健康局');
    expect(unknown.slice(5).map(name => proposed(name)?.[0])).toEqual(['东阿县卫生健康局', '冠县卫生健康局']);
  });

  it('proposes none of more units than can be shown that are equally like a name', async () => {
    const plan = { ownerUnitId: organisation.unit('市卫生健康委规划科'), title: '' };
    const like = async (most: number) => (await app.get(UnitRegister).resembling(['卫健服务部门'], plan, most)).get('卫健服务部门')?.length;
    expect([await like(1), await like(5)]).toEqual([0, 3]);
  });

  it('proposes who answers for health in the counties for their governments, where it has none', async () => {
    const bureaus = ['东阿县卫生健康局', '冠县卫生健康局'].map(name => organisation.unit(name));
    const plan = { ownerUnitId: organisation.unit('市卫生健康委规划科'), title: '' };
    const names = ['各县（市、区）人民政府', '县（市、区）政府', '各级人民政府'];
    const similar = await app.get(UnitRegister).resembling(names, plan, 3);
    const standIns = [{ unitIds: bureaus, unitName: '东阿县卫生健康局等 2 个单位' }];
    expect(names.map(name => similar.get(name))).toEqual([standIns, standIns, []]);
  });

  it('knows a city inside a city as the county that it is', async () => {
    const city = organisation.unit('聊城市人民政府');
    const add = (name: string, kind: UnitKind) =>
      addUnit(database.source.manager, { name, shortName: null, kind, parentId: city, aliases: [], sort: 0 });
    const [inner, county] = [await add('癸市人民政府', 'government'), await add('东阿县人民政府', 'government')];
    await add('中共聊城市委办公室', 'department');
    const plan = { ownerUnitId: organisation.unit('市卫生健康委规划科'), title: '' };
    const names = ['各县（市、区）人民政府', '各县（市、区）卫生健康局', '市人民政府', '市委办公室', '癸市人民政府'];
    const found = await app.get(UnitRegister).meant(names, plan);
    const bureaus = ['东阿县卫生健康局', '冠县卫生健康局'].map(name => organisation.unit(name));
    expect(names.slice(0, 3).map(name => found.get(name))).toEqual([[inner, county], bureaus, [city]]);
    expect([found.get('市委办公室')?.length, found.get('癸市人民政府')]).toEqual([1, [inner]]);
  });

  it('finds the supervision office of a section and of a village clinic', async () => {
    const register = app.get(UnitRegister);
    const office = organisation.unit('市卫生健康委督查室');
    for (const owner of ['市卫生健康委规划科', '牛角店镇村卫生室', '聊城市卫生健康委员会'])
      expect(await register.supervisingUnitFor(organisation.unit(owner))).toBe(office);
    expect(await register.supervisingUnitFor(organisation.unit('聊城市财政局'))).toBeNull();
  });
});
