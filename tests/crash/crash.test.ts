import { describe, expect, it } from 'vitest';
import { crash } from './crash-run.ts';

describe('given the built server under load', () => {
  it('when it is killed five times, then nothing acknowledged is lost and nothing happens twice', async () => {
    const { wrong, restartsMs, ledger } = await crash({ kills: 5, seed: 7 });
    expect(wrong).toEqual([]);
    expect(restartsMs).toHaveLength(5);
    const acknowledged = (book: ReadonlyMap<string, { acknowledged: number }>) =>
      [...book.values()].filter((line) => line.acknowledged > 0).length;
    expect([...ledger.starts.values()].filter(Boolean).length).toBeGreaterThan(5);
    expect([...ledger.petitions.values()].filter(Boolean).length).toBeGreaterThan(0);
    expect(acknowledged(ledger.completions)).toBeGreaterThan(10);
    expect(acknowledged(ledger.messages)).toBeGreaterThan(3);
  }, 300_000);
});
