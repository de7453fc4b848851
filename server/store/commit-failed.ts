/**
 * The change could not be written, or it was built on one that could not. Nothing of it was kept; the same request may be
 * sent again. Also when what was committed cannot be read yet, as its tables cannot be written. Answered as 503.
 */
export class CommitFailed extends Error {
  /** What a caller may be told; the message may meanwhile have the words of a query before it. */
  readonly told: string;
  constructor(cause: unknown, message = 'the change could not be written to the database and was dropped; try again') {
    super(message, { cause });
    this.name = 'CommitFailed';
    this.told = message;
  }
}
