import type { Answer, ServerUnderTest } from '../server-under-test.ts';

/** A route of the server: `GET /task/{id}`. */
export type Route = string;

interface Described {
  paths: Record<string, Record<string, unknown>>;
}

/** Calls routes of one server and keeps in mind which of them gave a good answer. */
export class Walk {
  readonly #server: ServerUnderTest;
  readonly #routes: { route: Route; method: string; pattern: RegExp; parameters: number }[];
  readonly #answered = new Set<Route>();

  /** @param described the server's own description of its routes */
  constructor(server: ServerUnderTest, described: Described) {
    this.#server = server;
    this.#routes = Object.entries(described.paths)
      .flatMap(([path, verbs]) => {
        const below = path.replace('/engine-rest', '');
        const pattern = new RegExp(`^${below.replace(/\{[^}]+\}/g, '[^/]+')}$`);
        const parameters = below.split('{').length - 1;
        return Object.keys(verbs).map((verb) => {
          const method = verb.toUpperCase();
          return { route: `${method} ${below}`, method, pattern, parameters };
        });
      })
      // A fixed segment is more than a parameter.
      .sort((one, other) => one.parameters - other.parameters);
  }

  get routes(): Route[] {
    return this.#routes.map(({ route }) => route);
  }

  get unanswered(): Route[] {
    return this.routes.filter((route) => !this.#answered.has(route)).sort();
  }

  /** Calls a route; its answer counts when it is good. */
  async try(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer> {
    return this.#note(method, path, await this.#server.call(method, path, body));
  }

  /** The same for a form upload. */
  async upload(path: string, form: FormData): Promise<Answer> {
    return this.#note('POST', path, await this.#server.send('POST', path, form));
  }

  /** @throws Error when the answer is not good */
  async go(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Answer['body']> {
    const answer = await this.try(method, path, body);
    if (answer.status >= 300) throw new Error(`${method} ${path} ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  }

  /** Calls every list with its count and POST twins, and every GET of one of a list's first items. */
  async readEverything(): Promise<void> {
    for (const route of this.unanswered) {
      const [method, path] = route.split(' ') as ['GET' | 'POST', string];
      const isTwin =
        this.routes.includes(`GET ${path}`) && this.routes.includes(`POST ${path.replace(/\/count$/, '')}/count`);
      if (method === 'GET' && !path.includes('{')) await this.try('GET', path);
      else if (method === 'POST' && isTwin && !path.includes('{')) await this.try('POST', path, {});
    }
    for (const route of this.unanswered.filter((each) => each.startsWith('GET '))) await this.#readOne(route.slice(4));
  }

  /** Fills the first parameter of a path from the list before it, and tries until an answer is good. */
  async #readOne(path: string): Promise<void> {
    const [, list, property, rest] = /^(.*?)(?:\/key)?\/\{(\w+)\}(.*)$/.exec(path) ?? [];
    if (list === undefined || property === undefined || rest?.includes('{tenantId}')) return;
    const { status, body } = await this.#server.call('GET', list);
    if (status !== 200 || !Array.isArray(body)) return;
    for (const item of body.slice(0, 50)) {
      const filled = path.replace(`{${property}}`, item[property] ?? item.id);
      if (filled.includes('{')) await this.#readInner(filled);
      else await this.try('GET', filled);
      if (!this.unanswered.includes(`GET ${path}`)) return;
    }
  }

  async #readInner(path: string): Promise<void> {
    const [, list, , rest = ''] = /^(.*?)\/\{(\w+)\}(.*)$/.exec(path) ?? [];
    if (list === undefined) return;
    const { status, body } = await this.#server.call('GET', list);
    if (status !== 200) return;
    const keys = Array.isArray(body) ? body.map((item) => item.id) : Object.keys(body);
    for (const key of keys) await this.try('GET', `${list}/${key}${rest}`);
  }

  #note(method: string, path: string, answer: Answer): Answer {
    if (answer.status >= 300) return answer;
    const bare = path.replace(/\?.*/, '');
    const found = this.#routes.find((each) => each.method === method && each.pattern.test(bare));
    if (found) this.#answered.add(found.route);
    return answer;
  }
}
