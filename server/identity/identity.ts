import type { FastifyError, FastifyInstance, FastifyPluginAsync } from 'fastify';
import type { Knex } from 'knex';
import type { Clock } from '../clock.ts';
import { AttemptLimit } from './attempt-limit.ts';
import type { AskEngine, IdentityContext, MatterSource, SecretKey } from './context.ts';
import { Denial, sendDenial } from './denial.ts';
import { type FirstAdministrator, makeFirstAdministrator } from './first-administrator.ts';
import { guard } from './guard.ts';
import { migrateIdentity } from './migrations/migrate-identity.ts';
import { accountRoutes } from './routes/accounts.ts';
import type { Provider } from './routes/elsewhere.ts';
import { ownAccountRoutes } from './routes/own-account.ts';
import { sessionRoutes } from './routes/session.ts';
import { tokenRoutes } from './routes/tokens.ts';
import { loadSampleAccounts } from './sample-accounts.ts';
import { ServiceTokens } from './service-tokens.ts';
import { type SessionLimits, Sessions } from './sessions.ts';
import { type StaffAccounts, staffAccounts } from './staff-accounts.ts';

/** How the operator wants it. */
export interface IdentitySettings {
  /** Whether the accounts of the sample office exist and are let in. */
  readonly samples: boolean;
  readonly sessions: SessionLimits;
  /** Address by which browsers know the server; null: the loopback interface alone. */
  readonly publicUrl: string | null;
  /** With which the house speaks to itself. */
  readonly houseToken: string;
  readonly engineOpen: boolean;
  readonly provider: Provider | null;
}

export interface IdentityParts {
  /** Database of the register. */
  knex: Knex;
  /** Real time. */
  clock: Clock;
  key: SecretKey;
  matters: MatterSource;
  askEngine: AskEngine;
}

/** What the rest of the server needs of this room. */
export interface Identity {
  /** With which the house speaks to itself. */
  readonly token: string;
  /** Every route that the guard stands before, method and address. */
  readonly routes: readonly string[];
  /** Told once, when there was no account. */
  readonly firstAdministrator: FirstAdministrator | null;
  readonly accounts: StaffAccounts;
}

const QUARTER_MS = 15 * 60_000;

/** Puts the guard before every route registered from here on, and adds the routes of this room below `/api`. */
export async function identity(
  app: FastifyInstance,
  settings: IdentitySettings,
  parts: IdentityParts,
): Promise<Identity> {
  const { knex, clock, key, matters } = parts;
  await migrateIdentity(knex);
  const context: IdentityContext = {
    knex,
    clock,
    key,
    matters,
    samples: settings.samples,
    tokens: await ServiceTokens.open(knex, settings.houseToken),
    sessions: new Sessions(knex, clock, {
      limits: settings.sessions,
      secure: settings.publicUrl?.startsWith('https:') ?? false,
      samples: settings.samples,
    }),
    attempts: {
      byAddress: new AttemptLimit(50, QUARTER_MS),
      byName: new AttemptLimit(5, QUARTER_MS),
      byPetition: new AttemptLimit(5, QUARTER_MS),
      online: new AttemptLimit(20, 4 * QUARTER_MS),
    },
  };
  if (settings.samples) await loadSampleAccounts(context);
  const firstAdministrator = await makeFirstAdministrator(context);
  const { basic, routes: guarded } = guard(app, {
    context,
    askEngine: parts.askEngine,
    engineOpen: settings.engineOpen,
  });
  const routes: FastifyPluginAsync = async (api) => {
    api.setErrorHandler<FastifyError>((error, request, reply) => {
      if (error instanceof Denial) return sendDenial(request, reply, error);
      const status = error.statusCode ?? 500;
      if (status >= 500) request.log.error({ err: error }, 'a request about accounts failed');
      const reason = status >= 500 ? '服务器内部错误' : '请求不是有效的 JSON';
      return reply.code(status).send({ code: status >= 500 ? 'failed' : 'invalid', errors: [{ field: '', reason }] });
    });
    sessionRoutes(api, context, settings.provider !== null);
    ownAccountRoutes(api, context, basic);
    accountRoutes(api, context, basic);
    tokenRoutes(api, context);
    if (settings.provider) {
      const { elsewhereRoutes } = await import('./routes/elsewhere.ts');
      elsewhereRoutes(api, context, settings.provider, settings.publicUrl);
    }
  };
  await app.register(routes, { prefix: '/api' });
  const accounts = staffAccounts(context, basic);
  return { token: settings.houseToken, firstAdministrator, routes: guarded, accounts };
}
