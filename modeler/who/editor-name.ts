const KEY = 'editor-name';

/** How the person at this browser calls themselves; empty until told. Whoever signed in is known to the server, which then takes that. */
export function editorName(): string {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return '';
  }
}

/** Remembers the name for the next time. */
export function rememberEditorName(name: string): void {
  try {
    localStorage.setItem(KEY, name.trim());
  } catch {
    // asked again next time
  }
}
