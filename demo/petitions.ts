import type { Script } from './script.ts';
import { SCRIPTS } from './scripts.ts';
import { member, type Row, type Server, text, toRows } from './server.ts';

/** A sample petition in the register, with the script of its people. */
export interface Sample {
  script: Script;
  businessKey: string;
}

/** All samples by business key; sealed ones are asked for apart. @throws when the server holds other samples than the scripts */
export async function readSamples(server: Server): Promise<Map<string, Sample>> {
  const listed: Row[] = [];
  for (const query of ['sample=true', 'sample=true&sealed=true']) {
    listed.push(...toRows(member(await server.api('GET', `/petitions?${query}&maxResults=200`), 'items')));
  }
  const samples = new Map<string, Sample>();
  for (const row of listed) {
    const script = SCRIPTS.find((one) => one.number === member(row, 'sampleNumber'));
    if (script) samples.set(text(row, 'businessKey'), { script, businessKey: text(row, 'businessKey') });
  }
  if (samples.size !== SCRIPTS.length) {
    throw new Error(
      `the server holds ${samples.size} of ${SCRIPTS.length} samples: start it on an empty database, with SAMPLE on`,
    );
  }
  return samples;
}
