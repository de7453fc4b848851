import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerUnderTest, startServer } from './server-under-test.ts';

const GOLDEN = new URL('../../server/rest/ROUTES.md', import.meta.url);

/** The OpenAPI document as far as this test looks into it. */
interface OpenApi {
  openapi: string;
  paths: Record<string, Record<string, { tags: string[]; parameters?: { name: string }[]; responses: object }>>;
}

describe('given the description of the routes', () => {
  let server: ServerUnderTest;
  let described: OpenApi;
  beforeAll(async () => {
    server = await startServer();
    described = (await server.call('GET', '/openapi.json')).body;
  });
  afterAll(() => server.remove());

  it('then ROUTES.md shows what is registered', () => {
    const table = routeTable(described);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(GOLDEN, table);
    expect(readFileSync(GOLDEN, 'utf8')).toBe(table);
  });

  it('then every route is described with its parameters and answers', () => {
    expect(described.openapi).toBe('3.1.0');
    const list = described.paths['/engine-rest/external-task']?.['get'];
    expect(list?.parameters?.map(({ name }) => name)).toContain('lockExpirationBefore');
    for (const [path, verbs] of Object.entries(described.paths)) {
      for (const [verb, { tags, responses }] of Object.entries(verbs)) {
        expect(tags, `${verb} ${path}`).toHaveLength(1);
        expect(Object.keys(responses).length, `${verb} ${path}`).toBeGreaterThan(0);
      }
    }
  });

  it('then the page that shows it is there', async () => {
    expect((await fetch(`${server.origin}/docs`)).status).toBe(200);
  });

  it.each(['/engine-rest/version', '/engine-rest/engine/default/version'])('then %s is one resource', async (path) => {
    const answer = await fetch(server.origin + path);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ version: '7.23.0' });
  });

  it('then the engine has a name', async () => {
    expect((await server.call('GET', '/engine')).body).toEqual([{ name: 'default' }]);
  });
});

/** One line a path, with its verbs, in the order of the alphabet. */
function routeTable({ paths }: OpenApi): string {
  const lines = Object.entries(paths).map(([path, verbs]) => {
    const names = Object.keys(verbs).map((verb) => verb.toUpperCase());
    return `- \`${path.replace('/engine-rest', '')}\` ${names.sort().join(' ')}`;
  });
  return `# Routes below \`/engine-rest\`\n\nWritten by \`tests/rest/routes.test.ts\` from the routes themselves.\n\n${lines.sort().join('\n')}\n`;
}
