import DmnModeler, { type DmnView, type DmnViewer } from 'dmn-js/lib/Modeler';
import 'dmn-js/dist/assets/diagram-js.css';
import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn.css';
import type CommandStack from 'diagram-js/lib/command/CommandStack';
import type Canvas from 'diagram-js/lib/core/Canvas';
import { dmnTexts } from '../translations/texts.ts';
import { translateModule, translateWith } from '../translations/translate.ts';
import type { OpenEditor, View } from './editor.ts';

const KINDS: Readonly<Record<DmnView['type'], View['kind']>> = {
  drd: 'diagram',
  decisionTable: 'table',
  literalExpression: 'expression',
  boxedExpression: 'expression',
};

/** The decision editor: dmn-js with the diagram, the tables and the expressions of one file as views. */
export const openDmnEditor: OpenEditor = async (places, xml, events) => {
  const translation = { additionalModules: [translateModule(dmnTexts)] };
  const modeler = new DmnModeler({
    container: places.canvas,
    drd: translation,
    decisionTable: translation,
    literalExpression: translation,
    boxedExpression: translation,
  });
  const translate = translateWith(dmnTexts);
  const toView = (view: DmnView): View => ({
    id: view.id,
    kind: KINDS[view.type],
    name: view.type === 'drd' ? translate('Decision requirements diagram') : view.name || view.id,
  });
  const tellViews = () => events.onViews(modeler.getViews().map(toView), modeler.getActiveView()?.id);
  modeler.on('views.changed', tellViews);
  modeler.on('viewer.created', ({ viewer }: { viewer: DmnViewer }) => {
    viewer.on('elements.changed', events.onChange);
    viewer.on('commandStack.changed', events.onChange);
  });
  const { warnings } = await modeler.importXML(xml).catch((error: unknown) => {
    modeler.destroy();
    throw error;
  });
  // A file with one table is opened for that table; the diagram says little then.
  const decisions = modeler.getViews().filter((view) => view.type !== 'drd');
  const [only] = decisions;
  if (only && decisions.length === 1) await modeler.open(only);
  tellViews();
  const commands = () => modeler.getActiveViewer()?.get<CommandStack>('commandStack');
  // The tables render their cells anew at will; a style rule by id outlives that, a class on a node does not.
  const refusals = document.createElement('style');
  const findings = document.createElement('style');
  document.head.append(refusals, findings);
  const ruleFor = (id: string, style: string) => {
    const name = CSS.escape(id);
    return `.dmn-js-parent :is([data-element-id="${name}"], [data-row-id="${name}"] > td, [data-col-id="${name}"]) { ${style} }`;
  };
  const refused = 'outline: 3px solid #a61b14; outline-offset: -3px; background: #fdecea;';
  return {
    warnings: warnings.map((warning) => warning.message),
    editor: {
      xml: async () => (await modeler.saveXML({ format: true })).xml,
      model: () => modeler.getDefinitions(),
      undo: () => {
        if (commands()?.canUndo()) commands()?.undo();
      },
      redo: () => {
        if (commands()?.canRedo()) commands()?.redo();
      },
      select: async (id) => {
        const view = modeler.getViews().find((each) => each.element.id === id) ?? viewHolding(modeler.getViews(), id);
        if (view && view.id !== modeler.getActiveView()?.id) await modeler.open(view);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const name = CSS.escape(id);
        const cell = places.canvas.querySelector(`[data-element-id="${name}"], [data-row-id="${name}"]`);
        cell?.scrollIntoView({ block: 'center', inline: 'center' });
        if (cell instanceof HTMLElement) cell.click();
      },
      showProblems: (problems) => {
        refusals.textContent = problems
          .flatMap((problem) => problem.elementIds.map((id) => ruleFor(id, refused)))
          .join('\n');
      },
      showFindings: (marks) => {
        findings.textContent = marks
          .map(({ elementId, level }) =>
            ruleFor(elementId, `box-shadow: inset 0 -3px ${level === 'error' ? '#a61b14' : '#8a5a00'};`),
          )
          .join('\n');
      },
      openView: async (id) => {
        const view = modeler.getViews().find((each) => each.id === id);
        if (view) await modeler.open(view);
      },
      showComments: () => {},
      picture: async () => undefined,
      simulate: () => {},
      zoomWhole: () => {
        if (modeler.getActiveView()?.type === 'drd')
          modeler.getActiveViewer()?.get<Canvas>('canvas').zoom('fit-viewport');
      },
      destroy: () => {
        refusals.remove();
        findings.remove();
        modeler.destroy();
      },
    },
  };
};

/** The view whose decision holds an element, rule or cell with this id. */
function viewHolding(views: readonly DmnView[], id: string): DmnView | undefined {
  return views.find((view) => view.type !== 'drd' && holds(view.element, id, new Set()));
}

/** Whether `id` occurs below `node` in the file's model; `$parent` and references back are not followed. */
function holds(node: unknown, id: string, seen: Set<unknown>): boolean {
  if (typeof node !== 'object' || node === null || seen.has(node)) return false;
  seen.add(node);
  if (Array.isArray(node)) return node.some((each) => holds(each, id, seen));
  if ('id' in node && node.id === id) return true;
  return Object.entries(node).some(([name, child]) => !name.startsWith('$') && name !== 'di' && holds(child, id, seen));
}
