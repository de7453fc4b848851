import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { petitionText as say } from '../messages/petition.ts';
import { useDoing } from '../shell/doing.ts';
import { Field } from '../shell/field.tsx';
import { Notice } from '../shell/notice.tsx';

/** Personal data are shown for a reason, which the register keeps: the form that asks for it, then what it opened. */
export function ReasonForm<T>(props: {
  button: string;
  open: (reason: string) => Promise<T>;
  shown: (opened: T) => ComponentChildren;
}) {
  const [reason, setReason] = useState('');
  const [opened, setOpened] = useState<T>();
  const doing = useDoing();
  if (opened !== undefined) return <>{props.shown(opened)}</>;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    doing.run(async () => setOpened(await props.open(reason)));
  };
  return (
    <form class="reason-form" noValidate onSubmit={submit}>
      <Field
        name="reason"
        label={say('whyLook')}
        help={say('reasonHelp')}
        wide
        required
        error={doing.problemOf('reason')}
        control={(control) => (
          <input {...control} type="text" value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        )}
      />
      {doing.problem ? <Notice tone="bad">{doing.problem}</Notice> : null}
      <div class="actions">
        <button type="submit" disabled={doing.busy}>
          {props.button}
        </button>
      </div>
    </form>
  );
}
