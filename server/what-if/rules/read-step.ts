import { formatDate } from '../../engine/expressions/date-text.ts';
import type { TypedValue } from '../../engine/expressions/typed-value.ts';
import { millisOf } from '../../replay/shift-dates.ts';
import type { StepAtWork } from '../../replay/world.ts';

export const textOf = (typed: TypedValue | undefined): string | null =>
  typeof typed?.value === 'string' ? typed.value : null;
export const numberOf = (typed: TypedValue | undefined): number | null =>
  typeof typed?.value === 'number' ? typed.value : null;
/** Epoch milliseconds; null for what is no date. */
export const timeOf = (typed: TypedValue | undefined): number | null => millisOf(typed) ?? null;

export const asText = (value: string | null): TypedValue => ({ type: 'String', value });
export const asDouble = (value: number): TypedValue => ({ type: 'Double', value });
/** @param epochMs milliseconds since 1970 */
export const asDate = (epochMs: number): TypedValue => ({ type: 'Date', value: formatDate(epochMs) });

/** Asks a table as a worker would; no rows when there is none of this key. */
export function askTable(
  { definitions, now, scripts, evaluate }: StepAtWork,
  key: string,
  inputs: Readonly<Record<string, TypedValue>>,
): Readonly<Record<string, TypedValue>>[] {
  const found = definitions.findDecision(key, { kind: 'latest' });
  if (!found) return [];
  return evaluate(found.decision, (name) => inputs[name], { now, scripts, names: () => Object.keys(inputs) }).rows;
}
