/** Names under which answers tell to which process something belongs. */
const OF_A_PROCESS = [
  'processDefinitionKey',
  'processDefinitionId',
  'processInstanceId',
  'executionId',
  'activityInstanceId',
  'taskDefinitionKey',
  'rootProcessInstanceId',
] as const;

/** The answer for something that may belong to a standalone task: that is of no process, and says so by null. */
export function withoutProcess<
  Item extends { processDefinitionId: string | null } & { [Name in (typeof OF_A_PROCESS)[number]]?: string | null },
>(item: Item): Item {
  if (item.processDefinitionId !== '') return item;
  const bare: Item = { ...item };
  for (const name of OF_A_PROCESS) if (name in bare) Object.assign(bare, { [name]: null });
  return bare;
}
