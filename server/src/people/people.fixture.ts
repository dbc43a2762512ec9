import type { INestApplication, Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request, { type Response } from 'supertest';
import type { DataSource } from 'typeorm';
import { ownFolder } from '../../../test/support/folder.js';
import { readConfig } from '../platform/config.js';
import { openBlobs, PlatformModule } from '../platform/platform.module.js';
import { ProblemFilter } from '../platform/problem.filter.js';
import type { Role } from '../rules/actor.js';
import { Account } from './account.entity.js';
import { hashPassword } from './passwords.js';
import { PeopleModule } from './people.module.js';
import { type Capacity, Post, PostHolding } from './post.entity.js';
import type { UnitKind } from './unit.kinds.js';
import { addUnit } from './unit.service.js';

export const PASSWORD = 'Liang-shi-2024';

/** This room alone, served over a migrated database. */
export async function openRoom(source: DataSource, controllers: Type[] = []): Promise<INestApplication> {
  const config = readConfig({ NODE_ENV: 'test', DATA_DIR: ownFolder() });
  const module = await Test.createTestingModule({
    imports: [PlatformModule.with(config, source, await openBlobs(config)), PeopleModule],
    controllers,
  }).compile();
  const app = module.createNestApplication<NestExpressApplication>();
  app.set('trust proxy', 'loopback');
  app.setGlobalPrefix('api').useGlobalFilters(new ProblemFilter());
  return app.init();
}

const UNITS: [name: string, shortName: string | null, kind: UnitKind, parent: string | null, aliases: string[]][] = [
  ['聊城市人民政府', '市政府', 'government', null, []],
  ['聊城市财政局', '市财政局', 'department', '聊城市人民政府', []],
  ['聊城市卫生健康委员会', '市卫生健康委', 'commission', '聊城市人民政府', ['市卫健委']],
  ['市卫生健康委规划科', '规划科', 'section', '聊城市卫生健康委员会', []],
  ['市卫生健康委办公室', '办公室', 'section', '聊城市卫生健康委员会', []],
  ['市卫生健康委督查室', '督查室', 'supervision_office', '聊城市卫生健康委员会', []],
  ['东阿县卫生健康局', '东阿县卫健局', 'county_bureau', '聊城市卫生健康委员会', []],
  ['东阿县卫生健康局办公室', '办公室', 'section', '东阿县卫生健康局', []],
  ['东阿县牛角店镇中心卫生院', null, 'township_centre', '东阿县卫生健康局', []],
  ['牛角店镇村卫生室', null, 'village_group', '东阿县牛角店镇中心卫生院', []],
  ['冠县卫生健康局', '冠县卫健局', 'county_bureau', '聊城市卫生健康委员会', []],
];

const POSTS: [unit: string, name: string, role: Role, holder: string | null, deputy: string | null][] = [
  ['市卫生健康委规划科', '科长', 'dept_head', 'planner', null],
  ['东阿县卫生健康局', '局长', 'dept_head', 'head', 'deputy'],
  ['东阿县卫生健康局', '经办', 'unit_staff', 'staff', null],
  ['市卫生健康委督查室', '督查员', 'supervisor', 'supervisor', null],
  ['聊城市卫生健康委员会', '系统管理员', 'sys_admin', 'system', null],
  ['聊城市卫生健康委员会', '安全管理员', 'sec_admin', 'security', null],
  ['聊城市卫生健康委员会', '审计管理员', 'audit_admin', 'auditor', null],
];

/** A small organisation with one account per role, each with the password above and nothing to change, and `newcomer` without a post. */
export interface Organisation {
  unit(name: string): number;
  account(login: string): number;
  post(unit: string, name: string): number;
}

/** Puts the organisation into a migrated, empty database. */
export async function settle(source: DataSource, since: Date): Promise<Organisation> {
  const units = new Map<string, number>();
  const accounts = new Map<string, number>();
  const posts = new Map<string, number>();
  const passwordHash = await hashPassword(PASSWORD);
  await source.transaction(async manager => {
    for (const [name, shortName, kind, parent, aliases] of UNITS) {
      const parentId = parent === null ? null : known(units, parent);
      units.set(name, await addUnit(manager, { name, shortName, kind, parentId, aliases, sort: 0 }));
    }
    const hire = async (login: string) => {
      const { identifiers } = await manager.insert(Account, { login, name: `${login}同志`, passwordHash, mustChangePassword: false });
      accounts.set(login, identifiers[0]?.id);
    };
    await hire('newcomer');
    for (const [unit, name, role, holder, deputy] of POSTS) {
      const { identifiers } = await manager.insert(Post, { unitId: known(units, unit), name, role });
      const postId: number = identifiers[0]?.id;
      posts.set(`${unit}/${name}`, postId);
      const places: [Capacity, string | null][] = [
        ['holder', holder],
        ['deputy', deputy],
      ];
      for (const [capacity, login] of places) {
        if (login === null) continue;
        await hire(login);
        await manager.insert(PostHolding, { postId, accountId: known(accounts, login), capacity, since });
      }
    }
  });
  return {
    unit: name => known(units, name),
    account: login => known(accounts, login),
    post: (unit, name) => known(posts, `${unit}/${name}`),
  };
}

/** Takes the organisation out again. */
export async function clear(source: DataSource): Promise<void> {
  for (const table of ['idempotency_key', 'session', 'sign_in_throttle', 'post_holding', 'post', 'account', 'unit_alias', 'unit'])
    await source.query(`DELETE FROM ${table}`);
}

function known(ids: Map<string, number>, name: string): number {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`the organisation of the specs has no ${name}`);
  return id;
}

/** A browser with its cookie and the token of its session. */
export class Browser {
  private readonly agent;
  csrfToken = '';

  constructor(app: INestApplication, address = '10.1.1.1') {
    this.agent = request.agent(app.getHttpServer()).set('X-Forwarded-For', address);
  }

  async signIn(login: string, password = PASSWORD): Promise<Response> {
    const response = await this.agent.post('/api/session').send({ login, password });
    this.csrfToken = response.body.csrfToken ?? '';
    return response;
  }

  get(path: string): Promise<Response> {
    return Promise.resolve(this.agent.get(path));
  }

  /** A file, as its bytes. */
  file(path: string): Promise<Response> {
    return Promise.resolve(this.agent.get(path).responseType('blob'));
  }

  /** A list, with its filter. */
  list(path: string, filter: object = {}): Promise<Response> {
    return Promise.resolve(this.agent.get(path).query({ filter: JSON.stringify(filter), range: '[0,99]' }));
  }

  send(method: 'post' | 'put' | 'delete', path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Response> {
    return Promise.resolve(this.agent[method](path).set('X-CSRF-Token', this.csrfToken).set(headers).send(body));
  }
}

/** A browser in which somebody has signed in. */
export async function signedIn(app: INestApplication, login: string, password = PASSWORD): Promise<Browser> {
  const browser = new Browser(app);
  const { status, body } = await browser.signIn(login, password);
  if (status !== 200) throw new Error(`${login} cannot sign in: ${JSON.stringify(body)}`);
  return browser;
}
