import { createServer, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import { mailRefusal, mayHaveArrived } from './uncertain.js';

/** What nodemailer throws at a server that answers each line by `say` (null: it hangs up). */
async function thrown(say: (line: string) => string | null, port?: number): Promise<unknown> {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => undefined);
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
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port: own } = server.address() as { port: number };
  const mail = createTransport({ url: `smtp://127.0.0.1:${port ?? own}`, socketTimeout: 300, greetingTimeout: 300 });
  const error = await mail.sendMail({ from: 'a@example.cn', to: 'b@example.cn', text: 'x' }).then(
    () => null,
    failure => failure,
  );
  for (const socket of sockets) socket.destroy();
  await new Promise(resolve => server.close(resolve));
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
    const error = await thrown(polite, 9);
    expect(mayHaveArrived(error)).toBe(false);
    expect(mailRefusal(error)).toBe('连不上邮件服务器，请检查 SMTP_URL 和网络（ECONNREFUSED）');
  });

  it.each<[string, (line: string) => string | null]>([
    ['hangs up', line => (line === '.' ? null : polite(line))],
    ['falls silent', line => (line === '.' ? '' : polite(line))],
  ])('may have arrived where the server %s after its text', async (_how, say) => expect(mayHaveArrived(await thrown(say))).toBe(true));
});

describe('a call that failed', () => {
  it('may have arrived where it was cut off or nobody answered in time, not where nobody was reached', async () => {
    const server = createServer(socket => socket.once('data', () => socket.destroy()));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const failure = (url: string, init?: RequestInit) => fetch(url, init).catch(error => error);
    expect(mayHaveArrived(await failure(`http://127.0.0.1:${port}/`, { method: 'POST', body: '{}' }))).toBe(true);
    await new Promise(resolve => server.close(resolve));
    expect(mayHaveArrived(await failure('http://127.0.0.1:9/'))).toBe(false);
    const silent = createServer(() => undefined);
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    const at = `http://127.0.0.1:${(silent.address() as { port: number }).port}/`;
    expect(mayHaveArrived(await failure(at, { signal: AbortSignal.timeout(100) }))).toBe(true);
    silent.close();
  });
});
