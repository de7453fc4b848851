import { FormEditor } from '@bpmn-io/form-js-editor';
import '@bpmn-io/form-js-viewer/dist/assets/form-js.css';
import '@bpmn-io/form-js-editor/dist/assets/form-js-editor.css';
import type { ModdleElement } from 'bpmn-moddle';
import { keepTranslated } from '../translations/after-drawing.ts';
import { formPalette } from '../translations/chinese/form-palette.ts';
import { formPanel } from '../translations/chinese/form-panel.ts';
import { formTexts } from '../translations/texts.ts';
import { translateModule } from '../translations/translate.ts';
import type { OpenEditor } from './editor.ts';

/** The part of diagram-js's command stack that is used. */
interface Commands {
  canUndo: () => boolean;
  canRedo: () => boolean;
  undo: () => void;
  redo: () => void;
}

/** Palette, panel and what an empty form says; the heads of the panel name the reader's own fields, the form is the reader's own. */
const SAID_IN_ENGLISH =
  '.fjs-palette-container *, .fjs-empty-editor *, .fjs-properties-container :not(.bio-properties-panel-header-label, .cm-editor *, textarea)';

function chineseOf(text: string): string | undefined {
  const [, created] = /^Create an? (.+) element$/.exec(text) ?? [];
  return created === undefined ? (formPalette[text] ?? formPanel[text]) : `添加${formPalette[created] ?? created}`;
}

/** The form editor: form-js with its own palette and panel. */
export const openFormEditor: OpenEditor = async (places, text, events) => {
  const schema: unknown = JSON.parse(text);
  if (typeof schema !== 'object' || schema === null) throw new Error('a form is a JSON object');
  const editor = new FormEditor({ container: places.canvas, additionalModules: [translateModule(formTexts)] });
  await editor.importSchema({ ...schema });
  editor.on('commandStack.changed', events.onChange);
  events.onViews([], undefined);
  const leaveTexts = keepTranslated(places.canvas, SAID_IN_ENGLISH, chineseOf);
  const commands = editor.get<Commands>('commandStack');
  const current = (): ModdleElement => editor.saveSchema();
  return {
    warnings: [],
    editor: {
      xml: async () => JSON.stringify(current(), null, 2),
      model: current,
      undo: () => {
        if (commands.canUndo()) commands.undo();
      },
      redo: () => {
        if (commands.canRedo()) commands.redo();
      },
      select: async (id) => {
        const field = places.canvas.querySelector(`[data-id="${CSS.escape(id)}"]`);
        field?.scrollIntoView({ block: 'center' });
        if (field instanceof HTMLElement) field.click();
      },
      showProblems: () => {},
      showFindings: () => {},
      openView: async () => {},
      showComments: () => {},
      picture: async () => undefined,
      simulate: () => {},
      zoomWhole: () => {},
      destroy: () => {
        leaveTexts();
        editor.destroy();
      },
    },
  };
};
