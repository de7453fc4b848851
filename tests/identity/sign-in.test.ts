import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { totpAt } from '../../server/identity/totp.ts';
import { type House, openHouse } from './open-house.ts';

const MINUTE_MS = 60_000;
const OWN = 'a password of my own';

/** An account of its own for each test, so that none locks another's. */
async function newAccount(house: House, account: string, roles = ['auditor']): Promise<string> {
  const made = await house.asHouse('POST', '/api/accounts', { account, name: account, roles, areaCode: '9901' });
  expect(made.statusCode).toBe(201);
  const once = made.json<{ password: string }>().password;
  const browser = house.browser();
  expect((await browser.signIn(account, once)).json()).toMatchObject({ mustChangePassword: true });
  expect((await browser.ask('PUT', '/api/session/password', { current: once, next: OWN })).statusCode).toBe(200);
  return OWN;
}

describe('given the accounts of the sample office', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());

  it('when somebody signs in, then the cookie cannot be read by scripts, and signing out ends the session', async () => {
    const browser = house.browser();
    expect((await browser.ask('GET', '/api/petitions')).statusCode).toBe(401);
    const answer = await browser.signIn('office');
    expect(answer.json()).toMatchObject({ kind: 'account', account: 'office', roles: [{ code: 'petitionOffice' }] });
    expect(answer.cookies.find(({ name }) => name === 'petition_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
      path: '/',
    });
    expect((await browser.ask('GET', '/api/petitions')).statusCode).toBe(200);
    const kept = new Map(browser.cookies);
    expect((await browser.ask('DELETE', '/api/session')).statusCode).toBe(200);
    for (const [name, value] of kept) browser.cookies.set(name, value);
    expect((await browser.ask('GET', '/api/petitions')).statusCode).toBe(401);
  });

  it('when a change lacks the token of the page, then it is refused and nothing is changed', async () => {
    const browser = await house.signedIn('admin');
    browser.sendsToken = false;
    const made = await browser.ask('POST', '/api/tokens', { name: 'x', topics: ['a'] });
    expect([made.statusCode, made.json<{ code: string }>().code]).toEqual([403, 'csrf']);
    const forged = await browser.ask(
      'POST',
      '/api/tokens',
      { name: 'x', topics: ['a'] },
      { 'x-csrf-token': 'f'.repeat(64) },
    );
    expect(forged.statusCode).toBe(403);
    const foreign = await browser.ask(
      'POST',
      '/api/session',
      { account: 'admin', password: 'x' },
      { origin: 'http://evil.example' },
    );
    expect(foreign.statusCode).toBe(403);
    expect((await browser.ask('GET', '/api/tokens')).json()).toEqual([]);
  });

  it('when a password is wrong five times, then even the right one waits, each time longer, whatever the account', async () => {
    await newAccount(house, 'locked');
    const browser = house.browser();
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answer = await browser.signIn('locked', 'wrong password');
      expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([401, 'wrongPassword']);
    }
    const answer = await browser.signIn('locked', OWN);
    expect([answer.statusCode, answer.headers['retry-after']]).toEqual([429, '900']);
    house.realClock.advanceBy(15 * MINUTE_MS);
    expect((await browser.signIn('locked', 'wrong password')).statusCode).toBe(401);
    house.realClock.advanceBy(29 * MINUTE_MS);
    expect((await browser.signIn('locked', OWN)).statusCode).toBe(429);
    house.realClock.advanceBy(MINUTE_MS);
    expect((await browser.signIn('locked', OWN)).statusCode).toBe(200);

    const nobody = house.browser();
    const told = [];
    for (let attempt = 0; attempt < 6; attempt += 1)
      told.push((await nobody.signIn('no-such-account', 'x')).statusCode);
    expect(told).toEqual([401, 401, 401, 401, 401, 429]);
  });

  it('when a session is not used, or is old, then it is over', async () => {
    const idle = await house.signedIn('auditor');
    const busy = await house.signedIn('auditor');
    for (let hour = 0; hour < 11; hour += 1) {
      house.realClock.advanceBy(59 * MINUTE_MS);
      expect((await busy.ask('GET', '/api/petitions')).statusCode, `hour ${hour}`).toBe(200);
    }
    expect((await idle.ask('GET', '/api/petitions')).statusCode).toBe(401);
    house.realClock.advanceBy(59 * MINUTE_MS);
    house.realClock.advanceBy(13 * MINUTE_MS);
    expect((await busy.ask('GET', '/api/petitions')).statusCode).toBe(401);
  });

  it('when an administrator ends the sessions of an account, replaces its password or shuts it, then it is out at once', async () => {
    const password = await newAccount(house, 'leaving');
    const enter = async (secret = password) => {
      const browser = house.browser();
      expect((await browser.signIn('leaving', secret)).statusCode).toBe(200);
      return browser;
    };
    const [one, two] = [await enter(), await enter()];
    expect((await house.asHouse('DELETE', '/api/accounts/leaving/sessions')).json()).toEqual({ endedSessions: 3 });
    for (const browser of [one, two]) expect((await browser.ask('GET', '/api/summary')).statusCode).toBe(401);
    const three = await enter();
    const replaced = await house.asHouse('POST', '/api/accounts/leaving/password');
    expect((await three.ask('GET', '/api/summary')).statusCode).toBe(401);
    expect((await house.browser().signIn('leaving', password)).statusCode).toBe(401);
    const four = await enter(replaced.json<{ password: string }>().password);
    // A password that somebody else chose opens nothing but the choice of another.
    expect((await four.ask('GET', '/api/summary')).statusCode).toBe(403);
    await house.asHouse('PUT', '/api/accounts/leaving', { active: false });
    expect((await four.ask('GET', '/api/session')).json()).toMatchObject({ kind: 'nobody' });
    expect((await house.browser().signIn('leaving', replaced.json<{ password: string }>().password)).statusCode).toBe(
      401,
    );
  });

  it('when a password is changed, then it must be a good one, and sessions elsewhere end', async () => {
    const password = await newAccount(house, 'changing');
    const [here, there] = [house.browser(), house.browser()];
    for (const browser of [here, there]) await browser.signIn('changing', password);
    const change = (current: string, next: string) => here.ask('PUT', '/api/session/password', { current, next });
    for (const [next, field] of [
      ['short', 'next'],
      ['aaaaaaaaaaaaa', 'next'],
      ['my-Changing-word', 'next'],
      [password, 'next'],
    ] as const) {
      const refused = await change(password, next);
      expect([refused.statusCode, refused.json<{ errors: { field: string }[] }>().errors[0]?.field]).toEqual([
        422,
        field,
      ]);
    }
    expect((await change('not the password', 'another good one')).json()).toMatchObject({
      errors: [{ field: 'current' }],
    });
    expect((await change(password, 'another good one')).json()).toEqual({ endedSessions: 2 });
    expect((await here.ask('GET', '/api/summary')).statusCode).toBe(200);
    expect((await there.ask('GET', '/api/summary')).statusCode).toBe(401);
  });

  it('when the second factor is on, then the password alone opens nothing, no code is good twice, recovery codes are good once', async () => {
    const password = await newAccount(house, 'careful');
    const browser = house.browser();
    await browser.signIn('careful', password);
    const { secret } = (await browser.ask('POST', '/api/session/totp')).json<{ secret: string }>();
    const code = () => totpAt(secret, house.realClock.now());
    expect((await browser.ask('PUT', '/api/session/totp', { code: '000000' })).statusCode).toBe(422);
    const { recoveryCodes } = (await browser.ask('PUT', '/api/session/totp', { code: code() })).json<{
      recoveryCodes: string[];
    }>();
    expect(recoveryCodes).toHaveLength(10);

    const again = house.browser();
    expect((await again.signIn('careful', password)).json()).toEqual({ kind: 'secondFactor' });
    expect((await again.ask('GET', '/api/summary')).statusCode).toBe(401);
    expect((await again.ask('POST', '/api/session/second-factor', { code: code() })).statusCode, 'used already').toBe(
      401,
    );
    house.realClock.advanceBy(MINUTE_MS);
    const before = again.cookies.get('petition_session');
    expect((await again.ask('POST', '/api/session/second-factor', { code: code() })).statusCode).toBe(200);
    expect(again.cookies.get('petition_session')).not.toBe(before);
    expect((await again.ask('GET', '/api/summary')).statusCode).toBe(200);

    const recover = async (typed: string) => {
      const lost = house.browser();
      await lost.signIn('careful', password);
      return (await lost.ask('POST', '/api/session/second-factor', { code: typed })).statusCode;
    };
    const first = recoveryCodes[0] ?? '';
    expect(await recover(first.toLowerCase().replace('-', ' '))).toBe(200);
    expect(await recover(first)).toBe(401);
    // A password and no phone are worth as little as no password: wrong codes lock the account.
    for (let attempt = 0; attempt < 4; attempt += 1) await recover('000000');
    expect((await house.browser().signIn('careful', password)).statusCode).toBe(429);
  });

  it('when the request is read in English, then so is the refusal', async () => {
    const browser = house.browser();
    const english = await browser.ask('GET', '/api/petitions', undefined, { 'accept-language': 'en' });
    expect(english.json()).toEqual({ code: 'notSignedIn', errors: [{ field: '', reason: 'Please sign in first' }] });
    expect((await browser.ask('GET', '/api/petitions')).json()).toMatchObject({ errors: [{ reason: '请先登录' }] });
    expect((await browser.ask('GET', '/petitions/XF-1?a=1')).headers['location']).toBe(
      '/login?next=%2Fpetitions%2FXF-1%3Fa%3D1',
    );
  });
});

