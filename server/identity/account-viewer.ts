import type { Account } from './tables/account.ts';
import { makeViewer, type Viewer } from './viewer.ts';

/** What an account may act as. While its password is somebody else's choice it has no role at all. */
export function viewerOf(account: Account): Viewer {
  const { id, areaCode, unitId, agentId, expertId } = account;
  const roles = account.mustChange ? [] : account.roles;
  return makeViewer('account', { id, roles, areaCode, unitId, agentId, expertId });
}
