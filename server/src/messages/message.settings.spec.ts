import { PostOffice } from './post-office.fixture.js';

let office: PostOffice;
beforeAll(async () => {
  office = await PostOffice.open();
});
afterAll(() => office?.close());

describe('settings and templates', () => {
  const settings = async () => (await (await office.system()).get('/api/message-settings')).body;
  const change = async (part: object) => {
    const { mailReady: _m, placeholders: _p, ...now } = await settings();
    return (await office.system()).send('put', '/api/message-settings', { ...now, ...part });
  };

  it('are shown with their placeholders, previewed and changed', async () => {
    expect(await settings()).toMatchObject({ digestAt: '08:30', mailReady: true });
    const preview = await (await office.system()).send('post', '/api/message-settings/preview', {
      subject: '{{件数}}件',
      body: '{{ 收件人 }}，{{清单}}',
      robot: '{{收件人}}',
    });
    expect(preview.body).toEqual({
      subject: '2件',
      body: '张三，1. 【临期提醒】还有 3 天到期：建强县级医院\n2. 【督办升级】督办单·蓝单（提醒）：推进乡村一体化管理',
      robot: '东阿县卫生健康局',
    });
    expect((await change({ subject: '{{日期}}督导摘要' })).body).toMatchObject({ subject: '{{日期}}督导摘要' });
  });

  it('refuse placeholders that do not exist, braces without a partner, times that are none or quiet', async () => {
    expect((await change({ body: '{{密码}}' })).body.errors.body).toContain('没有“{{密码}}”这个占位符');
    expect((await change({ body: '{{constructor}} {{清单}}' })).status).toBe(400);
    expect((await change({ robot: '{{清单' })).body.errors.robot).toContain('没有配对');
    expect((await change({ digestAt: '25:00' })).status).toBe(400);
    expect((await change({ digestAt: '07:30' })).body.errors.digestAt).toContain('免打扰');
    expect((await change({ version: 99 })).body.code).toBe('act.conflict');
    expect((await change({ version: 3_000_000_000 })).body).toMatchObject({ status: 400, errors: { version: expect.any(String) } });
  });

  it('are the system administrator’s; an address is its owner’s', async () => {
    for (const login of ['chief', 'staff', 'auditor', 'security']) {
      expect((await (await office.house.as(login)).get('/api/message-settings')).status).toBe(403);
      expect((await (await office.house.as(login)).get('/api/robots')).status).toBe(403);
    }
    const staff = await office.house.as('staff');
    expect((await staff.send('put', '/api/my-mail', { address: 'nobody' })).body.errors.address).toContain('邮箱地址不对');
    expect((await staff.get('/api/my-mail')).body).toEqual({ address: 'staff@example.cn' });
    expect((await staff.send('put', '/api/my-mail', { address: '' })).body).toEqual({ address: '' });
    expect((await (await office.system()).get('/api/my-mail')).status).toBe(403);
  });
});
