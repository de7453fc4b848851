import type { Knex } from 'knex';
import type { MatterSource, SecretKey } from '../identity/context.ts';
import type { Matter } from '../identity/reach.ts';
import { normalisePhone } from './intake/phone.ts';
import { isQueryCode } from './query-code.ts';
import { listAgentUnits } from './tables/agent.ts';
import { findAttachment } from './tables/attachment.ts';
import { findDispute } from './tables/dispute.ts';
import { findDocument } from './tables/document.ts';
import { listHolders } from './tables/holder.ts';
import { listPersons } from './tables/person.ts';
import { findPetition, type Petition } from './tables/petition.ts';
import { listRecusedAgentIds } from './tables/recusal.ts';
import { findSealed } from './tables/sealed.ts';
import { listOrders } from './tables/supervision-order.ts';
import { listInboxEntries } from './tables/unit-inbox.ts';
import { vaultOf } from './vault/vault.ts';

/** What of the register decides who may reach a petition. */
export function createMatterSource(knex: Knex): MatterSource {
  const ofPetition = async (key: string | undefined): Promise<Matter | undefined> => {
    const petition = key === undefined ? undefined : await findPetition(knex, key);
    return petition && readMatter(knex, petition);
  };
  return {
    petition: ofPetition,
    document: async (id) => ofPetition((await findDocument(knex, id))?.petitionId),
    attachment: async (id) => ofPetition((await findAttachment(knex, id))?.petitionId),
    async petitionerOf(businessKey, secret) {
      const petition = await findPetition(knex, businessKey);
      if (petition?.businessKey !== businessKey) return undefined;
      if (isQueryCode(vaultOf(knex), petition.id, secret)) return petition.id;
      const phone = normalisePhone(secret);
      const petitioners = (await listPersons(knex, petition.id)).filter(({ role }) => role === 'petitioner');
      return petitioners.some((person) => person.phone !== null && person.phone === phone) ? petition.id : undefined;
    },
  };
}

async function readMatter(knex: Knex, petition: Petition): Promise<Matter> {
  const { id } = petition;
  const accused = petition.sealed ? await readAccused(knex, petition) : petition;
  const holders = await listHolders(knex, id);
  const units = [
    petition.leadUnitId,
    ...(await listInboxEntries(knex, id)).map(({ unitId }) => unitId),
    ...(await listOrders(knex, id)).map(({ unitId }) => unitId),
  ];
  return {
    petitionId: id,
    book: petition.book,
    areaCode: petition.areaCode,
    sealed: petition.sealed,
    agentIds: [petition.assigneeId, petition.firstAgentId, petition.registeredBy, ...holders].filter(
      (one) => one !== null,
    ),
    assigned: petition.assigneeId !== null,
    highestLevel: petition.highestLevel,
    unitIds: [...new Set(units.filter((one) => one !== null))],
    accusedUnitIds: [
      ...(accused.accusedUnitId === null ? [] : [accused.accusedUnitId]),
      ...(await listAgentUnits(knex, accused.accusedAgentIds)),
    ],
    accusedAgentIds: accused.accusedAgentIds,
    recusedAgentIds: await listRecusedAgentIds(knex, id),
    isDispute: petition.book === 'dispute' || (await findDispute(knex, id)) !== undefined,
    invitedExpertIds: holders,
  };
}

type Accused = Pick<Petition, 'accusedUnitId' | 'accusedAgentIds'>;

/** Whom a sealed accusation accuses stands in its envelope alone. Nobody is told; it is only held against who asks. */
async function readAccused(knex: Knex, petition: Petition): Promise<Accused> {
  const envelope = await findSealed(knex, petition.id);
  if (!envelope) return petition;
  const matter: { petition: Accused } = JSON.parse(envelope.matter);
  return matter.petition;
}

/** The vault of the register, for secrets that belong to no column of it. */
export function secretKeyOf(knex: Knex): SecretKey {
  const vault = vaultOf(knex);
  return {
    seal: (text) => vault.sealBytes(Buffer.from(text, 'utf8')).toString('base64'),
    open: (sealed) => vault.openBytes(Buffer.from(sealed, 'base64')).toString('utf8'),
    hash: (text) => vault.hash(text),
  };
}
