/**
 * How values come back from the two databases: SQLite keeps booleans as 0 and 1, PostgreSQL answers bigint as text. Every
 * table file maps its rows through these, so that nobody else sees the difference.
 */
export type Stored = string | number | boolean | null | undefined;

/** Milliseconds since 1970, or null. */
export function toMs(value: Stored): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** Milliseconds since 1970 of a column that may not be null. */
export function toMsRequired(value: Stored): number {
  return Number(value);
}

/** A boolean of either database. */
export function toBoolean(value: Stored): boolean {
  return value === true || value === 1 || value === '1';
}

/** The list of texts kept as JSON in a column; an empty one when it holds anything else. */
export function toTextList(value: Stored): string[] {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : [];
  return Array.isArray(parsed) ? parsed.filter((entry): entry is string => typeof entry === 'string') : [];
}

/** The object kept as JSON in a column. */
export function toRecord(value: Stored): Record<string, unknown> {
  const parsed: unknown = typeof value === 'string' ? JSON.parse(value) : {};
  return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? { ...parsed } : {};
}
