/**
 * The change could not be written, or it was built on one that could not. Nothing of it was kept; the same request may be
 * sent again. Answered as 503.
 */
export class CommitFailed extends Error {
  constructor(cause: unknown) {
    super('the change could not be written to the database and was dropped; try again', { cause });
    this.name = 'CommitFailed';
  }
}
