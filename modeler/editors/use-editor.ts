import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { House } from '../house/house.ts';
import { type Editor, type FileKind, loadEditor, type View } from './editor.ts';

/** An editor on the page: undefined while it loads; `changes` counts what was done to the file since it was opened. */
export interface EditorOnPage {
  editor: Editor | undefined;
  warnings: readonly string[];
  changes: number;
  views: readonly View[];
  openView: string | undefined;
  selected: string | undefined;
  /** Tokens are simulated: nothing can be changed. */
  simulating: boolean;
}

const NOTHING: EditorOnPage = {
  editor: undefined,
  warnings: [],
  changes: 0,
  views: [],
  openView: undefined,
  selected: undefined,
  simulating: false,
};

/** Opens `xml`, once it is there, in the editor of its kind; another `xml` replaces it. `onUnreadable` hears why it cannot be shown. */
export function useEditor(
  kind: FileKind,
  xml: string | undefined,
  house: House | undefined,
  places: { canvas: RefObject<HTMLElement>; properties: RefObject<HTMLElement> },
  onUnreadable: (error: unknown) => void,
): EditorOnPage {
  const [state, setState] = useState<EditorOnPage>(NOTHING);
  const known = useRef(house);
  known.current = house;
  useEffect(() => {
    if (xml === undefined) return;
    let gone = false;
    let open: Editor | undefined;
    const start = async () => {
      const openEditor = await loadEditor(kind);
      const canvas = places.canvas.current;
      const properties = places.properties.current;
      if (gone || !canvas || !properties) return;
      const { editor, warnings } = await openEditor({ canvas, properties }, xml, {
        house: () => known.current,
        // The libraries call this while they open a file, too; only what comes after is a change by the reader.
        onChange: () => {
          if (open) setState((before) => ({ ...before, changes: before.changes + 1 }));
        },
        onSelect: (selected) => setState((before) => ({ ...before, selected })),
        onViews: (views, openView) => setState((before) => ({ ...before, views, openView })),
        onSimulate: (simulating) => setState((before) => ({ ...before, simulating })),
      });
      if (gone) {
        editor.destroy();
        return;
      }
      open = editor;
      setState((before) => ({ ...before, editor, warnings }));
    };
    start().catch(onUnreadable);
    return () => {
      gone = true;
      open?.destroy();
      setState(NOTHING);
    };
  }, [kind, xml]);
  return state;
}
