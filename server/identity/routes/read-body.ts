import { wrongValue } from '../denial.ts';

/** The members of a JSON object, read one by one. */
export class Body {
  readonly #members: Readonly<Record<string, unknown>>;

  /** @throws Denial 422 when it is no object */
  constructor(body: unknown) {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw wrongValue('', '请求须为一个 JSON 对象', 'The body must be a JSON object');
    }
    this.#members = { ...body };
  }

  has(field: string): boolean {
    return this.#members[field] !== undefined;
  }

  /** A text of 1 to `max` characters, null when it is absent, null or empty. @throws Denial 422 */
  optionalText(field: string, max = 200): string | null {
    const value = this.#members[field];
    if (value === undefined || value === null || value === '') return null;
    if (typeof value !== 'string' || value.length > max || value.includes('\u0000')) {
      throw wrongValue(
        field,
        `${field} 须为不超过 ${max} 个字符的文字`,
        `${field} must be a text of at most ${max} characters`,
      );
    }
    return value;
  }

  /** @throws Denial 422 when it is not given */
  text(field: string, max = 200): string {
    const value = this.optionalText(field, max);
    if (value === null) throw wrongValue(field, `请填写 ${field}`, `${field} is missing`);
    return value;
  }

  /** @throws Denial 422 when it is neither true nor false */
  boolean(field: string, byDefault: boolean): boolean {
    const value = this.#members[field];
    if (value === undefined) return byDefault;
    if (typeof value !== 'boolean')
      throw wrongValue(field, `${field} 须为 true 或 false`, `${field} must be true or false`);
    return value;
  }

  /** A list of texts. @throws Denial 422 */
  texts(field: string): string[] {
    const value = this.#members[field] ?? [];
    const texts = Array.isArray(value)
      ? value.filter((one): one is string => typeof one === 'string' && one !== '')
      : [];
    if (!Array.isArray(value) || texts.length !== value.length || texts.length > 200) {
      throw wrongValue(field, `${field} 须为文字的列表`, `${field} must be a list of texts`);
    }
    return texts;
  }

  /** @throws Denial 422 naming members nobody asked for */
  refuseOthers(...known: readonly string[]): void {
    const other = Object.keys(this.#members).find((field) => !known.includes(field));
    if (other !== undefined) throw wrongValue(other, `不认识的字段 ${other}`, `${other} is not known here`);
  }
}
