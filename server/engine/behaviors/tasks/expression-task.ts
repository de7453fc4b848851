import type { Behavior } from '../behavior.ts';

/** A task or message event whose work is an expression: evaluated at once, its value kept when a variable is named. */
export const expressionTask: Behavior = {
  enter(run, token) {
    const { expression, resultVariable } = token.element.service!;
    const value = run.evaluate(token, expression);
    if (resultVariable) run.variables.set(token.instance, token.node, resultVariable, value);
    return [{ do: 'leave', token }];
  },
};
