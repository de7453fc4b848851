/** Names of BPMN elements as replace menu, search and properties panel show them; events are put together below. */
export const elementNames: Readonly<Record<string, string>> = {
  Task: '任务',
  'User task': '人工任务',
  'Service task': '服务任务',
  'Send task': '发送任务',
  'Receive task': '接收任务',
  'Manual task': '手工任务',
  'Script task': '脚本任务',
  'Business rule task': '规则任务',
  'Call activity': '调用流程',
  'Sub-process': '子流程',
  'Sub-process (collapsed)': '子流程（折叠）',
  'Sub-process (expanded)': '子流程（展开）',
  'Collapsed sub process': '子流程（折叠）',
  'Expanded sub process': '子流程（展开）',
  'Event sub-process': '事件子流程',
  'Event sub process': '事件子流程',
  'Ad-hoc sub-process': '即席子流程',
  'Ad-hoc sub-process (collapsed)': '即席子流程（折叠）',
  'Ad-hoc sub-process (expanded)': '即席子流程（展开）',
  'Collapsed ad hoc sub process': '即席子流程（折叠）',
  'Expanded ad hoc sub process': '即席子流程（展开）',
  Transaction: '事务',
  Gateway: '网关',
  'Exclusive gateway': '排他网关',
  'Parallel gateway': '并行网关',
  'Inclusive gateway': '包容网关',
  'Event-based gateway': '事件网关',
  'Event based gateway': '事件网关',
  'Complex gateway': '复杂网关',
  Process: '流程',
  Collaboration: '协作',
  Participant: '参与者',
  'Empty pool/participant': '空池（参与者）',
  'Empty pool/participant (removes content)': '空池（参与者），清除内容',
  'Expanded pool/participant': '展开池（参与者）',
  Lane: '泳道',
  Group: '分组',
  'Text annotation': '注释',
  Association: '关联',
  'Sequence flow': '顺序流',
  'Default flow': '默认流',
  'Conditional flow': '条件流',
  'Message flow': '消息流',
  'Data input': '数据输入',
  'Data output': '数据输出',
  'Data input association': '数据输入关联',
  'Data output association': '数据输出关联',
  'Data object reference': '数据对象',
  'Data store reference': '数据存储',
};

const EVENT_KINDS: Readonly<Record<string, string>> = {
  message: '消息',
  timer: '定时',
  error: '错误',
  escalation: '升级',
  signal: '信号',
  conditional: '条件',
  compensation: '补偿',
  compensate: '补偿',
  link: '链接',
  cancel: '取消',
  terminate: '终止',
  multiple: '多重',
  parallel: '并行多重',
  'parallel multiple': '并行多重',
};

const EVENT_PLACES: Readonly<Record<string, string>> = {
  'start event': '开始事件',
  'end event': '结束事件',
  'boundary event': '边界事件',
  'intermediate catch event': '中间捕获事件',
  'intermediate throw event': '中间抛出事件',
};

const EVENT =
  /^(?:(.+) )?(start event|end event|boundary event|intermediate (?:catch|throw) event)( \(non[- ]interrupting\))?$/i;

// The menus write `Timer start event`, the panel writes `Timer Start Event`.
const byLowerCase = new Map(Object.entries(elementNames).map(([english, chinese]) => [english.toLowerCase(), chinese]));

/** The Chinese name of a BPMN element type; undefined when `english` names none. */
export function elementName(english: string): string | undefined {
  const plain = byLowerCase.get(english.toLowerCase());
  if (plain) return plain;
  const [, kind, place, nonInterrupting] = EVENT.exec(english) ?? [];
  if (!place) return undefined;
  const placeName = EVENT_PLACES[place.toLowerCase()];
  const kindName = kind === undefined ? '' : EVENT_KINDS[kind.toLowerCase()];
  if (placeName === undefined || kindName === undefined) return undefined;
  return `${kindName}${placeName}${nonInterrupting ? '（不中断）' : ''}`;
}
