import type { Finding } from 'bpmnlint-plugin-petitions/lint.js';
import { useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { findingText } from '../lint/finding-text.ts';
import { modelerText as say } from '../messages.ts';
import type { ModelFile } from '../open/model-file.ts';
import { editorName, rememberEditorName } from '../who/editor-name.ts';

/** Asks before publishing: says which version it becomes, and that running instances stay where they are. */
export function PublishDialog(props: {
  file: ModelFile;
  running: string;
  busy: boolean;
  findings: readonly Finding[];
  onPublish: (asked: { author: string; reason: string }) => void;
  onClose: () => void;
}) {
  const { file } = props;
  const newest = file.versions[0];
  const [author, setAuthor] = useState(editorName);
  const [reason, setReason] = useState('');
  const errors = props.findings.filter((each) => each.level === 'error');
  const warnings = props.findings.filter((each) => each.level === 'warning');
  return (
    <Dialog
      title={say('publishTitle', { name: file.opened?.name ?? file.fileName })}
      close={say('cancel')}
      onClose={props.onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          rememberEditorName(author);
          props.onPublish({ author: author.trim(), reason: reason.trim() });
        }}
      >
        <p>{say('publishWhat', { file: file.fileName })}</p>
        <p>
          {newest ? say('publishNext', { version: newest.version, next: newest.version + 1 }) : say('publishFirst')}
        </p>
        {file.opened && newest && file.opened.version !== newest.version ? (
          <p class="notice notice-bad">{say('publishOld', { opened: file.opened.version })}</p>
        ) : null}
        {props.running === '' ? null : <p>{say('publishRunning', { list: props.running })}</p>}
        {errors.length > 0 ? (
          <p class="notice notice-bad" role="alert">
            {say('publishForbidden', { count: errors.length })}
          </p>
        ) : null}
        {warnings.length > 0 ? (
          <div class="notice notice-plain">
            {say('publishWarned')}
            <ul>
              {warnings.map((each) => (
                <li key={`${each.rule}:${each.elementId}`}>{findingText(each)}</li>
              ))}
            </ul>
          </div>
        ) : null}
        <label class="publish-name">
          <span>{say('publishAuthor')}</span>
          <input required value={author} maxLength={100} onInput={(event) => setAuthor(event.currentTarget.value)} />
        </label>
        <label class="publish-name">
          <span>{say('publishReason')}</span>
          <textarea
            required
            minLength={4}
            maxLength={500}
            rows={3}
            value={reason}
            onInput={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        <div class="actions">
          <button type="submit" class="primary" disabled={props.busy || errors.length > 0}>
            {say(props.busy ? 'publishing' : 'publish')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
