import type { Scope } from './reach.ts';
import type { Role } from './roles.ts';

/**
 * What a route is about, and so what is looked at before it runs:
 * - `nothing` of anybody's;
 * - `petition`, `document`, `attachment`, `instance`, `task`: the matter that the address (or the query) names;
 * - `list` matters that the route itself picks out, by the viewer's paths;
 * - `entry` a new one: its area must be the viewer's, its channel and its registrar must be true;
 * - `topic`, `topics`, `externalTask`: what a service fetches or answers.
 */
export type Subject =
  | 'nothing'
  | 'petition'
  | 'document'
  | 'attachment'
  | 'instance'
  | 'task'
  | 'list'
  | 'entry'
  | 'topic'
  | 'topics'
  | 'externalTask';

/** Who may use a route, and how far. The house may always. */
export interface Right {
  readonly subject: Subject;
  /** How far the right of each role goes. */
  readonly roles: Readonly<Partial<Record<Role, Scope>>>;
  /** Who did not sign in may too: always, with an invitation's token in the body, or for a petition of their own sent in online. */
  readonly nobody?: true | 'token' | 'online';
  /** Whoever named a petition's number and code may, for that petition. */
  readonly petitioner?: true;
  /** Whoever signed in may, whatever their roles; also while the password is still to be changed. */
  readonly signedIn?: true;
  /** Programs with a token may, within their topics. */
  readonly service?: true;
  /** Sealed accusations are reached too (as envelopes) by these roles. */
  readonly envelopes?: readonly Role[];
  /** Credentials in the header are the route's own affair. */
  readonly readsCredentials?: true;
  /** Roles that may name only themselves in this member of the body. */
  readonly self?: Readonly<Partial<Record<Role, string>>>;
}

type Roles = Right['roles'];

const AGENTS: Roles = {
  communityAgent: 'assigned',
  townAgent: 'escalated',
  districtAgent: 'escalated',
  cityAgent: 'escalated',
};
/** Who handles a matter: its agents, and the petition office of the place. */
const HANDLERS: Roles = { ...AGENTS, petitionOffice: 'area' };
const SUGGESTION: Roles = { suggestionOfficer: 'suggestion', studyUnit: 'suggestion', leader: 'suggestion' };
/** Who may look at a matter. */
const READERS: Roles = {
  ...HANDLERS,
  ...SUGGESTION,
  accusationClerk: 'area',
  responsibleUnit: 'unit',
  mediator: 'mediation',
  expert: 'invited',
  auditor: 'all',
};
/** Who sees figures: those of the own area, or of the own unit. */
const FIGURES: Roles = {
  communityAgent: 'area',
  townAgent: 'area',
  districtAgent: 'area',
  cityAgent: 'area',
  petitionOffice: 'area',
  leader: 'area',
  responsibleUnit: 'unit',
  administrator: 'all',
  auditor: 'all',
};
const AGENTS_THEMSELVES = {
  communityAgent: 'agentId',
  townAgent: 'agentId',
  districtAgent: 'agentId',
  cityAgent: 'agentId',
} as const;
const ENTERING: Roles = {
  communityAgent: 'area',
  townAgent: 'area',
  districtAgent: 'area',
  cityAgent: 'area',
  petitionOffice: 'area',
  gridWorker: 'area',
};
const ENVELOPES: readonly Role[] = ['petitionOffice', 'accusationClerk', 'auditor'];

const administrator = (): Right => ({ subject: 'nothing', roles: { administrator: 'all' } });
const models = (): Right => ({ subject: 'nothing', roles: { administrator: 'all', auditor: 'all' } });
const anybody = (): Right => ({ subject: 'nothing', roles: {}, nobody: true });
const signedIn = (): Right => ({ subject: 'nothing', roles: {}, signedIn: true });
const petition = (roles: Roles, more: Partial<Right> = {}): Right => ({ subject: 'petition', roles, ...more });
const message = (name: string) => `POST /api/petitions/:key/messages/:messageName = ${name}`;

