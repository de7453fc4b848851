const END = 0x06054b50;
const ENTRY = 0x02014b50;
const END_BYTES = 22;
const ENTRY_BYTES = 46;
const LONGEST_COMMENT = 65_535;
const ENCRYPTED = 1;

/**
 * The names in a zip file's table of contents; null when it has no table of contents that is whole, or something in it is encrypted.
 * Nothing is unpacked, so that it does not matter what it would unpack to.
 */
export function namesInZip(bytes: Buffer): string[] | null {
  const end = findEnd(bytes);
  if (end < 0) return null;
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  const names: string[] = [];
  for (let entry = 0; entry < count; entry += 1) {
    if (at + ENTRY_BYTES > end || bytes.readUInt32LE(at) !== ENTRY) return null;
    if (bytes.readUInt16LE(at + 8) & ENCRYPTED) return null;
    const nameBytes = bytes.readUInt16LE(at + 28);
    const next = at + ENTRY_BYTES + nameBytes + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
    if (next > end) return null;
    names.push(bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes));
    at = next;
  }
  // Something between the table and its end would be what another reader sees.
  return at === end ? names : null;
}

/** Where the end record begins that reaches to the end of the file, or -1. */
function findEnd(bytes: Buffer): number {
  const first = Math.max(0, bytes.length - END_BYTES - LONGEST_COMMENT);
  for (let at = bytes.length - END_BYTES; at >= first; at -= 1) {
    if (bytes.readUInt32LE(at) === END && at + END_BYTES + bytes.readUInt16LE(at + 20) === bytes.length) return at;
  }
  return -1;
}
