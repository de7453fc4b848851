import { useState } from 'preact/hooks';
import { Dialog } from '../../desk/shell/dialog.tsx';
import { modelerText as say } from '../messages.ts';
import type { ModelFile } from '../open/model-file.ts';

/** Asks before publishing: says which version it becomes, and that running instances stay where they are. */
export function PublishDialog(props: {
  file: ModelFile;
  running: string;
  busy: boolean;
  onPublish: (deploymentName: string) => void;
  onClose: () => void;
}) {
  const { file } = props;
  const newest = file.versions[0];
  const [name, setName] = useState(file.opened?.key ?? file.fileName.replace(/\.(bpmn|dmn)$/i, ''));
  return (
    <Dialog
      title={say('publishTitle', { name: file.opened?.name ?? file.fileName })}
      close={say('cancel')}
      onClose={props.onClose}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onPublish(name.trim() || file.fileName);
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
        <label class="publish-name">
          <span>{say('deploymentName')}</span>
          <input value={name} maxLength={200} onInput={(event) => setName(event.currentTarget.value)} />
        </label>
        <div class="actions">
          <button type="submit" class="primary" disabled={props.busy}>
            {say(props.busy ? 'publishing' : 'publish')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
