/** Modules for bpmn-js's dependency injection; opaque to the pages. */
declare module 'bpmn-js-properties-panel' {
  export const BpmnPropertiesPanelModule: Record<string, unknown>;
  export const BpmnPropertiesProviderModule: Record<string, unknown>;
  export const CamundaPlatformPropertiesProviderModule: Record<string, unknown>;

  export function useService(name: 'modeling'): {
    updateProperties: (element: object, properties: Record<string, unknown>) => void;
  };
  export function useService(name: 'debounceInput'): unknown;
}

declare module 'camunda-bpmn-js-behaviors/lib/camunda-platform' {
  const behaviors: Record<string, unknown>;
  export default behaviors;
}
