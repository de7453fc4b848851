import type { Draws } from './draws.ts';
import { describe, MATTERS, propose, type Subject } from './matters.ts';
import { invent, type Person } from './persons.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const CHINA_OFFSET_MS = 8 * HOUR_MS;

/** Hours of China's day at which anything happens: residents come, people work, timers that ran out in the meantime are seen. */
export const HOURS = [9, 15] as const;

export type Kind = 'appeal' | 'dispute' | 'suggestion' | 'consultation' | 'accusation';

/** Something somebody brings on some day. */
export interface Arrival {
  /** From 0, in the order of their coming. */
  number: number;
  atMs: number;
  areaCode: string;
  subject: Subject;
  kind: Kind;
  person: Person;
  /** Where it is registered, below `/api`. */
  route: '/petitions' | '/disputes' | '/suggestions';
  body: Record<string, unknown>;
  /** The same text again while the first is likely still open. */
  sentAgain?: boolean;
  draws: Draws;
}

/** Shares in percent (DEF, domain's test data). All of the subject `neighbour`, 12 of 100, are disputes: of the others 10 more. */
const KINDS: Readonly<Record<Kind, number>> = {
  appeal: 62,
  dispute: 10,
  suggestion: 10,
  consultation: 4,
  accusation: 2,
};
const CHANNELS = { visit: 40, phone: 25, web: 25, letter: 6, grid: 4 };
/** Sunday first. */
const WEEKDAYS = [0.5, 1.3, 1, 1, 1, 1, 0.5];
const COLLECTIVE = 0.03;
const DUPLICATES = 0.04;
const REPEATS = 0.12;
/** Of all, those with a text that names its writer: what must stay in the register even so. */
const SIGNED_TEXTS = 0.1;

export interface YearOptions {
  petitions: number;
  year: number;
  /** Over how many days from the first of January; the whole year when nothing is said. */
  days?: number;
  communities: readonly string[];
  draws: Draws;
}

/** Who comes when with what in a year. */
export function arrivalsOf({ petitions, year, communities, draws, ...options }: YearOptions): Arrival[] {
  const first = Date.UTC(year, 0, 1) - CHINA_OFFSET_MS;
  const days = options.days ?? Math.round((Date.UTC(year + 1, 0, 1) - Date.UTC(year, 0, 1)) / DAY_MS);
  const calendars = new Map<Subject, number[]>();
  const comings = Array.from({ length: petitions }, (_, index) => {
    const own = draws.under(`coming-${index}`);
    const subject = own.weighted(shares, 'subject');
    let calendar = calendars.get(subject);
    if (!calendar) {
      calendar = cumulated(Array.from({ length: days }, (_, day) => weightOf(subject, first + day * DAY_MS)));
      calendars.set(subject, calendar);
    }
    const wanted = own.unit('day') * (calendar.at(-1) ?? 0);
    const day = calendar.findIndex((sum) => sum > wanted);
    const atMs = first + day * DAY_MS + own.oneOf(HOURS, 'hour') * HOUR_MS;
    return { index, atMs, subject, own, areaCode: own.oneOf(communities, 'area') };
  });
  comings.sort((a, b) => a.atMs - b.atMs || a.index - b.index);
  const arrivals: Arrival[] = [];
  const appeals: Arrival[] = [];
  for (const [number, { atMs, subject, own, areaCode }] of comings.entries()) {
    const arrival = again(appeals, number, atMs, own) ?? arrive({ number, atMs, areaCode, subject, draws: own }, draws);
    arrivals.push(arrival);
    if (arrival.kind === 'appeal') appeals.push(arrival);
  }
  return arrivals;
}

const shares = Object.fromEntries(Object.entries(MATTERS).map(([subject, { share }]) => [subject, share])) as Record<
  Subject,
  number
>;

