import type { Finding } from 'bpmnlint-plugin-petitions/lint.js';
import linter from 'bpmnlint-plugin-petitions/lint.js';
import { useEffect, useState } from 'preact/hooks';
import type { Editor } from '../editors/editor.ts';
import type { House } from '../house/house.ts';
import { findingText } from './finding-text.ts';

/** Typing and dragging come in bursts; the rules are asked when they pause. */
const PAUSE_MS = 400;

/**
 * What the rules find in the open file, again after each change; the elements are marked in the editor.
 * Without `house` (the server is away) only what the file itself tells is checked.
 */
export function useLint(editor: Editor | undefined, changes: number, house: House | undefined): readonly Finding[] {
  const [findings, setFindings] = useState<readonly Finding[]>([]);
  useEffect(() => {
    if (!editor) return;
    let gone = false;
    const check = async () => {
      const found = await checkModel(editor, house);
      if (gone) return;
      setFindings(found);
      editor.showFindings(
        found.map((each) => ({ elementId: each.elementId, level: each.level, message: findingText(each) })),
      );
    };
    const timer = setTimeout(() => void check(), PAUSE_MS);
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [editor, changes, house]);
  return findings;
}

function checkModel(editor: Editor, house: House | undefined): Promise<Finding[]> | Finding[] {
  const model = editor.model();
  return 'components' in model ? linter.lintForm(model) : linter.lint(model, house?.deployed);
}
