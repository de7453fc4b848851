import { scopeOfGiven } from '../engine/engine.ts';
import type { TypedValue } from '../engine/expressions/typed-value.ts';
import { formVariables } from '../engine/forms/form-variables.ts';
import { renderForm } from '../engine/forms/render-form.ts';
import { readDeployedForm } from './deployed-forms.ts';
import { type EngineContext, environmentOf } from './engine-context.ts';

/** The form of a definition's none start event, as far as it can be known before there are variables. */
export async function readStartForm(
  engine: EngineContext,
  definitionId: string,
): Promise<{ key: string | null; ref: { key: string; binding: string; version: number | null } | null }> {
  const { graph } = await engine.definitions.loaded(definitionId);
  const form = graph.root.start?.form;
  const ref = form?.ref?.source ?? null;
  const version = Number(form?.refVersion?.source ?? Number.NaN);
  const generated = form?.fields.length
    ? `embedded:engine://engine/:engine/process-definition/${definitionId}/rendered-form`
    : null;
  return {
    key: form?.key?.source ?? (ref === null ? generated : null),
    ref:
      ref === null
        ? null
        : { key: ref, binding: form?.refBinding ?? 'latest', version: Number.isInteger(version) ? version : null },
  };
}

/** What the start form is filled with; empty when it has no fields of its own. */
export async function readStartFormVariables(
  engine: EngineContext,
  definitionId: string,
): Promise<Record<string, TypedValue>> {
  const { graph } = await engine.definitions.loaded(definitionId);
  return formVariables(graph.root.start?.form?.fields ?? [], scopeOfGiven(environmentOf(engine), {}));
}

/** The generated start form as HTML; undefined when none is generated. */
export async function renderStartForm(engine: EngineContext, definitionId: string): Promise<string | undefined> {
  const { graph } = await engine.definitions.loaded(definitionId);
  const form = graph.root.start?.form;
  return form?.fields.length ? renderForm(form, scopeOfGiven(environmentOf(engine), {})) : undefined;
}

/** The deployed form that the start event names. @throws BadForm, NotFound */
export async function readDeployedStartForm(engine: EngineContext, definitionId: string): Promise<Uint8Array> {
  const { key, ref } = await readStartForm(engine, definitionId);
  const { deploymentId } = await engine.definitions.loaded(definitionId);
  return readDeployedForm(engine, { key: key?.startsWith('embedded:engine:') ? null : key, ref, deploymentId });
}
