import NavigatedViewer from 'bpmn-js/lib/NavigatedViewer';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import { bpmnChanges, type ElementChange } from './bpmn-changes.ts';

/** Two versions drawn beside one another. */
export interface Comparison {
  changes: ElementChange[];
  /** Brings an element into view, in both drawings where both have it. */
  show: (elementId: string) => void;
  destroy: () => void;
}

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

function viewer(container: HTMLElement): NavigatedViewer {
  return new NavigatedViewer({
    container,
    moddleExtensions: { camunda },
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
  });
}

/** Draws the older version left, the newer right, and marks in both what differs. Rejects when one cannot be read. */
export async function compareBpmn(
  places: { before: HTMLElement; after: HTMLElement },
  xml: { before: string; after: string },
): Promise<Comparison> {
  const [left, right] = [viewer(places.before), viewer(places.after)];
  const both = [left, right];
  await left.importXML(xml.before);
  await right.importXML(xml.after);
  const changes = bpmnChanges(left.getDefinitions(), right.getDefinitions());
  for (const each of both) {
    const canvas = each.get<Canvas>('canvas');
    const registry = each.get<ElementRegistry>('elementRegistry');
    for (const { elementId, what } of changes) {
      if (registry.get(elementId) && elementId !== canvas.getRootElement().id)
        canvas.addMarker(elementId, `diff-${what}`);
    }
    // Any point says: in the middle.
    canvas.zoom('fit-viewport', { x: 0, y: 0 });
  }
  return {
    changes,
    show: (elementId) => {
      for (const each of both) {
        const canvas = each.get<Canvas>('canvas');
        if (!each.get<ElementRegistry>('elementRegistry').get(elementId)) continue;
        canvas.zoom(1);
        canvas.scrollToElement(elementId, 100);
      }
    },
    destroy: () => {
      for (const each of both) each.destroy();
    },
  };
}
