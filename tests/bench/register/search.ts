/**
 * How long the search takes: `npx tsx tests/bench/register/search.ts [petitions [folder]]` fills a register of its own and asks it over HTTP's own
 * code path. `TEST_POSTGRES` adds PostgreSQL.
 */
import { randomUUID } from 'node:crypto';
import { UNKNOWN_FACTS } from '../../../server/casework/intake/facts.ts';
import { SAMPLE_PETITIONS } from '../../../server/casework/sample/petitions.ts';
import { countPetitions, insertPetition } from '../../../server/casework/tables/petition.ts';
import { DATABASES, openRegister, type Register, START_MS } from '../../casework/open-register.ts';

const petitions = Number(process.argv[2] ?? 100_000);
/** A register filled before (SQLite), or to be kept. */
const folder = process.argv[3];
const QUERIES = [
  '漏',
  '漏水',
  '欠薪',
  '二十六人',
  '漏水半年了',
  '物业 维修资金',
  '鸳鸯',
  '望湖 漏水',
  'XF-990101001001-20261124-00001',
  '00042',
];
const ROUNDS = 10;

/** Texts of the samples with other words between: as many different ones as there are petitions. */
async function fill({ knex }: Register): Promise<void> {
  const STREETS = '云溪梅竹兰桂松柏桃李杏荷莲菊枫槐柳杨榆桐';
  const at = (index: number) => STREETS[index % STREETS.length];
  await knex.transaction(async (trx) => {
    for (let index = 0; index < petitions; index += 1) {
      const sample = SAMPLE_PETITIONS[index % SAMPLE_PETITIONS.length];
      if (!sample) continue;
      const place = `${at(index)}${at(index >> 4)}${at(index >> 8)}路${(index % 900) + 1}号`;
      const filler = [3, 7, 11, 13].map(
        (step) => SAMPLE_PETITIONS[(index * step) % SAMPLE_PETITIONS.length]?.content ?? '',
      );
      await insertPetition(trx, {
        id: randomUUID(),
        businessKey: `XF-${sample.areaCode}-20250101-${String(index).padStart(6, '0')}`,
        book: 'petition',
        areaCode: sample.areaCode,
        channel: sample.channel,
        subjectCode: sample.subjectCode,
        kind: 'appeal',
        content: `我住${place}。${sample.content}${index % 3 === 0 ? filler.join('') : filler[0]}`,
        claims: [sample.claim],
        happenedOn: null,
        accusedUnitId: null,
        accusedAgentIds: [],
        litigationState: 'none',
        groupSize: 1,
        wantsProxy: true,
        contactBy: 'phone',
        consentToShare: false,
        registeredBy: null,
        facts: UNKNOWN_FACTS,
        textHash: '',
        petitionerHash: null,
        residentVisits: 1,
        state: 'handling',
        outcome: null,
        sealed: false,
        level: null,
        highestLevel: null,
        assigneeId: null,
        firstAgentId: null,
        leadUnitId: null,
        round: 1,
        receivedAt: START_MS - index * 1000,
        intakeDueAt: null,
        acceptedAt: null,
        deadlineAt: null,
        extendedFrom: null,
        answeredAt: null,
        concludedAt: null,
        closedAt: null,
        duplicateOf: null,
        repeatOf: null,
        earlierReference: null,
        sampleNumber: null,
        finalAt: null,
      });
    }
  });
  await knex.raw('analyze');
}

for (const database of DATABASES) {
  const register = await openRegister({ database, ...(folder && database === 'SQLite' ? { dataDir: folder } : {}) });
  const began = performance.now();
  if ((await countPetitions(register.knex)) < petitions) await fill(register);
  console.log(`${database}: ${petitions} petitions written in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  for (const query of QUERIES) {
    const times = [];
    let total = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const start = performance.now();
      total = (await register.get(`/petitions?q=${encodeURIComponent(query)}`)).json<{ total: number }>().total;
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    console.log(
      `  ${query}: ${total} found, ms median ${times[ROUNDS >> 1]?.toFixed(0)}, longest ${times.at(-1)?.toFixed(0)}`,
    );
  }
  await register.close();
}
