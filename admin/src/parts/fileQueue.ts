import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../api/http.js';
import { text } from '../i18n/index.js';
import { formatSize } from './format.js';

export type SendFile = (file: File, options: { onProgress: (share: number) => void; signal: AbortSignal }) => Promise<unknown>;

/** One file on its way. `share` goes from 0 to 1; `retry` is true where sending again may help. */
export interface Sending {
  id: number;
  file: File;
  state: 'waiting' | 'sending' | 'done' | 'failed' | 'stopped';
  share: number;
  error?: string;
  retry?: boolean;
}

/** Why a file is not even sent, in words; undefined when it may go. */
function refusal(file: File, limit: number): string | undefined {
  if (file.size === 0) return text('app.file.empty');
  if (file.size > limit) return text('app.file.tooLarge', { size: formatSize(file.size), limit: formatSize(limit) });
  return undefined;
}

/** Sending the same again can only help where the server was not reached, was busy or broke down. */
const mayHelp = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status === 429 || error.status >= 500;

/** Keeps the files, sends one at a time, and goes on after a failure. */
export function useFileQueue(send: SendFile, limit: number, onSent?: (result: unknown) => void) {
  const [items, setItems] = useState<Sending[]>([]);
  const next = useRef(1);
  const running = useRef<{ id: number; abort: AbortController } | null>(null);
  const change = (id: number, to: Partial<Sending>) => setItems(all => all.map(item => (item.id === id ? { ...item, ...to } : item)));

  const run = async ({ id, file }: Sending) => {
    const abort = new AbortController();
    running.current = { id, abort };
    change(id, { state: 'sending', share: 0, error: undefined, retry: false });
    try {
      const result = await send(file, { onProgress: share => change(id, { share }), signal: abort.signal });
      change(id, { state: 'done', share: 1 });
      onSent?.(result);
    } catch (error) {
      if (abort.signal.aborted) change(id, { state: 'stopped', retry: true });
      else change(id, { state: 'failed', error: (error as Error).message, retry: mayHelp(error) });
    } finally {
      running.current = null;
      setItems(all => [...all]);
    }
  };

  useEffect(() => {
    const waiting = items.find(item => item.state === 'waiting');
    if (waiting && !running.current) void run(waiting);
  });

  return {
    items,
    add: (files: File[]) =>
      setItems(all => [
        ...all,
        ...files.map((file): Sending => {
          const error = refusal(file, limit);
          return { id: next.current++, file, state: error ? 'failed' : 'waiting', share: 0, error };
        }),
      ]),
    again: (id: number) => change(id, { state: 'waiting', error: undefined, retry: false }),
    dismiss: (id: number) => setItems(all => all.filter(item => item.id !== id)),
    stop: (id: number) => (running.current?.id === id ? running.current.abort.abort() : change(id, { state: 'stopped', retry: true })),
  };
}
