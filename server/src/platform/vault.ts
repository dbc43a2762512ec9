import { createCipheriv, createDecipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.js';

const MARK = 'v1:';
const [IV, TAG] = [12, 16];

/** A text that this key does not open: the key was changed, or the text was. */
export class NotOpened extends Error {}

/**
 * Keeps what others must not read at rest (keys of group robots) out of the database in plain: AES-256-GCM with a key that lies elsewhere.
 * Whoever has only the database, or a dump of it, learns nothing.
 */
export class Vault {
  private kept: Buffer | null = null;

  /** @param find gives the 32 bytes of the key when it is first needed */
  constructor(private readonly find: () => Buffer) {}

  private get key(): Buffer {
    this.kept ??= this.find();
    return this.kept;
  }

  /** With the configured key, or that of the data directory, which is made where there is none yet. */
  static of({ secretKey, dataDir }: Pick<Config, 'secretKey' | 'dataDir'>): Vault {
    return new Vault(() =>
      createHash('sha256')
        .update(secretKey ?? keyIn(dataDir))
        .digest(),
    );
  }

  /** Encrypts a text so that only this house’s key opens it. */
  seal(text: string): string {
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', this.key, iv);
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return MARK + Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** Throws NotOpened. */
  open(sealed: string): string {
    const { key } = this;
    try {
      const bytes = Buffer.from(sealed.slice(MARK.length), 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV)).setAuthTag(bytes.subarray(IV, IV + TAG));
      return Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]).toString('utf8');
    } catch {
      throw new NotOpened('密钥与保存时的不同，打不开');
    }
  }

  /** Whether a text was sealed, by whatever key. */
  isSealed(text: string): boolean {
    return text.startsWith(MARK);
  }
}

/** Of several processes that start at once one makes it, and all read that: it appears under its name when it is whole, and only once. */
function keyIn(directory: string): string {
  const file = join(directory, 'secret.key');
  if (!existsSync(file)) {
    mkdirSync(directory, { recursive: true });
    const fresh = `${file}.${randomUUID()}`;
    writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(fresh, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(fresh);
    }
  }
  return readFileSync(file, 'utf8').trim();
}
