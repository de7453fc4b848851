/**
 * The contract's rows: what clients of the Camunda 7 line call, with the routes each needs. `MUST` is what unmodified
 * workers, the modeler and office pages cannot do without; `SHOULD` is what operators use. `*` stands for a list: its GET, its
 * count and, as `**`, the POST twins of both.
 */
export interface ContractRow {
  level: 'MUST' | 'SHOULD';
  what: string;
  routes: readonly string[];
}

const must = (what: string, ...routes: string[]): ContractRow => ({ level: 'MUST', what, routes });
const should = (what: string, ...routes: string[]): ContractRow => ({ level: 'SHOULD', what, routes });

const SPELLINGS = ['{id}', 'key/{key}'];
const spelled = (verb: string, place: string, ...below: string[]): string[] =>
  SPELLINGS.flatMap((spelling) => below.map((path) => `${verb} ${place}/${spelling}${path}`));
const variables = (place: string): string[] => [
  `GET ${place}`,
  `POST ${place}`,
  ...['GET', 'PUT', 'DELETE'].map((verb) => `${verb} ${place}/{name}`),
  ...['GET', 'POST'].map((verb) => `${verb} ${place}/{name}/data`),
];

export const CONTRACT_ROWS: readonly ContractRow[] = [
  must('deploy', 'POST /deployment/create'),
  must('deployments', '* /deployment', 'GET /deployment/{id}', 'DELETE /deployment/{id}'),
  must(
    'deployed files',
    'GET /deployment/{id}/resources',
    'GET /deployment/{id}/resources/{resourceId}',
    'GET /deployment/{id}/resources/{resourceId}/data',
  ),
  must('process definitions', '* /process-definition', ...spelled('GET', '/process-definition', '', '/xml')),
  must('start', ...spelled('POST', '/process-definition', '/start', '/submit-form')),
  must('start forms', ...spelled('GET', '/process-definition', '/startForm', '/form-variables')),
  must('suspend a definition', ...spelled('PUT', '/process-definition', '/suspended')),
  must('statistics', 'GET /process-definition/statistics', ...spelled('GET', '/process-definition', '/statistics')),
  must('fetch and lock', 'POST /external-task/fetchAndLock'),
  must(
    'external tasks',
    '** /external-task',
    'GET /external-task/{id}',
    'GET /external-task/{id}/errorDetails',
    'GET /external-task/topic-names',
  ),
  must('complete an external task', 'POST /external-task/{id}/complete'),
  must('report a failure', 'POST /external-task/{id}/failure'),
  must('report a BPMN error', 'POST /external-task/{id}/bpmnError'),
  must('locks', ...['lock', 'extendLock', 'unlock'].map((verb) => `POST /external-task/{id}/${verb}`)),
  must('retries and priority', 'PUT /external-task/{id}/retries', 'PUT /external-task/{id}/priority'),
  must('retries of many', 'PUT /external-task/retries', 'POST /external-task/retries-async'),
  must('process instances', '** /process-instance', 'GET /process-instance/{id}', 'DELETE /process-instance/{id}'),
  must('token tree', 'GET /process-instance/{id}/activity-instances'),
  must('instance variables', ...variables('/process-instance/{id}/variables')),
  must('suspend an instance', 'PUT /process-instance/{id}/suspended'),
  must(
    'modify an instance',
    'POST /process-instance/{id}/modification',
    'POST /process-instance/{id}/modification-async',
  ),
  must('message', 'POST /message'),
  must('signal', 'POST /signal'),
  must('tasks', '** /task', 'GET /task/{id}'),
  must(
    'work on a task',
    ...['claim', 'unclaim', 'assignee', 'delegate', 'resolve'].map((verb) => `POST /task/{id}/${verb}`),
  ),
  must('complete a task', 'POST /task/{id}/complete', 'POST /task/{id}/submit-form'),
  must('task forms', 'GET /task/{id}/form-variables', 'GET /task/{id}/form'),
  must('task variables', ...variables('/task/{id}/variables'), ...variables('/task/{id}/localVariables')),
  must(
    'people of a task',
    'GET /task/{id}/identity-links',
    'POST /task/{id}/identity-links',
    'POST /task/{id}/identity-links/delete',
  ),
  must('jobs', '** /job', 'GET /job/{id}', 'GET /job/{id}/stacktrace'),
  must(
    'work on a job',
    'POST /job/{id}/execute',
    ...['retries', 'duedate', 'suspended', 'priority'].map((what) => `PUT /job/{id}/${what}`),
  ),
  must('incidents', '* /incident', 'GET /incident/{id}', 'DELETE /incident/{id}'),
  must(
    'history: instances',
    '** /history/process-instance',
    'GET /history/process-instance/{id}',
    'DELETE /history/process-instance/{id}',
  ),
  must('history: activities', '** /history/activity-instance'),
  must('history: variables', '** /history/variable-instance'),
  must('history: details', '** /history/detail'),
  must('history: tasks', '** /history/task'),
  must('history: external tasks', '** /history/external-task-log', 'GET /history/external-task-log/{id}/error-details'),
  must('history: jobs', '** /history/job-log', 'GET /history/job-log/{id}/stacktrace'),
  must('history: incidents', '* /history/incident'),
  must('history: user operations', '* /history/user-operation'),
  must('version and engine', 'GET /version', 'GET /engine'),
  should('decision definitions', '* /decision-definition', ...spelled('GET', '/decision-definition', '', '/xml')),
  should('evaluate a decision', ...spelled('POST', '/decision-definition', '/evaluate')),
  should('history: decisions', '* /history/decision-instance'),
  should(
    'executions',
    '** /execution',
    'GET /execution/{id}',
    'POST /execution/{id}/signal',
    'POST /execution/{id}/messageSubscriptions/{messageName}/trigger',
    ...variables('/execution/{id}/localVariables'),
  ),
  should('variables', '** /variable-instance'),
  should('event subscriptions', '* /event-subscription'),
  should(
    'job definitions',
    '** /job-definition',
    ...['suspended', 'retries', 'jobPriority'].map((what) => `PUT /job-definition/{id}/${what}`),
  ),
  should(
    'batches',
    '* /batch',
    'GET /batch/{id}',
    '* /batch/statistics',
    'PUT /batch/{id}/suspended',
    'DELETE /batch/{id}',
  ),
  should('migration', ...['generate', 'validate', 'execute', 'executeAsync'].map((step) => `POST /migration/${step}`)),
  should('restart', 'POST /process-definition/{id}/restart', 'POST /process-definition/{id}/restart-async'),
  should(
    'annotations',
    'PUT /incident/{id}/annotation',
    'DELETE /incident/{id}/annotation',
    'PUT /history/user-operation/{operationId}/set-annotation',
    'PUT /history/user-operation/{operationId}/clear-annotation',
  ),
  should('history: batches', '* /history/batch'),
  should(
    'many instances',
    'POST /process-instance/delete',
    'PUT /process-instance/suspended',
    'POST /process-instance/job-retries',
    'POST /modification/execute',
    'POST /modification/executeAsync',
  ),
  should('errors and escalations of a task', 'POST /task/{id}/bpmnError', 'POST /task/{id}/bpmnEscalation'),
  should(
    'comments',
    ...['/task/{id}/comment', '/process-instance/{id}/comment'].flatMap((place) => [
      `GET ${place}`,
      `PUT ${place}`,
      `DELETE ${place}`,
      `DELETE ${place}/{commentId}`,
    ]),
    'GET /task/{id}/comment/{commentId}',
    'POST /task/{id}/comment/create',
  ),
  should(
    'attachments',
    'GET /task/{id}/attachment',
    'POST /task/{id}/attachment/create',
    ...['GET', 'DELETE'].map((verb) => `${verb} /task/{id}/attachment/{attachmentId}`),
    'GET /task/{id}/attachment/{attachmentId}/data',
  ),
  should('change a task', 'PUT /task/{id}'),
  should('tasks of no process', 'POST /task/create', 'DELETE /task/{id}'),
  should('tasks by group', 'GET /task/report/candidate-group-count'),
  should('history: people of tasks', '* /history/identity-link-log'),
  should('start on a condition', 'POST /condition'),
  should(
    'deployed and generated forms',
    ...spelled('GET', '/process-definition', '/rendered-form', '/deployed-start-form'),
    'GET /task/{id}/rendered-form',
    'GET /task/{id}/deployed-form',
  ),
  should('groups', 'GET /identity/groups', 'POST /identity/verify'),
  should('diagram picture', 'GET /process-definition/{id}/diagram'),
];

