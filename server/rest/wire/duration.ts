/** Milliseconds from begin to end; null while it goes on. Never negative: the machine's clock may have been set back in between. */
export function durationOf({ startedAt, endedAt }: { startedAt: number; endedAt: number | null }): number | null {
  return endedAt === null ? null : Math.max(0, endedAt - startedAt);
}
