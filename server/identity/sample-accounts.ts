import type { IdentityContext } from './context.ts';
import { newAccount } from './new-account.ts';
import { hashPassword } from './passwords.ts';
import { type Account, countAccounts, insertAccounts } from './tables/account.ts';

/** Password of every account of the sample office. The README prints it; it lets nobody in anywhere else. */
export const SAMPLE_PASSWORD = 'sample-office-2026';

const CITY = '9901';
const DISTRICT = '990101';
const TOWN = '990101001';
const COMMUNITY = '990101001001';

const agent = (area: string) => `agent-${area}-1`;
const unit = (area: string, role: string) => `unit-${area}-${role}`;

/** One account a role, in the first community of the sample office and the places above it. */
const SAMPLES: readonly (Pick<Account, 'id' | 'name' | 'roles'> & Partial<Account>)[] = [
  { id: 'admin', name: '样例管理员', roles: ['administrator'] },
  { id: 'auditor', name: '样例审计员', roles: ['auditor'] },
  {
    id: 'community',
    name: '样例社区代理员',
    roles: ['communityAgent'],
    areaCode: COMMUNITY,
    unitId: unit(COMMUNITY, 'communityCommittee'),
    agentId: agent(COMMUNITY),
  },
  {
    id: 'town',
    name: '样例镇代理员',
    roles: ['townAgent'],
    areaCode: TOWN,
    unitId: unit(TOWN, 'town'),
    agentId: agent(TOWN),
  },
  {
    id: 'district',
    name: '样例区代理员',
    roles: ['districtAgent'],
    areaCode: DISTRICT,
    unitId: unit(DISTRICT, 'petitionOffice'),
    agentId: agent(DISTRICT),
  },
  {
    id: 'city',
    name: '样例市代理员',
    roles: ['cityAgent'],
    areaCode: CITY,
    unitId: unit(CITY, 'petitionOffice'),
    agentId: agent(CITY),
  },
  {
    id: 'office',
    name: '样例信访干部',
    roles: ['petitionOffice'],
    areaCode: CITY,
    unitId: unit(CITY, 'petitionOffice'),
  },
  {
    id: 'clerk',
    name: '样例检举专办员',
    roles: ['petitionOffice', 'accusationClerk'],
    areaCode: CITY,
    unitId: unit(CITY, 'petitionOffice'),
  },
  {
    id: 'unit',
    name: '样例住建经办人',
    roles: ['responsibleUnit'],
    areaCode: DISTRICT,
    unitId: unit(DISTRICT, 'housing'),
  },
  {
    id: 'mediator',
    name: '样例调解员',
    roles: ['mediator'],
    areaCode: DISTRICT,
    unitId: unit(COMMUNITY, 'communityMediation'),
    agentId: `agent-${COMMUNITY}-2`,
  },
  { id: 'lawyer', name: '样例律师', roles: ['expert'], areaCode: CITY, expertId: `expert-${CITY}-lawyer` },
  { id: 'grid', name: '样例网格员', roles: ['gridWorker'], areaCode: COMMUNITY },
  { id: 'suggestion', name: '样例建议专员', roles: ['suggestionOfficer'], areaCode: CITY },
  { id: 'study', name: '样例论证人员', roles: ['studyUnit'], areaCode: CITY },
  { id: 'leader', name: '样例领导', roles: ['leader'], areaCode: CITY },
];

/** Adds the accounts of the sample office when there is none at all. */
export async function loadSampleAccounts({ knex, clock }: Pick<IdentityContext, 'knex' | 'clock'>): Promise<void> {
  if ((await countAccounts(knex, true)) > 0) return;
  const passwordHash = await hashPassword(SAMPLE_PASSWORD);
  const accounts = SAMPLES.map((sample) =>
    newAccount(sample.id, { ...sample, sample: true, passwordHash }, clock.now()),
  );
  await insertAccounts(knex, accounts);
}
