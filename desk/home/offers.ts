import type { Own } from '../wire/identity.ts';

/** What the first page offers to somebody. The server decides; this only keeps from offering what it would refuse. */
export interface Offers {
  list: boolean;
  figures: boolean;
  /** What is deployed and how many instances run: for those who look after it. */
  running: boolean;
  register: boolean;
  import: boolean;
  accounts: boolean;
}

const AGENTS = ['communityAgent', 'townAgent', 'districtAgent', 'cityAgent'];
const ROLES: Readonly<Record<keyof Offers, readonly string[]>> = {
  list: [
    ...AGENTS,
    ...['petitionOffice', 'accusationClerk', 'responsibleUnit', 'mediator', 'expert', 'auditor'],
    ...['suggestionOfficer', 'studyUnit', 'leader'],
  ],
  figures: [...AGENTS, 'petitionOffice', 'leader', 'responsibleUnit', 'administrator', 'auditor'],
  running: ['administrator', 'auditor'],
  register: [...AGENTS, 'petitionOffice', 'gridWorker'],
  import: ['petitionOffice'],
  accounts: ['administrator'],
};

/** Nothing before it is known who looks. */
export function offersTo(own: Own | undefined): Offers {
  const may = (what: keyof Offers) =>
    own?.kind === 'house' || (own?.roles ?? []).some(({ code }) => ROLES[what].includes(code));
  return {
    list: may('list'),
    figures: may('figures'),
    running: may('running'),
    register: may('register'),
    import: may('import'),
    accounts: may('accounts'),
  };
}
