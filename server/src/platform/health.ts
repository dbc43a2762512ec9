import type { Express, Request, Response } from 'express';
import type { DataSource } from 'typeorm';

const DATABASE_TIMEOUT_MS = 2000;

/**
 * `/health/live`: the process answers. `/health/ready` and `/health`: the database answers too (503 otherwise).
 * Outside the API: no session, nothing but yes or no.
 */
export function serveHealth(app: Express, source: DataSource): void {
  app.get('/health/live', (_request: Request, response: Response) => {
    response.json({ status: 'ok' });
  });
  app.get(['/health', '/health/ready'], async (_request: Request, response: Response) => {
    const database = await answers(source);
    response.status(database ? 200 : 503).json({ status: database ? 'ok' : 'unavailable', database: database ? 'ok' : 'unavailable' });
  });
}

async function answers(source: DataSource): Promise<boolean> {
  const timeout = new Promise<boolean>(resolve => setTimeout(() => resolve(false), DATABASE_TIMEOUT_MS).unref());
  const query = source.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([query, timeout]);
}
