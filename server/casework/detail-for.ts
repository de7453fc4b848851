import { hasRole, type Viewer } from '../identity/viewer.ts';
import type { Petition } from './tables/petition.ts';

/**
 * How much of a petition its page tells: `identity` everything, persons masked; `facts` no person; `petitioner` what the
 * petitioner may know of the own matter, none of the house's notes.
 */
export type Sight = 'identity' | 'facts' | 'petitioner';

/** The letters that go between offices, not to the petitioner. */
const BETWEEN_OFFICES = new Set(['supervisionOrder', 'transferLetter']);

/** Whether a letter may be shown to the petitioner. */
export const isForPetitioner = (template: string): boolean => !BETWEEN_OFFICES.has(template);

/** How much of this petition the viewer is told. A unit learns who asks only where it has to answer that person. */
export function sightOf(viewer: Viewer, petition: Pick<Petition, 'kind'>): Sight {
  if (viewer.kind === 'house') return 'identity';
  if (viewer.kind !== 'account') return 'petitioner';
  const handles = hasRole(
    viewer,
    'communityAgent',
    'townAgent',
    'districtAgent',
    'cityAgent',
    'petitionOffice',
    'mediator',
  );
  if (handles) return 'identity';
  return hasRole(viewer, 'responsibleUnit') && petition.kind === 'appeal' ? 'identity' : 'facts';
}

const PETITIONERS = new Set([
  'petitionId',
  'businessKey',
  'sealed',
  'areaCode',
  'areaName',
  'areaPath',
  'channel',
  'subjectCode',
  'kind',
  'summary',
  'text',
  'claims',
  'happenedOn',
  'state',
  'leadUnitName',
  'assigneeName',
  'receivedAt',
  'acceptedAt',
  'deadlineAt',
  'deadlineKind',
  'concludedAt',
  'closedAt',
  'late',
  'round',
  'residentVisits',
  'groupSize',
  'outcome',
  'persons',
  'attachments',
  'extendedFrom',
]);

/** Files by their kind alone: people call files after themselves. */
function unnamed(attachments: unknown): unknown {
  if (!Array.isArray(attachments)) return attachments;
  return attachments.map((one: { fileName: string }, index) => ({
    ...one,
    fileName: `附件${index + 1}${/\.\w+$/.exec(one.fileName)?.[0] ?? ''}`,
  }));
}

/** What of a petition's page goes to somebody with this sight. */
export function detailFor(detail: object, sight: Sight): object {
  if (sight === 'identity') return detail;
  const entries = Object.entries(detail);
  if (sight === 'facts') {
    return Object.fromEntries(
      entries.map(([key, value]) => [key, key === 'persons' ? [] : key === 'attachments' ? unnamed(value) : value]),
    );
  }
  const own = Object.fromEntries(entries.filter(([key]) => PETITIONERS.has(key)));
  const documents: unknown = Reflect.get(detail, 'documents');
  if (!Array.isArray(documents)) return own;
  return { ...own, documents: documents.filter((one: { template: string }) => isForPetitioner(one.template)) };
}
