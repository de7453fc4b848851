import { flagged } from '../conditions.ts';
import type { Conditions } from '../list-query.ts';

/** Which events of an external task or a job are asked for. */
export interface LogEventFilter {
  creationLog?: boolean;
  failureLog?: boolean;
  successLog?: boolean;
  deletionLog?: boolean;
}

export const logEventConditions: Conditions<LogEventFilter> = {
  creationLog: flagged('t.event', 'creation'),
  failureLog: flagged('t.event', 'failure'),
  successLog: flagged('t.event', 'success'),
  deletionLog: flagged('t.event', 'deletion'),
};
