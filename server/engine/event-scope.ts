import { cancelInside } from './cancel.ts';
import { scheduleOf } from './event-definitions/timer.ts';
import type { Element, TimerDefinition } from './model/graph.ts';
import { timerKindOf } from './model/job-definitions.ts';
import { timerOf } from './model/timer-of.ts';
import type { Run } from './run.ts';
import type { JobKind } from './state.ts';
import type { Step } from './steps.ts';
import type { Token } from './token.ts';
import { addJob, stopListening, subscribe } from './waits.ts';

/**
 * Begins to listen for what may interrupt or accompany an activity: its boundary events and, for a scope, the start
 * events of its event sub-processes. A multi-instance activity has its boundary events on the body.
 */
export function arm(run: Run, token: Token): void {
  const { element, node } = token;
  if (node.body || !element.loop) for (const event of element.boundaryEvents) listen(run, token, event);
  if (!node.body)
    for (const eventSubProcess of element.eventSubProcesses)
      if (eventSubProcess.start) listen(run, token, eventSubProcess.start);
  if (!node.body) for (const id of element.userTask?.timeouts.keys() ?? []) listenForTimeout(run, token, id);
}

/** Schedules the job that tells a timeout listener of a user task. */
export function listenForTimeout(run: Run, token: Token, listenerId: string): void {
  const event = timerOf(token.element, listenerId)!;
  addTimer(run, token, 'timer-task-listener', token.element, event, listenerId);
}

function addTimer(
  run: Run,
  token: Token,
  kind: JobKind,
  element: Element,
  { timer, value }: TimerDefinition,
  listenerId: string | null = null,
): void {
  const schedule = scheduleOf(timer, run.evaluate(token, value), run.now);
  const expression = element.jobPriority ?? token.definition.graph.jobPriority;
  const priority = Number(run.text(token, expression) ?? 0) || 0;
  addJob(run, token, kind, element, { schedule, priority, listenerId });
}

/** Makes the token wait for `event`: a job for a timer, a subscription for a message. Errors and escalations need neither. */
export function listen(run: Run, token: Token, event: Element): void {
  switch (event.event?.kind) {
    case 'timer':
      addTimer(run, token, timerKindOf(event), event, event.event);
      return;
    case 'conditional':
      subscribe(run, token, 'conditional', null, event);
      return;
    case 'message':
    case 'signal':
      subscribe(run, token, event.event.kind, run.text(token, event.event.name), event);
      return;
    default:
  }
}

/**
 * The event that `holder` listened for has come.
 * @param event the boundary event, start event of an event sub-process, catch event or receive task
 */
export function trigger(run: Run, holder: Token, event: Element): readonly Step[] {
  if (event.type === 'boundaryEvent') {
    const scope = run.parentOf(holder);
    if (!scope) return [];
    const entered: Step = { do: 'enter', scope, element: event, flow: null, triggered: true };
    return event.interrupting ? [{ do: 'cancel', token: holder }, entered] : [entered];
  }
  if (event.type === 'startEvent') return startEventSubProcess(run, holder, event);
  if (holder.element.behavior === 'event-based-gateway') {
    const scope = run.parentOf(holder);
    if (!scope) return [];
    return [
      { do: 'cancel', token: holder },
      { do: 'enter', scope, element: event, flow: null, triggered: true },
    ];
  }
  return [{ do: 'leave', token: holder }];
}

/** Starts an event sub-process in `scope`; an interrupting one takes the scope over. */
function startEventSubProcess(run: Run, scope: Token, start: Element): readonly Step[] {
  if (start.interrupting) {
    cancelInside(run, scope);
    stopListening(run, scope, (attached) => 'kind' in attached && attached.kind === 'compensate');
  }
  return [{ do: 'enter', scope, element: start.scope!, flow: null }];
}
