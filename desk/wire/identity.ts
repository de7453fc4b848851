import { postJson, request } from '../shell/http.ts';

/** Who is signed in, as the page is told. */
export interface Own {
  kind: 'house' | 'service' | 'account' | 'petitioner' | 'nobody' | 'secondFactor';
  account?: string;
  name?: string;
  roles?: { code: string; label: string }[];
  areaCode?: string | null;
  unitId?: string | null;
  mustChangePassword?: boolean;
  hasPassword?: boolean;
  secondFactor?: boolean;
  recoveryCodesLeft?: number;
  ways?: { samples: boolean; elsewhere: boolean };
}

/** An account as administrators see it. */
export interface ListedAccount {
  account: string;
  name: string;
  roles: string[];
  areaCode: string | null;
  unitId: string | null;
  agentId: string | null;
  expertId: string | null;
  active: boolean;
  sample: boolean;
  oidcSubject: string | null;
  secondFactor: boolean;
  lockedUntil: string | null;
  sessions: number;
}

/** What an administrator writes of an account. */
export type AccountFields = Pick<
  ListedAccount,
  'name' | 'roles' | 'areaCode' | 'unitId' | 'agentId' | 'expertId' | 'active' | 'oidcSubject'
>;

export interface ListedToken {
  id: string;
  name: string;
  topics: string[];
  createdAt: string;
}

function sendJson<T>(method: 'PUT' | 'DELETE', address: string, body?: unknown): Promise<T> {
  return request(address, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
}

const at = (id: string): string => encodeURIComponent(id);

export const readOwn = (): Promise<Own> => request('/api/session');
export const signIn = (account: string, password: string): Promise<Own> =>
  postJson('/api/session', { account, password });
export const giveCode = (code: string): Promise<Own> => postJson('/api/session/second-factor', { code });
export const lookUpPetition = (businessKey: string, code: string): Promise<{ businessKey: string }> =>
  postJson('/api/session/petition', { businessKey, code });
export const changePassword = (current: string, next: string): Promise<{ endedSessions: number }> =>
  sendJson('PUT', '/api/session/password', { current, next });
export const endOtherSessions = (): Promise<{ endedSessions: number }> => sendJson('DELETE', '/api/session/others');
export const newTotp = (): Promise<{ secret: string; address: string }> => postJson('/api/session/totp', {});
export const startTotp = (code: string): Promise<{ recoveryCodes: string[] }> =>
  sendJson('PUT', '/api/session/totp', { code });
export const stopTotp = (password: string): Promise<unknown> => sendJson('DELETE', '/api/session/totp', { password });

export const listAccounts = (): Promise<ListedAccount[]> => request('/api/accounts');
export const createAccount = (account: string, fields: AccountFields): Promise<{ account: string; password: string }> =>
  postJson('/api/accounts', { account, ...fields });
export const updateAccount = (account: string, fields: AccountFields): Promise<unknown> =>
  sendJson('PUT', `/api/accounts/${at(account)}`, fields);
export const resetPassword = (account: string): Promise<{ account: string; password: string }> =>
  postJson(`/api/accounts/${at(account)}/password`, {});
export const endSessions = (account: string): Promise<{ endedSessions: number }> =>
  sendJson('DELETE', `/api/accounts/${at(account)}/sessions`);
export const dropSecondFactor = (account: string): Promise<unknown> =>
  sendJson('DELETE', `/api/accounts/${at(account)}/second-factor`);

export const listTokens = (): Promise<ListedToken[]> => request('/api/tokens');
export const createToken = (name: string, topics: readonly string[]): Promise<{ id: string; token: string }> =>
  postJson('/api/tokens', { name, topics });
export const revokeToken = (id: string): Promise<unknown> => sendJson('DELETE', `/api/tokens/${at(id)}`);
