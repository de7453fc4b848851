import { currentLanguage } from '../../desk/shell/language.ts';

/** What else than text an element may say. */
const SAYING = ['title', 'placeholder', 'aria-label'] as const;

/**
 * Keeps what asks no translator in the language of the page: its texts are put in after they are drawn.
 * @param within selects the elements whose own text, title, placeholder and label are looked at
 * @param chineseOf the Chinese of an English text; undefined: it stays
 * @returns how to stop
 */
export function keepTranslated(
  container: Element,
  within: string,
  chineseOf: (text: string) => string | undefined,
): () => void {
  if (currentLanguage() === 'en') return () => {};
  const translate = () => {
    for (const element of container.querySelectorAll(within)) translateOne(element, chineseOf);
  };
  const observer = new MutationObserver(() => {
    translate();
    // Its own changes are of no interest.
    observer.takeRecords();
  });
  translate();
  observer.observe(container, { childList: true, subtree: true, characterData: true });
  return () => observer.disconnect();
}

function translateOne(element: Element, chineseOf: (text: string) => string | undefined): void {
  for (const name of SAYING) {
    const chinese = chineseOf(element.getAttribute(name) ?? '');
    if (chinese !== undefined) element.setAttribute(name, chinese);
  }
  for (const node of element.childNodes) {
    const chinese = node.nodeType === Node.TEXT_NODE ? chineseOf(node.textContent?.trim() ?? '') : undefined;
    if (chinese !== undefined) node.textContent = chinese;
  }
}
