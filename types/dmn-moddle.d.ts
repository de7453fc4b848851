/** dmn-moddle 12 ships no types. */
declare module 'dmn-moddle' {
  import type { ModdleElement, ModdleWarning } from 'bpmn-moddle';

  export class DmnModdle {
    constructor(extensions?: Record<string, unknown>);
    fromXML(xml: string, type?: string): Promise<{ rootElement: ModdleElement; warnings: ModdleWarning[] }>;
  }
}
