import { parseDate } from '../engine/expressions/date-text.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import type { ColumnType } from './table.ts';

/**
 * A typed value as columns. `numberValue` holds what can be compared as a number: numbers, booleans as 0 and 1, dates as
 * epoch milliseconds. `textValue` holds every text, and the exact digits of a number that a double cannot keep.
 * A text above the limit of `large-values.ts` stands in `history_large_value` under `largeValueId`.
 */
export interface ValueColumns {
  type: string;
  textValue: string | null;
  numberValue: number | null;
  largeValueId: string | null;
  info: Record<string, unknown> | null;
}

export const VALUE_COLUMNS = {
  type: 'text',
  textValue: 'text',
  numberValue: 'real',
  largeValueId: 'text',
  info: 'json',
} as const satisfies Record<keyof ValueColumns, ColumnType>;

/** Splits a value into its columns. `largeValueId` is the place of its text when that is kept elsewhere. */
export function toValueColumns(typed: TypedValue, largeValueId: string | null = null): ValueColumns {
  const { type, value } = typed;
  return {
    type,
    textValue: typeof value === 'string' && largeValueId === null ? value : null,
    numberValue: comparableNumber(type, value),
    largeValueId,
    info: typed.info ?? null,
  };
}

/** The number by which a value of this type is compared, or null. */
export function comparableNumber(type: string, value: unknown): number | null {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') return null;
  if (type === 'Date') return parseDate(value) ?? null;
  if (type === 'Long') return Number(value);
  // JSON has no infinite numbers: such a Double is found by its text alone.
  return null;
}

/** Puts a value together again. `largeText` is the text that stood elsewhere. */
export function fromValueColumns(columns: ValueColumns, largeText: string | null): TypedValue {
  const typed: TypedValue = { type: columns.type, value: valueFrom(columns, largeText) };
  if (columns.info !== null) typed.info = columns.info;
  return typed;
}

function valueFrom({ type, textValue, numberValue }: ValueColumns, largeText: string | null): unknown {
  const text = textValue ?? largeText;
  if (text !== null) return text;
  if (type === 'Boolean') return numberValue === null ? null : numberValue !== 0;
  return numberValue;
}
