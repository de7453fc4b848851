import { createReviver } from 'bpmn-js-native-copy-paste/lib/PasteUtil.js';

const KEY = 'diagram-clipboard';

interface CopyEvents {
  on: (event: string, priority: number, listener: (event: { tree?: unknown }) => void) => void;
}

/** Module for bpmn-js: what is copied in one diagram can be pasted in another, in this window or the next of the same browser. */
export const betweenDiagramsModule: Record<string, unknown> = (() => {
  class BetweenDiagrams {
    static $inject = ['eventBus', 'moddle', 'clipboard'];

    constructor(eventBus: CopyEvents, moddle: object, clipboard: { set: (tree: unknown) => void }) {
      eventBus.on('copyPaste.elementsCopied', 500, ({ tree }) => {
        try {
          localStorage.setItem(KEY, JSON.stringify(tree));
        } catch {
          // the copy stays in this diagram
        }
      });
      eventBus.on('copyPaste.pasteElements', 2050, (event) => {
        if (event.tree !== undefined) return;
        const kept = localStorage.getItem(KEY);
        if (kept !== null) clipboard.set(JSON.parse(kept, createReviver(moddle)));
      });
    }
  }
  return { __init__: ['betweenDiagrams'], betweenDiagrams: ['type', BetweenDiagrams] };
})();
