/** A request that is wrong in itself, refused before the engine was asked. `code` is null on the wire. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly status: number;
  readonly type: string;
  /** Further members of the error body. */
  readonly more: Readonly<Record<string, unknown>>;
  constructor(status: number, message: string, type = 'InvalidRequestException', more: Record<string, unknown> = {}) {
    super(message);
    this.status = status;
    this.type = type;
    this.more = more;
  }
}

/** A refusal that the reference words as its engine's own. */
export function badRequest(message: string): RequestError {
  return new RequestError(400, message, 'BadUserRequestException', { code: 0 });
}
