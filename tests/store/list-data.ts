import { newChanges } from '../../server/engine/changes.ts';
import { insertDeployment, type NewDeployment } from '../../server/store/definition/deployments.ts';
import type { ProcessDefinition } from '../../server/store/definition/process-definition.ts';
import type { Store } from '../../server/store/store.ts';
import {
  addExternalTask,
  addIncident,
  addJob,
  addSubscription,
  addUserTask,
  enter,
  setVariable,
  startSample,
} from './sample-family.ts';

/** The time at which the lists are asked. */
export const NOW = 5_000;

function processDefinition(patch: Partial<ProcessDefinition>): ProcessDefinition {
  return {
    id: 'order:1',
    key: 'order',
    version: 1,
    versionTag: null,
    name: 'Order',
    description: null,
    category: 'shop',
    deploymentId: 'first',
    resource: 'order.bpmn',
    suspended: false,
    historyTimeToLive: null,
    startableInTasklist: true,
    startFormKey: null,
    ...patch,
  };
}

const nothing = {
  processes: [],
  decisions: [],
  requirements: [],
  forms: [],
  jobDefinitions: [],
  startSubscriptions: [],
  startJobs: [],
} satisfies Partial<NewDeployment>;

const decision = {
  key: 'level',
  version: 1,
  versionTag: null,
  name: 'Level',
  category: 'rules',
  deploymentId: 'first',
  resource: 'level.dmn',
  requirementsId: null,
  requirementsKey: null,
  historyTimeToLive: null,
};

const requirements = {
  id: 'drd:1',
  key: 'drd',
  version: 1,
  name: 'Rules',
  category: 'rules',
  deploymentId: 'second',
  resource: 'drd.dmn',
};

const jobDefinition = {
  id: 'job-definition-1',
  definitionId: 'order:1',
  definitionKey: 'order',
  deploymentId: 'first',
  activityId: 'wait',
  kind: 'timer-intermediate-transition',
  configuration: 'DURATION: PT1H',
  listenerId: null,
  suspended: false,
  overridingPriority: null,
};

/** Two deployments: `first` with order:1 and level:1, `second` with order:2, pay:1 and level:2. */
export const deployments: readonly NewDeployment[] = [
  {
    ...nothing,
    deployment: { id: 'first', name: 'shop', source: null, deployedAt: 1_000 },
    resources: [{ id: 'file-1', name: 'order.bpmn', bytes: Buffer.from('<order v="1"/>') }],
    processes: [processDefinition({ versionTag: 'v1', suspended: true })],
    decisions: [{ ...decision, id: 'level:1', versionTag: 'd1' }],
    jobDefinitions: [jobDefinition],
  },
  {
    ...nothing,
    deployment: { id: 'second', name: 'shop 2', source: 'modeler', deployedAt: 2_000 },
    resources: [{ id: 'file-2', name: 'order.bpmn', bytes: Buffer.from('<order v="2"/>') }],
    processes: [
      processDefinition({ id: 'order:2', version: 2, deploymentId: 'second' }),
      processDefinition({
        id: 'pay:1',
        key: 'pay',
        name: 'Pay',
        deploymentId: 'second',
        resource: 'pay.bpmn',
        category: null,
        startableInTasklist: false,
      }),
    ],
    decisions: [
      {
        ...decision,
        id: 'level:2',
        version: 2,
        deploymentId: 'second',
        requirementsId: 'drd:1',
        requirementsKey: 'drd',
      },
    ],
    requirements: [requirements],
    jobDefinitions: [
      {
        ...jobDefinition,
        id: 'job-definition-2',
        definitionId: 'pay:1',
        definitionKey: 'pay',
        deploymentId: 'second',
        activityId: 'later',
        kind: 'async-before',
        configuration: 'async-before',
        listenerId: null,
        suspended: true,
        overridingPriority: 7,
      },
    ],
  },
];

const candidate = (userId: string | null, groupId: string | null) => ({ userId, groupId, type: 'candidate' });

/**
 * Writes the instances that the lists are tried on: `a` (order:1) calls `c` (pay:1), `b` (order:2) is suspended and has an
 * incident, `e` (order:1) was deleted at 900.
 */
