import type { ComponentChildren } from 'preact';
import { readerOf } from './catalogue.ts';
import { chooseLanguage, type Language, useLanguage } from './language.ts';

const say = readerOf({
  product: { zh: '群众工作之家', en: 'Community Home' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  navigation: { zh: '主导航', en: 'Main navigation' },
  home: { zh: '信访事项', en: 'Petitions' },
  modeler: { zh: '流程建模', en: 'Modeler' },
  language: { zh: '语言', en: 'Language' },
});

/** Which page of the navigation is open; a petition's page belongs to none. */
export type Place = 'home' | 'modeler' | 'petition';

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
];

/** The frame around every page: name, navigation, language switch, and the place for the page itself. */
export function Frame(props: {
  place: Place;
  children: ComponentChildren;
  /** Asked before the language changes, so that a page can keep what is unsaved. */
  onLanguage?: (language: Language) => void;
}) {
  const language = useLanguage();
  const link = (place: Place, address: string, text: string) => (
    <a class="frame-link" href={address} aria-current={props.place === place ? 'page' : undefined}>
      {text}
    </a>
  );
  return (
    <>
      <a class="skip-link" href="#content">
        {say('skip')}
      </a>
      <header class="frame-head">
        <a class="frame-name" href="/">
          {say('product')}
        </a>
        <nav class="frame-links" aria-label={say('navigation')}>
          {link('home', '/', say('home'))}
          {link('modeler', '/modeler', say('modeler'))}
        </nav>
        <fieldset class="frame-languages">
          <legend class="unseen">{say('language')}</legend>
          {LANGUAGES.map(([code, name]) => (
            <button
              key={code}
              type="button"
              lang={code}
              aria-pressed={language === code}
              onClick={() => (props.onLanguage ?? chooseLanguage)(code)}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </header>
      <main id="content" class={`page page-${props.place}`} tabIndex={-1}>
        {props.children}
      </main>
    </>
  );
}
