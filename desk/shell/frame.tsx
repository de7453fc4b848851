import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { readerOf } from './catalogue.ts';
import { request } from './http.ts';
import { chooseLanguage, type Language, useLanguage } from './language.ts';
import { useLoaded } from './loaded.ts';

const say = readerOf({
  product: { zh: '群众工作之家', en: 'Community Home' },
  skip: { zh: '跳到正文', en: 'Skip to content' },
  navigation: { zh: '主导航', en: 'Main navigation' },
  home: { zh: '信访事项', en: 'Petitions' },
  modeler: { zh: '流程建模', en: 'Modeler' },
  accounts: { zh: '账号', en: 'Accounts' },
  handover: { zh: '机构人员', en: 'Units and agents' },
  account: { zh: '我的账号', en: 'My account' },
  signIn: { zh: '登录', en: 'Sign in' },
  signOut: { zh: '退出', en: 'Sign out' },
  language: { zh: '语言', en: 'Language' },
});

/** Which page of the navigation is open; a petition's page belongs to none. */
export type Place = 'home' | 'modeler' | 'petition' | 'login' | 'account' | 'accounts' | 'handover';

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
];

/** Who is signed in, as far as the frame shows it. */
interface Own {
  kind: string;
  name?: string;
  roles?: { code: string }[];
  mustChangePassword?: boolean;
}

/** Before the answer is there nothing is offered that may be refused. */
const UNKNOWN: Own = { kind: '' };

const readOwn = (): Promise<Own> => request('/api/session');

async function signOut(): Promise<void> {
  await request('/api/session', { method: 'DELETE' });
  location.assign('/login');
}

/** The frame around every page: name, navigation, language switch, and the place for the page itself. */
export function Frame(props: {
  place: Place;
  children: ComponentChildren;
  /** Asked before the language changes, so that a page can keep what is unsaved. */
  onLanguage?: (language: Language) => void;
}) {
  const language = useLanguage();
  const own = useLoaded(readOwn, []).value ?? UNKNOWN;
  const may = (...roles: string[]) =>
    own.kind === 'house' || (own.roles ?? []).some(({ code }) => roles.includes(code));
  useEffect(() => {
    if (own.mustChangePassword && props.place !== 'account') location.assign('/account');
  }, [own.mustChangePassword]);
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
          {own.kind === 'nobody' || own.kind === 'petitioner' ? null : link('home', '/', say('home'))}
          {may('administrator', 'auditor') ? link('modeler', '/modeler', say('modeler')) : null}
          {may('administrator') ? link('accounts', '/accounts', say('accounts')) : null}
          {may('administrator') ? link('handover', '/handover', say('handover')) : null}
          {own.kind === 'account' ? link('account', '/account', own.name ?? say('account')) : null}
          {own.kind === 'nobody' ? link('login', '/login', say('signIn')) : null}
        </nav>
        {own.kind === 'account' || own.kind === 'petitioner' ? (
          <button type="button" class="frame-out" onClick={() => void signOut()}>
            {say('signOut')}
          </button>
        ) : null}
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
