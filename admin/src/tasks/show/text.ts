/** How much of a text file is shown in place. */
export const SHOWN_BYTES = 256 * 1024;

/** A text file's beginning as characters: UTF-8 where it is that (a character cut off at the end does not count against it), GB18030 otherwise. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Reads the beginning of a file from the server and leaves the rest. Throws when the server refuses. */
export async function readBeginning(url: string, signal?: AbortSignal): Promise<{ text: string; cut: boolean }> {
  const response = await fetch(url, { credentials: 'same-origin', signal });
  if (!response.ok || !response.body) throw new Error(String(response.status));
  const reader = response.body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  let over = false;
  while (size <= SHOWN_BYTES && !over) {
    const { done, value } = await reader.read();
    over = done;
    if (value) {
      parts.push(value);
      size += value.length;
    }
  }
  await reader.cancel();
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return { text: decodeText(bytes.subarray(0, SHOWN_BYTES)), cut: size > SHOWN_BYTES };
}
