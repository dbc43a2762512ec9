import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { z } from 'zod';
import { Login } from '../people/account.dto.js';
import { Account } from '../people/account.entity.js';
import { roleConflicts } from '../people/administrators.js';
import { hashPassword, UNUSABLE } from '../people/passwords.js';
import { type Capacity, Post, PostHolding } from '../people/post.entity.js';
import { Unit } from '../people/unit.entity.js';
import { UNIT_KINDS, type UnitKind } from '../people/unit.kinds.js';
import { addUnit } from '../people/unit.service.js';
import { Audit } from '../platform/audit.service.js';
import type { Clock } from '../platform/clock.js';
import { keyOf } from '../platform/dto.js';
import { ROLES, type Role, SYSTEM } from '../rules/actor.js';

interface UnitSeed {
  name: string;
  shortName: string | null;
  kind: UnitKind;
  aliases: string[];
  units: UnitSeed[];
}

const Name = z.string().trim().min(1).max(60);

const UnitSeed: z.ZodType<UnitSeed> = z.strictObject({
  name: Name,
  shortName: Name.nullable().default(null),
  kind: keyOf(UNIT_KINDS),
  aliases: z.array(Name).default([]),
  get units() {
    return z.array(UnitSeed).default([]);
  },
});

const AccountSeed = z.strictObject({ login: Login, name: Name, demo: z.boolean().default(false) });
type AccountSeed = z.infer<typeof AccountSeed>;

const PostSeed = z.strictObject({
  unit: Name,
  name: Name,
  role: keyOf(ROLES),
  holder: Login.nullable().default(null),
  deputy: Login.nullable().default(null),
});
type PostSeed = z.infer<typeof PostSeed>;

interface Organisation {
  units: UnitSeed[];
  accounts: AccountSeed[];
  posts: PostSeed[];
}

/** A demonstration account, as the first start shows it. */
export interface DemoAccount {
  login: string;
  password: string;
  name: string;
  role: Role;
  roleLabel: string;
  unitName: string;
  postName: string;
}

/**
 * Loads the organisation of a directory (`units.json`, a tree; `posts.json`; `accounts.json`) into an empty register; does nothing where there are units.
 * All or nothing. Accounts marked `demo` get a password; nobody can sign in to the others until the system administrator resets theirs.
 * @param password gives the password of a demonstration account; it is hashed here and kept nowhere else
 * @returns the demonstration accounts in the order of the posts, empty where nothing was loaded
 * @throws Error (Chinese) that names the file and every faulty entry
 */
export async function loadOrganisation(
  manager: EntityManager,
  directory: string,
  password: (login: string) => string,
  clock: Clock,
): Promise<DemoAccount[]> {
  if (await manager.exists(Unit)) return [];
  const organisation = readOrganisation(directory);
  return manager.transaction(async inside => {
    const units = new Map<string, number>();
    await addUnits(inside, organisation.units, null, units);
    const passwords = new Map(organisation.accounts.filter(({ demo }) => demo).map(({ login }) => [login, password(login)]));
    const accounts = await addAccounts(inside, organisation.accounts, passwords);
    await addPosts(inside, organisation.posts, units, accounts, clock.now());
    const detail = { units: units.size, posts: organisation.posts.length, accounts: accounts.size };
    const entry = { actor: SYSTEM, act: 'organisation.load', objectType: 'organisation', objectId: null, detail };
    await new Audit(inside.connection, clock).write(inside, entry);
    return demoAccounts(organisation, passwords);
  });
}

function readOrganisation(directory: string): Organisation {
  const organisation = {
    units: readEntries(join(directory, 'units.json'), UnitSeed),
    accounts: readEntries(join(directory, 'accounts.json'), AccountSeed),
    posts: readEntries(join(directory, 'posts.json'), PostSeed),
  };
  const faults = faultsOf(organisation);
  if (faults.length > 0) throw new Error(`组织机构数据 ${directory} 前后不一致：\n${faults.join('\n')}`);
  return organisation;
}

