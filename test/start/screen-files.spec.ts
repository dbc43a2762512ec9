import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ASSETS = join(__dirname, '../../admin/dist/assets');
/** What each file of the built screens waits for before it begins: static imports, not those of pages opened later. */
const WAITS_FOR = new Map(
  readdirSync(ASSETS)
    .filter(name => name.endsWith('.js'))
    .map(name => [
      name,
      [...readFileSync(join(ASSETS, name), 'utf8').matchAll(/(?:from|import)"\.\/([^"]+\.js)"/g)].map(([, other]) => other),
    ]),
);

/** The files that a file waits for, itself among them if they wait for each other. */
function awaited(name: string, found = new Set<string>()): Set<string> {
  for (const other of WAITS_FOR.get(name) ?? []) {
    if (found.has(other as string)) continue;
    found.add(other as string);
    awaited(other as string, found);
  }
  return found;
}

describe('构建出来的界面文件', () => {
  it('不互相等待：循环等待时，页面会用到还没有载入的部件', () => {
    const names = [...WAITS_FOR.keys()];
    expect(names.some(name => awaited(name).size > 0)).toBe(true);
    expect(names.filter(name => awaited(name).has(name))).toEqual([]);
  });
});
