import { Field } from './field.tsx';

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
  return (
    <Field
      name={props.name}
      label={props.label}
      help={props.help}
      error={props.error}
      control={(control) => (
        <input
          {...control}
          type={props.type ?? 'text'}
          value={props.value}
          autocomplete={props.autocomplete ?? 'off'}
          autocapitalize="none"
          spellcheck={false}
          disabled={props.disabled ?? false}
          ref={(input) => {
            if (props.focus && input && document.activeElement === document.body) input.focus();
          }}
          onInput={(event) => props.onValue(event.currentTarget.value)}
        />
      )}
    />
  );
}
