import type { ModdleElement } from 'bpmn-moddle';
import { describe, expect, it } from 'vitest';
import { holds, middle, overlap, pieces, runsThrough } from './geometry.ts';
import { type Diagram, processFiles, readDiagram } from './process-files.ts';

const diagrams = await Promise.all(processFiles('.bpmn').map(readDiagram));

/** Scopes around an element, nearest first. */
function scopesOf(element: ModdleElement): ModdleElement[] {
  return element.$parent === undefined ? [] : [element.$parent, ...scopesOf(element.$parent)];
}

const isContainer = (node: ModdleElement): boolean => node.$instanceOf('bpmn:SubProcess');
const sits = (a: ModdleElement, b: ModdleElement): boolean => a['attachedToRef'] === b || b['attachedToRef'] === a;

/** Pairs of shapes side by side in one scope that cover each other, boundary events and their hosts apart. */
function coveredSiblings({ nodes, boxes }: Diagram): string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter((b) => a.$parent === b.$parent && !sits(a, b) && overlap(boxes.get(a.id!)!, boxes.get(b.id!)!))
      .map((b) => `${a.id} covers ${b.id}`),
  );
}

/** Flows that run through a shape they neither start from, end at, nor live in. */
function crossedShapes({ nodes, flows, boxes, paths }: Diagram): string[] {
  return flows.flatMap((flow) => {
    const around = new Set(scopesOf(flow));
    const own = [flow['sourceRef'], flow['targetRef']];
    return nodes
      .filter((node) => !around.has(node) && !own.includes(node) && own[0]['attachedToRef'] !== node)
      .filter((node) => pieces(paths.get(flow.id!)!).some((piece) => runsThrough(piece, boxes.get(node.id!)!)))
      .map((node) => `${flow.id} runs through ${node.id}`);
  });
}

/** Labels that cover a shape, another label, a flow, or the border of a sub-process. */
function coveredLabels({ nodes, boxes, paths, labels }: Diagram): string[] {
  const all = [...labels];
  return all.flatMap(([id, label], index) => [
    ...nodes
      .filter((node) => overlap(label, boxes.get(node.id!)!))
      .filter((node) => !(isContainer(node) && holds(boxes.get(node.id!)!, label)))
      .map((node) => `label of ${id} covers ${node.id}`),
    ...all.slice(index + 1).flatMap(([other, box]) => (overlap(label, box) ? [`labels of ${id} and ${other}`] : [])),
    ...[...paths].flatMap(([flow, path]) =>
      pieces(path).some((piece) => runsThrough(piece, label)) ? [`${flow} runs through the label of ${id}`] : [],
    ),
  ]);
}

/** Flows that do not lead to the right (straight up or down is allowed); loops say so by their id. */
const backward = ({ flows, boxes }: Diagram): string[] =>
  flows
    .filter((flow) => !flow.id!.startsWith('loop'))
    .filter((flow) => middle(boxes.get(flow['targetRef'].id)!) < middle(boxes.get(flow['sourceRef'].id)!))
    .map((flow) => flow.id!);

const needsName = (node: ModdleElement): boolean =>
  !node.$instanceOf('bpmn:Gateway') || node['outgoing'].length > 1 || node.$type === 'bpmn:EventBasedGateway';

describe.each(diagrams)('the drawing of $stem', (diagram) => {
  it('reads without a warning, and every node and flow is drawn', () => {
    expect(diagram.warnings).toEqual([]);
    expect(diagram.nodes.map((node) => node.id!).filter((id) => !diagram.boxes.has(id))).toEqual([]);
    expect(diagram.flows.map((flow) => flow.id!).filter((id) => !diagram.paths.has(id))).toEqual([]);
  });

  it('has no shape on another', () => {
    expect(coveredSiblings(diagram)).toEqual([]);
  });

  it('has right angles only', () => {
    const slanted = [...diagram.paths].filter(([, path]) => pieces(path).some(({ width, height }) => width && height));
    expect(slanted.map(([id]) => id)).toEqual([]);
  });

  it('has no flow through a shape', () => {
    expect(crossedShapes(diagram)).toEqual([]);
  });

  it('has every label free of shapes, flows and other labels', () => {
    expect(coveredLabels(diagram)).toEqual([]);
  });

  it('leads from left to right but for its loops', () => {
    expect(backward(diagram)).toEqual([]);
  });

  it('names what it shows in Chinese', () => {
    const conditional = diagram.flows.filter((flow) => flow['conditionExpression']);
    const unnamed = [...diagram.nodes.filter(needsName), ...conditional].filter(
      ({ name }) => !/\p{Script=Han}/u.test(name ?? ''),
    );
    expect(unnamed.map(({ id }) => id)).toEqual([]);
  });
});
