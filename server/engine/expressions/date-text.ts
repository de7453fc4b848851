const DATE_TEXT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d{4}$/;

/** Epoch milliseconds as the wire writes a date: `2026-11-24T08:00:00.000+0000`, always UTC. */
export function formatDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

/** Epoch milliseconds of `yyyy-MM-dd'T'HH:mm:ss.SSSZ`; undefined when the text has another form or names no real day. */
export function parseDate(text: string): number | undefined {
  if (!DATE_TEXT.test(text)) return undefined;
  const [month, day, hour] = [digits(text, 5, 7), digits(text, 8, 10), digits(text, 11, 13)];
  const [minute, second] = [digits(text, 14, 16), digits(text, 17, 19)];
  if (month < 1 || month > 12 || hour > 23 || minute > 59 || second > 59) return undefined;
  const local = Date.UTC(digits(text, 0, 4), month - 1, day, hour, minute, second, digits(text, 20, 23));
  if (new Date(local).getUTCDate() !== day) return undefined;
  const offsetMs = (digits(text, 24, 26) * 60 + digits(text, 26, 28)) * 60_000;
  return text[23] === '-' ? local + offsetMs : local - offsetMs;
}

/** The number that the digits from `start` to before `end` write. */
function digits(text: string, start: number, end: number): number {
  let number = 0;
  for (let index = start; index < end; index += 1) number = number * 10 + text.charCodeAt(index) - 48;
  return number;
}
