/**
 * `npm run rotate-key`: changes the key of the register. `REGISTER_KEY` is the key in force (unset: the development key beside the data),
 * `REGISTER_KEY_NEXT` the one from now on. The server must be stopped.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { openCaseworkDatabase, wipe } from './database.ts';
import { DEVELOPMENT_KEY_FILE, RegisterKeyError, readDevelopmentKey, readKeyText } from './vault/master-key.ts';
import { rotateKeys } from './vault/rotate-keys.ts';

try {
  const { dataDir, databaseUrl, registerKey } = readConfig(process.env);
  const next = readKeyText(process.env['REGISTER_KEY_NEXT'] ?? '');
  if (!next)
    throw new RegisterKeyError('REGISTER_KEY_NEXT: expected 32 bytes in base64, as `openssl rand -base64 32` prints');
  const present = registerKey ?? readDevelopmentKey(dataDir);
  if (!present)
    throw new RegisterKeyError(`neither REGISTER_KEY is set nor is there a key in ${dataDir}: nothing to change`);
  const register = await openCaseworkDatabase({ dataDir, databaseUrl, masterKey: present });
  try {
    const fingerprint = await rotateKeys(register.knex, present, next);
    await wipe(register.knex);
    // Nothing is closed with it any more; what older back-ups need stands in them.
    if (!registerKey) rmSync(join(dataDir, DEVELOPMENT_KEY_FILE));
    console.log(
      `密钥已更换 The register is closed with key ${fingerprint}: start the server with REGISTER_KEY set to it.`,
    );
    console.log('旧密钥请与旧备份一同保管 Keep the old key as long as back-ups that need it.');
  } finally {
    await register.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
