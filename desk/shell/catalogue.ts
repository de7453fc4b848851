import { currentLanguage } from './language.ts';

/** One text in both languages. `{name}` is replaced by the value given under that name. */
export interface Message {
  zh: string;
  en: string;
}

/** Values for the `{name}` places of a message. */
export type MessageValues = Readonly<Record<string, string | number>>;

/** Fills the `{name}` places of `template`; a place without a value stays as it is written. */
export function fillPlaces(template: string, values: MessageValues = {}): string {
  return template.replace(/\{ ?(\w+) ?\}/g, (place, name: string) => String(values[name] ?? place));
}

/** Makes the reader of one catalogue: key and values in, the text in the current language out. */
export function readerOf<Key extends string>(
  catalogue: Readonly<Record<Key, Message>>,
): (key: Key, values?: MessageValues) => string {
  return (key, values) => {
    const message: Message | undefined = catalogue[key];
    if (!message) return key;
    return fillPlaces(currentLanguage() === 'en' ? message.en : message.zh, values);
  };
}

/** Makes the finder of a catalogue whose keys are put together of codes: undefined for a code that it does not know. */
export function finderOf(catalogue: Readonly<Record<string, Message>>): (key: string) => string | undefined {
  const read = readerOf(catalogue);
  return (key) => (key in catalogue ? read(key) : undefined);
}
