import type { Problem } from '../refusal/problem.ts';

/** One view of a file: a decision file has a diagram and one view a decision. A process file has none to choose from. */
export interface View {
  id: string;
  name: string;
  kind: 'diagram' | 'table' | 'expression';
}

/** What a page can do with an open editor, whichever library is behind it. */
export interface Editor {
  /** The file as it stands now. */
  xml: () => Promise<string>;
  undo: () => void;
  redo: () => void;
  /** Brings an element into view and selects it. */
  select: (elementId: string) => Promise<void>;
  /** Marks refused elements; an empty list takes all marks away. */
  showProblems: (problems: readonly Problem[]) => void;
  openView: (id: string) => Promise<void>;
  /** Makes the whole diagram fit; does nothing to a table. */
  zoomWhole: () => void;
  destroy: () => void;
}

/** What an editor tells the page. */
export interface EditorEvents {
  onChange: () => void;
  onViews: (views: readonly View[], openId: string | undefined) => void;
}

/** Opens a file. `warnings` are the library's remarks about what it could not read. Rejects when it cannot be shown at all. */
export type OpenEditor = (
  places: { canvas: HTMLElement; properties: HTMLElement },
  xml: string,
  events: EditorEvents,
) => Promise<{ editor: Editor; warnings: string[] }>;

/** The two kinds of file. */
export type FileKind = 'bpmn' | 'dmn';

/** Loads the editor of a kind when it is first needed: each is a chunk of its own. */
export async function loadEditor(kind: FileKind): Promise<OpenEditor> {
  if (kind === 'bpmn') return (await import('./bpmn-editor.ts')).openBpmnEditor;
  return (await import('./dmn-editor.ts')).openDmnEditor;
}

/** The kind of a file by its name, else by its content; undefined when it is neither. */
export function fileKindOf(fileName: string, xml: string): FileKind | undefined {
  if (/\.bpmn(20\.xml)?$/i.test(fileName)) return 'bpmn';
  if (/\.dmn(11\.xml)?$/i.test(fileName)) return 'dmn';
  if (xml.includes('http://www.omg.org/spec/BPMN/')) return 'bpmn';
  if (/omg\.org\/spec\/DMN\//.test(xml)) return 'dmn';
  return undefined;
}
