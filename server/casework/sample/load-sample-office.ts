import { seedProvisionalCalendar } from '../calendar/seed.ts';
import type { CaseworkContext } from '../context.ts';
import { UNKNOWN_DISPUTE } from '../intake/dispute-facts.ts';
import { UNKNOWN_FACTS } from '../intake/facts.ts';
import type { PersonForm, PetitionForm } from '../intake/petition-form.ts';
import { registerWithin } from '../intake/register-petition.ts';
import { insertAgents } from '../tables/agent.ts';
import { insertAreas, listAreas } from '../tables/area.ts';
import { saveDispute } from '../tables/dispute.ts';
import { insertExperts } from '../tables/expert.ts';
import { countPetitions } from '../tables/petition.ts';
import { insertUnits } from '../tables/unit.ts';
import { SAMPLE_DISPUTES } from './disputes.ts';
import { SAMPLE_PETITIONS, type SamplePetition } from './petitions.ts';
import { agentIdOf, samplePlaces } from './places.ts';

/** Fills an empty register with the sample office and its petitions, all or nothing. @returns whether it did */
export async function loadSampleOffice(context: CaseworkContext): Promise<boolean> {
  return context.knex.transaction(async (trx) => {
    if ((await listAreas(trx)).length > 0 || (await countPetitions(trx)) > 0) return false;
    await seedProvisionalCalendar(trx);
    const places = samplePlaces();
    await insertAreas(trx, places.areas);
    await insertUnits(trx, places.units);
    await insertAgents(trx, places.agents);
    await insertExperts(trx, places.experts);
    for (const sample of SAMPLE_PETITIONS) {
      const petition = await registerWithin(trx, context, toForm(sample), sample.number);
      const dispute = SAMPLE_DISPUTES[sample.number];
      if (dispute) {
        const facts = { ...UNKNOWN_DISPUTE, ...dispute.facts };
        await saveDispute(trx, { ...dispute, petitionId: petition.id, facts });
      }
    }
    return true;
  });
}

/** People are numbered, never named; area code 0000 belongs to no telephone network. */
function person(number: number, address: string | null = null): PersonForm {
  return { name: `样例居民${number}`, idNo: null, phone: `0000-${String(number).padStart(7, '0')}`, address };
}

function toForm(sample: SamplePetition): PetitionForm {
  const groupSize = sample.groupSize ?? 1;
  const members = Array.from({ length: groupSize - 1 }, (_, index) => person(sample.number * 100 + index + 1));
  return {
    channel: sample.channel,
    areaCode: sample.areaCode,
    subjectCode: sample.subjectCode,
    content: sample.content,
    wholeLetter: null,
    claims: [sample.claim],
    petitioner: person(sample.number, sample.addressDetail ?? null),
    members,
    happenedOn: null,
    accusedUnitId: sample.accusedUnitId ?? null,
    accusedAgentIds: sample.accusedAgentIds ?? [],
    litigationState: sample.litigationState ?? 'none',
    groupSize,
    wantsProxy: true,
    contactBy: sample.channel === 'visit' ? 'inPerson' : 'phone',
    consentToShare: false,
    registeredBy: sample.channel === 'visit' ? agentIdOf(sample.areaCode, 1) : null,
    earlierBusinessKey: sample.earlierBusinessKey ?? null,
    differentFrom: [],
    facts: { ...UNKNOWN_FACTS, ...sample.facts },
  };
}
