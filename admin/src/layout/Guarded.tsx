import type { ReactNode } from 'react';
import type { Permission } from '../api/rules.js';
import { useSession } from '../api/session.js';
import { DeniedPage } from './ErrorPage.js';

/** Shows a page to those who hold its permission (undefined: to everyone, null: to nobody); the server asks again. */
export function Guarded({ permission, children }: { permission?: Permission | null; children: ReactNode }) {
  const { permissions } = useSession();
  const open = permission === undefined || (permission !== null && permissions.includes(permission));
  return open ? children : <DeniedPage />;
}
