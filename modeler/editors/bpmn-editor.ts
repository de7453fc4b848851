import BpmnModeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import {
  BpmnPropertiesPanelModule,
  BpmnPropertiesProviderModule,
  CamundaPlatformPropertiesProviderModule,
} from 'bpmn-js-properties-panel';
import platformBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import { type Place, showReadable } from '../../desk/shell/readable-view.ts';
import type { Problem } from '../refusal/problem.ts';
import { bpmnTexts } from '../translations/texts.ts';
import { translateModule } from '../translations/translate.ts';
import type { OpenEditor } from './editor.ts';

/** The leftmost start event: where reading begins. */
function startOf(registry: ElementRegistry): Place | undefined {
  const places = registry.getAll().flatMap((element: object): Place[] => (isStart(element) ? [element] : []));
  return places.toSorted((a, b) => a.x - b.x)[0];
}

function isStart(element: object): element is Place {
  return 'type' in element && element.type === 'bpmn:StartEvent' && 'x' in element && 'y' in element;
}

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const OVERLAY = 'refusal';
const MARKER = 'refused';

function problemBadge(problems: readonly Problem[]): HTMLElement {
  const badge = document.createElement('span');
  badge.className = 'refusal-badge';
  badge.textContent = `! ${problems.map((problem) => problem.message).join('；')}`;
  badge.title = badge.textContent;
  return badge;
}

/** The process editor: bpmn-js with the properties panel of the Camunda 7 line. */
export const openBpmnEditor: OpenEditor = async (places, xml, events) => {
  const modeler = new BpmnModeler({
    container: places.canvas,
    propertiesPanel: { parent: places.properties },
    moddleExtensions: { camunda },
    textRenderer: { defaultStyle: { fontFamily: FONT }, externalStyle: { fontFamily: FONT } },
    additionalModules: [
      BpmnPropertiesPanelModule,
      BpmnPropertiesProviderModule,
      CamundaPlatformPropertiesProviderModule,
      platformBehaviors,
      translateModule(bpmnTexts),
    ],
  });
  const { warnings } = await modeler.importXML(xml).catch((error: unknown) => {
    modeler.destroy();
    throw error;
  });
  const canvas = modeler.get<Canvas>('canvas');
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const overlays = modeler.get<Overlays>('overlays');
  const commands = modeler.get<CommandStack>('commandStack');
  // The palette covers the left edge.
  showReadable(canvas, startOf(registry), 140);
  modeler.on('commandStack.changed', events.onChange);
  events.onViews([], undefined);
  let marked: string[] = [];
  return {
    warnings: warnings.map(String),
    editor: {
      xml: async () => {
        const { xml: text, error } = await modeler.saveXML({ format: true });
        if (text === undefined) throw error ?? new Error('the diagram could not be written');
        return text;
      },
      undo: () => {
        if (commands.canUndo()) commands.undo();
      },
      redo: () => {
        if (commands.canRedo()) commands.redo();
      },
      select: async (id) => {
        // The panel takes the process for selected until it has rendered once.
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const element = registry.get(id);
        if (!element) return;
        canvas.scrollToElement(id, { top: 120, bottom: 120, left: 120, right: 120 });
        modeler.get<Selection>('selection').select(element);
      },
      showProblems: (problems) => {
        for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, MARKER);
        overlays.remove({ type: OVERLAY });
        const ids = new Set(problems.flatMap((problem) => problem.elementIds));
        marked = [...ids].filter((id) => registry.get(id) && id !== canvas.getRootElement().id);
        for (const id of marked) {
          canvas.addMarker(id, MARKER);
          const html = problemBadge(problems.filter((problem) => problem.elementIds.includes(id)));
          overlays.add(id, OVERLAY, { position: { bottom: -4, left: 0 }, html });
        }
      },
      openView: async () => {},
      zoomWhole: () => {
        canvas.zoom('fit-viewport');
      },
      destroy: () => modeler.destroy(),
    },
  };
};
