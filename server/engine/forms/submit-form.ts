import type { ExpressionScope } from '../expressions/expression-scope.ts';
import { type TypedValue, toPlain } from '../expressions/typed-value.ts';
import type { FormField } from '../model/graph.ts';
import { refusedField, toFieldType } from './field-value.ts';

/**
 * The variables a submitted form sets: each field converted to its type, defaults for what was left out, and whatever else
 * was submitted as it is.
 * @param scope what default values may read
 * @throws EngineError BadUserRequestException naming the field and the reason
 */
export function submitForm(
  fields: readonly FormField[],
  given: Readonly<Record<string, TypedValue>>,
  scope: ExpressionScope,
): Record<string, TypedValue> {
  const values: Record<string, TypedValue> = { ...given };
  for (const field of fields) {
    const submitted = Object.hasOwn(given, field.id) ? given[field.id] : undefined;
    const isGiven =
      submitted !== undefined && submitted.value !== null && !(submitted.value === '' && field.type !== 'string');
    const value = isGiven ? toFieldType(field, submitted) : defaultOf(field, scope);
    for (const { name, config } of field.constraints) {
      if (holds(name, config, isGiven, value)) continue;
      throw refusedField(field, `validation of ${name}${config === null ? '' : `(${config})`} failed.`);
    }
    if (value !== null) values[field.id] = value;
  }
  return values;
}

/** The default value of a field in its type; null when it has none. */
export function defaultOf(field: FormField, scope: ExpressionScope): TypedValue | null {
  const value = field.defaultValue?.evaluateTyped(scope);
  return value === undefined || value.value === null || value.value === '' ? null : toFieldType(field, value);
}

function holds(name: string, config: string | null, isGiven: boolean, value: TypedValue | null): boolean {
  const plain = value === null ? null : toPlain(value);
  switch (name) {
    case 'readonly':
      return !isGiven;
    case 'required':
      return plain !== null && plain !== '';
    case 'minlength':
      return typeof plain !== 'string' || plain.length >= Number(config);
    case 'maxlength':
      return typeof plain !== 'string' || plain.length <= Number(config);
    case 'min':
      return plain === null || Number(plain) >= Number(config);
    default:
      return plain === null || Number(plain) <= Number(config);
  }
}
