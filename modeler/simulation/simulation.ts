import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css';
import './simulation.css';
import { currentLanguage } from '../../desk/shell/language.ts';

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
};

function translateIn(root: Element): void {
  for (const element of root.querySelectorAll('[class*="bts-"][title]')) {
    const chinese = CHINESE[element.getAttribute('title') ?? ''];
    if (chinese !== undefined) element.setAttribute('title', chinese);
  }
  for (const element of root.querySelectorAll('.bts-text, .bts-header, .bts-entry.placeholder')) {
    for (const node of element.childNodes) {
      const chinese = node.nodeType === Node.TEXT_NODE ? CHINESE[node.textContent?.trim() ?? ''] : undefined;
      if (chinese !== undefined) node.textContent = chinese;
    }
  }
}

/** Keeps the simulation's texts in the language of the page; answers how to stop. */
export function keepSimulationTranslated(container: Element): () => void {
  if (currentLanguage() === 'en') return () => {};
  const observer = new MutationObserver(() => {
    translateIn(container);
    // Its own changes are of no interest.
    observer.takeRecords();
  });
  observer.observe(container, { childList: true, subtree: true });
  return () => observer.disconnect();
}
