const TABLE_DEFINITION = 0xd608;
/** How long a property's operand is, by the upper three bits of its code; the seventh says so itself. */
const SIZES = [1, 1, 2, 4, 2, 2, 0, 3];

/** The properties in a run of them, code and operand ([MS-DOC] 2.2.5.1); what is cut off at the end is left out. */
export function propertiesIn(bytes: Buffer): [code: number, operand: Buffer][] {
  const found: [number, Buffer][] = [];
  for (let at = 0; at + 3 <= bytes.length; ) {
    const code = bytes.readUInt16LE(at);
    const size = sizeOf(code, bytes, at + 2);
    if (at + 2 + size > bytes.length) break;
    found.push([code, bytes.subarray(at + 2, at + 2 + size)]);
    at += 2 + size;
  }
  return found;
}

function sizeOf(code: number, bytes: Buffer, at: number): number {
  if (code === TABLE_DEFINITION) return at + 2 > bytes.length ? 2 : bytes.readUInt16LE(at) + 1;
  const kind = code >> 13;
  return kind === 6 ? bytes.readUInt8(at) + 1 : SIZES[kind]!;
}
