import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../crash/random.ts';
import { type ServerUnderTest, startServer } from '../rest/server-under-test.ts';
import { mutate } from './mutate.ts';
import { seeds } from './seeds.ts';
import { tryFile } from './try-file.ts';

const FOUND = new URL('found/', import.meta.url);
const FEW = 60;

describe('given files that are not in order', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
  });
  afterAll(() => server.remove());

  const wrongOf = async (name: string, text: string): Promise<string[]> => {
    const { wrong } = await tryFile(`${server.origin}/engine-rest`, name, text);
    // How long it took depends on what else the machine does; `npm run fuzz` looks at that.
    return wrong.filter((what) => !what.includes(' took '));
  };

  it.each(readdirSync(FOUND))(
    'when %s is deployed and run, which once brought the server down, then it is answered',
    async (name) => {
      expect(await wrongOf(name, readFileSync(new URL(name, FOUND), 'utf8'))).toEqual([]);
    },
  );

  it('when some files of the repository are changed at random, then each is refused in words or runs', async () => {
    const own = seeds({ own: true });
    const random = randomFrom(20261125);
    for (let file = 0; file < FEW; file += 1) {
      const seed = own[Math.floor(random() * own.length)]!;
      const text = mutate(seed.text, random);
      expect(await wrongOf(seed.name, text), `${file}: ${seed.name}\n${text}`).toEqual([]);
    }
  });
});
