import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { readerOf } from './catalogue.ts';

const say = readerOf({ required: { zh: '必填', en: 'required' } });

/** What a field hands to its control: an id for the label and what describes it. */
export interface ControlProps {
  id: string;
  name: string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean | undefined;
}

/** A label, its control, its help and, when the server refused it, the reason: at the field, tied to it for screen readers. */
export function Field(props: {
  name: string;
  label: string;
  help?: string | undefined;
  error?: string | undefined;
  required?: boolean;
  wide?: boolean;
  control: (control: ControlProps) => ComponentChildren;
}) {
  const id = useId();
  const described = [props.help ? `${id}-help` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class={`field${props.wide ? ' field-wide' : ''}${props.error ? ' field-bad' : ''}`}>
      <label for={id}>
        {props.label}
        {props.required ? <span class="required">{say('required')}</span> : null}
      </label>
      {props.control({
        id,
        name: props.name,
        'aria-describedby': described || undefined,
        'aria-invalid': props.error ? true : undefined,
      })}
      {props.help ? (
        <p id={`${id}-help`} class="help">
          {props.help}
        </p>
      ) : null}
      {props.error ? (
        <p id={`${id}-error`} class="error">
          {props.error}
        </p>
      ) : null}
    </div>
  );
}
