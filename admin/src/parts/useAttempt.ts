import { useState } from 'react';
import { ApiError } from '../api/http.js';

/**
 * One thing at a time is sent: `busy` until it is answered, and what it failed for is shown until the next; `faults`: what was said against each field.
 * Gives null where it failed.
 */
export function useAttempt() {
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const attempt = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setProblem(null);
    try {
      return await work();
    } catch (error) {
      setProblem(error);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const faults: Record<string, string> = (problem instanceof ApiError && problem.body.errors) || {};
  return { attempt, problem, setProblem, busy, faults };
}