export async function fill(store: Store): Promise<void> {
  for (const rows of deployments) {
    await store.unitOfWork.transaction((transaction) => insertDeployment(transaction, rows));
  }
  const a = startSample({ id: 'a', businessKey: 'bk-1', definitionId: 'order:1', startedAt: 1_000 });
  setVariable(a, 'amount', { type: 'Integer', value: 5 }, { id: 'a.amount' });
  setVariable(a, 'status', { type: 'String', value: 'open' }, { id: 'a.status' });
  setVariable(a, 'nothing', { type: 'Null', value: null }, { id: 'a.nothing' });
  addExternalTask(a, { id: 'xa', nodeId: 'nxa', topic: 'charge', priority: 10, createdAt: 1_100 });
  addUserTask(a, {
    id: 'ua',
    nodeId: 'nua',
    elementId: 'approve',
    createdAt: 1_100,
    dueAt: 9_000,
    candidates: [candidate('mary', null), candidate(null, 'clerks')],
    owner: 'fozzie',
    description: 'look twice',
  });
  const uaNode = a.instance.nodes['nua']!;
  setVariable(a, 'note', { type: 'String', value: 'Urgent' }, { id: 'a.note', node: uaNode });
  addSubscription(a, { id: 'sa', nodeId: 'nsa', name: 'Go', createdAt: 1_100 });
  const c = startSample({ id: 'c', caller: a, definitionKey: 'pay', definitionId: 'pay:1', startedAt: 1_500 });
  addJob(c, {
    id: 'jc',
    nodeId: 'njc',
    dueAt: 4_000,
    priority: 3,
    createdAt: 1_500,
    jobDefinitionId: 'job-definition-1',
  });
  addJob(c, {
    id: 'kc',
    nodeId: 'nkc',
    elementId: 'later',
    kind: 'async-before',
    dueAt: null,
    retries: 0,
    exceptionMessage: 'broken',
    failedActivityId: 'later',
    createdAt: 1_600,
    jobDefinitionId: 'job-definition-2',
  });
  await store.families.commit(a.family, a.changes);

  const b = startSample({ id: 'b', businessKey: 'bk_2', definitionId: 'order:2', startedAt: 2_000 });
  b.instance.suspended = true;
  b.instance.startUserId = 'demo';
  Object.assign(b.changes.history.processInstances.get('b')!, { state: 'SUSPENDED', startUserId: 'demo' });
  setVariable(b, 'amount', { type: 'Double', value: 7.5 }, { id: 'b.amount' });
  setVariable(b, 'status', { type: 'String', value: 'Closed' }, { id: 'b.status' });
  setVariable(b, 'paid', { type: 'Boolean', value: true }, { id: 'b.paid' });
  addExternalTask(b, {
    id: 'xb',
    nodeId: 'nxb',
    elementId: 'ship',
    topic: 'shipping',
    priority: 1,
    workerId: 'w1',
    lockedUntil: 6_000,
    retries: 0,
    errorMessage: 'boom',
    createdAt: 2_100,
    suspended: true,
  });
  addUserTask(b, {
    id: 'ub',
    nodeId: 'nub',
    elementId: 'review',
    name: 'Review',
    assignee: 'kermit',
    priority: 80,
    createdAt: 2_100,
    lastUpdatedAt: 2_500,
    followUpAt: 8_000,
    delegationState: 'PENDING',
    parentTaskId: 'ua',
    suspended: true,
    candidates: [candidate(null, 'clerks')],
  });
  addJob(b, { id: 'jb', nodeId: 'njb', elementId: 'remind', dueAt: 7_000, suspended: true, createdAt: 2_200 });
  addSubscription(b, { id: 'sb', nodeId: 'nsb', kind: 'signal', name: 'Alarm', elementId: 'alarm', createdAt: 2_100 });
  addIncident(b, {
    id: 'ib',
    nodeId: 'nxb',
    elementId: 'ship',
    createdAt: 2_300,
    configuration: 'xb',
    failedActivityId: 'ship',
    causeIncidentId: 'ib',
    rootCauseIncidentId: 'ib',
    jobDefinitionId: 'job-definition-1',
  });
  await store.families.commit(b.family, b.changes);
  await store.unitOfWork.add(pastChanges());
}

