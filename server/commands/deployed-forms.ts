import { EngineError } from '../engine/engine.ts';
import type { Binding } from '../engine/environment.ts';
import { ResourceNotFound, resourceBytes } from '../store/definition/resource.ts';
import type { EngineContext } from './engine-context.ts';
import { NotFound } from './refusals.ts';

/** How a task or start event names its form, and the deployment its diagram came with. */
export interface FormName {
  key: string | null;
  ref: { key: string; binding: string; version: number | null } | null;
  deploymentId: string;
}

const KEY = /^(?:embedded:|camunda-forms:)deployment:(.+)$/;

/**
 * The form file behind a `formKey` such as `camunda-forms:deployment:a.form`, or behind a `formRef` with its binding.
 * @throws EngineError BadUserRequestException when it names no deployed file; NotFound when the file is not there
 */
export async function readDeployedForm(
  engine: EngineContext,
  { key, ref, deploymentId }: FormName,
): Promise<Uint8Array> {
  const { reader } = engine.store;
  if (ref !== null) {
    const found = engine.definitions.forms.find(ref.key, bindingOf(ref, deploymentId));
    if (found) return resourceBytes(reader, found.deploymentId, found.resource);
    const wanted = ref.binding === 'version' ? `version ${ref.version}` : ref.binding;
    throw new NotFound(`No Camunda Form Definition was found for Camunda Form Ref: '${ref.key}' (binding ${wanted})`);
  }
  if (key === null) {
    throw refused("One of the attributes 'formKey' and 'camunda:formRef' must be supplied but none were set.");
  }
  const name = KEY.exec(key)?.[1];
  if (name === undefined) throw refused(`The form key '${key}' does not reference a deployed form.`);
  try {
    return await resourceBytes(reader, deploymentId, name);
  } catch (error) {
    if (!(error instanceof ResourceNotFound)) throw error;
    throw new NotFound(
      `The form with the resource name '${name}' cannot be found in deployment with id ${deploymentId}.`,
    );
  }
}

function bindingOf({ binding, version }: NonNullable<FormName['ref']>, deploymentId: string): Binding {
  if (binding === 'version') return { kind: 'version', version: version ?? 0 };
  return binding === 'deployment' ? { kind: 'deployment', deploymentId } : { kind: 'latest' };
}

function refused(message: string): EngineError {
  return new EngineError('BadUserRequestException', message, { code: null });
}
