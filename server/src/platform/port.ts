import { createServer } from 'node:net';
import type { INestApplication } from '@nestjs/common';

/** Another program listens there; the message says what to do. */
export class PortTaken extends Error {
  constructor(port: number, variable = 'PORT') {
    super(
      `端口 ${port} 已被占用：可能系统已经在运行，或有别的程序在用它。请先停止那个程序，或用 ${variable} 换一个端口启动，例如：${variable}=${port + 1} npm ${variable === 'PORT' ? 'start' : 'run worker'}`,
    );
  }
}

/** Asked before anything else is started, so that a taken port is said at once. */
export function portIsFree(port: number, host: string): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, host, () => probe.close(() => resolve(true)));
  });
}

/** Listens; throws PortTaken when somebody took the port in the meantime. */
export async function listenOn(app: INestApplication, { port, host }: { port: number; host: string }): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortTaken(port);
    throw error;
  }
}