/** Every route of the server's own, by method and address. Where a parameter makes the difference, its value stands behind the address. */
const OWN_ROUTES: Readonly<Record<string, Right>> = {
  // Pages. They hold no data: what they show they ask for, by the routes below.
  'GET /': signedIn(),
  'GET /login': anybody(),
  'GET /account': signedIn(),
  'GET /accounts': administrator(),
  'GET /handover': administrator(),
  'GET /petitions/:businessKey': { ...signedIn(), petitioner: true },
  'GET /modeler': { subject: 'nothing', roles: { administrator: 'all', auditor: 'all' } },
  'GET /assets/*': anybody(),
  'GET /docs*': anybody(),
  'GET /engine-rest/openapi.json': anybody(),
  'GET /health/live': anybody(),
  'GET /health/ready': anybody(),
  'GET /metrics': { subject: 'nothing', roles: { administrator: 'all', auditor: 'all' }, service: true },

  // Signing in, the own account, and the accounts and tokens of the office.
  'GET /api/session': anybody(),
  'POST /api/session': anybody(),
  'DELETE /api/session': anybody(),
  'POST /api/session/second-factor': anybody(),
  'POST /api/session/petition': anybody(),
  'GET /api/session/elsewhere': anybody(),
  'GET /api/session/elsewhere/return': anybody(),
  'PUT /api/session/password': signedIn(),
  'DELETE /api/session/others': signedIn(),
  'POST /api/session/totp': signedIn(),
  'PUT /api/session/totp': signedIn(),
  'DELETE /api/session/totp': signedIn(),
  'GET /api/accounts': administrator(),
  'POST /api/accounts': administrator(),
  'PUT /api/accounts/:id': administrator(),
  'POST /api/accounts/:id/password': administrator(),
  'DELETE /api/accounts/:id/sessions': administrator(),
  'DELETE /api/accounts/:id/second-factor': administrator(),
  'GET /api/tokens': administrator(),
  'POST /api/tokens': administrator(),
  'DELETE /api/tokens/:id': administrator(),
  'POST /api/tokens/access': { ...anybody(), readsCredentials: true },

  // Models: administrators change them, auditors look.
  'GET /api/models/house': models(),
  'GET /api/models/publications': models(),
  'POST /api/models/publications': administrator(),
  'POST /api/models/publications/:id/decision': administrator(),
  'GET /api/models/drafts': models(),
  'GET /api/models/drafts/:name': models(),
  'PUT /api/models/drafts/:name': administrator(),
  'DELETE /api/models/drafts/:name': administrator(),
  'GET /api/models/comments/:name': models(),
  'POST /api/models/comments/:name': administrator(),
  'DELETE /api/models/comments/:name/:id': administrator(),
  'GET /api/models/forms': models(),
  'GET /api/models/forms/:key': models(),
  'GET /api/models/form-content': models(),
  'GET /api/models/moves': models(),
  'GET /api/models/moves/preview': models(),
  'GET /api/models/moves/:id': models(),
  'GET /api/models/moves/:id/undo': models(),
  'POST /api/models/moves': administrator(),
  'POST /api/models/moves/:id/undo': administrator(),
  // What would have been: no data of persons, but a run costs the machine.
  'GET /api/what-if': models(),
  'POST /api/what-if/runs': administrator(),
  'POST /api/what-if/look-back': administrator(),
  'GET /api/what-if/runs/:id': models(),
  'DELETE /api/what-if/runs/:id': administrator(),
  'GET /api/what-if/runs/:id/petitions': models(),
  'GET /api/what-if/runs/:id/petitions/:rootId': models(),

  // Petitions.
  'POST /api/petitions': { subject: 'entry', roles: ENTERING, nobody: 'online' },
  'POST /api/areas/import': administrator(),
  'POST /api/petitions/import': { subject: 'nothing', roles: { petitionOffice: 'area' } },
  'GET /api/petitions': { subject: 'list', roles: READERS, envelopes: ENVELOPES },
  'GET /api/petitions/:key': petition(READERS, { petitioner: true, envelopes: ENVELOPES }),
  'GET /api/petitions/:key/brief': petition({ ...HANDLERS, mediator: 'mediation', expert: 'invited', auditor: 'all' }),
  'GET /api/petitions/:key/documents': petition(READERS, { petitioner: true }),
  'GET /api/documents/:documentId': {
    subject: 'document',
    roles: { ...HANDLERS, responsibleUnit: 'unit', mediator: 'mediation' },
    petitioner: true,
  },
  'POST /api/petitions/:key/attachments': petition(
    { ...HANDLERS, responsibleUnit: 'unit', mediator: 'mediation' },
    { petitioner: true },
  ),
  'GET /api/attachments/:attachmentId': {
    subject: 'attachment',
    roles: { ...HANDLERS, responsibleUnit: 'unit', mediator: 'mediation' },
    petitioner: true,
  },
  // Earlier petitions that may be the same matter; the routes themselves keep to the viewer's area.
  'POST /api/petitions/likenesses': { subject: 'nothing', roles: ENTERING },
  'GET /api/petitions/:key/likenesses': petition(HANDLERS),
  'POST /api/petitions/:key/likenesses': petition(HANDLERS),
  // Personal data in full, and who read them.
  'POST /api/petitions/:key/persons': petition(
    { ...HANDLERS, responsibleUnit: 'unit', mediator: 'mediation' },
    { petitioner: true },
  ),
  // What a sealed accusation says, and its files.
  'POST /api/petitions/:key/sealed': petition({ accusationClerk: 'area' }, { envelopes: ['accusationClerk'] }),
  'POST /api/petitions/:key/sealed/:attachmentId': petition(
    { accusationClerk: 'area' },
    { envelopes: ['accusationClerk'] },
  ),
  'GET /api/petitions/:key/disclosures': petition({ petitionOffice: 'area', auditor: 'all' }),
  'GET /api/disclosures': { subject: 'nothing', roles: { auditor: 'all' } },
  'POST /api/persons/lookup': { subject: 'nothing', roles: { petitionOffice: 'area' } },
  'POST /api/experts/:id/contact': {
    subject: 'nothing',
    roles: { petitionOffice: 'all', mediator: 'all', suggestionOfficer: 'all' },
  },
  'PUT /api/petitions/:key/submission': petition(HANDLERS, { petitioner: true }),
  'POST /api/petitions/:key/visits': petition(HANDLERS),
  'GET /api/petitions/:key/reviews': petition(READERS, { petitioner: true }),
  'POST /api/petitions/:key/reviews': petition(HANDLERS, { petitioner: true }),
  'GET /api/petitions/:key/contacts': petition({ ...HANDLERS, auditor: 'all' }),
  'POST /api/petitions/:key/contacts': petition(HANDLERS, { self: AGENTS_THEMSELVES }),
  'PUT /api/petitions/:key/representatives': petition(HANDLERS),
  'POST /api/petitions/:key/statements': petition(
    { mediator: 'mediation', expert: 'invited', studyUnit: 'suggestion', suggestionOfficer: 'suggestion' },
    { self: { expert: 'speaker' } },
  ),
  [message('withdrawal')]: petition(HANDLERS, { petitioner: true }),
  [message('unit-objection')]: petition({ responsibleUnit: 'unit' }),
  [message('extension-request')]: petition({ responsibleUnit: 'unit' }),
  [message('supervision-reply')]: petition({ responsibleUnit: 'unit' }),
  [message('satisfaction-answer')]: petition(HANDLERS, { petitioner: true, nobody: 'token' }),
  [message('recusal')]: petition(HANDLERS, { self: AGENTS_THEMSELVES }),
  [message('delivery-confirmation')]: petition(HANDLERS, { petitioner: true }),
  [message('confirmation-request')]: petition({ mediator: 'mediation' }, { petitioner: true }),
  [message('court-result')]: petition({ mediator: 'mediation', petitionOffice: 'area' }),
  [message('leader-instruction')]: petition({ leader: 'suggestion' }),

  // Disputes and suggestions.
  'POST /api/disputes': { subject: 'entry', roles: { ...ENTERING, mediator: 'area' } },
  'GET /api/disputes/:key': petition({ ...HANDLERS, mediator: 'mediation', auditor: 'all' }),
  'PUT /api/disputes/:key': petition({ ...HANDLERS, mediator: 'mediation' }),
  'POST /api/suggestions': { subject: 'entry', roles: { ...ENTERING, suggestionOfficer: 'area' }, nobody: true },
  'GET /api/suggestions/:key': petition(
    { ...SUGGESTION, petitionOffice: 'area', auditor: 'all' },
    { petitioner: true },
  ),
  'GET /api/campaigns': anybody(),
  'POST /api/campaigns': { subject: 'nothing', roles: { suggestionOfficer: 'all' } },
  'GET /api/experts': { subject: 'nothing', roles: { ...FIGURES, mediator: 'all', suggestionOfficer: 'all' } },
  'POST /api/experts': administrator(),
  'PUT /api/experts/:id': administrator(),

  // What everybody may know, and figures.
  'GET /api/codes': anybody(),
  'GET /api/areas': anybody(),
  'GET /api/units': anybody(),
  'GET /api/agents': signedIn(),
  'GET /api/kpi': { subject: 'nothing', roles: { petitionOffice: 'all', leader: 'all', auditor: 'all' } },
  'GET /api/summary': { subject: 'list', roles: FIGURES },

  // Setting up, and the workers.
  'POST /api/office': administrator(),
  'POST /api/units/:id/closure': administrator(),
  'POST /api/agents/:id/departure': administrator(),
  'POST /api/agents/:id/return': administrator(),
  'GET /api/calendar/:year': signedIn(),
  'PUT /api/calendar/:year': administrator(),
  'POST /api/work/:topic': { subject: 'topic', roles: {}, service: true },
  'GET /api/test/clock': anybody(),
  'POST /api/test/clock': administrator(),
};