function cumulated(weights: readonly number[]): number[] {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

/** How likely a subject is on a day: by weekday and season. */
function weightOf(subject: Subject, dayMs: number): number {
  const day = new Date(dayMs + CHINA_OFFSET_MS);
  return (WEEKDAYS[day.getUTCDay()] ?? 1) * seasonOf(subject, day);
}

function seasonOf(subject: Subject, day: Date): number {
  const month = day.getUTCMonth() + 1;
  // Spring Festival falls on 21 January to 20 February: the six weeks before it are about December and January.
  if (subject === 'wages') return month === 12 || month === 1 ? 2 : 1;
  if (subject === 'school') return month >= 5 && month <= 8 ? 2 : 1;
  if (subject === 'propertyMgmt') return month === 12 || month === 1 ? 1.5 : 1;
  // Heating in winter, floods and open windows in summer.
  if (subject === 'environment') return month >= 6 && month <= 8 ? 1.5 : 1;
  return 1;
}

/** The same person with the same matter: sent twice while it is open, or told anew when it was closed. */
function again(appeals: readonly Arrival[], number: number, atMs: number, draws: Draws): Arrival | undefined {
  const within = (fromDays: number, toDays: number) =>
    appeals.slice(firstSince(appeals, atMs - toDays * DAY_MS), firstSince(appeals, atMs - fromDays * DAY_MS));
  const duplicates = draws.chance(DUPLICATES, 'duplicate') ? within(0.2, 8) : [];
  if (duplicates.length > 0) {
    const first = draws.oneOf(duplicates, 'duplicated');
    return { ...first, number, atMs, draws, body: { ...first.body, channel: 'web' }, sentAgain: true };
  }
  // In the first eighty days nothing is old enough, so more of the later ones have to be repeats.
  const repeats = draws.chance((REPEATS * 365) / (365 - 80), 'repeat') ? within(80, 170) : [];
  if (repeats.length === 0) return undefined;
  const first = draws.oneOf(repeats, 'repeated');
  const content = `${String(first.body['content'])}上次反映后仍未解决。`;
  return { ...first, number, atMs, draws, body: { ...first.body, content } };
}

/** Index of the first that came at or after a moment, in a list by time. */
function firstSince(arrivals: readonly Arrival[], atMs: number): number {
  let [from, to] = [0, arrivals.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((arrivals[middle]?.atMs ?? 0) < atMs) from = middle + 1;
    else to = middle;
  }
  return from;
}

function arrive(
  { number, atMs, areaCode, subject, draws }: Pick<Arrival, 'number' | 'atMs' | 'areaCode' | 'subject' | 'draws'>,
  all: Draws,
): Arrival {
  const kind: Kind = subject === 'neighbour' ? 'dispute' : draws.weighted(KINDS, 'kind');
  const person = invent(number, all);
  const common = { number, atMs, areaCode, subject, kind, person, draws };
  if (kind === 'suggestion' && draws.chance(0.5, 'directly')) {
    const body = { areaCode, subjectCode: subject, ...propose(number, draws), ...identity(person, draws) };
    const facts = { oneUnitDecides: draws.chance(0.5, 'oneUnit'), noContent: draws.chance(0.05, 'noContent') };
    return { ...common, route: '/suggestions', body: { ...body, facts } };
  }
  if (kind === 'dispute' && draws.chance(0.4, 'directly')) {
    return { ...common, route: '/disputes', body: disputeOf(common) };
  }
  return { ...common, route: '/petitions', body: petitionOf(common, all) };
}

type Coming = Omit<Arrival, 'route' | 'body'>;

function identity({ name, phone, idNo }: Person, draws: Draws): Record<string, string> {
  return { name, phone, ...(draws.chance(0.6, 'idNo') ? { idNo } : {}) };
}

function disputeOf({ number, areaCode, subject, person, draws }: Coming): Record<string, unknown> {
  const rare = (share: number, what: string) => draws.chance(share, what);
  return {
    areaCode,
    subjectCode: subject,
    content: describe(subject, number, draws),
    parties: [
      identity(person, draws),
      { name: `对方${number}号`, phone: `0000-${String(9_000_000 + (number % 900_000))}` },
    ],
    amountYuan: draws.whole(0, 150, 'amount') * 1000,
    facts: {
      anyPartyRefuses: rare(0.05, 'refuses'),
      labourRelation: subject === 'wages',
      bothBusinesses: rare(0.08, 'businesses'),
      needsFactCertified: rare(0.04, 'notary'),
      administrationInvolved: rare(0.04, 'administration'),
      arbitrationClause: rare(0.02, 'arbitration'),
      threatSpoken: rare(0.02, 'threat'),
    },
  };
}

function petitionOf({ number, areaCode, subject, kind, person, draws }: Coming, all: Draws): Record<string, unknown> {
  const channel = draws.weighted(CHANNELS, 'channel');
  const groupSize =
    kind === 'appeal' && draws.chance(COLLECTIVE / 0.62, 'collective') ? draws.whole(5, 12, 'group') : 1;
  const signed = draws.chance(SIGNED_TEXTS, 'signed')
    ? `联系人${person.name}，电话${person.phone}，证件${person.idNo}。`
    : '';
  const members = Array.from({ length: groupSize - 1 }, (_, index) => {
    const { name, phone } = invent(400_000 + number * 12 + index, all);
    return { name, phone };
  });
  return {
    channel,
    areaCode,
    subjectCode: subject,
    ...identity(person, draws),
    content:
      kind === 'suggestion'
        ? Object.values(propose(number, draws)).join('。')
        : describe(subject, number, draws) + signed,
    claims: ['请求依法解决并答复'],
    litigationState:
      kind === 'appeal' && draws.chance(0.02, 'court') ? draws.oneOf(['pending', 'judged'], 'state') : 'none',
    groupSize,
    members,
    wantsProxy: draws.chance(0.9, 'proxy'),
    facts: factsOf(kind, subject, draws),
  };
}

function factsOf(kind: Kind, subject: Subject, draws: Draws): Record<string, unknown> {
  const aspect = draws.oneOf<string>(MATTERS[subject].aspects, 'aspect');
  const rare = (share: number, what: string) => draws.chance(share, what);
  if (kind === 'accusation') return { allegesOfficialMisconduct: true };
  if (kind === 'suggestion') return { proposesImprovement: true };
  if (kind === 'consultation') return { questionOnly: true };
  if (kind === 'dispute') return { asksOwnRelief: true, privateParties: true, aspect };
  // Somebody at the counter could not tell: a person classifies it.
  if (rare(0.03, 'unclear')) return { aspect };
  return {
    asksOwnRelief: true,
    aspect,
    inOwnArea: !rare(0.01, 'elsewhere'),
    subjectOwner: draws.weighted({ lowerLevel: 85, ownLevel: 12, otherBody: 1.5, party: 1.5 }, 'owner'),
    riskLevel: Number(draws.weighted({ '1': 85, '2': 11, '3': 3, '4': 1 }, 'risk')),
    urgent: rare(0.02, 'urgent'),
    crossDistrict: rare(0.01, 'crossDistrict'),
    needsPower: rare(0.03, 'needsPower'),
    ...(rare(0.06, 'needs')
      ? { specialNeed: draws.oneOf(['over75', 'over75', 'disability', 'signLanguage'], 'need') }
      : {}),
  };
}
