import { useRef, useState } from 'preact/hooks';
import { registrationText as say } from '../messages/registration.ts';
import { Dialog } from '../shell/dialog.tsx';
import { type FieldError, fieldErrorsOf, reasonOf } from '../shell/http.ts';
import { Notice } from '../shell/notice.tsx';
import { type Area, type CodeLists, handInFile, registerPetition } from '../wire/register.ts';
import { controlOf, intakeFromForm } from './intake-values.ts';
import { FileFields, HandlingFields, MatterFields, PersonFields } from './registration-fields.tsx';

/** Hands in the chosen files of a petition that is registered. @returns those that were refused, with the reason */
async function handInAll(businessKey: string, files: readonly FormDataEntryValue[]): Promise<string[]> {
  const refused: string[] = [];
  for (const file of files) {
    // An empty choice is a file without a name.
    if (!(file instanceof File) || file.name === '') continue;
    await handInFile(businessKey, file).catch((error: unknown) => refused.push(`${file.name}：${reasonOf(error)}`));
  }
  return refused;
}

/** The registration form. The server checks everything; what it refuses is shown at the field and the first such field gets the focus. */
export function RegistrationForm(props: { codes: CodeLists; areas: readonly Area[]; onClose: () => void }) {
  const form = useRef<HTMLFormElement>(null);
  const [errors, setErrors] = useState<readonly FieldError[]>([]);
  const [failure, setFailure] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [registered, setRegistered] = useState<{ businessKey: string; queryCode: string; refused: string[] }>();
  // A field's own reason; several for one control (two bad claims) are put together.
  const errorAt = (name: string): string | undefined =>
    errors
      .filter((error) => controlOf(error.field) === name)
      .map((error) => error.reason)
      .join('；') || undefined;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!form.current) return;
    setBusy(true);
    try {
      const data = new FormData(form.current);
      const answer = await registerPetition(intakeFromForm(data));
      setErrors([]);
      setFailure(undefined);
      setRegistered({ ...answer, refused: await handInAll(answer.businessKey, data.getAll('files')) });
    } catch (error) {
      const refused = fieldErrorsOf(error);
      setErrors(refused);
      // What belongs to no control on the form would otherwise be lost.
      const homeless = refused.filter((each) => !form.current?.elements.namedItem(controlOf(each.field)));
      setFailure(
        refused.length === 0
          ? say('failed', { reason: reasonOf(error) })
          : [
              say('refused', { count: refused.length }),
              ...homeless.map((each) => (each.field ? `${each.field}: ${each.reason}` : each.reason)),
            ].join(' '),
      );
      const first = refused.map((each) => form.current?.elements.namedItem(controlOf(each.field))).find(Boolean);
      if (first instanceof HTMLElement) first.focus();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={say('title')} close={say('close')} onClose={props.onClose}>
      {registered ? (
        <Notice tone="good">
          <p>
            {say('registered')}
            <strong>{registered.businessKey}</strong>
          </p>
          <p>
            {say('queryCode')}
            <strong>{registered.queryCode}</strong>
          </p>
          {registered.refused.map((reason) => (
            <p key={reason}>{say('fileRefused', { reason })}</p>
          ))}
          <p class="actions">
            <a class="button primary" href={`/petitions/${encodeURIComponent(registered.businessKey)}`}>
              {say('openPetition')}
            </a>
            <button type="button" onClick={() => setRegistered(undefined)}>
              {say('another')}
            </button>
          </p>
        </Notice>
      ) : (
        <form ref={form} class="registration" noValidate onSubmit={(event) => void submit(event)}>
          <MatterFields codes={props.codes} areas={props.areas.filter(({ closed }) => !closed)} errorAt={errorAt} />
          <PersonFields errorAt={errorAt} />
          <HandlingFields codes={props.codes} errorAt={errorAt} />
          <FileFields />
          {failure ? <Notice tone="bad">{failure}</Notice> : null}
          <div class="actions">
            <button type="submit" class="primary" disabled={busy}>
              {say(busy ? 'submitting' : 'submit')}
            </button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
