import type { ReactNode } from 'react';
import { DialogFrame, type FrameProps } from './DialogFrame.js';
import { useAttempt } from './useAttempt.js';

interface Props extends Omit<FrameProps, 'problem' | 'busy' | 'plain' | 'onSubmit' | 'children'> {
  /** Sends what was filled in, and sees to what follows; where it throws, the dialog stays and says why. */
  send: () => Promise<unknown>;
  /** The form; as a function it is given what was said against each field. */
  children?: ReactNode | ((faults: Record<string, string>) => ReactNode);
}

/** A dialog that sends something once: nothing goes twice, and what was typed stays until it was accepted or given up. */
export function SendDialog({ send, children, ...frame }: Props) {
  const { attempt, problem, busy, faults } = useAttempt();
  return (
    <DialogFrame {...frame} plain={!children} problem={problem} busy={busy} onSubmit={() => void attempt(send)}>
      {typeof children === 'function' ? children(faults) : children}
    </DialogFrame>
  );
}
