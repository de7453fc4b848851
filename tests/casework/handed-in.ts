/** One entry of a zip file, kept as it is (nothing packed). */
type Entry = readonly [name: string, content: string];

/** A zip file whose entries are not packed; checksums are left at zero, as nobody unpacks it. */
export function zipOf(entries: readonly Entry[], flags = 0): Buffer {
  const files: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const [name, content] of entries) {
    const [label, body] = [Buffer.from(name), Buffer.from(content)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt32LE(body.length, 18);
    local.writeUInt32LE(body.length, 22);
    local.writeUInt16LE(label.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(flags, 8);
    central.writeUInt32LE(body.length, 20);
    central.writeUInt32LE(body.length, 24);
    central.writeUInt16LE(label.length, 28);
    central.writeUInt32LE(at, 42);
    files.push(local, label, body);
    table.push(central, label);
    at += local.length + label.length + body.length;
  }
  const size = table.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...table, end]);
}

const TYPES: Entry = ['[Content_Types].xml', '<Types/>'];
export const WORD = zipOf([TYPES, ['word/document.xml', '<w:document/>']]);
export const SHEET = zipOf([TYPES, ['xl/workbook.xml', '<workbook/>']]);
export const WITH_MACROS = zipOf([TYPES, ['word/document.xml', '<w:document/>'], ['word/vbaProject.bin', 'x']]);
export const PDF = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n');
export const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 0xff, 0xd9]);
export const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]);
export const WEBP = Buffer.from('RIFF\u0004\u0000\u0000\u0000WEBPVP8 ', 'latin1');

/** A frame of MPEG-1 layer III, 128 kbit/s at 44.1 kHz: 417 bytes, and silence. */
const FRAME = Buffer.concat([Buffer.from([0xff, 0xfb, 0x90, 0x00]), Buffer.alloc(413)]);
const TITLE = Buffer.concat([
  Buffer.from('ID3\u0004\u0000\u0000\u0000\u0000\u0001\u0000', 'latin1'),
  Buffer.alloc(128),
]);
export const MP3 = Buffer.concat([FRAME, FRAME, FRAME]);
export const MP3_WITH_TITLE = Buffer.concat([TITLE, MP3, Buffer.from('TAG')]);
export const TITLE_ALONE = Buffer.concat([TITLE, Buffer.from('no sound')]);
/** One frame, and what is none behind it. */
export const MP3_BY_CHANCE = Buffer.concat([FRAME, Buffer.from([0, 1, 2, 3]), FRAME]);

/** A box of MP4: its length, its kind, what is in it. */
export function boxOf(kind: string, content: Buffer | string): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(kind, 4, 'latin1');
  return Buffer.concat([head, body]);
}
const BRANDS = boxOf('ftyp', 'isom\u0000\u0000\u0002\u0000isomavc1mp41');
export const MP4 = Buffer.concat([BRANDS, boxOf('moov', boxOf('mvhd', Buffer.alloc(100))), boxOf('mdat', 'pictures')]);
export const MP4_BROKEN_OFF = MP4.subarray(0, MP4.length - 1);
export const MP4_WITHOUT_INDEX = Buffer.concat([BRANDS, boxOf('mdat', 'pictures')]);
/** A photograph of a telephone, in the same boxes. */
export const HEIC = Buffer.concat([boxOf('ftyp', 'heic\u0000\u0000\u0000\u0000mif1heic'), boxOf('moov', '')]);

export const OFFICE = 'application/vnd.openxmlformats-officedocument';