/** Routes of the reference that are not here, by how they begin, and why. */
export const ABSENT: readonly (readonly [path: string, why: string])[] = [
  ['/history/task/report', 'reports are drawn from the register'],
  ['/history/process-instance/report', 'the same'],
  ['/history/process-definition/cleanable-', 'the same'],
  ['/history/decision-definition/cleanable-', 'the same'],
  ['/history/batch/cleanable-', 'the same'],
  ['/user', 'persons are kept elsewhere'],
  ['/group', 'the same'],
  ['/tenant', 'nothing belongs to a tenant'],
  ['/authorization', 'rights are those of the office'],
  ['/identity/password-policy', 'there are no passwords here'],
  ['/filter', 'a query is sent with its request'],
  ['/metrics', 'measured for Prometheus, outside of the contract'],
  ['/telemetry', 'nothing is sent anywhere'],
  ['/schema/log', 'the database has migrations of its own'],
  ['/case-', 'there are no cases (CMMN)'],
];

/** What a route that answers leaves out. */
export const NOT_WHOLE: readonly string[] = [
  'tenants: `tenantIdIn` finds nothing, `…/tenant-id/…` is always 404;',
  'cases: every filter `case…` finds nothing;',
  '`Object` variables are texts: nothing is read out of Java serialisation;',
  'filters of tasks that are expressions (`assigneeExpression`, …) are refused, as in the reference unless it is told otherwise;',
  'an instance that `skipSubprocesses` left to itself still names its caller, which has ended;',
  'a sub-task ends with its parent when it was created as one; `PUT /task/{id}` with a `parentTaskId` only notes it;',
  'HAL (`Accept: application/hal+json`) is answered as plain JSON.',
];

/** A row's routes one by one, the stars written out. */
export function routesOf({ routes }: ContractRow): string[] {
  return routes.flatMap((route) => {
    const [verb, path] = route.split(' ') as [string, string];
    if (!verb.startsWith('*')) return [route];
    return [path, `${path}/count`].flatMap((each) =>
      verb === '**' ? [`GET ${each}`, `POST ${each}`] : [`GET ${each}`],
    );
  });
}
