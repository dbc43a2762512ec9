import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../../server/src/entities.js';
import { dataSourceOptions, migrate } from '../../server/src/platform/database/data-source.js';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../server/src/platform/database/embedded.js';
import { freePort } from '../support/port.js';
import { inNovember } from '../support/product.js';
import { until } from '../support/until.js';

const SERVER = join(__dirname, '../../server/dist');

/** A process of the built product, with what it has printed. */
export class Program {
  output = '';
  readonly over: Promise<number | null>;

  constructor(
    readonly name: string,
    private readonly child: ChildProcess,
  ) {
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', data => (this.output += data));
    this.over = once(child, 'exit').then(([code]) => code);
  }

  get runs(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async says(words: string): Promise<void> {
    await until(() => this.output.includes(words) || !this.runs, `${this.name} says ${words}`);
    if (!this.output.includes(words)) throw new Error(`${this.name} has ended: ${this.output}`);
  }

  signal(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.over;
  }
}

/** A place where the system runs as on servers: a PostgreSQL and a Redis of its own, and any number of web and worker processes. */
export class Site {
  private readonly programs: Program[] = [];
  private readonly blockers = new Set<Client>();
  private redis: ChildProcess | null = null;
  private redisDirectory = '';

  private constructor(
    private readonly directory: string,
    private readonly postgres: EmbeddedPostgres,
    readonly source: DataSource,
    private readonly redisPort: number,
  ) {}

  static async open(): Promise<Site> {
    const directory = mkdtempSync(join(tmpdir(), 'dudao-queue-'));
    chmodSync(directory, 0o755);
    const postgres = await startEmbeddedPostgres({ directory: join(directory, 'postgres'), log: () => undefined });
    const source = await new DataSource(dataSourceOptions(postgres.url, ENTITIES)).initialize();
    await migrate(source);
    return new Site(directory, postgres, source, await freePort());
  }

  get redisUrl(): string {
    return `redis://127.0.0.1:${this.redisPort}`;
  }

  async close(): Promise<void> {
    await Promise.all(this.programs.filter(program => program.runs).map(program => program.signal('SIGKILL')));
    await this.killRedis();
    if (this.source.isInitialized) await this.source.destroy();
    await this.postgres.stop();
    rmSync(this.directory, { recursive: true, force: true });
  }

  /** An empty Redis, always on the same port. */
  async startRedis(): Promise<void> {
    this.redisDirectory = mkdtempSync(join(this.directory, 'redis-'));
    const options = { port: this.redisPort, bind: '127.0.0.1', dir: this.redisDirectory, save: '', 'maxmemory-policy': 'noeviction' };
    const redis = spawn(
      'redis-server',
      Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    );
    this.redis = redis;
    let output = '';
    redis.stdout.on('data', data => (output += data));
    await until(() => output.includes('Ready to accept connections'), 'Redis is ready');
  }

  /** Ends Redis without warning, with everything in it. */
  async killRedis(): Promise<void> {
    const { redis } = this;
    this.redis = null;
    if (!redis) return;
    redis.kill('SIGKILL');
    await once(redis, 'exit');
    rmSync(this.redisDirectory, { recursive: true });
  }

  worker(name: string, settings: Record<string, string> = {}): Promise<Program> {
    return this.run(name, 'worker.js', '工作进程已就绪', settings);
  }

  /** A web process and its address. */
  async web(name: string): Promise<{ program: Program; url: string }> {
    const port = await freePort();
    const program = await this.run(name, 'main.js', '督导系统已就绪', { PORT: `${port}` });
    return { program, url: `http://127.0.0.1:${port}` };
  }

  private async run(name: string, file: string, ready: string, settings: Record<string, string>): Promise<Program> {
    const environment = {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      DATABASE_URL: this.postgres.url,
      REDIS_URL: this.redisUrl,
      DATA_DIR: this.directory,
      PGAPPNAME: name,
      ...settings,
    };
    const child = spawn(process.execPath, [...inNovember(), join(SERVER, file)], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const program = new Program(name, child);
    this.programs.push(program);
    await program.says(ready);
    return program;
  }

  /** Keeps everybody else from writing to a table until the answer is called: whoever wants to write stands in the middle of the work. */
  async block(table: string): Promise<() => Promise<void>> {
    const client = new Client({ connectionString: this.postgres.url });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('BEGIN');
    await client.query(`LOCK TABLE ${table} IN EXCLUSIVE MODE`);
    this.blockers.add(client);
    return () => {
      this.blockers.delete(client);
      return client.end();
    };
  }

  /** Lets everybody go on whom a test that failed has left standing: the next one is not to wait for it. */
  async unblock(): Promise<void> {
    await Promise.all([...this.blockers].map(client => client.end()));
    this.blockers.clear();
  }

  /** The processes that stand before a blocked table. */
  async blocked(table: string): Promise<string[]> {
    const rows = await this.source.query(
      `SELECT DISTINCT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
        WHERE l.relation = $1::regclass AND NOT l.granted`,
      [table],
    );
    return rows.map((row: { name: string }) => row.name);
  }

  /** Who holds the lead, as soon as somebody does. */
  async leader(): Promise<string> {
    let name: string | undefined;
    await until(async () => {
      const rows = await this.source.query(
        `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
          WHERE l.locktype = 'advisory' AND l.objid = 731010 AND l.granted`,
      );
      name = rows[0]?.name;
      return name;
    }, 'somebody leads');
    return name as string;
  }

  /** Kills one of the server's processes, on which PostgreSQL ends all of them, loses its memory and recovers from its log. */
  async crashPostgres(): Promise<void> {
    const [{ pid }] = await this.source.query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
    process.kill(pid, 'SIGKILL');
  }

  /** Waits until nothing is left to do. */
  async settled(): Promise<void> {
    await until(async () => (await this.waiting()) === 0, 'everything is done');
  }

  async waiting(): Promise<number> {
    const [{ count }] = await this.source.query('SELECT count(*) AS count FROM outbox WHERE done_at IS NULL');
    return count;
  }
}
