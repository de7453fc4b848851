import BpmnModeler from 'bpmn-js/lib/Modeler';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import 'bpmn-js/dist/assets/bpmn-font/css/bpmn.css';
import type { ModdleElement } from 'bpmn-moddle';
import platformBehaviors from 'camunda-bpmn-js-behaviors/lib/camunda-platform';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type Canvas from 'diagram-js/lib/core/Canvas';
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry';
import type Overlays from 'diagram-js/lib/features/overlays/Overlays';
import type Selection from 'diagram-js/lib/features/selection/Selection';
import gridModule from 'diagram-js-grid';
import { reasonOf } from '../../desk/shell/http.ts';
import { type Place, showReadable } from '../../desk/shell/readable-view.ts';
import { betweenDiagramsModule } from '../clipboard/between-diagrams.ts';
import { housePiecesModule } from '../house-pieces/house-pieces.ts';
import { modelerText as say } from '../messages.ts';
import type { Problem } from '../refusal/problem.ts';
import { bpmnTexts } from '../translations/texts.ts';
import { translateModule } from '../translations/translate.ts';
import type { Mark, OpenEditor } from './editor.ts';
import { showStartBeforeDrawing } from './first-view.ts';

/** The leftmost start event: where reading begins. */
function startOf(registry: ElementRegistry): Place | undefined {
  const places = registry.getAll().flatMap((element: object): Place[] => (isStart(element) ? [element] : []));
  return places.toSorted((a, b) => a.x - b.x)[0];
}

function isStart(element: object): element is Place {
  return 'type' in element && element.type === 'bpmn:StartEvent' && 'x' in element && 'y' in element;
}

const FONT = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
/** The palette covers the left edge. */
const PALETTE_PX = 140;
const OVERLAY = 'refusal';
const FINDING = 'finding';
const COMMENT = 'comment';
const MARKER = 'refused';

function problemBadge(problems: readonly Problem[]): HTMLElement {
  const badge = document.createElement('span');
  badge.className = 'refusal-badge';
  badge.textContent = `! ${problems.map((problem) => problem.message).join('；')}`;
  badge.title = badge.textContent;
  return badge;
}

function findingBadge(marks: readonly Mark[]): HTMLElement {
  const badge = document.createElement('span');
  const isError = marks.some((mark) => mark.level === 'error');
  badge.className = isError ? 'finding-badge finding-badge-error' : 'finding-badge';
  badge.textContent = isError ? '✕' : '!';
  badge.title = marks.map((mark) => mark.message).join('\n');
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
      platformBehaviors,
      housePiecesModule,
      betweenDiagramsModule,
      gridModule,
      translateModule(bpmnTexts),
    ],
  });
  const canvas = modeler.get<Canvas>('canvas');
  let inView = false;
  modeler.on('import.render.start', ({ definitions }: { definitions: ModdleElement }) => {
    inView = showStartBeforeDrawing(canvas, definitions, PALETTE_PX);
  });
  const { warnings } = await modeler.importXML(xml).catch((error: unknown) => {
    modeler.destroy();
    throw error;
  });
  const registry = modeler.get<ElementRegistry>('elementRegistry');
  const overlays = modeler.get<Overlays>('overlays');
  const commands = modeler.get<CommandStack>('commandStack');
  if (!inView) showReadable(canvas, startOf(registry), PALETTE_PX);
  modeler.on('commandStack.changed', events.onChange);
  modeler.on('selection.changed', ({ newSelection }: { newSelection: { id: string }[] }) => {
    events.onSelect(newSelection.length === 1 ? newSelection[0]?.id : undefined);
  });
  modeler.on('tokenSimulation.toggleMode', ({ active }: { active: boolean }) => events.onSimulate(active));
  events.onViews([], undefined);
  let gone = false;
  const comeLate = async () => {
    // After the frame that shows the diagram.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const { addLateParts } = await import('./bpmn-late.ts');
    return gone ? undefined : addLateParts(modeler.get('injector'), places.canvas, events.house);
  };
  const late = comeLate().catch((error: unknown) => {
    places.properties.textContent = say('lateFailed', { reason: reasonOf(error) });
    return undefined;
  });
  let marked: string[] = [];
  return {
    warnings: warnings.map(String),
    editor: {
      xml: async () => {
        const { xml: text, error } = await modeler.saveXML({ format: true });
        if (text === undefined) throw error ?? new Error('the diagram could not be written');
        return text;
      },
      model: () => modeler.getDefinitions(),
      undo: () => {
        if (commands.canUndo()) commands.undo();
      },
      redo: () => {
        if (commands.canRedo()) commands.redo();
      },
      select: async (id) => {
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
      showFindings: (marks) => {
        overlays.remove({ type: FINDING });
        for (const id of new Set(marks.map((mark) => mark.elementId))) {
          const found = marks.filter((mark) => mark.elementId === id);
          if (!registry.get(id) || id === canvas.getRootElement().id) continue;
          overlays.add(id, FINDING, { position: { top: -11, left: -11 }, html: findingBadge(found) });
        }
      },
      showComments: (elementIds) => {
        overlays.remove({ type: COMMENT });
        for (const id of new Set(elementIds)) {
          if (!registry.get(id) || id === canvas.getRootElement().id) continue;
          const pin = document.createElement('span');
          pin.className = 'comment-pin';
          pin.textContent = `✎ ${elementIds.filter((each) => each === id).length}`;
          overlays.add(id, COMMENT, { position: { top: -11, right: 22 }, html: pin });
        }
      },
      openView: async () => {},
      zoomWhole: () => {
        canvas.zoom('fit-viewport');
      },
      picture: async () => (await modeler.saveSVG()).svg,
      simulate: (on) => void late.then((parts) => parts?.simulate(on)),
      destroy: () => {
        gone = true;
        void late.then((parts) => parts?.leave());
        modeler.destroy();
      },
    },
  };
};
