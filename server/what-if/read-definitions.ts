import { scriptFilesIn } from '../engine/engine.ts';
import { decisionDefinitionList } from '../store/definition/decision-list.ts';
import { processDefinitionList } from '../store/definition/process-list.ts';
import { resourceBytes } from '../store/definition/resource.ts';
import type { Store } from '../store/store.ts';

/** A version of a process or decision as it was deployed, not compiled yet. */
export interface DefinitionText {
  kind: 'process' | 'decision';
  id: string;
  key: string;
  version: number;
  versionTag: string | null;
  deploymentId: string;
  /** Index into `texts`. */
  text: number;
}

/** Every version of every process and decision that is there still, with their files. */
export interface DefinitionTexts {
  definitions: DefinitionText[];
  texts: string[];
  /** Script files that processes read, by name, of each deployment. */
  files: [deploymentId: string, name: string, content: string][];
}

/** Reads all that was ever deployed. */
export async function readDefinitions(reader: Store['reader']): Promise<DefinitionTexts> {
  const all: DefinitionTexts = { definitions: [], texts: [], files: [] };
  const places = new Map<string, number>();
  const read = async (deploymentId: string, name: string): Promise<string> =>
    new TextDecoder().decode(await resourceBytes(reader, deploymentId, name));
  const rows = [
    ...(await processDefinitionList.list(reader, {})).map((row) => ({ ...row, kind: 'process' as const })),
    ...(await decisionDefinitionList.list(reader, {})).map((row) => ({ ...row, kind: 'decision' as const })),
  ];
  for (const { kind, id, key, version, versionTag, deploymentId, resource } of rows) {
    const place = `${deploymentId}/${resource}`;
    let text = places.get(place);
    if (text === undefined) {
      const content = await read(deploymentId, resource);
      text = all.texts.push(content) - 1;
      places.set(place, text);
      for (const name of kind === 'process' ? scriptFilesIn(content) : [])
        all.files.push([deploymentId, name, await read(deploymentId, name)]);
    }
    all.definitions.push({ kind, id, key, version, versionTag, deploymentId, text });
  }
  return all;
}
