const DATE_TEXT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})\.(\d{3})([+-])(\d{2})(\d{2})$/;

/** Epoch milliseconds as the wire writes a date: `2026-11-24T08:00:00.000+0000`, always UTC. */
export function formatDate(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}

/** Epoch milliseconds of `yyyy-MM-dd'T'HH:mm:ss.SSSZ`; undefined when the text has another form or names no real day. */
export function parseDate(text: string): number | undefined {
  const part = DATE_TEXT.exec(text);
  if (part === null) return undefined;
  const [year, month, day, hour, minute, second, millis] = part.slice(1, 8).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const local = Date.UTC(year, month - 1, day, hour, minute, second, millis);
  const back = new Date(local);
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day || hour > 23 || minute > 59 || second > 59) {
    return undefined;
  }
  const offsetMs = (Number(part[9]) * 60 + Number(part[10])) * 60_000;
  return part[8] === '-' ? local + offsetMs : local - offsetMs;
}
