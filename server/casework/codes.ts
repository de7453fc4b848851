/** The register's code lists: English codes on the wire, Chinese labels for people. */

type Labels<Code extends string> = Readonly<Record<Code, string>>;

export type Book = 'petition' | 'dispute' | 'suggestion';
/** The books of the register; the number of an entry begins with the book's letters. */
export const BOOKS: Labels<Book> = { petition: '信访', dispute: '纠纷', suggestion: '建议' };
/** First letters of a number, by book. */
export const BOOK_LETTERS: Labels<Book> = { petition: 'XF', dispute: 'JF', suggestion: 'JY' };

export type Channel = 'visit' | 'phone' | 'web' | 'letter' | 'grid';
/** How a petition came in. */
export const CHANNELS: Labels<Channel> = { visit: '来访', phone: '来电', web: '网上', letter: '来信', grid: '网格' };

export type SubjectCode =
  | 'landRequisition'
  | 'realEstate'
  | 'propertyMgmt'
  | 'wages'
  | 'environment'
  | 'cityAppearance'
  | 'traffic'
  | 'school'
  | 'health'
  | 'socialSecurity'
  | 'consumer'
  | 'rural'
  | 'neighbour'
  | 'other';
/** What it is about; table `responsible-unit-routing` finds the unit by it. */
export const SUBJECTS: Labels<SubjectCode> = {
  landRequisition: '征地拆迁',
  realEstate: '房地产',
  propertyMgmt: '物业管理',
  wages: '欠薪',
  environment: '环境保护',
  cityAppearance: '市容违建',
  traffic: '交通出行',
  school: '教育',
  health: '医疗卫生',
  socialSecurity: '社保低保',
  consumer: '消费维权',
  rural: '三农',
  neighbour: '邻里家庭',
  other: '其他',
};

export type PetitionKind = 'suggestion' | 'accusation' | 'appeal' | 'consultation';
/** What kind of petition the classification made of it. */
export const KINDS: Labels<PetitionKind> = {
  suggestion: '建议意见类',
  accusation: '检举控告类',
  appeal: '申诉求决类',
  consultation: '咨询类',
};

export type Level = 'community' | 'town' | 'district' | 'city';
/** Levels of areas and agents. */
export const LEVELS: Labels<Level> = { community: '村（社区）', town: '镇（街道）', district: '区（县）', city: '市' };
/** The ladder of proxy agents, lowest first. */
export const LEVEL_LADDER: readonly Level[] = ['community', 'town', 'district', 'city'];

export type LitigationState = 'none' | 'possible' | 'pending' | 'judged';
/** How far a court has to do with it. */
export const LITIGATION_STATES: Labels<LitigationState> = {
  none: '未涉诉',
  possible: '可以诉讼',
  pending: '诉讼中',
  judged: '已判决',
};

export type ContactBy = 'phone' | 'sms' | 'post' | 'inPerson';
/** How the petitioner wants to be reached. */
export const CONTACT_WAYS: Labels<ContactBy> = { phone: '电话', sms: '短信', post: '邮寄', inPerson: '当面' };

export type PetitionState =
  | 'registered'
  | 'accepted'
  | 'handling'
  | 'answered'
  | 'concluded'
  | 'archived'
  | 'merged'
  | 'declined'
  | 'redirected'
  | 'diverted'
  | 'transferred'
  | 'sealed'
  | 'withdrawn';
/** Where a petition stands in the register. */
export const STATES: Labels<PetitionState> = {
  registered: '已登记',
  accepted: '已受理',
  handling: '办理中',
  answered: '已答复',
  concluded: '已办结',
  archived: '已归档',
  merged: '已合并',
  declined: '不予受理',
  redirected: '已引导',
  diverted: '诉访分离',
  transferred: '转其他程序',
  sealed: '密封转送',
  withdrawn: '已撤回',
};
/** States in which somebody still has to act; a deadline counts only in these. */
export const OPEN_STATES: readonly PetitionState[] = ['registered', 'accepted', 'handling', 'answered'];

export type ExpertKind = 'lawyer' | 'psychologist' | 'elder' | 'deputy';
/** Who is in the pool of experts (专家库). */
export const EXPERT_KINDS: Labels<ExpertKind> = {
  lawyer: '律师',
  psychologist: '心理咨询师',
  elder: '五老乡贤',
  deputy: '代表委员',
};

export type CampaignKind = 'themed' | 'invited';
/** How suggestions are asked for beyond the standing collection (常态). */
export const CAMPAIGN_KINDS: Labels<CampaignKind> = { themed: '专项征集', invited: '特邀征集' };

export type StatementPurpose = 'consent' | 'expertOpinion' | 'signature' | 'study' | 'argument';
/** What several people are each asked for. */
export const STATEMENT_PURPOSES: Labels<StatementPurpose> = {
  consent: '调解意愿',
  expertOpinion: '专家意见',
  signature: '协议签署',
  study: '研究意见',
  argument: '论证意见',
};

export type ReviewStage = 'review' | 'reReview';
/** The two checks of an opinion. */
export const REVIEW_STAGES: Labels<ReviewStage> = { review: '复查', reReview: '复核' };

export type VisitKind = 'resident' | 'agentHome' | 'agentPhone' | 'other';
/** Who met whom, and how. */
export const VISIT_KINDS: Labels<VisitKind> = {
  resident: '群众来访',
  agentHome: '代理员上门',
  agentPhone: '代理员电话',
  other: '其他',
};

export type Overall = 'verySatisfied' | 'satisfied' | 'basically' | 'unsatisfied' | 'noAnswer';
/** Overall answers of the satisfaction visit. */
export const OVERALL: Labels<Overall> = {
  verySatisfied: '非常满意',
  satisfied: '满意',
  basically: '基本满意',
  unsatisfied: '不满意',
  noAnswer: '未评价',
};

/** Roles of units, as table `responsible-unit-routing` names them. Which unit holds a role in a place is data of the office. */
export const UNIT_ROLES = {
  petitionOffice: '信访部门',
  town: '镇政府（街道办）',
  districtOffice: '区政府办',
  communityCommittee: '村（居）委会',
  naturalResources: '自然资源',
  houseAcquisition: '房屋征收',
  housing: '住建',
  labourInspection: '劳动监察',
  humanResources: '人力资源社会保障',
  districtHumanResources: '区人力资源社会保障',
  arbitrationGuidance: '劳动仲裁指导',
  ecology: '生态环境',
  cityManagement: '城管',
  transport: '交通运输',
  trafficPolice: '交警',
  police: '公安',
  education: '教育',
  health: '卫健',
  medicalMediation: '医疗纠纷调解委员会',
  civilAffairs: '民政',
  marketSupervision: '市场监管',
  commerce: '商务',
  agriculture: '农业农村',
  audit: '审计',
  tax: '税务',
  union: '工会',
  womensFederation: '妇联',
  communityMediation: '人民调解委员会',
  jointMeeting: '信访联席会议',
  disciplineInspection: '纪检监察',
} as const;

/** Whether `code` is one of a list's codes. */
export function isCode<Code extends string>(labels: Labels<Code>, code: unknown): code is Code {
  return typeof code === 'string' && Object.hasOwn(labels, code);
}

/** A list in the form `/api/codes` answers, in the order it is written here. */
export function toOptions(labels: Readonly<Record<string, string>>): { code: string; label: string }[] {
  return Object.entries(labels).map(([code, label]) => ({ code, label }));
}
