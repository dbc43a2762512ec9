import { useSyncExternalStore } from 'react';
import type { Permission } from './rules.js';
import type { Session } from './types.js';

/** Who sits at this screen, and whether the server has forgotten it (`expired`): the one place that knows. */
interface SessionState {
  session: Session | null;
  expired: boolean;
}

let state: SessionState = { session: null, expired: false };
const listeners = new Set<() => void>();
let waiters: ((back: boolean) => void)[] = [];

function change(next: SessionState): void {
  state = next;
  for (const listener of listeners) listener();
}

export const currentSession = (): Session | null => state.session;

/** Sets the session after log-in (or null after log-out) and lets the requests go on that waited for a new log-in. */
export function setSession(session: Session | null): void {
  change({ session, expired: false });
  const waiting = waiters;
  waiters = [];
  for (const go of waiting) go(session !== null);
}

/** Asks the person to log in again on top of the screen; true when that worked, false when the person left instead. */
export function waitForLogin(): Promise<boolean> {
  if (!state.expired) change({ ...state, expired: true });
  return new Promise(resolve => waiters.push(resolve));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export function useSessionState(): SessionState {
  return useSyncExternalStore(subscribe, () => state);
}

/** The session of the person at the screen; only for what is shown after log-in. */
export function useSession(): Session {
  const { session } = useSessionState();
  if (!session) throw new Error('no session');
  return session;
}

/** True when one of the person's posts carries the permission. */
export function useMay(permission: Permission): boolean {
  return useSessionState().session?.permissions.includes(permission) ?? false;
}
