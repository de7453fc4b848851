import { type FileKind, fileKindOf } from '../editors/editor.ts';
import { type Definition, listVersions, readNewestXml, readXml } from './definitions.ts';

/** A file in the editor: where it came from and what it was when it came. */
export interface ModelFile {
  kind: FileKind;
  /** Its name on disk and in a deployment; the engine takes it for the resource's name. */
  fileName: string;
  xml: string;
  /** The deployed version it was read from; undefined for a new or a local file. */
  opened: Definition | undefined;
  /** All versions of that definition, newest first; empty for a new or a local file. */
  versions: readonly Definition[];
}

/** Reads a deployed version; without `version` the newest. Undefined when there is none. */
export async function openDeployed(kind: FileKind, key: string, version?: number): Promise<ModelFile | undefined> {
  const [versions, newest] = await Promise.all([
    listVersions(kind, key),
    version === undefined ? readNewestXml(kind, key) : undefined,
  ]);
  const opened = version === undefined ? versions[0] : versions.find((each) => each.version === version);
  if (!opened) return undefined;
  const fileName = opened.resource.split('/').at(-1) ?? opened.resource;
  const xml = newest?.id === opened.id ? newest.xml : await readXml(kind, opened.id);
  return { kind, fileName, xml, opened, versions };
}

/** Reads a file from the computer. Undefined when it is neither a process nor a table nor a form. */
export async function openLocal(file: File): Promise<ModelFile | undefined> {
  const xml = await file.text();
  const kind = fileKindOf(file.name, xml);
  return kind && { kind, fileName: file.name, xml, opened: undefined, versions: [] };
}
