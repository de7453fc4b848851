/** The part of dmn-js 17 that the pages use; the package has no types of its own. */
declare module 'dmn-js/lib/Modeler' {
  export interface DmnView {
    id: string;
    name: string | undefined;
    type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
    element: { id: string };
  }

  export interface DmnViewer {
    get<T>(service: string, strict?: boolean): T;
    on(event: string, listener: (event: { element?: { id: string } }) => void): void;
  }

  export interface DmnViewsChanged {
    views: DmnView[];
    activeView: DmnView | undefined;
  }

  export default class DmnModeler {
    constructor(options: Record<string, unknown>);
    importXML(xml: string): Promise<{ warnings: { message: string }[] }>;
    saveXML(options?: { format?: boolean }): Promise<{ xml: string }>;
    getViews(): DmnView[];
    getDefinitions(): import('bpmn-moddle').ModdleElement;
    getActiveView(): DmnView | undefined;
    getActiveViewer(): DmnViewer | undefined;
    open(view: DmnView): Promise<unknown>;
    on(event: 'views.changed', listener: (event: DmnViewsChanged) => void): void;
    on(event: 'viewer.created', listener: (event: { type: string; viewer: DmnViewer }) => void): void;
    destroy(): void;
  }
}