/** The entries of one file, checked. */
function readEntries<T>(file: string, entry: z.ZodType<T>): T[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`不能读取 ${file}：${error instanceof Error ? error.message : error}`);
  }
  const parsed = z.array(entry).safeParse(content);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map(
    ({ path: [index, ...field], message }) => `  第 ${Number(index) + 1} 项 ${field.join('.')}：${message}`,
  );
  throw new Error(`${file} 有误：\n${lines.join('\n')}`);
}

/** What does not fit together between the files. */
function faultsOf({ units, accounts, posts }: Organisation): string[] {
  const names = namesOf(units);
  const people = new Map(accounts.map(account => [account.login, account.name]));
  const roles = new Map<string, Role[]>();
  const faults: string[] = [];
  for (const name of repeated(names)) faults.push(`  units.json：名称“${name}”出现了不止一次`);
  for (const login of repeated(accounts.map(account => account.login))) faults.push(`  accounts.json：登录名“${login}”出现了不止一次`);
  for (const [index, post] of posts.entries()) {
    const where = `  posts.json 第 ${index + 1} 项（${post.unit} ${post.name}）`;
    if (!names.includes(post.unit)) faults.push(`${where}：units.json 中没有这个单位`);
    if (post.holder !== null && post.holder === post.deputy) faults.push(`${where}：任职人和代理人是同一个人`);
    for (const login of [post.holder, post.deputy]) {
      if (login === null) continue;
      if (!people.has(login)) faults.push(`${where}：accounts.json 中没有“${login}”`);
      roles.set(login, [...(roles.get(login) ?? []), post.role]);
    }
  }
  for (const [login, held] of roles)
    for (const reason of roleConflicts(people.get(login) ?? login, held)) faults.push(`  posts.json：${reason}`);
  return faults;
}

function namesOf(units: UnitSeed[]): string[] {
  return units.flatMap(unit => [unit.name, ...unit.aliases, ...namesOf(unit.units)]);
}

function repeated(values: string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}

async function addUnits(manager: EntityManager, units: UnitSeed[], parentId: number | null, ids: Map<string, number>): Promise<void> {
  for (const [index, { units: below, ...unit }] of units.entries()) {
    const id = await addUnit(manager, { ...unit, parentId, sort: index + 1 });
    ids.set(unit.name, id);
    await addUnits(manager, below, id, ids);
  }
}

async function addAccounts(manager: EntityManager, seeds: AccountSeed[], passwords: Map<string, string>): Promise<Map<string, number>> {
  const rows: Partial<Account>[] = [];
  for (const { login, name, demo } of seeds) {
    const password = passwords.get(login);
    rows.push({ login, name, passwordHash: password ? await hashPassword(password) : UNUSABLE, mustChangePassword: !demo });
  }
  const { identifiers } = await manager.insert(Account, rows);
  return new Map(seeds.map(({ login }, index) => [login, identifiers[index]?.id as number]));
}

async function addPosts(
  manager: EntityManager,
  seeds: PostSeed[],
  units: Map<string, number>,
  accounts: Map<string, number>,
  since: Date,
): Promise<void> {
  const rows = seeds.map(({ unit, name, role }) => ({ unitId: units.get(unit), name, role }));
  const { identifiers } = await manager.insert(Post, rows);
  const holdings = seeds.flatMap((post, index) =>
    (['holder', 'deputy'] as const satisfies Capacity[])
      .filter(capacity => post[capacity] !== null)
      .map(capacity => ({ postId: identifiers[index]?.id as number, accountId: accounts.get(post[capacity] as string), capacity, since })),
  );
  await manager.insert(PostHolding, holdings);
}

function demoAccounts({ posts, accounts }: Organisation, passwords: Map<string, string>): DemoAccount[] {
  const names = new Map(accounts.map(({ login, name }) => [login, name]));
  return posts.flatMap(({ holder, role, unit, name: postName }) => {
    const password = holder === null ? undefined : passwords.get(holder);
    if (holder === null || password === undefined) return [];
    return [{ login: holder, password, name: names.get(holder) ?? holder, role, roleLabel: ROLES[role], unitName: unit, postName }];
  });
}
