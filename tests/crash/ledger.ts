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
