import type { BehaviorName } from '../model/graph.ts';
import type { Token } from '../token.ts';
import type { Behavior } from './behavior.ts';
import { callActivity } from './containers/call-activity.ts';
import { eventSubProcess } from './containers/event-sub-process.ts';
import { multiInstanceBody } from './containers/multi-instance-body.ts';
import { process } from './containers/process.ts';
import { subProcess } from './containers/sub-process.ts';
import { cancelEnd } from './events/cancel-end.ts';
import { catchEvent } from './events/catch-event.ts';
import { compensationThrow } from './events/compensation-throw.ts';
import { errorEnd } from './events/error-end.ts';
import { escalationThrow } from './events/escalation-throw.ts';
import { noneEvent } from './events/none-event.ts';
import { signalThrow } from './events/signal-throw.ts';
import { terminateEnd } from './events/terminate-end.ts';
import { eventBasedGateway } from './gateways/event-based-gateway.ts';
import { exclusiveGateway } from './gateways/exclusive-gateway.ts';
import { inclusiveGateway } from './gateways/inclusive-gateway.ts';
import { parallelGateway } from './gateways/parallel-gateway.ts';
import { businessRuleTask } from './tasks/business-rule-task.ts';
import { expressionTask } from './tasks/expression-task.ts';
import { externalTask } from './tasks/external-task.ts';
import { passThroughTask } from './tasks/pass-through-task.ts';
import { receiveTask } from './tasks/receive-task.ts';
import { userTask } from './tasks/user-task.ts';

/** Every behaviour by its name: the one table that binds element types to code. */
export const behaviors: Readonly<Record<BehaviorName, Behavior>> = {
  process,
  'sub-process': subProcess,
  'event-sub-process': eventSubProcess,
  'call-activity': callActivity,
  'none-event': noneEvent,
  'catch-event': catchEvent,
  'escalation-throw': escalationThrow,
  'signal-throw': signalThrow,
  'error-end': errorEnd,
  'terminate-end': terminateEnd,
  'compensation-throw': compensationThrow,
  'cancel-end': cancelEnd,
  'external-task': externalTask,
  'expression-task': expressionTask,
  'user-task': userTask,
  'business-rule-task': businessRuleTask,
  'pass-through-task': passThroughTask,
  'receive-task': receiveTask,
  'exclusive-gateway': exclusiveGateway,
  'parallel-gateway': parallelGateway,
  'inclusive-gateway': inclusiveGateway,
  'event-based-gateway': eventBasedGateway,
};

/** The behaviour at a token: the loop's for the body of a multi-instance activity, else the element's own. */
export function behaviorOfToken(token: Token): Behavior {
  return token.node.body ? multiInstanceBody : behaviors[token.element.behavior];
}