/** An instance that was deleted at 900, and what else only history knows. */
function pastChanges() {
  const e = startSample({ id: 'e', definitionId: 'order:1', startedAt: 500 });
  const changes = newChanges();
  changes.history.processInstances.set('e', {
    ...e.changes.history.processInstances.get('e')!,
    endedAt: 900,
    state: 'EXTERNALLY_TERMINATED',
    deleteReason: 'by hand',
  });
  const node = enter(e, 'approve', 'userTask', 'nue');
  changes.history.activityInstances.set(node.activityInstanceId, {
    ...e.changes.history.activityInstances.get(node.activityInstanceId)!,
    endedAt: 900,
    canceled: true,
    completeScope: true,
    assignee: 'kermit',
  });
  const common = { rootId: 'e', instanceId: 'e', definitionId: 'order:1', definitionKey: 'order' };
  changes.history.tasks.set('ue', {
    ...common,
    id: 'ue',
    executionId: 'nue',
    activityInstanceId: 'approve:nue',
    taskDefinitionKey: 'approve',
    name: null,
    description: null,
    assignee: null,
    owner: null,
    priority: 50,
    startedAt: 600,
    endedAt: 900,
    dueAt: null,
    followUpAt: null,
    deleteReason: 'deleted',
    parentTaskId: null,
    state: 'Deleted',
  });
  const links = [
    { id: 'l1', taskId: 'ue', type: 'candidate', userId: 'gonzo', groupId: null, assignerId: null },
    { id: 'l2', taskId: 'ue', type: 'candidate', userId: null, groupId: 'clerks', assignerId: 'demo' },
    { id: 'l3', taskId: 'ua', type: 'owner', userId: 'fozzie', groupId: null, assignerId: null },
  ];
  for (const [index, link] of links.entries()) {
    const operation = link.id === 'l2' ? 'delete' : 'add';
    changes.history.identityLinks.set(link.id, { ...common, ...link, operation, at: 700 + index });
  }
  changes.history.variables.set('e.gone', {
    ...common,
    id: 'e.gone',
    name: 'gone',
    type: 'String',
    value: 'x',
    executionId: 'e',
    activityInstanceId: 'e',
    taskId: null,
    revision: 3,
    state: 'DELETED',
    live: false,
    createdAt: 500,
  });
  changes.history.details.set('form', {
    ...common,
    id: 'form',
    kind: 'formField',
    name: 'answer',
    type: 'String',
    value: 'yes',
    variableId: null,
    executionId: 'nue',
    activityInstanceId: 'approve:nue',
    taskId: 'ue',
    revision: 0,
    initial: false,
    at: 700,
    userOperationId: 'operation-1',
  });
  changes.history.incidents.set('ie', {
    ...common,
    id: 'ie',
    nodeId: 'e',
    elementId: 'wait',
    type: 'failedJob',
    message: 'time',
    createdAt: 650,
    failedActivityId: null,
    causeIncidentId: 'other',
    rootCauseIncidentId: 'other',
    configuration: 'job-j#2',
    jobDefinitionId: null,
    annotation: null,
    endedAt: 690,
    state: 'resolved',
  });
  changes.history.externalTaskLogs.set('xe#success', {
    ...common,
    id: 'xe#success',
    event: 'success',
    at: 800,
    externalTaskId: 'xe',
    topic: 'charge',
    workerId: 'w9',
    priority: 4,
    retries: 2,
    errorMessage: 'was slow',
    errorDetails: null,
    executionId: 'nxe',
    activityInstanceId: 'charge:nxe',
    activityId: 'charge',
  });
  for (const [id, event] of [
    ['j#1', 'creation'],
    ['j#2', 'failure'],
    ['j#3', 'deletion'],
  ] as const) {
    changes.history.jobLogs.set(id, {
      ...common,
      id,
      event,
      at: 500 + Number(id.at(-1)),
      jobId: `job-${id}`,
      jobDefinitionId: 'job-definition-1',
      kind: 'timer-intermediate-transition',
      configuration: 'DURATION: PT1H',
      dueAt: event === 'creation' ? null : 900,
      retries: event === 'failure' ? 2 : 3,
      priority: event === 'deletion' ? 9 : 0,
      exceptionMessage: event === 'failure' ? 'broken' : null,
      exceptionStacktrace: null,
      failedActivityId: event === 'failure' ? 'wait' : null,
      executionId: `n${id}`,
      activityId: 'wait',
    });
  }
  for (const [id, at] of [
    ['d1', 710],
    ['d2', 720],
  ] as const) {
    changes.history.decisions.set(id, {
      id,
      decisionDefinitionId: `level:${id.at(-1)}`,
      decisionDefinitionKey: 'level',
      decisionDefinitionName: id === 'd1' ? 'Level' : 'Level two',
      decisionRequirementsDefinitionId: id === 'd1' ? null : 'drd:1',
      decisionRequirementsDefinitionKey: id === 'd1' ? null : 'drd',
      rootDecisionInstanceId: id === 'd1' ? null : 'd1',
      ...(id === 'd1' ? common : { rootId: null, instanceId: null, definitionId: null, definitionKey: null }),
      activityId: id === 'd1' ? 'decide' : null,
      activityInstanceId: id === 'd1' ? 'decide:n' : null,
      at,
      userId: id === 'd1' ? null : 'demo',
      collectResultValue: null,
      inputs: [{ clauseId: 'in', clauseName: 'Days', value: { type: 'Integer', value: 3 } }],
      outputs: [],
      removalAt: null,
    });
  }
  return changes;
}
