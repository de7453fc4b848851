import { resourceBytes } from '../store/definition/resource.ts';
import type { Store } from '../store/store.ts';

/** The text of a deployed file, exactly as it was deployed. */
export async function readResourceText(reader: Store['reader'], deploymentId: string, name: string): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await resourceBytes(reader, deploymentId, name));
}
