import type { Knex } from 'knex';
import type { CaseworkContext } from './context.ts';
import { readInstances, readSteps } from './engine-steps.ts';
import { maskIdNo } from './intake/id-card.ts';
import { maskName, maskPhone } from './intake/phone.ts';
import { letterTitle } from './letters/list.ts';
import { readMasks } from './mask-text.ts';
import { isoOrNull, readNamesOf, toItem } from './petition-item.ts';
import { listAttachments } from './tables/attachment.ts';
import { listAuditEntries } from './tables/audit.ts';
import { listDeliveries } from './tables/delivery.ts';
import { listDiversions } from './tables/diversion.ts';
import { listDocuments } from './tables/document.ts';
import { listEscalations } from './tables/escalation.ts';
import { listPersons } from './tables/person.ts';
import { findPetition, type Petition } from './tables/petition.ts';
import { findSealed } from './tables/sealed.ts';
import { listSubmissions } from './tables/submission.ts';
import { listOrders } from './tables/supervision-order.ts';
import { listInboxEntries } from './tables/unit-inbox.ts';

const iso = (epochMs: number): string => new Date(epochMs).toISOString();

/** The letters of a petition, without their text. */
export async function readDocumentRows(context: CaseworkContext, petitionId: string) {
  const sentAt = new Map<string, number>();
  for (const delivery of await listDeliveries(context.knex, petitionId))
    sentAt.set(delivery.documentId, delivery.sentAt);
  return (await listDocuments(context.knex, petitionId)).map((document) => ({
    documentId: document.id,
    template: document.template,
    title: letterTitle(document.template),
    documentNo: document.documentNo,
    round: document.round,
    sha256: document.sha256,
    createdAt: iso(document.createdAt),
    sentAt: isoOrNull(sentAt.get(document.id) ?? null),
    deliveredAt: isoOrNull(document.deliveredAt),
  }));
}

/** What is shown of a sealed accusation: that it exists and where it stands. */
export async function readEnvelope(context: CaseworkContext, petition: Petition) {
  const sealed = await findSealed(context.knex, petition.id);
  return {
    petitionId: petition.id,
    businessKey: petition.businessKey,
    sealed: true,
    state: petition.state,
    receivedAt: iso(petition.receivedAt),
    sealNo: sealed?.sealNo ?? null,
    sample: petition.sampleNumber !== null,
    sampleNumber: petition.sampleNumber,
    instances: [],
  };
}

/** Everything about one petition, persons masked. Of one that is `justRegistered` the engine knows nothing yet. */
export async function readDetail(context: CaseworkContext, petition: Petition, justRegistered = false) {
  if (petition.sealed) return readEnvelope(context, petition);
  const { knex, engine } = context;
  const nowMs = context.clock.now();
  // What comes of it there is none of when it was just registered.
  const unlessNew = async <Row>(list: (db: Knex, petitionId: string) => Promise<Row[]>): Promise<Row[]> =>
    justRegistered ? [] : list(knex, petition.id);
  const orders = await unlessNew(listOrders);
  const inbox = await unlessNew(listInboxEntries);
  const unitIds = [petition.leadUnitId, ...[...orders, ...inbox].map(({ unitId }) => unitId)];
  const names = await readNamesOf(knex, petition.areaCode, unitIds, [petition.assigneeId]);
  const keyOf = async (id: string | null) =>
    id === null ? null : ((await findPetition(knex, id))?.businessKey ?? null);
  const steps = justRegistered
    ? []
    : await readSteps(engine, [petition.businessKey], nowMs).then(
        (found) => found.get(petition.businessKey) ?? [],
        () => null,
      );
  const submissions = await listSubmissions(knex, petition.id);
  return {
    ...toItem(petition, names, steps, nowMs, await readMasks(knex, [petition.id])),
    text: petition.content,
    claims: petition.claims,
    happenedOn: petition.happenedOn,
    accusedUnitId: petition.accusedUnitId,
    litigationState: petition.litigationState,
    wantsProxy: petition.wantsProxy,
    contactBy: petition.contactBy,
    consentToShare: petition.consentToShare,
    duplicateOf: await keyOf(petition.duplicateOf),
    repeatOf: (await keyOf(petition.repeatOf)) ?? petition.earlierReference,
    extendedFrom: isoOrNull(petition.extendedFrom),
    facts: petition.facts,
    persons: (await listPersons(knex, petition.id)).map((person) => ({
      role: person.role,
      name: maskName(person.name),
      idNo: person.idNo === null ? null : maskIdNo(person.idNo),
      phone: person.phone === null ? null : maskPhone(person.phone),
      hasAddress: person.address !== null,
    })),
    submissions: await Promise.all(
      submissions.map(async (submission) => ({
        channel: submission.channel,
        receivedAt: iso(submission.receivedAt),
        mergedFrom: await keyOf(submission.mergedFrom),
      })),
    ),
    attachments: (await listAttachments(knex, petition.id)).map((attachment) => ({
      attachmentId: attachment.id,
      fileName: attachment.fileName,
      mediaType: attachment.mediaType,
      sha256: attachment.sha256,
      size: attachment.size,
      addedAt: attachment.addedAt === null ? null : new Date(attachment.addedAt).toISOString(),
    })),
    documents: justRegistered ? [] : await readDocumentRows(context, petition.id),
    supervisionOrders: orders.map((order) => ({
      orderNo: order.orderNo,
      unitId: order.unitId,
      unitName: names.unit(order.unitId),
      reason: order.reason,
      degree: order.degree,
      round: order.round,
      issuedAt: iso(order.issuedAt),
      reply: order.reply,
      repliedAt: isoOrNull(order.repliedAt),
      verdict: order.verdict,
      closedAt: isoOrNull(order.closedAt),
    })),
    escalations: (await unlessNew(listEscalations)).map((escalation) => ({
      at: iso(escalation.decidedAt),
      trigger: escalation.trigger,
      fromLevel: escalation.fromLevel,
      targetLevel: escalation.targetLevel,
      action: escalation.action,
      degree: escalation.degree,
      round: escalation.round,
    })),
    unitInbox: inbox.map((entry) => ({
      unitId: entry.unitId,
      unitName: names.unit(entry.unitId),
      mode: entry.mode,
      round: entry.round,
      sentAt: iso(entry.sentAt),
      dueAt: isoOrNull(entry.dueAt),
    })),
    diversions: (await unlessNew(listDiversions)).map((diversion) => ({
      procedure: diversion.procedure,
      divertedAt: iso(diversion.divertedAt),
    })),
    events: (await listAuditEntries(knex, petition.id)).map((entry) => ({
      at: iso(entry.at),
      action: entry.action,
      actor: entry.actor,
      detail: entry.detail,
    })),
    ...(justRegistered ? {} : { instances: await readInstances(engine, petition.businessKey).catch(() => null) }),
  };
}
