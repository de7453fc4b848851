import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { BpmnModdle, type ModdleElement } from 'bpmn-moddle';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };

/** A rectangle in diagram pixels, y growing downward. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** One diagram file, read and indexed. */
export interface Diagram {
  path: string;
  /** The file's name without `.bpmn`. */
  stem: string;
  process: ModdleElement;
  warnings: string[];
  nodes: ModdleElement[];
  flows: ModdleElement[];
  /** Shape of a node by element id. */
  boxes: Map<string, Box>;
  /** Corner points of a flow by element id. */
  paths: Map<string, { x: number; y: number }[]>;
  /** Outer label of a node or flow by element id. */
  labels: Map<string, Box>;
}

/** All files with this ending under `processes/`, in a fixed order. */
export function processFiles(ending: string): string[] {
  return readdirSync('processes', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join('processes', path))
    .sort();
}

const box = (bounds: ModdleElement): Box => ({
  x: bounds['x'],
  y: bounds['y'],
  width: bounds['width'],
  height: bounds['height'],
});

function elementsIn(scope: ModdleElement): ModdleElement[] {
  const own: ModdleElement[] = scope['flowElements'] ?? [];
  return own.flatMap((element) => [element, ...elementsIn(element)]);
}

/** Reads one diagram with the Camunda attributes understood. */
export async function readDiagram(path: string): Promise<Diagram> {
  const { rootElement, warnings } = await new BpmnModdle({ camunda }).fromXML(readFileSync(path, 'utf8'));
  const roots: ModdleElement[] = rootElement['rootElements'];
  const process = roots.find((element) => element.$type === 'bpmn:Process')!;
  const elements = elementsIn(process);
  const diagram: Diagram = {
    path,
    stem: basename(path, '.bpmn'),
    process,
    warnings: warnings.map((warning) => warning.message),
    nodes: elements.filter((element) => element.$instanceOf('bpmn:FlowNode')),
    flows: elements.filter((element) => element.$type === 'bpmn:SequenceFlow'),
    boxes: new Map(),
    paths: new Map(),
    labels: new Map(),
  };
  const drawn: ModdleElement[] = rootElement['diagrams'][0].plane.planeElement;
  for (const item of drawn) {
    const id: string = item['bpmnElement'].id;
    if (item.$type === 'bpmndi:BPMNShape') diagram.boxes.set(id, box(item['bounds']));
    else diagram.paths.set(id, item['waypoint']);
    if (item['label']?.bounds) diagram.labels.set(id, box(item['label'].bounds));
  }
  return diagram;
}

/** The children of an element's `extensionElements` with this type, e.g. `camunda:In`. */
export function extensions(element: ModdleElement, type: string): ModdleElement[] {
  const values: ModdleElement[] = element['extensionElements']?.values ?? [];
  return values.filter((value) => value.$type === type);
}

/** The event definitions of an event with this type, e.g. `bpmn:TimerEventDefinition`. */
export function eventDefinitions(element: ModdleElement, type: string): ModdleElement[] {
  const definitions: ModdleElement[] = element['eventDefinitions'] ?? [];
  return definitions.filter((definition) => definition.$type === type);
}
