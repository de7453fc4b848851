import type { ExpressionScope } from '../expressions/expression-scope.ts';
import type { TypedValue } from '../expressions/typed-value.ts';
import type { FormField } from '../model/graph.ts';
import { fieldText } from './field-value.ts';
import { defaultOf } from './submit-form.ts';

const TYPES = { string: 'String', enum: 'String', long: 'Long', boolean: 'Boolean' } as const;

/** What a form is filled with before anybody writes in it: the variable of that name, else the default. Dates are text. */
export function formVariables(fields: readonly FormField[], scope: ExpressionScope): Record<string, TypedValue> {
  const variables: Record<string, TypedValue> = {};
  for (const field of fields) {
    const value = scope.get(field.id) ?? defaultOf(field, scope);
    if (field.type === 'date') {
      variables[field.id] = { type: 'String', value: value ? fieldText(field, value) : '' };
    } else variables[field.id] = value ?? { type: TYPES[field.type], value: null };
  }
  return variables;
}
