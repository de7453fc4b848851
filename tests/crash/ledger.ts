/** What a client sent, and what the server acknowledged of it. */
export class Ledger {
  /** Business key of each start that was sent, once; the instance's id when it was acknowledged. */
  readonly starts = new Map<string, string | null>();
  /** External task by id: how often its completion was sent and acknowledged. */
  readonly completions = new Map<string, { sent: number; acknowledged: number }>();
  /** Instance by id: how often its message was sent and acknowledged. */
  readonly messages = new Map<string, { sent: number; acknowledged: number }>();
  /** Marks of petitions that were handed in, once each; the business key when it was acknowledged. */
  readonly petitions = new Map<string, string | null>();

  copy(): Ledger {
    return Object.assign(new Ledger(), structuredClone({ ...this }));
  }

  /** The same sendings, of which only what had been acknowledged in `earlier` counts as acknowledged: the rest was given up. */
  onlyAcknowledgedIn(earlier: Ledger): Ledger {
    const ledger = this.copy();
    for (const book of ['starts', 'petitions'] as const) {
      for (const key of ledger[book].keys()) ledger[book].set(key, earlier[book].get(key) ?? null);
    }
    for (const book of ['completions', 'messages'] as const) {
      for (const [id, line] of ledger[book]) line.acknowledged = earlier[book].get(id)?.acknowledged ?? 0;
    }
    return ledger;
  }

  /** Counts a sending, calls `send`, and counts the acknowledgement when it is one. */
  static async count(
    book: Map<string, { sent: number; acknowledged: number }>,
    id: string,
    send: () => Promise<boolean>,
  ): Promise<void> {
    const line = book.get(id) ?? { sent: 0, acknowledged: 0 };
    book.set(id, line);
    line.sent += 1;
    if (await send()) line.acknowledged += 1;
  }
}
