/** The job type of the contract for a kind of job: both asynchronous continuations are one type there. */
export function jobTypeOf(kind: string): string {
  return kind === 'async-before' || kind === 'async-after' ? 'async-continuation' : kind;
}
