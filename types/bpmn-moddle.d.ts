/** bpmn-moddle 10 ships element types but none for its entry point. */
declare module 'bpmn-moddle' {
  export interface ModdleWarning {
    message: string;
    element?: unknown;
    property?: string;
    value?: unknown;
  }
  export class BpmnModdle {
    constructor(extensions?: Record<string, unknown>);
    fromXML(
      xml: string,
      type?: string,
    ): Promise<{
      rootElement: ModdleElement;
      warnings: ModdleWarning[];
      references: unknown[];
      elementsById: Record<string, ModdleElement>;
    }>;
    toXML(element: unknown, options?: { format?: boolean }): Promise<{ xml: string }>;
    create(type: string, attributes?: Record<string, unknown>): ModdleElement;
  }
  /** A parsed element: its type name under `$type`, its attributes and children as properties. */
  export interface ModdleElement {
    $type: string;
    $parent?: ModdleElement;
    $attrs?: Record<string, string>;
    $instanceOf(type: string): boolean;
    get(name: string): unknown;
    set(name: string, value: unknown): void;
    id?: string;
    // biome-ignore lint/suspicious/noExplicitAny: the shape depends on `$type`; readers narrow it where they read
    [property: string]: any;
  }
}
