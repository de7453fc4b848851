import { type Message, readerOf } from '../../desk/shell/catalogue.ts';

/** What a diagram's properties are called where two versions are compared, by their name in the file. */
const catalogue: Readonly<Record<string, Message>> = {
  name: { zh: '名称', en: 'Name' },
  documentation: { zh: '说明', en: 'Documentation' },
  conditionExpression: { zh: '条件', en: 'Condition' },
  default: { zh: '其余情况走', en: 'Otherwise' },
  sourceRef: { zh: '来自', en: 'From' },
  targetRef: { zh: '去往', en: 'To' },
  attachedToRef: { zh: '附在', en: 'Attached to' },
  cancelActivity: { zh: '中断任务', en: 'Interrupts the task' },
  eventDefinitions: { zh: '等待或发出', en: 'Waits for or throws' },
  loopCharacteristics: { zh: '多人或多次', en: 'Several instances' },
  assignee: { zh: '办理人', en: 'Assignee' },
  candidateGroups: { zh: '办理角色', en: 'Roles' },
  candidateUsers: { zh: '可办理的人', en: 'Candidates' },
  dueDate: { zh: '期限', en: 'Deadline' },
  followUpDate: { zh: '跟进时间', en: 'Follow-up' },
  formRef: { zh: '表单', en: 'Form' },
  formRefBinding: { zh: '表单版本', en: 'Version of the form' },
  formKey: { zh: '表单', en: 'Form' },
  topic: { zh: '外部步骤', en: 'External step' },
  type: { zh: '由谁执行', en: 'Carried out by' },
  decisionRef: { zh: '规则表', en: 'Decision table' },
  decisionRefBinding: { zh: '规则表版本', en: 'Version of the table' },
  resultVariable: { zh: '结果存入', en: 'Result goes to' },
  mapDecisionResult: { zh: '结果形式', en: 'Form of the result' },
  calledElement: { zh: '调用的流程', en: 'Called process' },
  calledElementBinding: { zh: '调用的版本', en: 'Version of the called process' },
  asyncBefore: { zh: '开始前存盘', en: 'Saves before' },
  asyncAfter: { zh: '结束后存盘', en: 'Saves after' },
  historyTimeToLive: { zh: '历史保留', en: 'History is kept' },
  isExecutable: { zh: '可执行', en: 'Executable' },
  versionTag: { zh: '版本标签', en: 'Version tag' },
};

/** The name of a property in the reader's language; one that is not listed stands as it is in the file. */
export const propertyName: (name: string) => string = readerOf(catalogue);
