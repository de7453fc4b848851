/** Kilobits per second of MPEG-1 and of MPEG-2 layer III by index (ISO 11172-3, 13818-3); 0 and 15 are no index of a frame. */
const KILOBITS = [
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
] as const;
/** Samples per second of MPEG-1 by index; MPEG-2 has half of them, MPEG-2.5 a quarter. */
const SAMPLES = [44_100, 48_000, 32_000];
/** What may begin like a frame by chance does not go on for so many. */
const FRAMES = 3;
/** Longest run of zeros between a tag and the first frame. */
const LONGEST_GAP = 4096;

/** Whether these bytes are sound in MP3: a tag or none, then frames of layer III one behind the other. */
export function isMp3(bytes: Buffer): boolean {
  let at = endOfTag(bytes);
  const gapEnd = Math.min(bytes.length, at + LONGEST_GAP);
  while (at < gapEnd && bytes[at] === 0) at += 1;
  for (let frame = 0; frame < FRAMES; frame += 1) {
    if (frame > 0 && (at >= bytes.length || bytes.toString('latin1', at, at + 3) === 'TAG')) return true;
    const length = frameLength(bytes, at);
    if (length === 0) return false;
    at += length;
  }
  return true;
}

/** Where the tag with title and singer ends (id3.org, ID3v2). */
function endOfTag(bytes: Buffer): number {
  if (bytes.length < 10 || bytes.toString('latin1', 0, 3) !== 'ID3') return 0;
  const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + ((bytes[at] ?? 0) & 0x7f), 0);
  const footer = ((bytes[5] ?? 0) & 0x10) === 0 ? 0 : 10;
  return 10 + size + footer;
}

/** How many bytes a frame has, from its first four; 0 when none begins here. */
function frameLength(bytes: Buffer, at: number): number {
  if (at + 4 > bytes.length) return 0;
  const header = bytes.readUInt32BE(at);
  const [version, layer] = [(header >>> 19) & 3, (header >>> 17) & 3];
  // Eleven bits of one; version 1 is reserved; layer III is 1.
  if (header >>> 21 !== 0x7ff || version === 1 || layer !== 1) return 0;
  const kilobits = KILOBITS[version === 3 ? 0 : 1][(header >>> 12) & 15] ?? 0;
  const samples = (SAMPLES[(header >>> 10) & 3] ?? 0) / (version === 3 ? 1 : version === 2 ? 2 : 4);
  if (kilobits === 0 || samples === 0) return 0;
  return Math.floor(((version === 3 ? 144 : 72) * kilobits * 1000) / samples) + ((header >>> 9) & 1);
}

/** Brands of what players of MP4 take (ISO 14496-12 and -14; `M4A `, `M4V ` and `avc1` of telephones). */
const MP4_BRANDS = /^(iso[m2-9]|mp4[12]|avc1|M4[AV] |MSNV|dash|3gp[4-7])$/;

/** Whether these bytes are film or sound in MP4, and all of it; `broken` when it begins like one and boxes are missing or cut off. */
export function mp4Of(bytes: Buffer): 'whole' | 'broken' | 'none' {
  if (bytes.length < 16 || bytes.toString('latin1', 4, 8) !== 'ftyp') return 'none';
  const brandsEnd = Math.min(bytes.readUInt32BE(0), bytes.length);
  let isKnown = false;
  for (let at = 8; at + 4 <= brandsEnd; at += 4) {
    // Between the first brand and the others stands a number.
    if (at !== 12) isKnown ||= MP4_BRANDS.test(bytes.toString('latin1', at, at + 4));
  }
  if (!isKnown) return 'none';
  let hasIndex = false;
  let at = 0;
  while (at < bytes.length) {
    const size = boxSize(bytes, at);
    if (size === 0 || at + size > bytes.length) return 'broken';
    hasIndex ||= bytes.toString('latin1', at + 4, at + 8) === 'moov';
    at += size;
  }
  return hasIndex ? 'whole' : 'broken';
}

/** Bytes of the box that begins here, its head included; 0 when none does. */
function boxSize(bytes: Buffer, at: number): number {
  if (at + 8 > bytes.length) return 0;
  const size = bytes.readUInt32BE(at);
  if (size === 0) return bytes.length - at;
  if (size !== 1) return size < 8 ? 0 : size;
  if (at + 16 > bytes.length) return 0;
  const large = Number(bytes.readBigUInt64BE(at + 8));
  return large < 16 ? 0 : large;
}
