/** The places of an invented city as `POST /api/office` takes them. */
export interface Places {
  areas: { code: string; name: string; level: string; parentCode: string | null }[];
  units: { id: string; role: string; name: string; areaCode: string }[];
  agents: { id: string; name: string; level: string; areaCode: string; unitId: string; skills: string[] }[];
  experts: { id: string; name: string; kind: string; areaCode: string }[];
}

const CITY = '9901';
const DISTRICTS = 6;
const COMMUNITIES_PER_TOWN = 10;
/** Who sits at which level: roles of units, and how many agents in which of them. */
const LEVELS = {
  city: {
    roles: ['petitionOffice', 'jointMeeting', 'disciplineInspection', 'police'],
    agents: 6,
    at: 'petitionOffice',
  },
  district: {
    roles: [
      'petitionOffice',
      'districtOffice',
      'naturalResources',
      'houseAcquisition',
      'housing',
      'labourInspection',
      'humanResources',
      'districtHumanResources',
      'arbitrationGuidance',
      'ecology',
      'cityManagement',
      'transport',
      'trafficPolice',
      'education',
      'health',
      'medicalMediation',
      'civilAffairs',
      'marketSupervision',
      'commerce',
      'agriculture',
      'audit',
      'tax',
      'union',
      'womensFederation',
      'disciplineInspection',
    ],
    agents: 6,
    at: 'petitionOffice',
  },
  town: { roles: ['town', 'police'], agents: 4, at: 'town' },
  community: { roles: ['communityCommittee', 'communityMediation'], agents: 3, at: 'communityCommittee' },
} as const;
const EXPERT_KINDS = ['lawyer', 'psychologist', 'elder', 'deputy'];
const EXPERTS_OF_A_KIND = 4;

/** Id of the unit that holds a role in an area. */
export const unitIdOf = (areaCode: string, role: string): string => `unit-${areaCode}-${role}`;

/** Codes of an area and of what lies above it, the area first. */
export const areaPath = (areaCode: string): string[] =>
  [12, 9, 6, 4].filter((length) => length <= areaCode.length).map((length) => areaCode.slice(0, length));

/** Codes of all communities of the city, in order. */
export const communitiesOf = (places: Places): string[] =>
  places.areas.filter(({ level }) => level === 'community').map(({ code }) => code);

/** A city of six districts (fewer when there is too little to share out), towns of ten communities, and all who work there; nobody bears a person's name. */
export function invent(communities: number): Places {
  const places: Places = { areas: [], units: [], agents: [], experts: [] };
  const towns = Math.ceil(communities / COMMUNITIES_PER_TOWN);
  const districts = Math.min(DISTRICTS, towns);
  add(places, CITY, '云泽市', 'city', null);
  for (let district = 1; district <= districts; district += 1) {
    add(places, `${CITY}${pad(district, 2)}`, `第${district}区`, 'district', CITY);
  }
  for (let town = 0; town < towns; town += 1) {
    const district = `${CITY}${pad((town % districts) + 1, 2)}`;
    const number = Math.floor(town / districts) + 1;
    const code = `${district}${pad(number, 3)}`;
    add(places, code, `${(town % districts) + 1}区${number}镇`, 'town', district);
    const inTown = Math.min(COMMUNITIES_PER_TOWN, communities - town * COMMUNITIES_PER_TOWN);
    for (let community = 1; community <= inTown; community += 1) {
      const name = `${(town % districts) + 1}区${number}镇${community}社区`;
      add(places, `${code}${pad(community, 3)}`, name, 'community', code);
    }
  }
  for (const kind of EXPERT_KINDS) {
    for (let number = 1; number <= EXPERTS_OF_A_KIND; number += 1) {
      places.experts.push({ id: `expert-${kind}-${number}`, name: `${kind}专家${number}号`, kind, areaCode: CITY });
    }
  }
  return places;
}

const pad = (number: number, width: number): string => String(number).padStart(width, '0');

function add(places: Places, code: string, name: string, level: keyof typeof LEVELS, parentCode: string | null): void {
  const { roles, agents, at } = LEVELS[level];
  places.areas.push({ code, name, level, parentCode });
  for (const role of roles) {
    places.units.push({ id: unitIdOf(code, role), role, name: `${name}${role}`, areaCode: code });
  }
  for (let number = 1; number <= agents; number += 1) {
    places.agents.push({
      id: `agent-${code}-${number}`,
      name: `${name}代理员${number}号`,
      level,
      areaCode: code,
      unitId: unitIdOf(code, at),
      skills: number === 1 ? ['dialect', 'signLanguage', 'disability', 'over75'] : [],
    });
  }
}
