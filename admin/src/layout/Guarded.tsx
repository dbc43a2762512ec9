import type { ReactNode } from 'react';
import type { Permission } from '../api/rules.js';
import { useSession } from '../api/session.js';
import { DeniedPage } from './ErrorPage.js';

/** Shows a page to those who hold its permission; the server asks again. */
export function Guarded({ permission, children }: { permission?: Permission; children: ReactNode }) {
  const { permissions } = useSession();
  return permission && !permissions.includes(permission) ? <DeniedPage /> : children;
}
