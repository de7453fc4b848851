import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { BasicCredentials } from '../basic-credentials.ts';
import type { IdentityContext } from '../context.ts';
import { Denial, notSignedIn, wrongValue } from '../denial.ts';
import { hashPassword, passwordProblem } from '../passwords.ts';
import { newReadableCode, readCode } from '../secrets.ts';
import { sessionHashOf } from '../sessions.ts';
import { checkPassword } from '../sign-in.ts';
import { type Account, findAccount, updateAccount } from '../tables/account.ts';
import { deleteSessionsOf } from '../tables/session.ts';
import { newTotpSecret, totpAddress, totpStep } from '../totp.ts';
import { Body } from './read-body.ts';

const RECOVERY_CODES = 10;
const ISSUER = '群众工作之家';

/** What people do to their own account: password, second factor, ending their other sessions. */
export function ownAccountRoutes(app: FastifyInstance, context: IdentityContext, basic: BasicCredentials): void {
  const { knex, key, clock } = context;

  const own = async ({ viewer }: FastifyRequest): Promise<Account> => {
    const account = viewer.kind === 'account' && viewer.id !== null ? await findAccount(knex, viewer.id) : undefined;
    if (!account) throw notSignedIn();
    return account;
  };

  app.put('/session/password', async (request) => {
    const account = await own(request);
    const body = new Body(request.body);
    await checkPassword(context, account.id, body.text('current', 1000), request.ip).catch((error: unknown) => {
      throw error instanceof Denial && error.status === 401
        ? wrongValue('current', '原口令不正确', 'The present password is wrong')
        : error;
    });
    const next = body.text('next', 1000);
    const problem = passwordProblem(next, account.id);
    if (problem) throw wrongValue('next', problem.zh, problem.en);
    if (next === body.text('current', 1000))
      throw wrongValue('next', '新口令须与原口令不同', 'The new password is the old one');
    await updateAccount(knex, account.id, { passwordHash: await hashPassword(next), mustChange: false });
    basic.forget(account.id);
    return { endedSessions: await deleteSessionsOf(knex, account.id, sessionHashOf(request)) };
  });

  app.delete('/session/others', async (request) => {
    const account = await own(request);
    return { endedSessions: await deleteSessionsOf(knex, account.id, sessionHashOf(request)) };
  });

  app.post('/session/totp', async (request) => {
    const account = await own(request);
    if (account.totpOn)
      throw new Denial(409, 'conflict', { zh: '已启用动态验证码', en: 'The second factor is on already' });
    const secret = newTotpSecret();
    await updateAccount(knex, account.id, { totpSealed: key.seal(secret), totpLastStep: null });
    return { secret, address: totpAddress(secret, account.id, ISSUER) };
  });

  app.put('/session/totp', async (request) => {
    const account = await own(request);
    if (account.totpOn || account.totpSealed === null) {
      throw new Denial(409, 'conflict', { zh: '请先生成动态验证码密钥', en: 'Ask for a secret first' });
    }
    const code = new Body(request.body).text('code', 20).replace(/\s/g, '');
    const step = totpStep(key.open(account.totpSealed), code, clock.now());
    if (step === null)
      throw wrongValue('code', '验证码不正确；请检查手机时间', 'The code is wrong; is the clock of the phone right?');
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, () => newReadableCode(2));
    const recoveryHashes = recoveryCodes.map((one) => key.hash(`recovery:${account.id}:${readCode(one)}`));
    await updateAccount(knex, account.id, { totpOn: true, totpLastStep: step, recoveryHashes });
    basic.forget(account.id);
    return { recoveryCodes };
  });

  app.delete('/session/totp', async (request) => {
    const account = await own(request);
    await checkPassword(context, account.id, new Body(request.body).text('password', 1000), request.ip);
    await updateAccount(knex, account.id, { totpOn: false, totpSealed: null, recoveryHashes: [] });
    return { secondFactor: false };
  });
}
