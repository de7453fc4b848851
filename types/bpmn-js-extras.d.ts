/** Modules and components around bpmn-js that ship no types; this is the part the modeler uses. */
declare module 'bpmn-js-token-simulation' {
  const simulation: Record<string, unknown>;
  export default simulation;
}

declare module 'diagram-js-minimap' {
  const minimap: Record<string, unknown>;
  export default minimap;
}

declare module 'diagram-js-grid' {
  const grid: Record<string, unknown>;
  export default grid;
}

declare module 'bpmn-js-native-copy-paste/lib/PasteUtil.js' {
  export function createReviver(moddle: object): (key: string, value: unknown) => unknown;
}

declare module '@bpmn-io/properties-panel' {
  export interface SelectOption {
    value: string;
    label: string;
  }
  export function SelectEntry(props: object): object;
  export function TextFieldEntry(props: object): object;
  export function isSelectEntryEdited(node: Element): boolean;
  export function isTextFieldEntryEdited(node: Element): boolean;
}

declare module '@bpmn-io/properties-panel/preact' {
  /** The preact inside the panel, which must draw what stands in the panel. */
  export function h(component: unknown, props: object): object;
}

declare module 'bpmn-js-differ' {
  import type { ModdleElement } from 'bpmn-moddle';

  export function diff(
    before: ModdleElement,
    after: ModdleElement,
  ): Record<'_added' | '_removed' | '_layoutChanged', Record<string, ModdleElement>>;
}
