import { useEffect, useState } from 'preact/hooks';

/** The languages a page can be read in; the first is the one a new visitor meets. */
export type Language = 'zh-CN' | 'en';

const STORAGE_KEY = 'language';
const listeners = new Set<() => void>();

function storedLanguage(): Language {
  try {
    return localStorage.getItem(STORAGE_KEY) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN'; // storage can be switched off in the browser; the page still works
  }
}

let current: Language = storedLanguage();

/** The language the page is shown in now. */
export function currentLanguage(): Language {
  return current;
}

/** Shows every text in `language` from now on, on this page and on the next visit. */
export function chooseLanguage(language: Language): void {
  current = language;
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // not kept for the next visit, shown all the same
  }
  document.documentElement.lang = language;
  for (const listener of listeners) listener();
}

/** Re-renders the component when the language changes; call it once in the root component of a page. */
export function useLanguage(): Language {
  const [language, setLanguage] = useState(current);
  useEffect(() => {
    const update = () => setLanguage(current);
    document.documentElement.lang = current;
    listeners.add(update);
    return () => {
      listeners.delete(update);
    };
  }, []);
  return language;
}
