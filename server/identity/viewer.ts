import type { FastifyRequest } from 'fastify';
import type { Role } from './roles.ts';

/**
 * Who is asking.
 * `house`: this server's own programs, which act for nobody; `service`: a program with a token; `account`: a person who signed in;
 * `petitioner`: somebody who named the number of a petition and its code; `nobody`: everybody else.
 */
export type ViewerKind = 'house' | 'service' | 'account' | 'petitioner' | 'nobody';

/** Who is asking, with all that decides what may be seen and done. Never changed once it is made. */
export interface Viewer {
  readonly kind: ViewerKind;
  /** Account or token, for audit rows and the operation log; null for the house, petitioners and nobody. */
  readonly id: string | null;
  readonly roles: readonly Role[];
  /** Own area: what lies in it and below it is within reach; null: no area at all. */
  readonly areaCode: string | null;
  /** The unit whose matters it answers. */
  readonly unitId: string | null;
  /** Who this person is among the agents of the register. */
  readonly agentId: string | null;
  /** Who this person is in the pool of experts. */
  readonly expertId: string | null;
  /** Topics a service may fetch; `*` among them means every topic and whatever else workers ask for. */
  readonly topics: readonly string[];
  /** Petitions that are the viewer's own. */
  readonly petitionIds: readonly string[];
}

const NOTHING = {
  id: null,
  roles: [],
  areaCode: null,
  unitId: null,
  agentId: null,
  expertId: null,
  topics: [],
  petitionIds: [],
} as const;

/** Somebody who has not said who they are. */
export const NOBODY: Viewer = Object.freeze({ ...NOTHING, kind: 'nobody' });

/** This server itself, and what its operator runs beside it. */
export const HOUSE: Viewer = Object.freeze({ ...NOTHING, kind: 'house' });

/** A viewer of the given kind; what is not said is nothing. */
export const makeViewer = (kind: ViewerKind, what: Partial<Omit<Viewer, 'kind'>>): Viewer => ({
  ...NOTHING,
  ...what,
  kind,
});

declare module 'fastify' {
  interface FastifyRequest {
    /** Who is asking; set before any route runs. */
    viewer: Viewer;
  }
}

/** Whether the viewer has one of the roles. */
export const hasRole = ({ roles }: Viewer, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => roles.includes(role));

/** What audit rows call whoever sent a request: an agent by the id of the register, else the account or token, else null. */
export const actorOf = ({ viewer }: Pick<FastifyRequest, 'viewer'>): string | null => viewer.agentId ?? viewer.id;

/** Whether a place lies in the viewer's own area; a viewer that is no person's account is not held to any. */
export const liesWithin = (viewer: Viewer, areaCode: string): boolean =>
  viewer.kind !== 'account' || (viewer.areaCode !== null && areaCode.startsWith(viewer.areaCode));

/** The header in which the house names the person it acts for, written as a part of a URL would be. */
export const ACTING_FOR = 'x-acting-for';

/** The person for whom the house asks; null when it names none, and for everybody else: only the house is believed. */
export function actingFor({ viewer, headers }: FastifyRequest): string | null {
  const named = headers[ACTING_FOR];
  if (viewer.kind !== 'house' || typeof named !== 'string' || named === '') return null;
  try {
    return decodeURIComponent(named).slice(0, 255);
  } catch {
    return null;
  }
}
