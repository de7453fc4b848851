import { queryOf, Refusal, request } from '../shell/http.ts';

const BASE = '/engine-rest';

/** A process definition with how many of its instances run and how many incidents they have. */
export interface DefinitionStatistics {
  id: string;
  instances: number;
  incidents: { incidentType: string; incidentCount: number }[];
  definition: { id: string; key: string; name: string | null; version: number };
}

export interface ProcessInstance {
  id: string;
  businessKey: string | null;
  processDefinitionId: string;
  processDefinitionKey: string;
  processDefinitionName: string | null;
  processDefinitionVersion: number | null;
  startTime: string;
  endTime: string | null;
  superProcessInstanceId: string | null;
  state: string;
}

export interface ActivityInstance {
  id: string;
  activityId: string;
  activityName: string | null;
  activityType: string;
  processInstanceId: string;
  taskId: string | null;
  calledProcessInstanceId: string | null;
  assignee: string | null;
  startTime: string;
  endTime: string | null;
  durationInMillis: number | null;
  canceled: boolean;
}

export interface TaskInstance {
  id: string;
  name: string | null;
  taskDefinitionKey: string;
  processInstanceId: string;
  activityInstanceId: string | null;
  assignee: string | null;
  startTime: string;
  endTime: string | null;
  due: string | null;
  deleteReason: string | null;
}

export interface ExternalTaskLog {
  id: string;
  timestamp: string;
  topicName: string;
  workerId: string | null;
  retries: number | null;
  errorMessage: string | null;
  activityId: string;
  activityInstanceId: string | null;
  processInstanceId: string;
  creationLog: boolean;
  failureLog: boolean;
  successLog: boolean;
  deletionLog: boolean;
}

export interface VariableInstance {
  id: string;
  name: string;
  type: string;
  value: unknown;
  activityInstanceId: string | null;
  processInstanceId: string;
  createTime: string;
  state: string;
}

export interface Incident {
  id: string;
  activityId: string;
  failedActivityId: string | null;
  incidentType: string;
  incidentMessage: string | null;
  incidentTimestamp: string;
  processInstanceId: string;
  processDefinitionId: string;
}

export interface DecisionInstance {
  id: string;
  decisionDefinitionId: string;
  decisionDefinitionKey: string;
  decisionDefinitionName: string | null;
  evaluationTime: string;
  activityId: string | null;
  processInstanceId: string | null;
  inputs: { clauseId: string | null; clauseName: string | null; value: unknown }[];
  outputs: {
    clauseId: string | null;
    clauseName: string | null;
    ruleId: string | null;
    variableName: string | null;
    value: unknown;
  }[];
}

/** Every deployed process, one row a version, running instances and incidents counted. */
export function readStatistics(): Promise<DefinitionStatistics[]> {
  return request(`${BASE}/process-definition/statistics?incidents=true`);
}

/** Incidents open now, of one instance or of all. */
export function readIncidents(processInstanceId?: string): Promise<Incident[]> {
  return request(`${BASE}/incident${queryOf({ processInstanceId })}`);
}

/** All instances that carry the petition's number, oldest first, finished ones too. */
export function readInstances(businessKey: string): Promise<ProcessInstance[]> {
  const query = queryOf({ processInstanceBusinessKey: businessKey, sortBy: 'startTime', sortOrder: 'asc' });
  return request(`${BASE}/history/process-instance${query}`);
}

/** One instance from history; undefined when the engine does not know it. */
export async function readInstance(processInstanceId: string): Promise<ProcessInstance | undefined> {
  try {
    return await request<ProcessInstance>(`${BASE}/history/process-instance/${processInstanceId}`);
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}

/** What an instance went through, in the order it happened. */
export function readActivities(processInstanceId: string): Promise<ActivityInstance[]> {
  const query = queryOf({ processInstanceId, sortBy: 'occurrence', sortOrder: 'asc' });
  return request(`${BASE}/history/activity-instance${query}`);
}

export function readTasks(processInstanceId: string): Promise<TaskInstance[]> {
  return request(`${BASE}/history/task${queryOf({ processInstanceId })}`);
}

export function readExternalTaskLog(processInstanceId: string): Promise<ExternalTaskLog[]> {
  return request(`${BASE}/history/external-task-log${queryOf({ processInstanceId })}`);
}

export function readVariables(processInstanceId: string): Promise<VariableInstance[]> {
  return request(`${BASE}/history/variable-instance${queryOf({ processInstanceId, deserializeValues: false })}`);
}

/** Each evaluated table of an instance with its inputs and outputs, in the order of evaluation. */
export function readDecisions(processInstanceId: string): Promise<DecisionInstance[]> {
  const query = queryOf({
    processInstanceId,
    includeInputs: true,
    includeOutputs: true,
    sortBy: 'evaluationTime',
    sortOrder: 'asc',
  });
  return request(`${BASE}/history/decision-instance${query}`);
}

/** The diagram an instance runs on, exactly as deployed. */
export async function readProcessXml(processDefinitionId: string): Promise<string> {
  const answer = await request<{ bpmn20Xml: string }>(
    `${BASE}/process-definition/${encodeURIComponent(processDefinitionId)}/xml`,
  );
  return answer.bpmn20Xml;
}

/** The table that was evaluated, in the version that was evaluated. */
export async function readDecisionXml(decisionDefinitionId: string): Promise<string> {
  const answer = await request<{ dmnXml: string }>(
    `${BASE}/decision-definition/${encodeURIComponent(decisionDefinitionId)}/xml`,
  );
  return answer.dmnXml;
}
