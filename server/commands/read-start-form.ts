import type { EngineContext } from './engine-context.ts';

/** The form of a definition's none start event, as far as it can be known before there are variables. */
export async function readStartForm(
  engine: EngineContext,
  definitionId: string,
): Promise<{ key: string | null; ref: { key: string; binding: string; version: number | null } | null }> {
  const { graph } = await engine.definitions.loaded(definitionId);
  const form = graph.root.start?.form;
  const ref = form?.ref?.source ?? null;
  const version = Number(form?.refVersion?.source ?? Number.NaN);
  return {
    key: form?.key?.source ?? null,
    ref:
      ref === null
        ? null
        : { key: ref, binding: form?.refBinding ?? 'latest', version: Number.isInteger(version) ? version : null },
  };
}
