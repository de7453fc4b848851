import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { connect, type JsonClient } from '../../year/json-client.ts';

describe('given a server whose connections stay open', () => {
  let server: Server;
  let client: JsonClient;
  const served = new Map<Socket, number>();

  /** @param closes whether it closes a connection instead of answering, by how many requests came over it before */
  async function serve(closes: (before: number) => boolean): Promise<void> {
    served.clear();
    server = createServer(({ socket, method }, response) => {
      const before = served.get(socket) ?? 0;
      served.set(socket, before + 1);
      if (closes(before)) socket.destroy();
      else response.setHeader('content-type', 'application/json').end(JSON.stringify({ method, before }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token', 1);
  }

  afterEach(async () => {
    client.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('when it closes one just as it is used again, then the request goes over another', async () => {
    await serve((before) => before === 1);
    for (let time = 0; time < 3; time += 1) {
      expect(await client.must('POST', '/', { time })).toEqual({ method: 'POST', before: 0 });
    }
    expect(served.size).toBe(3);
  });

  it('when it closes one that is new, then that is said', async () => {
    await serve(() => true);
    await expect(client.must('GET', '/')).rejects.toThrow('socket hang up');
    expect(served.size).toBe(1);
  });
});
