import { isMp3, mp4Of } from './recording-kind.ts';
import { namesInZip } from './zip-directory.ts';

/** A kind of file that may be handed in. */
export interface FileKind {
  label: string;
  mediaType: string;
  /** Ends of the name, small. */
  endings: readonly string[];
  /** Other types that programs say it is. */
  alsoSaid?: readonly string[];
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const TEXT: FileKind = { label: '纯文本', mediaType: 'text/plain; charset=utf-8', endings: ['txt'] };
const WORD: FileKind = { label: 'Word 文档', mediaType: `${OFFICE}.wordprocessingml.document`, endings: ['docx'] };
const SHEET: FileKind = { label: 'Excel 表格', mediaType: `${OFFICE}.spreadsheetml.sheet`, endings: ['xlsx'] };
const PDF: FileKind = { label: 'PDF', mediaType: 'application/pdf', endings: ['pdf'] };
const JPEG: FileKind = { label: 'JPEG 图片', mediaType: 'image/jpeg', endings: ['jpg', 'jpeg'] };
const PNG: FileKind = { label: 'PNG 图片', mediaType: 'image/png', endings: ['png'] };
const WEBP: FileKind = { label: 'WebP 图片', mediaType: 'image/webp', endings: ['webp'] };
const MP3: FileKind = { label: 'MP3 录音', mediaType: 'audio/mpeg', endings: ['mp3'], alsoSaid: ['audio/mp3'] };
const MP4: FileKind = { label: 'MP4 录像', mediaType: 'video/mp4', endings: ['mp4'], alsoSaid: ['audio/mp4'] };

/** Every kind that is taken. */
export const FILE_KINDS: readonly FileKind[] = [PDF, JPEG, PNG, WEBP, MP3, MP4, TEXT, WORD, SHEET];

const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);
const PNG_START = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const ZIP_START = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
/** Macros of Word and Excel, the old ones of Excel, and controls that run code. */
const MACROS = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/|activex\/)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const NO_TEXT = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffe\uffff]/u;

/** What a file is by its content, whatever it is called; a text tells why it is none that is taken. */
export function kindOf(bytes: Buffer): FileKind | string {
  const starts = (start: Buffer) => bytes.subarray(0, start.length).equals(start);
  if (bytes.length === 0) return '文件是空的';
  if (bytes.toString('latin1', 0, 5) === '%PDF-') return PDF;
  if (starts(JPEG_START)) return JPEG;
  if (starts(PNG_START)) return PNG;
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return WEBP;
  if (starts(ZIP_START)) return kindOfOffice(bytes);
  const mp4 = mp4Of(bytes);
  if (mp4 === 'broken') return '录像损坏或不完整，请重新导出后提交';
  if (mp4 === 'whole') return MP4;
  if (isMp3(bytes)) return MP3;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return NO_TEXT.test(text) ? UNKNOWN : TEXT;
  } catch {
    return UNKNOWN;
  }
}

const UNKNOWN = `认不出文件的内容；可以提交：${FILE_KINDS.map(({ label }) => label).join('、')}（文本须为 UTF-8 编码）`;

function kindOfOffice(bytes: Buffer): FileKind | string {
  const names = namesInZip(bytes);
  if (names === null) return '文件损坏或已加密，打不开';
  if (names.some((name) => MACROS.test(name))) return '文件含有宏或可执行的控件，请另存为不含宏的文件';
  const has = (name: string) => names.includes(name);
  if (has('[Content_Types].xml') && has('word/document.xml')) return WORD;
  if (has('[Content_Types].xml') && has('xl/workbook.xml')) return SHEET;
  return '不接受压缩包，请逐个提交文件';
}
