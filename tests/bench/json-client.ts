import { Agent, type IncomingMessage, request } from 'node:http';

/** Posts JSON over connections that stay open, as a worker does. */
export class JsonClient {
  readonly #base: URL;
  readonly #agent: Agent;

  /** @param baseUrl up to and with `/engine-rest`; `connections` is the most that are open at once */
  constructor(baseUrl: string, connections: number) {
    this.#base = new URL(baseUrl);
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections, noDelay: true });
  }

  /** @throws Error with the answer's text unless the status is 2xx */
  post(path: string, body: unknown): Promise<unknown> {
    return this.#send('POST', path, JSON.stringify(body));
  }

  get(path: string): Promise<unknown> {
    return this.#send('GET', path);
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(method: string, path: string, body?: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const headers =
        body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const outgoing = request(
        {
          agent: this.#agent,
          host: this.#base.hostname,
          port: this.#base.port,
          method,
          path: this.#base.pathname + path,
          headers,
        },
        (answer: IncomingMessage) => {
          const chunks: Buffer[] = [];
          answer.on('data', (chunk: Buffer) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            const status = answer.statusCode ?? 0;
            if (status >= 200 && status < 300) resolve(text === '' ? null : JSON.parse(text));
            else reject(new Error(`${method} ${path} answered ${status}: ${text.slice(0, 300)}`));
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}
