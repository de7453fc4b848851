import { fillPlaces, type MessageValues } from '../../desk/shell/catalogue.ts';
import { currentLanguage } from '../../desk/shell/language.ts';
import { elementName } from './chinese/element-names.ts';

/** What the editors call to show a text: the English template and the values of its `{places}`. */
export type Translate = (template: string, values?: MessageValues) => string;

/** Sent on `window` when a text has no Chinese yet; its `detail` is the English template. A test listens for it. */
export const UNTRANSLATED = 'untranslated';

/** The translate function of one editor in the language of the page. In English the templates themselves are the texts. */
export function translateWith(texts: Readonly<Record<string, string>>): Translate {
  return (template, values) => {
    if (template === '' || currentLanguage() === 'en') return fillPlaces(template, values);
    const chinese = texts[template] ?? elementName(template);
    if (chinese === undefined) dispatchEvent(new CustomEvent(UNTRANSLATED, { detail: template }));
    return fillPlaces(chinese ?? template, values);
  };
}

/** The same as a module for the editors' dependency injection. */
export function translateModule(texts: Readonly<Record<string, string>>): { translate: ['value', Translate] } {
  return { translate: ['value', translateWith(texts)] };
}
