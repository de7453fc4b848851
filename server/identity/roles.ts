/** What a person of the office can be. A person may be several things at once. */
export const ROLES = {
  resident: '群众',
  communityAgent: '村（社区）代理员',
  townAgent: '镇（街道）代理员',
  districtAgent: '区（县）代理员',
  cityAgent: '市代理员',
  petitionOffice: '信访部门',
  accusationClerk: '检举控告专办员',
  responsibleUnit: '责任单位',
  mediator: '调解员',
  expert: '专家',
  gridWorker: '网格员',
  suggestionOfficer: '建议征集专员',
  studyUnit: '论证单位',
  leader: '领导',
  administrator: '系统管理员',
  auditor: '审计员',
} as const;

/** A role by its id, as in candidate groups of the diagrams. */
export type Role = keyof typeof ROLES;

/** Levels of areas and agents, lowest first. */
export const LEVELS = ['community', 'town', 'district', 'city'] as const;
export type Level = (typeof LEVELS)[number];

/** The level an agent's role stands for; other roles have none. */
export const LEVEL_OF: Readonly<Partial<Record<Role, Level>>> = {
  communityAgent: 'community',
  townAgent: 'town',
  districtAgent: 'district',
  cityAgent: 'city',
};

/** Whether `role` is one of the roles. */
export const isRole = (role: unknown): role is Role => typeof role === 'string' && Object.hasOwn(ROLES, role);
