/** `npm run backup -- <folder>` and `npm run restore -- <folder>`: copies DATA_DIR, and puts a copy in its place. */
import { systemClock } from '../clock.ts';
import { readConfig } from '../config.ts';
import { BackupRefused, backUp, type Manifest } from './backup.ts';
import { restore } from './restore.ts';

const [verb = '', folder = ''] = process.argv.slice(2);

function told({ taken, files }: Manifest): string {
  const lines = Object.entries(files).map(([name, { bytes }]) => `  ${name.padEnd(18)} ${bytes} bytes`);
  return `${taken}\n${lines.join('\n')}`;
}

try {
  const { dataDir, databaseUrl } = readConfig(process.env);
  if (!['backup', 'restore'].includes(verb) || folder === '')
    throw new BackupRefused('usage: npm run backup|restore -- <folder>');
  if (databaseUrl !== null) {
    throw new BackupRefused(
      'DATABASE_URL is set: engine and register are both in PostgreSQL, where pg_dump takes them in one snapshot; ' +
        `keep REGISTER_KEY, or ${dataDir}/identity.key where that is unset, apart from the dump: nothing personal can be read without it`,
    );
  }
  if (verb === 'backup') {
    console.log(`备份完成 Backed up to ${folder}, as of ${told(await backUp(dataDir, folder, systemClock.now()))}`);
  } else {
    const { manifest, before } = await restore(folder, dataDir, systemClock.now());
    console.log(`恢复完成 Restored ${dataDir} as of ${told(manifest)}`);
    if (before !== null) console.log(`what stood there before is in ${before}`);
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
