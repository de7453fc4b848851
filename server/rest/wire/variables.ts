import type { Static } from 'typebox';
import { convert } from '../../engine/expressions/convert-variable.ts';
import { isJsonObject, parseJson, type TypedValue } from '../../engine/expressions/typed-value.ts';
import { markLong } from './json-body.ts';
import type { VariableIn, VariableOut } from './schema.ts';

/** Variables of a request, as the engine takes them; `info.transient` marks those that are never stored. */
export type Vars = Record<string, TypedValue>;

/**
 * Variables of a request: values converted to their types, a file's media type under the contract's `mimeType` even when
 * the JavaScript client wrote `mimetype`.
 * @throws EngineError InvalidRequestException when a type is unknown or a value does not fit
 */
export function readVariables(given: Readonly<Record<string, Static<typeof VariableIn>>> | undefined): Vars {
  const variables: Vars = {};
  for (const [name, variable] of Object.entries(given ?? {})) variables[name] = readVariable(variable);
  return variables;
}

/** One variable of a request, as `readVariables` takes it. */
export function readVariable({ value, type, valueInfo }: Static<typeof VariableIn>): TypedValue {
  if (!valueInfo) return convert(value, type);
  const { transient, mimetype, ...info } = valueInfo;
  if (mimetype !== undefined && info['mimeType'] === undefined) info['mimeType'] = mimetype;
  if (transient === true || transient === 'true') info['transient'] = true;
  return convert(value, type, info);
}

/**
 * A variable of an answer. The content of files stays out (it has a route of its own), a large Long keeps all its digits.
 * @param deserialize answer a JSON-serialised `Object` as the tree it holds instead of as text
 */
export function writeVariable(variable: TypedValue, deserialize = false): Static<typeof VariableOut> {
  return { type: variable.type, value: writeValue(variable, deserialize), valueInfo: variable.info ?? {} };
}

/** The value of a variable in a list, where bytes stay out as files do: each has a route of its own. */
export function writeListedValue(variable: TypedValue, deserialize: boolean): unknown {
  return variable.type === 'Bytes' ? null : writeValue(variable, deserialize);
}

/** The bare value of a variable of an answer, where the contract has no room for its type. */
export function writeValue(variable: TypedValue, deserialize = false): unknown {
  const { type, value } = variable;
  if (type === 'File') return null;
  if (type === 'Long' && typeof value === 'string') return markLong(value);
  return deserialize && isJsonObject(variable) ? parseJson(value) : (value ?? null);
}

/** Variables of an answer by name. */
export function writeVariables(
  variables: Readonly<Record<string, TypedValue>>,
  deserialize = false,
): Record<string, Static<typeof VariableOut>> {
  const answer: Record<string, Static<typeof VariableOut>> = {};
  for (const [name, variable] of Object.entries(variables)) answer[name] = writeVariable(variable, deserialize);
  return answer;
}
