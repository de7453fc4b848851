import { currentLanguage } from '../shell/language.ts';

const LABELS: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  resident: ['群众', 'Resident'],
  communityAgent: ['村（社区）代理员', 'Community agent'],
  townAgent: ['镇（街道）代理员', 'Town agent'],
  districtAgent: ['区（县）代理员', 'District agent'],
  cityAgent: ['市代理员', 'City agent'],
  petitionOffice: ['信访部门', 'Petition office'],
  accusationClerk: ['检举控告专办员', 'Accusation clerk'],
  responsibleUnit: ['责任单位', 'Responsible unit'],
  mediator: ['调解员', 'Mediator'],
  expert: ['专家', 'Expert'],
  gridWorker: ['网格员', 'Grid worker'],
  suggestionOfficer: ['建议征集专员', 'Suggestion officer'],
  studyUnit: ['论证单位', 'Study unit'],
  leader: ['领导', 'Leader'],
  administrator: ['系统管理员', 'Administrator'],
  auditor: ['审计员', 'Auditor'],
};

/** What each role is called in the page's language. */
export function roleLabels(): Record<string, string> {
  const index = currentLanguage() === 'en' ? 1 : 0;
  return Object.fromEntries(Object.entries(LABELS).map(([role, names]) => [role, names[index]]));
}
