import { useState } from 'preact/hooks';
import { reasonOf } from '../../desk/shell/http.ts';
import { Notice } from '../../desk/shell/notice.tsx';
import { modelerText as say } from '../messages.ts';
import type { Publication } from '../publish/publication.ts';
import { editorName, rememberEditorName } from '../who/editor-name.ts';
import { decide } from './publications.ts';

/** A change to rows that are law: what it changes, and the two buttons of the second administrator. */
export function WaitingPublication({ publication, onDecided }: { publication: Publication; onDecided: () => void }) {
  const [second, setSecond] = useState(editorName);
  const [failure, setFailure] = useState<string>();
  const answer = (agrees: boolean) => {
    rememberEditorName(second);
    decide(publication.id, second.trim(), agrees).then(onDecided, (error: unknown) => setFailure(reasonOf(error)));
  };
  return (
    <section class="notice notice-plain">
      <p>
        <strong>{say('waitingTitle', { author: publication.author })}</strong> {publication.reason}
      </p>
      <ul class="diff-list">
        {publication.legalChanges.map((change) => (
          <li key={change.row}>
            {change.before === null ? null : <del>{change.before}</del>}{' '}
            {change.after === null ? null : <ins>{change.after}</ins>}
          </li>
        ))}
      </ul>
      {failure === undefined ? null : <Notice tone="bad">{failure}</Notice>}
      <label class="publish-name">
        <span>{say('waitingSecond')}</span>
        <input value={second} maxLength={100} onInput={(event) => setSecond(event.currentTarget.value)} />
      </label>
      <div class="actions">
        <button type="button" class="primary" disabled={second.trim() === ''} onClick={() => answer(true)}>
          {say('waitingAgree')}
        </button>
        <button type="button" disabled={second.trim() === ''} onClick={() => answer(false)}>
          {say('waitingRefuse')}
        </button>
      </div>
    </section>
  );
}
