/** Milliseconds since 1970 of a time text of either server; NaN for none. */
export function timeMs(value: string | null | undefined): number {
  // The engine writes +0000; ECMAScript only promises to read +00:00.
  return value ? Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2')) : Number.NaN;
}
