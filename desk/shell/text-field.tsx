import { useId } from 'preact/hooks';

/** A labelled line of text with its help and, where it was refused, the reason. */
export function TextField(props: {
  name: string;
  label: string;
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'password';
  autocomplete?: string;
  help?: string;
  error?: string | undefined;
  disabled?: boolean;
  focus?: boolean;
}) {
  const id = useId();
  const described = [props.help ? `${id}-help` : '', props.error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class={`field${props.error ? ' field-bad' : ''}`}>
      <label for={id}>{props.label}</label>
      <input
        id={id}
        name={props.name}
        type={props.type ?? 'text'}
        value={props.value}
        autocomplete={props.autocomplete ?? 'off'}
        autocapitalize="none"
        spellcheck={false}
        disabled={props.disabled ?? false}
        aria-describedby={described || undefined}
        aria-invalid={props.error ? true : undefined}
        ref={(input) => {
          if (props.focus && input && document.activeElement === document.body) input.focus();
        }}
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
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
