import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newSecret } from './secrets.ts';

/**
 * The token with which programs that the operator runs beside the server act for the house: given by the operator, else drawn anew at each
 * start and left in `DATA_DIR/house.token`, readable by the server's user alone. Who can read that file could read the database as well.
 */
export function houseToken(dataDir: string, given: string | null): string {
  if (given !== null) return given;
  const token = newSecret();
  mkdirSync(dataDir, { recursive: true });
  writeFileSync(join(dataDir, 'house.token'), token, { mode: 0o600 });
  return token;
}
