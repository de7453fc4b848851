import { currentLanguage } from './language.ts';

/** What the server said when it refused: its status and its body, parsed where it was JSON. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: unknown;

  constructor(status: number, body: unknown, message: string) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
  }
}

/** One field the register did not like, and why, in the reader's language. */
export interface FieldError {
  field: string;
  reason: string;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isFieldError(value: unknown): value is FieldError {
  return isObject(value) && typeof value['field'] === 'string' && typeof value['reason'] === 'string';
}

/** The field errors of a refusal by the register; empty when the failure was of another kind. */
export function fieldErrorsOf(error: unknown): FieldError[] {
  if (!(error instanceof Refusal) || !isObject(error.body)) return [];
  const errors = error.body['errors'];
  return Array.isArray(errors) ? errors.filter(isFieldError) : [];
}

/** The reason of a failure in one line, whichever of the two servers gave it. */
export function reasonOf(error: unknown): string {
  const fields = fieldErrorsOf(error);
  if (fields.length > 0) return fields.map((each) => each.reason).join('；');
  return error instanceof Error ? error.message : String(error);
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What the server gave this page to show with each change: no foreign page can read it. */
function csrfToken(): string {
  return /(?:^|;\s*)petition_csrf=(\w+)/.exec(document.cookie)?.[1] ?? '';
}

/** The session is over: sign in, and come back here. */
function goToSignIn(): void {
  const here = location.pathname + location.search;
  if (location.pathname !== '/login') location.assign(`/login?next=${encodeURIComponent(here)}`);
}

/** Answers under way to what `request` will ask for in a moment, by address. */
const ahead = new Map<string, Promise<Response>>();

/** Asks now for what `request` will want once more of the page is there; the answer is handed out once. */
export function askAhead(address: string): void {
  const answer = send(address, {});
  // Whoever wants the answer hears of a failure.
  answer.catch(() => undefined);
  ahead.set(address, answer);
}

function takeAhead(address: string): Promise<Response> | undefined {
  const answer = ahead.get(address);
  ahead.delete(address);
  return answer;
}

/**
 * Sends one request and answers the parsed body.
 * @throws Refusal when the server answers anything but 2xx; TypeError when it cannot be reached.
 */
export async function request<T>(address: string, options?: RequestInit): Promise<T> {
  const response = await ((options === undefined && takeAhead(address)) || send(address, options ?? {}));
  const body = await readBody(response);
  if (!response.ok) throw refusalOf(response, body);
  return body as T;
}

function send(address: string, options: RequestInit): Promise<Response> {
  return fetch(address, {
    ...options,
    headers: {
      accept: 'application/json',
      'accept-language': currentLanguage(),
      'x-csrf-token': csrfToken(),
      ...options.headers,
    },
  });
}

function refusalOf(response: Response, body: unknown): Refusal {
  if (response.status === 401 && isObject(body) && body['code'] === 'notSignedIn') goToSignIn();
  const said = isObject(body) && typeof body['message'] === 'string' && body['message'] !== '' ? body['message'] : '';
  return new Refusal(response.status, body, said || `${response.status} ${response.statusText}`.trim());
}

const jsonOf = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** Sends `body` as JSON for a file. @throws as `request` */
export async function postForBlob(address: string, body: unknown): Promise<Blob> {
  const response = await send(address, jsonOf(body));
  if (!response.ok) throw refusalOf(response, await readBody(response));
  return response.blob();
}

/** Sends `body` as JSON. */
export function postJson<T>(address: string, body: unknown): Promise<T> {
  return request<T>(address, jsonOf(body));
}

/** A query text from the values that are there; empty ones are left out. `?` included, or nothing at all. */
export function queryOf(values: Readonly<Record<string, string | number | boolean | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
