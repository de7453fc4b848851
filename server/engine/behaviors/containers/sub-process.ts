import { EngineError } from '../../engine-error.ts';
import type { Behavior } from '../behavior.ts';

/** Embedded sub-process: runs from its none start event; done when the last token inside is gone. */
export const subProcess: Behavior = {
  enter(_run, token) {
    const { start } = token.element;
    if (!start)
      throw new EngineError('ProcessEngineException', `sub-process '${token.element.id}' has no none start event`);
    return [{ do: 'enter', scope: token, element: start, flow: null }];
  },
  childEnded: (_run, scope) => [{ do: 'leave', token: scope }],
};
