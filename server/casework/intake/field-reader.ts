import { isCode } from '../codes.ts';
import type { Problem } from '../errors.ts';

/** Characters as people count them: 𠮷 and 😀 are one each. */
export const countCharacters = (text: string): number => [...text].length;

/** Takes out NUL, which no database text may hold. */
const withoutNul = (text: string): string => text.replaceAll('\u0000', '');

/**
 * Reads the members of one JSON object, gathering every problem instead of stopping at the first. A member that is absent, null or an
 * empty text counts as not given. `finish` refuses members nobody asked for.
 */
export class FieldReader {
  readonly problems: Problem[] = [];
  private readonly source: Record<string, unknown>;
  private readonly prefix: string;
  private readonly asked = new Set<string>();

  constructor(source: object, prefix = '') {
    this.source = { ...source };
    this.prefix = prefix;
  }

  refuse(field: string, reason: string): void {
    this.problems.push({ field: this.prefix + field, reason });
  }

  /** The raw member, or undefined when it was not given. */
  raw(field: string): unknown {
    this.asked.add(field);
    const value = this.source[field];
    return value === null || value === '' ? undefined : value;
  }

  /** A text of `min` to `max` characters, trimmed of spaces (U+3000 too), or undefined. */
  text(field: string, label: string, limits: { min?: number; max: number }): string | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (typeof value !== 'string') {
      this.refuse(field, `${label}须为文字`);
      return undefined;
    }
    const text = withoutNul(value).trim();
    if (text === '') return undefined;
    const length = countCharacters(text);
    if (length > limits.max) this.refuse(field, `${label}不得超过 ${limits.max} 个字符，现有 ${length} 个`);
    else if (limits.min !== undefined && length < limits.min) {
      this.refuse(field, `${label}不得少于 ${limits.min} 个字符，现有 ${length} 个`);
    } else return text;
    return undefined;
  }

  /** As `text`, but refused when it is not given. Answers an empty text where there is a problem. */
  requiredText(field: string, label: string, limits: { min?: number; max: number }): string {
    const text = this.text(field, label, limits);
    if (text === undefined && !this.problems.some((problem) => problem.field === this.prefix + field)) {
      this.refuse(field, `请填写${label}`);
    }
    return text ?? '';
  }

  /** A list of objects, each read by `read`; their problems become problems of this object. */
  list<Entry>(field: string, label: string, max: number, read: (entry: FieldReader) => Entry): Entry[] {
    const raw = this.raw(field);
    if (raw === undefined) return [];
    if (!Array.isArray(raw) || raw.length > max) {
      this.refuse(field, `${label}须为列表，最多 ${max} 项`);
      return [];
    }
    return raw.map((entry: unknown, index) => {
      const reader = new FieldReader(isObject(entry) ? entry : {}, `${this.prefix}${field}[${index}].`);
      const value = read(reader);
      this.problems.push(...reader.finish());
      return value;
    });
  }

  boolean(field: string, label: string): boolean | undefined {
    const value = this.raw(field);
    if (value === undefined || typeof value === 'boolean') return value;
    if (value === 'true') return true;
    if (value === 'false') return false;
    this.refuse(field, `${label}须为 true 或 false`);
    return undefined;
  }

  integer(field: string, label: string, limits: { min: number; max: number }): number | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
    if (typeof number === 'number' && Number.isInteger(number) && number >= limits.min && number <= limits.max) {
      return number;
    }
    this.refuse(field, `${label}须为 ${limits.min} 到 ${limits.max} 的整数`);
    return undefined;
  }

  /** One code of a list. */
  code<Code extends string>(field: string, label: string, codes: Readonly<Record<Code, string>>): Code | undefined {
    const value = this.raw(field);
    if (value === undefined || isCode(codes, value)) return value;
    this.refuse(field, `${label}须为以下之一：${Object.keys(codes).join('、')}`);
    return undefined;
  }

  /** A list of texts, empty ones left out, or undefined. */
  texts(field: string, label: string, limits: { max: number; maxEach: number }): string[] | undefined {
    const value = this.raw(field);
    if (value === undefined) return undefined;
    if (!Array.isArray(value) || value.some((entry) => typeof entry !== 'string')) {
      this.refuse(field, `${label}须为文字列表`);
      return undefined;
    }
    const texts = value.map((entry) => withoutNul(String(entry)).trim()).filter((entry) => entry !== '');
    if (texts.length > limits.max) this.refuse(field, `${label}最多 ${limits.max} 项，现有 ${texts.length} 项`);
    for (const [index, text] of texts.entries()) {
      const length = countCharacters(text);
      if (length > limits.maxEach) {
        this.refuse(field, `${label}第 ${index + 1} 项不得超过 ${limits.maxEach} 个字符，现有 ${length} 个`);
      }
    }
    return texts;
  }

  /** Refuses every member that was not read. */
  finish(): Problem[] {
    for (const field of Object.keys(this.source)) {
      if (!this.asked.has(field)) this.refuse(field, '未知字段');
    }
    return this.problems;
  }
}

/** Whether a parsed body is an object with members. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
