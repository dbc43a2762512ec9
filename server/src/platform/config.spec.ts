import { ConfigError, readConfig } from './config.js';

describe('the environment', () => {
  it('nothing set: the embedded database, the seeds, port 3000', () => {
    expect(readConfig({})).toMatchObject({
      port: 3000,
      databaseUrl: null,
      loadSeeds: true,
      production: true,
      secureCookie: false,
      redisUrl: null,
    });
  });

  it('a database of one’s own gets no seeds unless they are asked for', () => {
    const DATABASE_URL = 'postgres://dudao@localhost/dudao';
    expect(readConfig({ DATABASE_URL })).toMatchObject({ databaseUrl: DATABASE_URL, loadSeeds: false });
    expect(readConfig({ DATABASE_URL, LOAD_SEEDS: 'true' }).loadSeeds).toBe(true);
  });

  it('an empty variable counts as not set, as compose files pass them', () => {
    expect(readConfig({ PORT: '', DATABASE_URL: '', LOAD_SEEDS: '' })).toMatchObject({ port: 3000, databaseUrl: null, loadSeeds: true });
  });

  it('sizes are given in megabytes', () => {
    expect(readConfig({ EVIDENCE_MAX_MB: '1.5' }).evidenceMaxBytes).toBe(1.5 * 1024 * 1024);
  });

  it('names every mistake at once', () => {
    const mistakes = {
      PORT: '70000',
      DATABASE_URL: 'mysql://x',
      REDIS_URL: 'localhost:6379',
      METRICS_TOKEN: 'short',
      NODE_ENV: 'test ',
      SECURE_COOKIE: 'yes',
      EVIDENCE_MAX_MB: '-1',
      SESSION_HOURS: '0',
    };
    const read = () => readConfig(mistakes);
    expect(read).toThrow(ConfigError);
    for (const name of Object.keys(mistakes)) expect(read).toThrow(`${name}:`);
    expect(read).toThrow(/^环境变量有误/);
  });

  it('a store outside is given as a whole, and no key stands in the message', () => {
    expect(readConfig({}).s3).toBeNull();
    const whole = { S3_ENDPOINT: 'http://store:9000', S3_ACCESS_KEY: 'dudao', S3_SECRET_KEY: 'geheim' };
    expect(readConfig(whole).s3).toEqual({
      endpoint: 'http://store:9000',
      bucket: 'dudao',
      region: 'us-east-1',
      accessKey: 'dudao',
      secretKey: 'geheim',
    });
    expect(() => readConfig({ ...whole, S3_ACCESS_KEY: '' })).toThrow('S3_ACCESS_KEY');
    expect(() => readConfig({ ...whole, S3_ACCESS_KEY: '' })).not.toThrow('geheim');
  });
});
