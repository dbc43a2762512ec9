import { existsSync, readFileSync } from 'node:fs';
import { load, YAML11_SCHEMA } from 'js-yaml';
import { readConfig } from '../../server/src/platform/config.js';

/** docker-compose.yml, Dockerfile, nginx.conf, the settings and the manual say the same. */
const read = (path: string) => readFileSync(path, 'utf8');
const file = {
  compose: read('docker-compose.yml'),
  docker: read('Dockerfile'),
  nginx: read('server/nginx.conf'),
  manual: read('docs/operating.md'),
};

interface Service {
  user?: string;
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  volumes?: string[];
  ports?: string[];
  deploy?: { replicas: number };
}
const { services, volumes } = load(file.compose, { schema: YAML11_SCHEMA }) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const service = (name: string) => services[name] as Service;

/** Every setting that the program knows: nothing else reads the environment. */
const KNOWN = [...read('server/src/platform/config.ts').matchAll(/^ {2}([A-Z][A-Z0-9_]+): (?:z\.|port|flag|megabytes)/gm)].map(
  ([, name]) => name,
);
/** What the image sets, as the processes in it find it. */
const IMAGE = Object.fromEntries(
  [...(/^ENV (.*)$/m.exec(file.docker)?.[1] ?? '').matchAll(/(\w+)=(\S+)/g)].map(([, name, value]) => [name, value]),
);

/** As compose fills it in: what must be given, and what may be. */
const filled = (words: string | number) =>
  String(words).replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, name, kind, rest) => (kind === '?' ? `${name.toLowerCase()}_long_enough` : rest));
const environmentOf = (name: string): Record<string, string> => ({
  ...IMAGE,
  ...Object.fromEntries(Object.entries(service(name).environment ?? {}).map(([key, value]) => [key, filled(value)])),
});

describe('docker-compose.yml', () => {
  it('gives web and worker settings that the program knows and accepts', () => {
    expect(KNOWN.length).toBeGreaterThan(20);
    for (const name of ['web', 'worker']) {
      const environment = environmentOf(name);
      expect(Object.keys(environment).filter(key => !KNOWN.includes(key))).toEqual([]);
      const config = readConfig(environment);
      expect(config).toMatchObject({ production: true, loadSeeds: false, dataDir: '/data' });
      expect(config.databaseUrl).toContain('@database:5432/');
      expect(config.redisUrl).toContain('@redis:6379');
      expect(config.s3?.endpoint).toBe('http://store:9000');
      expect(config.metricsToken?.length).toBeGreaterThanOrEqual(16);
    }
  });

  it('asks the check of the image at the port on which each process answers, under a path that there is', () => {
    expect(read('server/src/platform/health.ts')).toContain(`'${/PORT\}(\/[a-z/]+)`/.exec(file.docker)?.[1]}'`);
    const worker = readConfig(environmentOf('worker'));
    expect(worker.workerPort).toBe(worker.port);
    expect(file.nginx).toContain(`server web:${readConfig(environmentOf('web')).port} resolve`);
    expect(file.docker).toContain(`EXPOSE ${readConfig(environmentOf('web')).port}`);
  });

  it('runs two of each, starts what is built, and each on what it depends once that is well', () => {
    for (const name of ['web', 'worker']) expect(service(name).deploy?.replicas).toBe(2);
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const heap = /--max-old-space-size=\d+/.exec(scripts.start)?.[0];
    const image = JSON.parse(/^CMD (\[.*\])$/m.exec(file.docker)?.[1] ?? '[]');
    for (const [node, size, program] of [scripts.worker.split(' '), service('worker').command ?? [], image]) {
      expect([node, size]).toEqual(['node', heap]);
      expect(existsSync(program.replace('dist', 'src').replace('.js', '.ts'))).toBe(true);
    }
    for (const each of Object.values(services))
      for (const [needed, { condition }] of Object.entries(each.depends_on ?? {})) {
        const once = condition === 'service_completed_successfully';
        expect(once || service(needed).healthcheck || service(needed).image === 'dudao').toBeTruthy();
      }
    expect(/^HEALTHCHECK/m.test(file.docker)).toBe(true);
  });

  it('lets nothing run as root but the step that hands the volume over', () => {
    const last = file.docker.slice(file.docker.lastIndexOf('\nFROM'));
    expect(/^USER (\w+)$/m.exec(last)?.[1]).toBe('node');
    // The folder of the volume belongs to that user before it is one: a new volume takes its owner over.
    expect(last.indexOf(`chown node:node ${IMAGE.DATA_DIR}`)).toBeLessThan(last.indexOf('\nUSER'));
    expect(last).toContain(`VOLUME ${IMAGE.DATA_DIR}`);
    for (const name of ['web', 'worker']) expect(service(name).volumes).toEqual([`files:${IMAGE.DATA_DIR}`]);
    const asRoot = Object.entries(services).filter(([, { user, image }]) => !user && image !== 'dudao' && !image.includes('unprivileged'));
    expect(asRoot.map(([name]) => name)).toEqual(['store-owner']);
    const owner = service('store-owner');
    expect(owner.command?.[1]).toBe(service('store').user);
    expect(owner.volumes).toEqual(service('store').volumes);
    expect(owner).toMatchObject({ network_mode: 'none' });
  });

  it('names each volume that it mounts, and shows but one port', () => {
    const mounted = Object.values(services).flatMap(each => (each.volumes ?? []).map(volume => volume.split(':')[0] as string));
    expect([...new Set(mounted.filter(name => !name.startsWith('.')))].sort()).toEqual(Object.keys(volumes).sort());
    for (const path of mounted.filter(name => name.startsWith('.'))) expect(existsSync(path)).toBe(true);
    expect(Object.entries(services).filter(([, { ports }]) => ports)).toHaveLength(1);
    const listening = /listen (\d+);/.exec(file.nginx)?.[1];
    expect(service('proxy').ports?.[0]).toMatch(new RegExp(`:${listening}$`));
    expect(service('proxy').healthcheck?.test.join(' ')).toContain(`:${listening}/health/live`);
  });

  it('gives the store the account that the program shows, and Redis its password', () => {
    const web = environmentOf('web');
    const store = environmentOf('store');
    expect([web.S3_ACCESS_KEY, web.S3_SECRET_KEY]).toEqual([store.MINIO_ROOT_USER, store.MINIO_ROOT_PASSWORD]);
    const redis = service('redis').command?.map(filled) ?? [];
    expect(web.REDIS_URL).toContain(`:${redis[redis.indexOf('--requirepass') + 1]}@`);
    expect(redis[redis.indexOf('--maxmemory-policy') + 1]).toBe('noeviction');
    const database = environmentOf('database');
    expect(web.DATABASE_URL).toBe(
      `postgres://${database.POSTGRES_USER}:${database.POSTGRES_PASSWORD}@database:5432/${database.POSTGRES_DB}`,
    );
  });
});

describe('docs/operating.md', () => {
  it('lists every setting once, and what compose must be given', () => {
    const listed = [...file.manual.matchAll(/^\| (`[A-Z].*?) +\|/gm)].flatMap(([row]) => [
      ...(row.split('|')[1] ?? '').matchAll(/`([A-Z][A-Z0-9_]+)`/g),
    ]);
    expect(listed.map(([, name]) => name).sort()).toEqual([...KNOWN].sort());
    const needed = [...new Set([...file.compose.matchAll(/\$\{(\w+):\?/g)].map(([, name]) => name as string))];
    expect(needed.length).toBe(4);
    for (const name of needed) expect(file.manual).toMatch(new RegExp(`^${name}=`, 'm'));
  });
});
