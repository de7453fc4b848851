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

export const OFFICE = 'application/vnd.openxmlformats-officedocument';
