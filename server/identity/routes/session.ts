import type { FastifyInstance } from 'fastify';
import type { IdentityContext } from '../context.ts';
import { Denial, notSignedIn } from '../denial.ts';
import { ROLES } from '../roles.ts';
import { checkPassword, checkSecondFactor, tooMany } from '../sign-in.ts';
import { type Account, findAccount } from '../tables/account.ts';
import { Body } from './read-body.ts';

/** What a page is told of who signed in. */
const toOwn = (account: Account) => ({
  kind: 'account',
  account: account.id,
  name: account.name,
  roles: account.roles.map((role) => ({ code: role, label: ROLES[role] })),
  areaCode: account.areaCode,
  unitId: account.unitId,
  agentId: account.agentId,
  mustChangePassword: account.mustChange,
  hasPassword: account.passwordHash !== null,
  secondFactor: account.totpOn,
  recoveryCodesLeft: account.recoveryHashes.length,
});

/** Signing in and out; who is signed in. `elsewhere`: whether people can sign in by OpenID Connect. */
export function sessionRoutes(app: FastifyInstance, context: IdentityContext, elsewhere: boolean): void {
  const { knex, sessions, matters, attempts, clock } = context;

  app.get('/session', async ({ viewer }) => {
    const ways = { samples: context.samples, elsewhere };
    if (viewer.kind === 'account' && viewer.id !== null) {
      const account = await findAccount(knex, viewer.id);
      if (account) return { ...toOwn(account), ways };
    }
    return { kind: viewer.kind, petitionIds: viewer.petitionIds, ways };
  });

  app.post('/session', async (request, reply) => {
    const body = new Body(request.body);
    const account = await checkPassword(context, body.text('account', 64), body.text('password', 1000), request.ip);
    await sessions.open(request, reply, { accountId: account.id, petitionId: null }, account.totpOn);
    return account.totpOn ? { kind: 'secondFactor' } : toOwn(account);
  });

  app.post('/session/second-factor', async (request, reply) => {
    const found = await sessions.find(request);
    if (!found?.account || !found.session.awaitsSecondFactor) throw notSignedIn();
    await checkSecondFactor(context, found.account, new Body(request.body).text('code', 40));
    // A new secret: what was known before the second factor is worth nothing now.
    await sessions.open(request, reply, { accountId: found.account.id, petitionId: null });
    return toOwn(found.account);
  });

  app.post('/session/petition', async (request, reply) => {
    const body = new Body(request.body);
    const businessKey = body.text('businessKey', 40).trim();
    const nowMs = clock.now();
    const keys = [`key:${businessKey}`, `from:${request.ip}`];
    const waitMs = Math.max(...keys.map((key) => attempts.byPetition.waitMs(key, nowMs)));
    if (waitMs > 0) throw tooMany(waitMs);
    const petitionId = await matters.petitionerOf(businessKey, body.text('code', 40));
    if (petitionId === undefined) {
      for (const key of keys) attempts.byPetition.note(key, nowMs);
      throw new Denial(401, 'wrongCode', {
        zh: '信访编号与查询码（或登记的电话）不符',
        en: 'The number does not go with this code or telephone',
      });
    }
    await sessions.open(request, reply, { accountId: null, petitionId });
    return { kind: 'petitioner', petitionIds: [petitionId], businessKey };
  });

  app.delete('/session', async (request, reply) => {
    await sessions.close(request, reply);
    return { kind: 'nobody' };
  });
}
