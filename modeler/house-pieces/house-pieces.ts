import type { ModdleElement } from 'bpmn-moddle';
import './house-pieces.css';
import { modelerText as say } from '../messages.ts';

/** A shape of diagram-js, as far as it is touched here. */
interface Shape {
  businessObject: ModdleElement;
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Point {
  x: number;
  y: number;
}

interface Services {
  elementFactory: { createShape: (attributes: object) => Shape };
  bpmnFactory: { create: (type: string, attributes?: object) => ModdleElement };
  create: { start: (event: Event, shape: Shape) => void };
}

type Piece = (services: Services) => Shape;

/** What every process that is called is handed: the business key and the standard set of variables. */
const PASSED_ON = [
  'petitionId',
  'petitionKind',
  'subjectCode',
  'areaCode',
  'agentLevel',
  'deadlineAt',
  'round',
  'riskLevel',
];

const externalStep: Piece = ({ elementFactory }) => {
  const shape = elementFactory.createShape({ type: 'bpmn:ServiceTask' });
  shape.businessObject.set('camunda:type', 'external');
  shape.businessObject.set('name', say('pieceExternal'));
  return shape;
};

/** Tasks put down as a piece: each is given its reminder when it is there. */
const wantReminder = new WeakSet<object>();

/** A task with its period, and a timer that reminds; who gets it must be chosen. */
const personTask: Piece = ({ elementFactory }) => {
  const task = elementFactory.createShape({ type: 'bpmn:UserTask' });
  for (const [name, value] of [
    ['name', say('piecePerson')],
    ['camunda:formRef', 'hand-form'],
    ['camunda:formRefBinding', 'latest'],
    ['camunda:dueDate', 'P3D'],
  ] as const)
    task.businessObject.set(name, value);
  wantReminder.add(task);
  return task;
};

/** A call of a process of this house, with what every call hands over. */
const call =
  (process: string, name: () => string, more: Readonly<Record<string, string>> = {}): Piece =>
  ({ elementFactory, bpmnFactory }) => {
    const shape = elementFactory.createShape({ type: 'bpmn:CallActivity' });
    const values = [
      bpmnFactory.create('camunda:In', { businessKey: '#{execution.processBusinessKey}' }),
      ...PASSED_ON.map((source) => bpmnFactory.create('camunda:In', { source, target: source })),
      ...Object.entries(more).map(([target, text]) =>
        bpmnFactory.create('camunda:In', { sourceExpression: `\${'${text}'}`, target }),
      ),
    ];
    shape.businessObject.set('name', name());
    shape.businessObject.set('calledElement', process);
    const extensions = bpmnFactory.create('bpmn:ExtensionElements', { values });
    extensions.$parent = shape.businessObject;
    for (const value of values) value.$parent = extensions;
    shape.businessObject.set('extensionElements', extensions);
    return shape;
  };

/** The pieces of the palette: id, title, icon of the BPMN font, what is drawn. */
const PIECES: readonly [id: string, title: () => string, icon: string, piece: Piece][] = [
  ['house-person', () => say('piecePerson'), 'bpmn-icon-user-task', personTask],
  ['house-external', () => say('pieceExternal'), 'bpmn-icon-service-task', externalStep],
  [
    'house-superior',
    () => say('pieceSuperior'),
    'bpmn-icon-call-activity',
    call('superior-proxy', () => say('pieceSuperior')),
  ],
  [
    'house-supervise',
    () => say('pieceSupervise'),
    'bpmn-icon-call-activity',
    call('supervision', () => say('pieceSupervise'), { reason: 'unitLate' }),
  ],
  [
    'house-letter',
    () => say('pieceLetter'),
    'bpmn-icon-call-activity',
    call('deliver-document', () => say('pieceLetter'), { template: 'receptionNotice', recipient: 'petitioner' }),
  ],
];

interface Modeling {
  createShape: (attributes: object, at: Point, host: Shape, hints: { attach: true }) => Shape;
  appendShape: (source: Shape, attributes: object, at: Point) => Shape;
  updateLabel: (shape: Shape, text: string) => void;
}

/** Hangs the timer on the border of a task, and behind it the end that sends the reminder. */
function addReminder(task: Shape, modeling: Modeling, bpmnFactory: Services['bpmnFactory']): void {
  const border = { x: task.x + task.width - 25, y: task.y + task.height };
  const event = (kind: string) => ({ eventDefinitionType: `bpmn:${kind}EventDefinition` });
  const timer = modeling.createShape(
    { type: 'bpmn:BoundaryEvent', cancelActivity: false, ...event('Timer') },
    border,
    task,
    { attach: true },
  );
  const [definition] = timer.businessObject['eventDefinitions'];
  definition.timeDuration = bpmnFactory.create('bpmn:FormalExpression', { body: 'P2D' });
  const end = modeling.appendShape(
    timer,
    { type: 'bpmn:EndEvent', ...event('Message') },
    { x: border.x + 80, y: border.y + 70 },
  );
  const [message] = end.businessObject['eventDefinitions'];
  message.set('camunda:type', 'external');
  message.set('camunda:topic', 'send-reminder');
  modeling.updateLabel(timer, say('pieceDueSoon'));
  modeling.updateLabel(end, say('pieceRemind'));
}

/** Module for bpmn-js: the house's pieces below the palette's own. */
export const housePiecesModule: Record<string, unknown> = (() => {
  class HousePieces {
    static $inject = ['palette', 'elementFactory', 'bpmnFactory', 'create', 'modeling', 'eventBus'];
    private readonly services: Services;

    constructor(
      palette: { registerProvider: (provider: HousePieces) => void },
      elementFactory: Services['elementFactory'],
      bpmnFactory: Services['bpmnFactory'],
      create: Services['create'],
      modeling: Modeling,
      eventBus: { on: (event: string, listener: (event: { context: { shape: Shape } }) => void) => void },
    ) {
      this.services = { elementFactory, bpmnFactory, create };
      palette.registerProvider(this);
      // In the same command, so that one undo takes all of it away.
      eventBus.on('commandStack.shape.create.postExecuted', ({ context: { shape } }) => {
        if (wantReminder.delete(shape)) addReminder(shape, modeling, bpmnFactory);
      });
    }

    getPaletteEntries() {
      const entries = PIECES.map(([id, title, icon, piece]) => {
        const start = (event: Event) => this.services.create.start(event, piece(this.services));
        return [
          id,
          {
            group: 'house',
            className: `${icon} house-piece ${id}`,
            title: title(),
            action: { click: start, dragstart: start },
          },
        ];
      });
      return { 'house-separator': { group: 'house', separator: true }, ...Object.fromEntries(entries) };
    }
  }
  return { __init__: ['housePieces'], housePieces: ['type', HousePieces] };
})();
