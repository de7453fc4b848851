import { createServer, type Server } from 'node:http';
import Provider from 'oidc-provider';
import { freePort } from '../built-server.ts';

/** A real provider of OpenID Connect on this machine, in which everybody who types a name is that person. */
export interface OpenIdProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Signs in there as `name`, from the address the office sends the browser to. @returns where the browser is sent back */
  walk(address: string, name: string): Promise<string>;
  close(): Promise<void>;
}

/** Starts it. @param redirectUri where the office waits */
export async function openProvider(redirectUri: string): Promise<OpenIdProvider> {
  const issuer = `http://127.0.0.1:${await freePort()}`;
  const [clientId, clientSecret] = ['petition-office', 'a secret between the two of them'];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
      },
    ],
    cookies: { keys: ['key of the cookies'] },
  });
  const server: Server = createServer(provider.callback());
  await new Promise<void>((resolve) => server.listen(Number(new URL(issuer).port), '127.0.0.1', resolve));

  return {
    issuer,
    clientId,
    clientSecret,
    async walk(address, name) {
      const cookies = new Map<string, string>();
      let next = address;
      let form: URLSearchParams | undefined;
      for (let step = 0; step < 12; step += 1) {
        const answer = await fetch(next, {
          method: form ? 'POST' : 'GET',
          redirect: 'manual',
          headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
          ...(form ? { body: form } : {}),
        });
        for (const cookie of answer.headers.getSetCookie()) {
          const [pair = ''] = cookie.split(';');
          cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
        }
        const location = answer.headers.get('location');
        if (location !== null) {
          next = new URL(location, next).href;
          form = undefined;
          if (next.startsWith(redirectUri)) return next;
          continue;
        }
        const page = await answer.text();
        const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
        const action = /action="([^"]+)"/.exec(page)?.[1];
        if (prompt === undefined || action === undefined) throw new Error(`${answer.status} ${page.slice(0, 300)}`);
        next = new URL(action, next).href;
        form = new URLSearchParams({ prompt, login: name, password: 'anything' });
      }
      throw new Error('the provider does not send the browser back');
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
