import type { AuthProvider } from 'react-admin';
import { request } from './http.js';
import type { Permission } from './rules.js';
import { currentSession, setSession } from './session.js';
import type { Session } from './types.js';

/** The permission that opens a resource's pages; `write` is asked for creating and changing, where the resource has such pages. */
const ACCESS: Record<string, { read: Permission; write?: Permission }> = {
  tasks: { read: 'task.read' },
  documents: { read: 'plan.read' },
  plans: { read: 'plan.read' },
  objects: { read: 'object.read' },
  messages: { read: 'message.read' },
  units: { read: 'unit.read', write: 'unit.manage' },
  accounts: { read: 'account.read', write: 'account.manage' },
  posts: { read: 'account.read', write: 'account.manage' },
  'failed-jobs': { read: 'queue.manage' },
  sessions: { read: 'security.read' },
  'permission-table': { read: 'security.read' },
  papers: { read: 'paper.read' },
  'review-queue': { read: 'review.read' },
  audit: { read: 'audit.read' },
};

/** The permission that a resource's page asks for; null where the table has none: then it is closed to everyone. */
export function permissionFor(resource: string, action: string): Permission | null {
  const access = ACCESS[resource];
  return (['list', 'show', 'read'].includes(action) ? access?.read : access?.write) ?? null;
}

async function loadSession(): Promise<Session> {
  const known = currentSession();
  if (known) return known;
  const session = await request<Session>('GET', '/session');
  setSession(session);
  return session;
}

/** Cookie sessions: the server knows who is there; this only keeps what it said (name, posts, permissions, CSRF token). */
export const authProvider: AuthProvider = {
  login: async ({ login, password }: { login: string; password: string }) => {
    setSession(await request<Session>('POST', '/session', { body: { login, password } }));
  },
  logout: async () => {
    if (currentSession()) await request('DELETE', '/session').catch(() => undefined);
    setSession(null);
  },
  checkAuth: async () => {
    await loadSession().catch(error => {
      throw Object.assign(error, { message: false });
    });
  },
  checkError: async (error: { status?: number }) => {
    if (error.status === 401) throw Object.assign(new Error(), { message: false });
  },
  getIdentity: async () => {
    const { account } = await loadSession();
    return { id: account.id, fullName: account.name };
  },
  getPermissions: async () => currentSession()?.permissions ?? [],
  canAccess: async ({ resource, action }) => {
    const permission = permissionFor(resource, action);
    return permission !== null && (await loadSession()).permissions.includes(permission);
  },
};
