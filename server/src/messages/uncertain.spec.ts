import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { mailRefusal, mayHaveArrived } from './uncertain.js';

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

/** The port of a server that lives as long as the test. */
async function listening(serve: (socket: Socket) => void): Promise<number> {
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Milliseconds of silence after which a mail is given up: nobody waits so long but for a server that has fallen silent. */
const PATIENCE = 30_000;

/** What nodemailer throws at a server that answers each line by `say` (null: it hangs up). */
async function thrown(say: (line: string) => string | null, { elsewhere = 0, patience = PATIENCE } = {}): Promise<unknown> {
  const port = await listening(socket => {
    const answer = (line: string) => {
      const said = say(line);
      if (said === null) socket.destroy();
      else if (said) socket.write(`${said}\r\n`);
    };
    answer('greeting');
    socket.on('data', data => {
      for (const line of String(data).split('\r\n').filter(Boolean)) answer(line);
    });
  });
  const mail = createTransport({ url: `smtp://127.0.0.1:${elsewhere || port}`, socketTimeout: patience, greetingTimeout: patience });
  const error = await mail.sendMail({ from: 'a@example.cn', to: 'b@example.cn', text: 'x' }).then(
    () => null,
    failure => failure,
  );
  expect(error).not.toBeNull();
  return error;
}

const polite = (line: string) =>
  line === 'DATA' ? '354 go on' : line === 'greeting' ? '220 test' : /^(EHLO|MAIL|RCPT|QUIT)/.test(line) ? '250 ok' : '';

describe('a mail that could not be sent', () => {
  it.each<[string, (line: string) => string | null, RegExp]>([
    ['was refused before its text', line => (line.startsWith('MAIL') ? '451 busy' : polite(line)), /^邮件服务器没有接收：.*451 busy/],
    ['was refused after its text', line => (line === '.' ? '554 spam' : polite(line)), /^邮件服务器没有接收：.*554 spam/],
  ])('has not arrived where it %s', async (_how, say, words) => {
    const error = await thrown(say);
    expect(mayHaveArrived(error)).toBe(false);
    expect(mailRefusal(error)).toMatch(words);
  });

  it('has not arrived where nobody listens', async () => {
    const error = await thrown(polite, { elsewhere: 9 });
    expect(mayHaveArrived(error)).toBe(false);
    expect(mailRefusal(error)).toBe('连不上邮件服务器，请检查 SMTP_URL 和网络（ECONNREFUSED）');
  });

  it.each<[string, (line: string) => string | null, number]>([
    ['hangs up', line => (line === '.' ? null : polite(line)), PATIENCE],
    ['falls silent', line => (line === '.' ? '' : polite(line)), 2000],
  ])('may have arrived where the server %s after its text', async (_how, say, patience) =>
    expect(mayHaveArrived(await thrown(say, { patience }))).toBe(true),
  );
});

describe('a call that failed', () => {
  it('may have arrived where it was cut off or nobody answered in time, not where nobody was reached', async () => {
    const failure = (url: string, init?: RequestInit) => fetch(url, init).catch(error => error);
    const cutting = await listening(socket => socket.once('data', () => socket.destroy()));
    expect(mayHaveArrived(await failure(`http://127.0.0.1:${cutting}/`, { method: 'POST', body: '{}' }))).toBe(true);
    expect(mayHaveArrived(await failure('http://127.0.0.1:9/'))).toBe(false);
    const silent = await listening(() => undefined);
    expect(mayHaveArrived(await failure(`http://127.0.0.1:${silent}/`, { signal: AbortSignal.timeout(100) }))).toBe(true);
  });
});
