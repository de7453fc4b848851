import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css';
import './simulation.css';
import { keepTranslated } from '../translations/after-drawing.ts';

/** What the simulation's own buttons say; it asks no translator, so the titles are put in after it has drawn. */
const CHINESE: Readonly<Record<string, string>> = {
  'Set Sequence Flow': '选择去向',
  'Trigger Event': '触发',
  'Toggle Simulation Log': '模拟记录',
  'Remove pause point': '取消暂停点',
  'Add pause point': '设暂停点',
  'Reset Simulation': '重新开始',
  'Play/Pause Simulation': '播放或暂停',
  'Set animation speed = Slow': '速度：慢',
  'Set animation speed = Normal': '速度：中',
  'Set animation speed = Fast': '速度：快',
  'Play Simulation': '继续模拟',
  'Pause Simulation': '暂停模拟',
  Finished: '完成',
  'Simulation Log': '模拟记录',
  'No Entries': '还没有记录',
  Process: '流程',
  SubProcess: '子流程',
  'Service Task': '程序步骤',
  'User Task': '人工任务',
  'Call Activity': '调用流程',
  'Script Task': '脚本任务',
  'Business Rule Task': '规则任务',
  'Manual Task': '线下任务',
  'Receive Task': '接收任务',
  'Send Task': '发送任务',
  Task: '任务',
  'Exclusive Gateway': '排他网关',
  'Parallel Gateway': '并行网关',
  'Inclusive Gateway': '相容网关',
  'Start Event': '开始事件',
  'Intermediate Event': '中间事件',
  'Boundary Event': '边界事件',
  'End Event': '结束事件',
};

/** What the record of the simulation says of a process or a part of it, after its name. */
const COURSE: Readonly<Record<string, string>> = { started: '开始', finished: '完成', canceled: '取消' };

function chineseOf(text: string): string | undefined {
  const [, name, course] = /^(.*) (started|finished|canceled)$/.exec(text) ?? [];
  return name !== undefined && course !== undefined ? `${CHINESE[name] ?? name}${COURSE[course]}` : CHINESE[text];
}

/** Keeps the simulation's texts in the language of the page; answers how to stop. */
export function keepSimulationTranslated(container: Element): () => void {
  return keepTranslated(container, '[class*="bts-"][title], .bts-text, .bts-header, .bts-entry.placeholder', chineseOf);
}