const staff = (): Right => ({ subject: 'nothing', roles: { ...FIGURES, ...READERS } });
const instance = (): Right => ({ subject: 'instance', roles: { ...READERS, administrator: 'all' } });
const task = (): Right => ({ subject: 'task', roles: { ...READERS, administrator: 'all' } });
const { auditor: _reads, ...WORKERS_ON_TASKS } = READERS;
const taskWork = (): Right => ({ subject: 'task', roles: { ...WORKERS_ON_TASKS, administrator: 'all' } });
const WORKS_ON_TASK = ['complete', 'submit-form', 'bpmnError', 'bpmnEscalation', 'claim', 'unclaim', 'resolve'];
const READS_OF_TASK = ['', '/form', '/form-variables', '/deployed-form', '/variables', '/identity-links'];
const WORKER_ANSWERS = ['complete', 'failure', 'bpmnError', 'extendLock', 'lock', 'unlock'];

/** Routes of the engine that more than administrators, auditors and unlimited services may use. */
const ENGINE_ROUTES: Readonly<Record<string, Right>> = {
  'GET /engine-rest/version': { ...signedIn(), service: true },
  'GET /engine-rest/process-definition/statistics': models(),
  'GET /engine-rest/process-definition/:id/xml': staff(),
  'GET /engine-rest/decision-definition/:id/xml': staff(),
  'GET /engine-rest/incident': instance(),
  'GET /engine-rest/history/process-instance': instance(),
  'GET /engine-rest/history/process-instance/:id': instance(),
  'GET /engine-rest/history/activity-instance': instance(),
  'GET /engine-rest/history/task': instance(),
  'GET /engine-rest/history/external-task-log': instance(),
  'GET /engine-rest/history/variable-instance': instance(),
  'GET /engine-rest/history/decision-instance': instance(),
  ...Object.fromEntries(READS_OF_TASK.map((end) => [`GET /engine-rest/task/:id${end}`, task()])),
  ...Object.fromEntries(WORKS_ON_TASK.map((verb) => [`POST /engine-rest/task/:id/${verb}`, taskWork()])),
  'POST /engine-rest/external-task/fetchAndLock': { subject: 'topics', roles: { administrator: 'all' }, service: true },
  ...Object.fromEntries(
    WORKER_ANSWERS.map((verb) => [
      `POST /engine-rest/external-task/:id/${verb}`,
      { subject: 'externalTask', roles: { administrator: 'all' }, service: true } satisfies Right,
    ]),
  ),
};

