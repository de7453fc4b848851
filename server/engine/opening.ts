import { arm } from './event-scope.ts';
import { readInputs } from './mappings.ts';
import { recordActivity, touch } from './record.ts';
import type { Run } from './run.ts';
import { nameActivity, type Token } from './token.ts';

/** An element's activity begins: history knows it, it reads its inputs, listens for events, and its listeners are told. */
export function open(run: Run, token: Token): void {
  const { node, element, instance } = token;
  node.phase = 'active';
  node.startedAt = run.now;
  instance.sequence += 1;
  node.sequence = instance.sequence;
  nameActivity(run, token);
  touch(run, instance);
  recordActivity(run, token, null);
  // Boundary timers may count by an input parameter, so these are read first.
  if (!node.body) readInputs(run, token, element.inputs);
  arm(run, token);
  if (!node.body) run.listen(token, element.startListeners, 'start');
}
