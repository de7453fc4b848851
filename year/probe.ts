import { createReadStream, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonClient } from './json-client.ts';
import { GIVEN, SURNAMES } from './persons.ts';

/** Every invented person bears one of these names, has such a telephone and such an id card. */
const PLANTED = new RegExp(`[${SURNAMES.join('')}][${GIVEN.join('')}]{2}|0000-\\d{7}|99\\d{15}[\\dX]`, 'gu');
/** Digits of a file's checksum; in some five of those of a year of 10,000 stand digits that could be an id card's. */
const CHECKSUM_LENGTH = 64;

/** The first planted person in a text, or undefined. */
export function plantedIn(text: string): string | undefined {
  for (const { 0: hit, index } of text.matchAll(PLANTED)) {
    const around = text.slice(Math.max(0, index - CHECKSUM_LENGTH), index + hit.length + CHECKSUM_LENGTH);
    const digits = around.match(/[0-9a-f]+/g) ?? [];
    if (!digits.some((run) => run.length >= CHECKSUM_LENGTH && run.includes(hit))) return hit;
  }
  return undefined;
}

/** A page skips all rows before it: few large ones cost least. */
const PAGE = 20_000;
/** What the register may show to whoever may see the petition: the petitioner's own words. */
const OWN_WORDS = new Set(['text', 'summary', 'claims', 'content', 'title', 'problem', 'proposal', 'benefit']);
/** Files of the register in the data folder. */
const OF_THE_REGISTER = /^(casework\.sqlite|identity\.key)/;

/** Lists of the engine in which anything might stand, with what they are called at the end of the run. */
const LISTS = [
  '/variable-instance',
  '/task',
  '/execution',
  '/process-instance',
  '/external-task',
  '/job',
  '/incident',
  '/event-subscription',
  '/history/process-instance',
  '/history/activity-instance',
  '/history/variable-instance',
  '/history/detail',
  '/history/task',
  '/history/incident',
  '/history/job-log',
  '/history/external-task-log',
  '/history/decision-instance',
  '/history/user-operation',
];

/** Looks for planted persons wherever they must not be. */
export class Probe {
  /** Where somebody was found, with what; at most a hundred. */
  readonly found: string[] = [];
  /** Characters looked through. */
  looked = 0;
  /** Answers and pieces of the log among them. */
  answers = 0;
  logLines = 0;

  /** Any text: a log line, an answer, a file. */
  look(where: string, text: string): void {
    this.looked += text.length;
    if (where === 'log') this.logLines += 1;
    const hit = plantedIn(text);
    if (hit !== undefined && this.found.length < 100) this.found.push(`${where}: ${hit}`);
  }

  /** An answer that came over HTTP. Of the register's, the petitioner's own words are left out, as it is they who said them. */
  lookAtAnswer(path: string, text: string): void {
    this.answers += 1;
    const ofTheRegister = path.startsWith('/api/') && !path.startsWith('/api/work/') && plantedIn(text) !== undefined;
    this.look(path, ofTheRegister ? withoutOwnWords(text) : text);
  }

  /** Every row that the engine shows of what is and what was. @param client whose answers come to `lookAtAnswer` */
  async lookAtEngine(client: JsonClient): Promise<number> {
    let rows = 0;
    for (const list of LISTS) {
      const query = list === '/history/decision-instance' ? '&includeInputs=true&includeOutputs=true' : '';
      for (let first = 0; ; first += PAGE) {
        const path = `/engine-rest${list}?firstResult=${first}&maxResults=${PAGE}${query}`;
        const { status, body } = await client.ask('GET', path);
        if (status === 404) throw new Error(`${list} is not there to be looked at`);
        if (status !== 200) throw new Error(`${path} answered ${status}`);
        const page = Array.isArray(body) ? body : [];
        rows += page.length;
        if (page.length < PAGE) break;
      }
    }
    return rows;
  }

  /** The bytes of every file but the register's. */
  async lookAtFiles(dataDir: string): Promise<void> {
    for (const file of readdirSync(dataDir, { withFileTypes: true })) {
      if (!file.isFile() || OF_THE_REGISTER.test(file.name)) continue;
      let rest = '';
      for await (const chunk of createReadStream(join(dataDir, file.name), {
        encoding: 'utf8',
        highWaterMark: 1 << 20,
      })) {
        const text = rest + String(chunk);
        this.look(file.name, text);
        rest = text.slice(-40);
      }
    }
  }
}

function withoutOwnWords(json: string): string {
  return JSON.stringify(JSON.parse(json, (key, value: unknown) => (OWN_WORDS.has(key) ? undefined : value)));
}