const ENGINE = /^\/engine-rest(\/|$)/;
/** Every other route of the engine: administrators work on it, auditors read it, unlimited services (`*`) do both. */
const ENGINE_READ: Right = { subject: 'nothing', roles: { administrator: 'all', auditor: 'all' } };
const ENGINE_WRITE: Right = administrator();

/** The table as it stands, for the tests that walk it. */
export const RIGHTS: Readonly<Record<string, Right>> = { ...OWN_ROUTES, ...ENGINE_ROUTES };

/** The line of the table that is about a request, with the parameters of its address. */
export interface RouteMatch {
  readonly right: Right;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Line {
  readonly right: Right;
  readonly pattern: RegExp;
  /** What a parameter must be for this line. */
  readonly value: string | undefined;
}

const lines = new Map<string, Line[]>();
for (const [key, right] of Object.entries(RIGHTS)) {
  const [method = '', address = '', , value] = key.split(' ');
  const source = address
    .replaceAll(/[.]/g, '\\$&')
    .replace(/\*$/, '.*')
    .replaceAll(/:(\w+)/g, '(?<$1>(?!count(?:/|$))[^/]+)');
  lines.set(method, [...(lines.get(method) ?? []), { right, pattern: new RegExp(`^${source}/?$`), value }]);
}

/**
 * The line about a route or a request; undefined when nobody thought of it. Of the engine's routes without a line of their own the general ones
 * are answered.
 * @param address path without query; a route's own parameters may stand in it with their colon
 */
export function rightOf(method: string, address: string): RouteMatch | undefined {
  const verb = method === 'HEAD' ? 'GET' : method;
  for (const { right, pattern, value } of lines.get(verb) ?? []) {
    const groups = pattern.exec(address)?.groups;
    if (groups === undefined && !pattern.test(address)) continue;
    const params = { ...groups };
    if (value === undefined || Object.values(params).some((one) => one === value || one.startsWith(':'))) {
      return { right, params };
    }
  }
  if (!ENGINE.test(address)) return undefined;
  return { right: verb === 'GET' ? ENGINE_READ : ENGINE_WRITE, params: {} };
}
