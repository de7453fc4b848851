import type { Account } from './tables/account.ts';

/** An account as it begins: nobody can sign in with it before it has a password or a subject elsewhere. */
export const newAccount = (id: string, what: Partial<Omit<Account, 'id'>>, createdAt: number): Account => ({
  id,
  name: id,
  roles: [],
  areaCode: null,
  unitId: null,
  agentId: null,
  expertId: null,
  active: true,
  sample: false,
  passwordHash: null,
  mustChange: false,
  failures: 0,
  lockedUntil: null,
  totpSealed: null,
  totpOn: false,
  totpLastStep: null,
  recoveryHashes: [],
  oidcSubject: null,
  ...what,
  createdAt,
});
