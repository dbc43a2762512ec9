import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const port = z.coerce.number().int().min(1).max(65_535);
const megabytes = z.coerce.number().positive().max(10_000);
const flag = z.enum(['true', 'false']).transform(word => word === 'true');

/** Every setting from the environment, with its default. Nothing else reads `process.env`. */
const Environment = z.object({
  /** Port of API and front end. */
  PORT: port.default(3000),
  /** Address to listen on; all addresses, so that colleagues can open it. */
  HOST: z.string().default('0.0.0.0'),
  /** PostgreSQL; absent: an embedded server in the data directory. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** Redis; absent: the web process works the outbox off itself. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** Port on which a worker tells of its health and figures; absent: it listens on none. */
  WORKER_PORT: port.optional(),
  /** Who reads `/metrics` must show it (`Authorization: Bearer …`); absent: this machine only. */
  METRICS_TOKEN: z.string().min(16, '至少 16 个字符').optional(),
  /** Mail server for the daily digests, `smtp://user:password@host:587` or `smtps://…`; absent: no mail leaves. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Sender of the mails, `督导 <dudao@example.cn>`. */
  MAIL_FROM: z.string().max(200).optional(),
  /** Address under which people open the system, for the links in mails and group messages. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Where the embedded server, evidence and generated secrets lie. */
  DATA_DIR: z.string().default(fileURLToPath(new URL('../../../data', import.meta.url))),
  /** An S3-compatible store for evidence and documents, `https://s3.example.cn`; absent: the data directory. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_BUCKET: z.string().default('dudao'),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY: z.string().optional(),
  S3_SECRET_KEY: z.string().optional(),
  /** Seals what must not be read at rest (keys of group robots); absent: a key in the data directory. The same for all processes. */
  SECRET_KEY: z.string().min(32, '至少 32 个字符').optional(),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('warn'),
  /** Load organisation, accounts and the five documents on first start. Default: only with the embedded server. */
  LOAD_SEEDS: flag.optional(),
  /** Largest piece of evidence, MB. */
  EVIDENCE_MAX_MB: megabytes.default(200),
  /** Largest plan document, MB. */
  DOCUMENT_MAX_MB: megabytes.default(20),
  /** Send the session cookie over https only: set it where a proxy ends TLS. */
  SECURE_COOKIE: flag.default(false),
  /** Proxies whose word on the caller's address is taken, as Express's `trust proxy` names them; nobody else can feign an address. */
  TRUST_PROXY: z.string().default('loopback'),
  /** Minutes without a request after which a session ends (GB/T 22239 asks for automatic exit). */
  SESSION_IDLE_MINUTES: z.coerce.number().int().min(5).max(1440).default(120),
  /** Hours after which a session ends in any case. */
  SESSION_HOURS: z.coerce.number().int().min(1).max(72).default(12),
});

/** Where evidence and documents lie, outside the data directory. */
export interface S3Settings {
  endpoint: string;
  bucket: string;
  region: string;
  accessKey: string;
  secretKey: string;
}

/** What is configured cannot be used; the message says in Chinese what to do, and is shown as it is. */
export class ConfigError extends Error {}

export interface Config {
  port: number;
  host: string;
  databaseUrl: string | null;
  redisUrl: string | null;
  workerPort: number | null;
  metricsToken: string | null;
  smtpUrl: string | null;
  mailFrom: string | null;
  publicUrl: string | null;
  dataDir: string;
  s3: S3Settings | null;
  secretKey: string | null;
  production: boolean;
  logLevel: string;
  loadSeeds: boolean;
  evidenceMaxBytes: number;
  documentMaxBytes: number;
  secureCookie: boolean;
  trustProxy: string;
  sessionIdleMinutes: number;
  sessionHours: number;
}

/** Injection token of the Config. */
export const CONFIG = Symbol('config');

/**
 * Reads and checks the environment. Throws ConfigError listing every mistake at once, in words.
 * An empty variable counts as not set, as compose files pass them.
 */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map(issue => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`环境变量有误，请改正后再启动：\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL ?? null,
    redisUrl: env.REDIS_URL ?? null,
    workerPort: env.WORKER_PORT ?? null,
    metricsToken: env.METRICS_TOKEN ?? null,
    smtpUrl: env.SMTP_URL ?? null,
    mailFrom: env.MAIL_FROM ?? null,
    publicUrl: env.PUBLIC_URL ?? null,
    dataDir: resolve(env.DATA_DIR),
    s3: s3Of(env),
    secretKey: env.SECRET_KEY ?? null,
    production: env.NODE_ENV === 'production',
    logLevel: env.LOG_LEVEL,
    loadSeeds: env.LOAD_SEEDS ?? env.DATABASE_URL === undefined,
    evidenceMaxBytes: env.EVIDENCE_MAX_MB * 1024 * 1024,
    documentMaxBytes: env.DOCUMENT_MAX_MB * 1024 * 1024,
    secureCookie: env.SECURE_COOKIE,
    trustProxy: env.TRUST_PROXY,
    sessionIdleMinutes: env.SESSION_IDLE_MINUTES,
    sessionHours: env.SESSION_HOURS,
  };
}

/** All of it or nothing: an address without its keys is a mistake. */
function s3Of(env: z.infer<typeof Environment>): S3Settings | null {
  const { S3_ENDPOINT: endpoint, S3_BUCKET: bucket, S3_REGION: region, S3_ACCESS_KEY: accessKey, S3_SECRET_KEY: secretKey } = env;
  if (!endpoint) return null;
  if (!accessKey || !secretKey)
    throw new ConfigError('环境变量有误，请改正后再启动：\n  设置了 S3_ENDPOINT 的，还要设置 S3_ACCESS_KEY 和 S3_SECRET_KEY');
  return { endpoint, bucket, region, accessKey, secretKey };
}

/** Where the embedded database lies. */
export const embeddedDirectory = (config: Config) => join(config.dataDir, 'postgres');
