import { Notice } from '../../desk/shell/notice.tsx';
import { minuteText } from '../../desk/shell/when.ts';
import { modelerText as say } from '../messages.ts';
import type { DraftOfFile } from './use-draft.ts';

/** What there is to say about the draft: that one was found, where the changes are, that somebody else keeps one too. */
export function DraftNotices({ draft }: { draft: DraftOfFile }) {
  const { found, state } = draft;
  return (
    <>
      {found ? (
        <Notice tone="plain">
          {found.editor
            ? say('draftFoundOf', { editor: found.editor, at: minuteText(found.savedAt) })
            : say('draftFound', { at: minuteText(found.savedAt) })}
          {draft.outdated ? ` ${say('draftOlder', { version: found.basedOnVersion ?? 0 })}` : ''}{' '}
          <button type="button" onClick={draft.drop}>
            {say('draftDrop')}
          </button>
        </Notice>
      ) : null}
      {state.at === 'computer' ? <Notice tone="plain">{say('draftAway')}</Notice> : null}
      {state.at === 'nowhere' ? <Notice tone="bad">{say('draftLost')}</Notice> : null}
      {state.at === 'conflict' ? (
        <Notice tone="bad">
          {state.reason}{' '}
          <button type="button" onClick={draft.takeTheirs}>
            {say('draftTheirs')}
          </button>{' '}
          <button type="button" onClick={draft.insistOnOwn}>
            {say('draftOwn')}
          </button>
        </Notice>
      ) : null}
    </>
  );
}
