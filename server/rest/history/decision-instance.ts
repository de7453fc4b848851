import { type Static, Type } from 'typebox';
import { historicDecisionList, type RemovalFact } from '../../commands/lists.ts';
import type { HistoricDecision } from '../../engine/changes.ts';
import type { Resource } from '../rest-app.ts';
import { type ListOptions, listRoutes } from '../wire/list-routes.ts';
import { RequestError } from '../wire/request-error.ts';
import {
  DateIn,
  DateOut,
  ErrorOut,
  FindsEverything,
  FindsNothing,
  Flag,
  IdParams,
  Nullable,
  NullableDate,
  NullableInteger,
  NullableText,
  TextList,
} from '../wire/schema.ts';
import { writeValue } from '../wire/variables.ts';
import { writeDate } from '../wire/wire-date.ts';

export const HistoricDecisionFilter = Type.Object({
  decisionInstanceId: Type.String(),
  decisionInstanceIdIn: TextList,
  decisionDefinitionId: Type.String(),
  decisionDefinitionIdIn: TextList,
  decisionDefinitionKey: Type.String(),
  decisionDefinitionKeyIn: TextList,
  decisionDefinitionName: Type.String(),
  decisionDefinitionNameLike: Type.String(),
  decisionRequirementsDefinitionId: Type.String(),
  decisionRequirementsDefinitionKey: Type.String(),
  rootDecisionInstanceId: Type.String(),
  rootDecisionInstancesOnly: Flag,
  processDefinitionId: Type.String(),
  processDefinitionKey: Type.String(),
  processInstanceId: Type.String(),
  activityIdIn: TextList,
  activityInstanceIdIn: TextList,
  evaluatedBefore: DateIn,
  evaluatedAfter: DateIn,
  userId: Type.String(),
  tenantIdIn: TextList,
  caseDefinitionId: FindsNothing,
  caseDefinitionKey: FindsNothing,
  caseInstanceId: FindsNothing,
  withoutTenantId: FindsEverything,
});

const ValueOut = {
  type: Type.String(),
  value: Type.Unknown(),
  valueInfo: Type.Record(Type.String(), Type.Unknown()),
  id: Type.String(),
  decisionInstanceId: Type.String(),
  clauseId: NullableText,
  clauseName: NullableText,
  errorMessage: NullableText,
  createTime: DateOut,
  removalTime: NullableDate,
  rootProcessInstanceId: NullableText,
};
const InputOut = Type.Object(ValueOut);
const OutputOut = Type.Object({
  ...ValueOut,
  ruleId: NullableText,
  ruleOrder: NullableInteger,
  variableName: NullableText,
});

const DecisionInstanceOut = Type.Object({
  id: Type.String(),
  decisionDefinitionId: Type.String(),
  decisionDefinitionKey: Type.String(),
  decisionDefinitionName: NullableText,
  evaluationTime: DateOut,
  removalTime: NullableDate,
  processDefinitionId: NullableText,
  processDefinitionKey: NullableText,
  processInstanceId: NullableText,
  rootProcessInstanceId: NullableText,
  caseDefinitionId: NullableText,
  caseDefinitionKey: NullableText,
  caseInstanceId: NullableText,
  activityId: NullableText,
  activityInstanceId: NullableText,
  userId: NullableText,
  inputs: Type.Array(InputOut),
  outputs: Type.Array(OutputOut),
  collectResultValue: Nullable(Type.Number()),
  rootDecisionInstanceId: NullableText,
  decisionRequirementsDefinitionId: NullableText,
  decisionRequirementsDefinitionKey: NullableText,
  tenantId: NullableText,
});

function writeDecision(
  row: HistoricDecision & RemovalFact,
  { includeInputs, includeOutputs }: ListOptions,
): Static<typeof DecisionInstanceOut> {
  const at = writeDate(row.at);
  const place = {
    decisionInstanceId: row.id,
    errorMessage: null,
    createTime: at,
    removalTime: writeDate(row.removalAt ?? row.rootRemovalAt),
    rootProcessInstanceId: row.rootId,
  };
  return {
    id: row.id,
    decisionDefinitionId: row.decisionDefinitionId,
    decisionDefinitionKey: row.decisionDefinitionKey,
    decisionDefinitionName: row.decisionDefinitionName,
    evaluationTime: at,
    removalTime: writeDate(row.removalAt ?? row.rootRemovalAt),
    processDefinitionId: row.definitionId,
    processDefinitionKey: row.definitionKey,
    processInstanceId: row.instanceId,
    rootProcessInstanceId: row.rootId,
    caseDefinitionId: null,
    caseDefinitionKey: null,
    caseInstanceId: null,
    activityId: row.activityId,
    activityInstanceId: row.activityInstanceId,
    userId: row.userId,
    inputs: (includeInputs ? row.inputs : []).map(({ clauseId, clauseName, value }, index) => ({
      type: value.type,
      value: writeValue(value),
      valueInfo: value.info ?? {},
      id: `${row.id}:input:${index}`,
      ...place,
      clauseId,
      clauseName,
    })),
    outputs: (includeOutputs ? row.outputs : []).map(({ value, ...output }, index) => ({
      type: value.type,
      value: writeValue(value),
      valueInfo: value.info ?? {},
      id: `${row.id}:output:${index}`,
      ...place,
      ...output,
    })),
    collectResultValue: row.collectResultValue,
    rootDecisionInstanceId: row.rootDecisionInstanceId,
    decisionRequirementsDefinitionId: row.decisionRequirementsDefinitionId,
    decisionRequirementsDefinitionKey: row.decisionRequirementsDefinitionKey,
    tenantId: null,
  };
}

const Included = Type.Object({
  includeInputs: Type.Optional(Type.Boolean()),
  includeOutputs: Type.Optional(Type.Boolean()),
});

/** `/history/decision-instance`: every evaluation, and on request what went in and which rows decided. */
export const historicDecision: Resource = (app, engine) => {
  listRoutes(app, engine, {
    path: '/history/decision-instance',
    tag: 'Historic Decision Instance',
    filter: HistoricDecisionFilter,
    source: historicDecisionList,
    item: DecisionInstanceOut,
    write: writeDecision,
  });

  app.get(
    '/history/decision-instance/:id',
    {
      schema: {
        tags: ['Historic Decision Instance'],
        params: IdParams,
        querystring: Included,
        response: { 200: DecisionInstanceOut, '4xx': ErrorOut },
      },
    },
    async ({ params: { id }, query }) => {
      const found = await historicDecisionList.find(engine.store.reader, id);
      if (!found) throw new RequestError(404, `Historic decision instance with id '${id}' does not exist`);
      return writeDecision(found, query);
    },
  );
};
