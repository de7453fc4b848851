import { useEffect, useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../desk/shell/http.ts';
import { currentLanguage } from '../../desk/shell/language.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import { elementName } from '../translations/chinese/element-names.ts';
import type { ElementChange } from './bpmn-changes.ts';
import type { Comparison } from './compare-bpmn.ts';
import { propertyName } from './property-names.ts';

/** An element's name where it has one, else what it is. */
function nameOf({ name, type }: ElementChange): string {
  if (name !== '') return name;
  const english = type.replace(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return currentLanguage() === 'en' ? english : (elementName(english) ?? english);
}

/** The drawn difference of two versions of a diagram, and the list of what differs, property by property. */
export function BpmnDiff(props: { before: string; after: string }) {
  const before = useRef<HTMLElement>(null);
  const after = useRef<HTMLElement>(null);
  const [comparison, setComparison] = useState<Comparison>();
  const [failure, setFailure] = useState<string>();
  useEffect(() => {
    let gone = false;
    let made: Comparison | undefined;
    const draw = async () => {
      const { compareBpmn } = await import('./compare-bpmn.ts');
      const [left, right] = [before.current, after.current];
      if (gone || !left || !right) return;
      made = await compareBpmn({ before: left, after: right }, props);
      if (gone) made.destroy();
      else setComparison(made);
    };
    draw().catch((error: unknown) => setFailure(reasonOf(error)));
    return () => {
      gone = true;
      made?.destroy();
    };
  }, [props.before, props.after]);
  return (
    <>
      {failure === undefined ? null : <Notice tone="bad">{failure}</Notice>}
      <div class="diff-drawings">
        <section ref={before} aria-label={say('diffBefore')} />
        <section ref={after} aria-label={say('diffAfter')} />
      </div>
      {comparison?.changes.length === 0 ? <p class="empty">{say('diffNone')}</p> : null}
      <ul class="diff-list">
        {comparison?.changes.map((change) => (
          <li key={`${change.what}:${change.elementId}`}>
            <span class={`diff-badge diff-badge-${change.what}`}>{say(`diff_${change.what}`)}</span>{' '}
            <button type="button" onClick={() => comparison.show(change.elementId)}>
              {nameOf(change)}
            </button>{' '}
            <span class="faint">{change.elementId}</span>
            {change.properties.map((each) => (
              <div key={each.name} class="diff-property">
                {propertyName(each.name)}: <del>{each.before || '—'}</del> → <ins>{each.after || '—'}</ins>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}
