import { EngineError } from './engine-error.ts';
import type { Binding } from './environment.ts';
import type { BindingSpec } from './model/graph.ts';
import type { Run } from './run.ts';
import type { Token } from './token.ts';

/** Which version of a process or decision an element asks for, with its expressions evaluated. */
export function bindingOf(run: Run, token: Token, spec: BindingSpec): Binding {
  switch (spec.kind) {
    case 'latest':
      return { kind: 'latest' };
    case 'deployment':
      return { kind: 'deployment', deploymentId: token.definition.deploymentId };
    case 'versionTag':
      return { kind: 'versionTag', versionTag: run.text(token, spec.value) ?? '' };
    case 'version': {
      const text = run.text(token, spec.value);
      const version = Number(text);
      if (text === null || !Number.isInteger(version)) {
        throw new EngineError(
          'ProcessEngineException',
          `element '${token.element.id}': version '${text ?? 'null'}' is not a whole number`,
        );
      }
      return { kind: 'version', version };
    }
  }
}
