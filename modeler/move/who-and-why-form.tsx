import { useState } from 'preact/hooks';
import { editorName, rememberEditorName } from '../who/editor-name.ts';
import type { WhoAndWhy } from './moves.ts';

/** Who does it and why, and the button that begins. */
export function WhoAndWhyForm(props: {
  who: string;
  why: string;
  button: string;
  disabled: boolean;
  onSend: (told: WhoAndWhy) => void;
}) {
  const [author, setAuthor] = useState(editorName);
  const [reason, setReason] = useState('');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        rememberEditorName(author);
        props.onSend({ author: author.trim(), reason: reason.trim() });
      }}
    >
      <label class="publish-name">
        <span>{props.who}</span>
        <input required value={author} maxLength={100} onInput={(event) => setAuthor(event.currentTarget.value)} />
      </label>
      <label class="publish-name">
        <span>{props.why}</span>
        <input
          required
          minLength={4}
          maxLength={500}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <div class="actions">
        <button type="submit" class="primary" disabled={props.disabled}>
          {props.button}
        </button>
      </div>
    </form>
  );
}
