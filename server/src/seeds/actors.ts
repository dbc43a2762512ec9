import type { INestApplicationContext } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SessionStore } from '../people/session.store.js';
import type { Actor } from '../rules/actor.js';

/** The actor that a request of this account would have: made as for a request, over a session that ends at once. */
export async function signInAs(app: INestApplicationContext, login: string): Promise<Actor> {
  const { manager } = app.get(DataSource);
  const store = app.get(SessionStore);
  const [account] = await manager.query('SELECT id FROM account WHERE login = $1', [login]);
  if (!account) throw new Error(`示例数据中没有登录名“${login}”。`);
  const visitor = await store.visitor(await store.open(manager, account.id, null, null), null);
  if (!visitor) throw new Error(`“${login}”不能使用系统。`);
  await store.end(manager, visitor.sessionId);
  return visitor.actor;
}
