import type { ModdleElement } from 'bpmn-moddle';
import type { House } from '../house/house.ts';
import type { Problem } from '../refusal/problem.ts';

/** One view of a file: a decision file has a diagram and one view a decision. A process file has none to choose from. */
export interface View {
  id: string;
  name: string;
  kind: 'diagram' | 'table' | 'expression';
}

/** What a rule found at an element, in the reader's language. */
export interface Mark {
  elementId: string;
  level: 'error' | 'warning';
  message: string;
}

/** What a page can do with an open editor, whichever library is behind it. */
export interface Editor {
  /** The file as it stands now. */
  xml: () => Promise<string>;
  /** The file as its library holds it; it changes while the reader works. */
  model: () => ModdleElement;
  undo: () => void;
  redo: () => void;
  /** Brings an element into view and selects it. */
  select: (elementId: string) => Promise<void>;
  /** Marks refused elements; an empty list takes all marks away. */
  showProblems: (problems: readonly Problem[]) => void;
  /** Marks what the rules found; an empty list takes all marks away. */
  showFindings: (marks: readonly Mark[]) => void;
  /** Pins the number of remarks to each element named, as often as it is named. */
  showComments: (elementIds: readonly string[]) => void;
  openView: (id: string) => Promise<void>;
  /** The diagram as SVG; undefined where there is no picture of the file. */
  picture: () => Promise<string | undefined>;
  /** Turns the simulation of tokens on or off; while it is on, nothing can be changed. A table has none. */
  simulate: (on: boolean) => void;
  /** Makes the whole diagram fit; does nothing to a table. */
  zoomWhole: () => void;
  destroy: () => void;
}

/** What an editor tells the page. */
export interface EditorEvents {
  /** What there is to choose from, as far as it is known by now. */
  house: () => House | undefined;
  onChange: () => void;
  /** The one element that is selected; undefined when none is, or several are. */
  onSelect: (elementId: string | undefined) => void;
  onViews: (views: readonly View[], openId: string | undefined) => void;
  /** The simulation was turned on or off, by a button or a key. */
  onSimulate: (on: boolean) => void;
}

/** Opens a file. `warnings` are the library's remarks about what it could not read. Rejects when it cannot be shown at all. */
export type OpenEditor = (
  places: { canvas: HTMLElement; properties: HTMLElement },
  xml: string,
  events: EditorEvents,
) => Promise<{ editor: Editor; warnings: string[] }>;

/** The kinds of file. */
export type FileKind = 'bpmn' | 'dmn' | 'form';

/** Loads the editor of a kind when it is first needed: each is a chunk of its own. */
export async function loadEditor(kind: FileKind): Promise<OpenEditor> {
  if (kind === 'bpmn') return (await import('./bpmn-editor.ts')).openBpmnEditor;
  if (kind === 'form') return (await import('./form-editor.ts')).openFormEditor;
  return (await import('./dmn-editor.ts')).openDmnEditor;
}

/** The kind of a file by its name, else by its content; undefined when it is neither. */
export function fileKindOf(fileName: string, xml: string): FileKind | undefined {
  if (/\.bpmn(20\.xml)?$/i.test(fileName)) return 'bpmn';
  if (/\.dmn(11\.xml)?$/i.test(fileName)) return 'dmn';
  if (/\.form$/i.test(fileName)) return 'form';
  if (xml.includes('http://www.omg.org/spec/BPMN/')) return 'bpmn';
  if (/omg\.org\/spec\/DMN\//.test(xml)) return 'dmn';
  return undefined;
}
