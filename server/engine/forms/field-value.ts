import { DateTime } from 'luxon';
import { EngineError } from '../engine-error.ts';
import { convert } from '../expressions/convert-variable.ts';
import { formatDate, parseDate } from '../expressions/date-text.ts';
import { type TypedValue, toPlain } from '../expressions/typed-value.ts';
import type { FormField } from '../model/graph.ts';

/** The answer for a value that does not fit its field. */
export function refusedField(field: FormField, reason: string): EngineError {
  return new EngineError('BadUserRequestException', `Invalid value submitted for form field '${field.id}': ${reason}`, {
    code: null,
  });
}

/**
 * A submitted value in the type of its field: String, Long, Boolean, or by the field's pattern Date.
 * @throws EngineError BadUserRequestException naming the field and the reason
 */
export function toFieldType(field: FormField, submitted: TypedValue): TypedValue {
  const plain = toPlain(submitted);
  const text = plain instanceof Date ? formatDate(plain.getTime()) : String(plain);
  switch (field.type) {
    case 'long':
      if (!/^\s*[+-]?\d{1,18}\s*$/.test(text)) throw refusedField(field, `'${text}' is not a whole number.`);
      return convert(Number(text), 'Long');
    case 'boolean':
      if (!/^(true|false)$/i.test(text)) throw refusedField(field, `'${text}' is neither true nor false.`);
      return { type: 'Boolean', value: text.toLowerCase() === 'true' };
    case 'date':
      return { type: 'Date', value: dateOf(field, text) };
    case 'enum':
      if (!field.options.some(({ id }) => id === text)) {
        throw refusedField(field, `Invalid value for enum form property: ${text}`);
      }
      return { type: 'String', value: text };
    default:
      if (typeof plain === 'object') throw refusedField(field, 'it is not a text.');
      return { type: 'String', value: text };
  }
}

/** By the field's pattern, else as the wire spells dates. */
function dateOf(field: FormField, text: string): string {
  const read = DateTime.fromFormat(text, field.datePattern, { zone: 'utc' });
  const at = read.isValid ? read.toMillis() : parseDate(text);
  if (at !== undefined) return formatDate(at);
  throw refusedField(field, `Could not parse value '${text}' as date using date format '${field.datePattern}'.`);
}

/** A value as the form shows it: dates by the field's pattern. */
export function fieldText(field: FormField, value: TypedValue): string {
  const plain = toPlain(value);
  if (!(plain instanceof Date)) return String(plain ?? '');
  return DateTime.fromJSDate(plain, { zone: 'utc' }).toFormat(field.datePattern);
}
