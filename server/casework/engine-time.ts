/** A moment as the engine's contract writes it: `2026-11-24T08:00:00.000+0000`. */
export function toEngineTime(epochMs: number): string {
  return new Date(epochMs).toISOString().replace(/Z$/, '+0000');
}

/** Milliseconds since 1970 of a time as the engine or a caller writes it, or null when it is none. */
export function fromEngineTime(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  return Number.isNaN(ms) ? null : ms;
}
