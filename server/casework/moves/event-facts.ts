import type { ModdleElement } from 'bpmn-moddle';

/** What an element of a diagram is, as far as moving an instance needs it. */
export interface ElementFacts {
  name: string;
  /** What it waits for, as text that differs when that differs; undefined for what waits for no event. */
  waitsFor: string | undefined;
  timer: { kind: 'date' | 'duration' | 'cycle'; rule: string } | undefined;
  /** Where an instance must stand for the event to be waited for: the element itself, the step it hangs on, the part it interrupts. */
  host: string;
}

const TIMERS = { timeDate: 'date', timeDuration: 'duration', timeCycle: 'cycle' } as const;

/** Every element of a process, by its id. @param root a diagram's, as moddle reads it; @param processKey the process of it */
export function elementFacts(root: ModdleElement, processKey: string): Map<string, ElementFacts> {
  const facts = new Map<string, ElementFacts>();
  const walk = (scope: ModdleElement, around: string) => {
    for (const element of scope['flowElements'] ?? []) {
      if (element.$type === 'bpmn:SequenceFlow') continue;
      const id = String(element.id);
      const startsScope = scope['triggeredByEvent'] === true && element.$type === 'bpmn:StartEvent';
      facts.set(id, factsOf(element, element.attachedToRef?.id ?? (startsScope ? around : id)));
      walk(element, String(scope.id));
    }
  };
  const process = (root['rootElements'] ?? []).find((each: ModdleElement) => each.id === processKey);
  if (process) walk(process, processKey);
  return facts;
}

function factsOf(element: ModdleElement, host: string): ElementFacts {
  const event: ModdleElement | undefined = element['eventDefinitions']?.[0];
  const timer = event && timerOf(event);
  const heard = event?.['messageRef'] ?? event?.['signalRef'] ?? element['messageRef'];
  const told = timer ? `${timer.kind} ${timer.rule}` : String(heard?.name ?? '');
  return {
    name: element['name'] || String(element.id),
    waitsFor: event || heard ? `${event?.$type ?? element.$type} ${told}` : undefined,
    timer,
    host,
  };
}

function timerOf(event: ModdleElement): ElementFacts['timer'] {
  for (const [property, kind] of Object.entries(TIMERS)) {
    const rule = event[property]?.body;
    if (typeof rule === 'string') return { kind, rule: rule.trim() };
  }
  return undefined;
}
