const WIDTH = 40;
const EVERY_MS = 500;
const EVERY_MS_WITHOUT_TERMINAL = 15_000;

/** Tells how far the year has come: a bar on a terminal, now and then a line elsewhere. */
export function createProgress(total: number, startedMs: number): (nowMs: number, arrived: number) => void {
  const { isTTY } = process.stderr;
  let toldMs = Number.NEGATIVE_INFINITY;
  return (nowMs, arrived) => {
    const at = performance.now();
    if (at - toldMs < (isTTY ? EVERY_MS : EVERY_MS_WITHOUT_TERMINAL)) return;
    toldMs = at;
    const filled = Math.round((WIDTH * arrived) / total);
    const bar = '█'.repeat(filled) + '░'.repeat(WIDTH - filled);
    const day = new Date(nowMs).toISOString().slice(0, 10);
    const line = `${bar} ${day} ${arrived}/${total} ${((at - startedMs) / 1000).toFixed(0)} s`;
    process.stderr.write(isTTY ? `\r${line}\u001b[K` : `${line}\n`);
  };
}
