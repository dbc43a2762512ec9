import { useState } from 'react';

/** One thing at a time is sent: `busy` until it is answered, and what it failed for is shown until the next. Gives null where it failed. */
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
  return { attempt, problem, setProblem, busy };
}
