import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NotOpened, Vault } from './vault.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dudao-vault-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const vaultOf = (filling: number) => new Vault(() => Buffer.alloc(32, filling));
const SECRET = 'https://qyapi.example.cn/send?key=甲乙丙';

describe('what is sealed', () => {
  it('says nothing of itself, is different each time, and opens with the key of the data directory', () => {
    const vault = Vault.of({ secretKey: null, dataDir: directory });
    const [one, two] = [vault.seal(SECRET), vault.seal(SECRET)];
    expect(one).not.toBe(two);
    expect(Buffer.from(one.slice(3), 'base64').toString('latin1')).not.toContain('key=');
    expect([one, two].map(sealed => Vault.of({ secretKey: null, dataDir: directory }).open(sealed))).toEqual([SECRET, SECRET]);
    expect([vault.isSealed(one), vault.isSealed(SECRET)]).toEqual([true, false]);
  });

  it('its key is made once, and nobody else may read it', () => {
    Vault.of({ secretKey: null, dataDir: directory }).seal(SECRET);
    const file = join(directory, 'secret.key');
    const made = readFileSync(file, 'utf8');
    Vault.of({ secretKey: null, dataDir: directory }).seal(SECRET);
    expect(readFileSync(file, 'utf8')).toBe(made);
    expect(made).toMatch(/^[0-9a-f]{64}\n$/);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('opens with no other key, and not when a bit of it was changed or cut off', () => {
    const sealed = vaultOf(1).seal(SECRET);
    const broken = sealed.slice(0, -6) + (sealed.at(-6) === 'A' ? 'B' : 'A') + sealed.slice(-5);
    expect(() => vaultOf(2).open(sealed)).toThrow(NotOpened);
    for (const text of [broken, sealed.slice(0, 10), 'v1:', '']) expect(() => vaultOf(1).open(text)).toThrow(NotOpened);
    const configured = Vault.of({ secretKey: 'x'.repeat(32), dataDir: '/nonexistent' });
    expect(configured.open(configured.seal(SECRET))).toBe(SECRET);
  });
});
