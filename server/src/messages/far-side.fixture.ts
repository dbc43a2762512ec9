import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket, type Server as TcpServer } from 'node:net';

/** A mail server that speaks just enough SMTP; `refuse` makes it turn every mail away. */
export class MailServer {
  readonly taken: { to: string[]; data: string }[] = [];
  refuse = false;
  /** Breaks the connection after the mail has been taken, before it says so. */
  vanish = false;
  private readonly sockets = new Set<Socket>();
  private constructor(private readonly server: TcpServer) {}

  static async open(): Promise<MailServer> {
    const server = createTcpServer();
    const mails = new MailServer(server);
    server.on('connection', socket => mails.talk(socket));
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return mails;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    for (const socket of this.sockets) socket.destroy();
    this.server.close();
  }

  private talk(socket: Socket): void {
    this.sockets.add(socket);
    let to: string[] = [];
    let data: string | null = null;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('error', () => undefined);
    socket.on('data', chunk => {
      rest += chunk;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (data !== null && line !== '.') data += `${line}\n`;
        else if (data !== null) {
          this.taken.push({ to, data });
          data = null;
          if (this.vanish) return void socket.destroy();
          say('250 taken');
        } else if (/^EHLO|^HELO/.test(line)) say('250 test');
        else if (/^MAIL/.test(line)) {
          to = [];
          say(this.refuse ? '451 try later' : '250 ok');
        } else if (/^RCPT/.test(line)) {
          to.push(/<(.*)>/.exec(line)?.[1] ?? '');
          say('250 ok');
        } else if (line === 'DATA') {
          data = '';
          say('354 go on');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  }
}

/** Where the robots' makers would listen. */
export class Robots {
  readonly heard: { path: string; body: Record<string, unknown> }[] = [];
  /** Breaks the connection after it has heard. */
  vanish = false;
  /** Done when something is heard, before it is answered. */
  whenHeard: () => Promise<unknown> = async () => undefined;
  answer: { status: number; body: unknown } = { status: 200, body: { errcode: 0, code: 0 } };
  private constructor(private readonly server: Server) {}

  static async open(): Promise<Robots> {
    const server = createServer();
    const robots = new Robots(server);
    server.on('request', (request, response) => {
      let text = '';
      request.on('data', chunk => {
        text += chunk;
      });
      request.on('end', async () => {
        await robots.whenHeard();
        robots.heard.push({ path: request.url ?? '', body: JSON.parse(text) });
        if (robots.vanish) return void request.socket.destroy();
        response.writeHead(robots.answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(robots.answer.body));
      });
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return robots;
  }

  url(path: string): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}${path}`;
  }

  close(): void {
    this.server.close();
  }
}
