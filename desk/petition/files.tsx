import { useRef, useState } from 'preact/hooks';
import { petitionText as say } from '../messages/petition.ts';
import { DataTable } from '../shell/data-table.tsx';
import { Field } from '../shell/field.tsx';
import { reasonOf } from '../shell/http.ts';
import { Notice } from '../shell/notice.tsx';
import { minuteText } from '../shell/when.ts';
import { handInFile, type PetitionFile, TAKEN_FILES } from '../wire/register.ts';

/** A size as people read it. */
const sizeText = (bytes: number | null): string =>
  bytes === null ? '—' : bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;

/** The files of a petition, and one more. The server looks at what is in a file; its reason is shown at the field. */
export function Files(props: {
  businessKey: string;
  files: readonly PetitionFile[];
  /** Whether one more may be handed in. */
  mayAdd: boolean;
  onAdded: () => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [added, setAdded] = useState<string>();
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const file = input.current?.files?.[0];
    setAdded(undefined);
    setFailure(file ? undefined : say('fileMissing'));
    if (!file) return;
    setBusy(true);
    try {
      const kept = await handInFile(props.businessKey, file);
      setAdded(kept.fileName);
      if (input.current) input.current.value = '';
      props.onAdded();
    } catch (error) {
      setFailure(reasonOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <section class="files" aria-labelledby="files-heading">
      <h2 id="files-heading">{say('files')}</h2>
      <DataTable
        caption={say('files')}
        rows={props.files}
        keyOf={(file) => file.attachmentId}
        empty={say('filesNone')}
        columns={[
          {
            key: 'name',
            heading: say('fileName'),
            part: 'lead',
            cell: (file) => (
              <a href={`/api/attachments/${encodeURIComponent(file.attachmentId)}`} target="_blank" rel="noopener">
                {file.fileName}
              </a>
            ),
          },
          { key: 'size', heading: say('fileSize'), numeric: true, cell: (file) => sizeText(file.size) },
          { key: 'added', heading: say('fileAdded'), cell: (file) => minuteText(file.addedAt) },
        ]}
      />
      {props.mayAdd ? (
        <form class="file-form" onSubmit={(event) => void submit(event)}>
          <Field
            name="file"
            label={say('fileAdd')}
            help={say('fileHelp')}
            wide
            error={failure}
            control={(control) => <input {...control} ref={input} type="file" accept={TAKEN_FILES} />}
          />
          {added ? <Notice tone="good">{say('fileKept', { name: added })}</Notice> : null}
          <div class="actions">
            <button type="submit" disabled={busy}>
              {say(busy ? 'fileSending' : 'fileSend')}
            </button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
