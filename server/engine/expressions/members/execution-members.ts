import type { ElExecution } from '../el-value.ts';
import { beanMembers, type MemberTable, method } from './member-table.ts';
import { variableMethods } from './variable-members.ts';

/** The part of `DelegateExecution` that needs no Java. */
export const executionMembers: MemberTable<ElExecution> = beanMembers<ElExecution>(
  {
    id: ({ execution }) => execution.id,
    processInstanceId: ({ execution }) => execution.processInstanceId,
    processDefinitionId: ({ execution }) => execution.processDefinitionId,
    processBusinessKey: ({ execution }) => execution.processBusinessKey,
    businessKey: ({ execution }) => execution.processBusinessKey,
    currentActivityId: ({ execution }) => execution.currentActivityId,
    currentActivityName: ({ execution }) => execution.currentActivityName ?? null,
    currentTransitionId: ({ execution }) => execution.currentTransitionId ?? null,
    activityInstanceId: ({ execution }) => execution.activityInstanceId ?? null,
    parentActivityInstanceId: ({ execution }) => execution.parentActivityInstanceId ?? null,
    parentId: ({ execution }) => execution.parentId ?? null,
    superExecutionId: ({ execution }) => execution.superExecutionId ?? null,
    eventName: ({ execution }) => execution.eventName ?? null,
    variables: ({ execution }) => ({ type: 'variableMap', variables: execution.all?.() ?? {} }),
    variablesLocal: ({ execution }) => ({ type: 'variableMap', variables: execution.allLocal?.() ?? {} }),
    variableNames: ({ execution }) => ({ type: 'List', items: Object.keys(execution.all?.() ?? {}) }),
    canceled: () => false,
    variableScopeKey: () => 'execution',
    tenantId: () => null,
  },
  {
    ...variableMethods<ElExecution>({
      execution: ({ execution }) => execution,
      own: ({ execution }) => execution,
    }),
    isCanceled: method(0, () => false),
  },
);
