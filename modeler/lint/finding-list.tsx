import type { Finding } from 'bpmnlint-plugin-petitions/lint.js';
import { modelerText as say } from '../messages.ts';
import { findingText } from './finding-text.ts';
import './finding-list.css';

/** What the rules found, each with a button that goes to its element; closed as long as nobody opens it. */
export function FindingList(props: { findings: readonly Finding[]; onSelect: (elementId: string) => void }) {
  const { findings } = props;
  const errors = findings.filter((each) => each.level === 'error').length;
  const tone = errors > 0 ? 'bad' : findings.length > 0 ? 'wait' : 'good';
  return (
    <details class={`fold findings findings-${tone}`}>
      <summary aria-live="polite">
        {findings.length === 0 ? say('lintClean') : say('lintFound', { errors, warnings: findings.length - errors })}
      </summary>
      <ul>
        {findings.map((each) => (
          <li key={`${each.rule}:${each.elementId}:${each.message}`}>
            <span class={`badge badge-${each.level === 'error' ? 'bad' : 'wait'}`}>
              {say(each.level === 'error' ? 'lintError' : 'lintWarning')}
            </span>{' '}
            {each.elementId === '' ? null : (
              <button type="button" onClick={() => props.onSelect(each.elementId)}>
                {each.elementId}
              </button>
            )}{' '}
            {findingText(each)} <span class="faint">{each.rule}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
