import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type House, openHouse } from './open-house.ts';
import { type OpenIdProvider, openProvider } from './openid-provider.ts';

const RETURN = 'http://127.0.0.1/api/session/elsewhere/return';

describe('given an office whose people sign in at an OpenID provider', () => {
  let provider: OpenIdProvider;
  let house: House;
  beforeAll(async () => {
    provider = await openProvider(RETURN);
    house = await openHouse({
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: provider.clientId,
      OIDC_CLIENT_SECRET: provider.clientSecret,
    });
    const account = {
      account: 'zhang',
      name: '样例干部',
      roles: ['petitionOffice'],
      areaCode: '9901',
      oidcSubject: 'zhang-at-the-city',
    };
    expect((await house.asHouse('POST', '/api/accounts', account)).statusCode).toBe(201);
  });
  afterAll(async () => {
    await house.close();
    await provider.close();
  });

  const walk = async (name: string, next = '/petitions/XF-1') => {
    const browser = house.browser();
    const sent = await browser.ask('GET', `/api/session/elsewhere?next=${encodeURIComponent(next)}`);
    const back = await provider.walk(String(sent.headers['location']), name);
    return { browser, path: back.slice('http://127.0.0.1'.length) };
  };

  it('when the provider knows somebody with an account here, then the browser is signed in and goes on where it wanted', async () => {
    const { browser, path } = await walk('zhang-at-the-city');
    const answer = await browser.ask('GET', path);
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/petitions/XF-1']);
    expect((await browser.ask('GET', '/api/session')).json()).toMatchObject({ account: 'zhang', hasPassword: false });
    expect((await browser.ask('GET', '/api/petitions')).statusCode).toBe(200);
  });

  it('when the next address is another server, then the browser stays here', async () => {
    const { browser, path } = await walk('zhang-at-the-city', '//evil.example/');
    expect((await browser.ask('GET', path)).headers['location']).toBe('/');
  });

  it('when the provider knows somebody without an account here, then nobody is signed in', async () => {
    const { browser, path } = await walk('somebody-else');
    expect((await browser.ask('GET', path)).headers['location']).toBe('/login?problem=noAccount');
    expect((await browser.ask('GET', '/api/session')).json()).toMatchObject({ kind: 'nobody' });
  });

  it('when the answer belongs to another browser, or its state is changed, then nobody is signed in', async () => {
    const { browser, path } = await walk('zhang-at-the-city');
    expect((await house.browser().ask('GET', path)).headers['location']).toBe('/login?problem=providerRefused');
    const changed = path.replace(/state=[^&]+/, 'state=another');
    expect((await browser.ask('GET', changed)).headers['location']).toBe('/login?problem=providerRefused');
    expect((await browser.ask('GET', '/api/petitions')).statusCode).toBe(401);
  });
});

it('given a provider that is not there, when somebody wants to sign in, then the page says so', async () => {
  const house = await openHouse({ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'y' });
  try {
    const answer = await house.browser().ask('GET', '/api/session/elsewhere');
    expect(answer.headers['location']).toBe('/login?problem=providerUnavailable');
  } finally {
    await house.close();
  }
});