describe('given the codes of RFC 6238, appendix B', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %i it is %s', (second, code) => {
    expect(totpAt('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', second * 1000)).toBe(code);
  });
});

describe('given a register without the sample office', () => {
  it('when it starts first, then one administrator is told a password for choosing another; sample accounts do not exist', async () => {
    const house = await openHouse({ SAMPLE: 'off' });
    try {
      const first = house.app.house.firstAdministrator;
      expect(first?.account).toBe('administrator');
      expect((await house.browser().signIn('admin')).statusCode).toBe(401);
      const browser = house.browser();
      await browser.signIn('administrator', first?.password);
      expect((await browser.ask('GET', '/api/accounts')).statusCode).toBe(403);
      await browser.ask('PUT', '/api/session/password', { current: first?.password, next: OWN });
      expect((await browser.ask('GET', '/api/accounts')).json()).toMatchObject([{ account: 'administrator' }]);
    } finally {
      await house.close();
    }
  });

  it('when the sample office is switched off later, then its accounts are out and an administrator is made', async () => {
    const sample = await openHouse();
    const { dataDir } = sample;
    await sample.app.close();
    const house = await openHouse({ SAMPLE: 'off' }, dataDir);
    expect((await house.browser().signIn('admin')).statusCode).toBe(401);
    expect(house.app.house.firstAdministrator?.account).toBe('administrator');
    await house.close();
    await sample.close();
  });
});
