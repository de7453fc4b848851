import { EngineError } from '../../engine/engine-error.ts';
import { RequestError } from './request-error.ts';

/** Says what was being done when a value could not be read. @throws RequestError 400 */
export function worded<T>(doing: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    throw new RequestError(400, `${doing}: ${error.message}`);
  }
}
