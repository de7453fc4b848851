/**
 * Where the reference's document and what its server really answers differ, so that an answer is judged by the latter.
 * The document marks no property of an answer as required; here every one is, but for those named `absent`.
 */
export interface Deviation {
  schema: string;
  property: string;
  /** `absent`: may be left out; `any`: holds any JSON value; `nullable`: may be null. */
  is: 'absent' | 'any' | 'nullable';
  reason: string;
}

const ANY_VALUE = 'the document says object; a variable holds any JSON value';
const WHEN_ASKED = 'only in the answer when the request asks for it';

const JAVA_CLASS = 'names a Java class of the reference';
const NULL_ALIKE = 'the document forgets that it may be null';

export const DEVIATIONS: readonly Deviation[] = [
  {
    schema: 'ExceptionDto',
    property: 'code',
    is: 'nullable',
    reason: 'null when not the engine but the REST layer refuses',
  },
  {
    schema: 'VariableValueDto',
    property: 'valueInfo',
    is: 'nullable',
    reason: 'null for the value of a decision whose output declares no type',
  },
  { schema: 'ProcessInstanceWithVariablesDto', property: 'variables', is: 'absent', reason: WHEN_ASKED },
  { schema: 'MessageCorrelationResultWithVariableDto', property: 'variables', is: 'absent', reason: WHEN_ASKED },
  { schema: 'MessageCorrelationResultWithVariableDto', property: 'execution', is: 'nullable', reason: NULL_ALIKE },
  {
    schema: 'MessageCorrelationResultWithVariableDto',
    property: 'processInstance',
    is: 'nullable',
    reason: NULL_ALIKE,
  },
  { schema: 'TaskWithAttachmentAndCommentDto', property: 'camundaFormRef', is: 'nullable', reason: NULL_ALIKE },
  { schema: 'FormDto', property: 'camundaFormRef', is: 'nullable', reason: NULL_ALIKE },
  { schema: 'TaskDto', property: 'camundaFormRef', is: 'nullable', reason: NULL_ALIKE },
  { schema: 'FormDto', property: 'camundaFormRef', is: 'nullable', reason: NULL_ALIKE },
  { schema: 'AuthenticationResult', property: 'groups', is: 'nullable', reason: NULL_ALIKE },
  { schema: 'AuthenticationResult', property: 'tenants', is: 'nullable', reason: NULL_ALIKE },
  { schema: 'ActivityStatisticsResultDto', property: '@class', is: 'absent', reason: JAVA_CLASS },
  { schema: 'ProcessDefinitionStatisticsResultDto', property: '@class', is: 'absent', reason: JAVA_CLASS },
  ...['fieldId', 'fieldValue'].map((property) => ({
    schema: 'HistoricDetailDto',
    property,
    is: 'absent' as const,
    reason: 'only of a form field',
  })),
  ...[
    'variableName',
    'variableInstanceId',
    'variableType',
    'value',
    'valueInfo',
    'initial',
    'revision',
    'errorMessage',
  ].map((property) => ({
    schema: 'HistoricDetailDto',
    property,
    is: 'absent' as const,
    reason: 'only of a variable update',
  })),
  { schema: 'HistoricDetailDto', property: 'value', is: 'any', reason: ANY_VALUE },
  { schema: 'HistoricDetailDto', property: 'fieldValue', is: 'any', reason: ANY_VALUE },
  { schema: 'HistoricDecisionInputInstanceDto', property: 'value', is: 'any', reason: ANY_VALUE },
  { schema: 'HistoricDecisionOutputInstanceDto', property: 'value', is: 'any', reason: ANY_VALUE },
  { schema: 'TaskWithAttachmentAndCommentDto', property: 'comment', is: 'absent', reason: WHEN_ASKED },
  { schema: 'TaskWithAttachmentAndCommentDto', property: 'attachment', is: 'absent', reason: WHEN_ASKED },
];

/** Good statuses that the document forgets, by the end of the path. */
export const UNDOCUMENTED_STATUS: readonly { path: RegExp; status: number; reason: string }[] = [
  { path: /\/(errorDetails|error-details|stacktrace)$/, status: 204, reason: 'there is no text to give' },
];
