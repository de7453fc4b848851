import { countCharacters } from '../intake/field-reader.ts';

const LONGEST = 100;
/** What separates folders, what systems forbid in names, control characters, and what turns the direction of reading. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f/\\:*?"<>|\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;

/** Why a file must not be called that, or null. */
export function faultOfFileName(name: string): string | null {
  if (name.trim() === '') return '请给出文件名';
  if (countCharacters(name) > LONGEST) return `文件名不得超过 ${LONGEST} 个字符，现有 ${countCharacters(name)} 个`;
  if (FORBIDDEN.test(name)) return '文件名不得含有路径、控制字符或 : * ? " < > |';
  if (name.startsWith('.') || name.endsWith('.') || name !== name.trim()) return '文件名不得以点或空格开头、结尾';
  return null;
}
