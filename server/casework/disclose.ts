import type { FastifyRequest } from 'fastify';
import { actorOf, type Viewer } from '../identity/viewer.ts';
import type { CaseworkContext } from './context.ts';
import type { FieldReader } from './intake/field-reader.ts';
import { type Disclosure, insertDisclosure } from './tables/disclosure.ts';

type Asking = Pick<FastifyRequest, 'viewer'>;

/** Somebody who reads what is their own; nobody asks them why. */
const readsOwn = (viewer: Viewer): boolean => viewer.kind === 'petitioner';

/** Reads why somebody wants to see personal data; staff must say it. */
export function readReason(reader: FieldReader, { viewer }: Asking): string | null {
  const limits = { min: 4, max: 200 };
  if (readsOwn(viewer)) return reader.text('reason', '查看事由', limits) ?? null;
  return reader.requiredText('reason', '查看事由', limits);
}

/** Notes that personal data are read. Call it before they are answered: what cannot be noted is not shown. */
export async function disclose(
  { knex, clock }: Pick<CaseworkContext, 'knex' | 'clock'>,
  request: Asking,
  what: Pick<Disclosure, 'petitionId' | 'record' | 'recordId' | 'fields'>,
  reason: string | null = null,
): Promise<void> {
  const { kind: viewerKind } = request.viewer;
  await insertDisclosure(knex, { ...what, viewerKind, actor: actorOf(request), reason, at: clock.now() });
}

/** As `disclose`, for what is read in the course of the work; the server's own programs read for nobody. */
export async function discloseToPeople(
  context: Pick<CaseworkContext, 'knex' | 'clock'>,
  request: Asking,
  what: Pick<Disclosure, 'petitionId' | 'record' | 'recordId' | 'fields'>,
): Promise<void> {
  if (request.viewer.kind !== 'house') await disclose(context, request, what);
}
