import type { Level } from '../codes.ts';
import { EXPERT_KINDS, type ExpertKind, UNIT_ROLES } from '../codes.ts';
import type { NewAgent } from '../tables/agent.ts';
import type { NewArea } from '../tables/area.ts';
import type { Expert } from '../tables/expert.ts';
import type { NewUnit } from '../tables/unit.ts';

/** The invented city: district -> town or subdistrict -> communities. Its codes begin with 99, which no province has. */
const CITY = { code: '9901', name: '云泽市' };
const DISTRICTS: readonly [name: string, towns: readonly [name: string, communities: readonly string[]][]][] = [
  [
    '临水区',
    [
      ['柳桥镇', ['清江社区', '石埠村', '荷塘村']],
      ['望湖街道', ['映月社区', '北堤社区', '船厂社区']],
    ],
  ],
  [
    '望山区',
    [
      ['松岭镇', ['梅坞村', '茶园村', '溪口社区']],
      ['南台街道', ['槐荫社区', '钟楼社区', '西园社区']],
    ],
  ],
  [
    '新垣区',
    [
      ['高桥镇', ['粮站社区', '东堰村', '平田村']],
      ['星河街道', ['科苑社区', '锦程社区', '云帆社区']],
    ],
  ],
];

const COMMUNITY_ROLES = ['communityCommittee', 'communityMediation'] as const;
const TOWN_ROLES = ['town', 'police'] as const;
const DISTRICT_ROLES = [
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
] as const;
const CITY_ROLES = ['petitionOffice', 'jointMeeting', 'disciplineInspection', 'police'] as const;

/** The unit an agent of a level belongs to. */
const HOME_UNIT: Readonly<Record<Level, keyof typeof UNIT_ROLES>> = {
  community: 'communityCommittee',
  town: 'town',
  district: 'petitionOffice',
  city: 'petitionOffice',
};

export interface SamplePlaces {
  areas: NewArea[];
  units: NewUnit[];
  agents: NewAgent[];
  experts: Expert[];
}

/** Id of the unit of a role in an area. */
export const unitIdOf = (areaCode: string, role: string): string => `unit-${areaCode}-${role}`;
/** Id of an agent of an area, numbered from 1. */
export const agentIdOf = (areaCode: string, number: number): string => `agent-${areaCode}-${number}`;

/** Areas of four levels with their units and two agents each; agents are named by role and place only. */
export function samplePlaces(): SamplePlaces {
  const places: SamplePlaces = { areas: [], units: [], agents: [], experts: [] };
  addArea(places, { ...CITY, level: 'city', parentCode: null }, CITY_ROLES);
  for (const [districtIndex, [districtName, towns]] of DISTRICTS.entries()) {
    const district = `${CITY.code}${String(districtIndex + 1).padStart(2, '0')}`;
    addArea(places, { code: district, name: districtName, level: 'district', parentCode: CITY.code }, DISTRICT_ROLES);
    for (const [townIndex, [townName, communities]] of towns.entries()) {
      const town = `${district}${String(townIndex + 1).padStart(3, '0')}`;
      addArea(places, { code: town, name: townName, level: 'town', parentCode: district }, TOWN_ROLES);
      for (const [index, name] of communities.entries()) {
        const code = `${town}${String(index + 1).padStart(3, '0')}`;
        addArea(places, { code, name, level: 'community', parentCode: town }, COMMUNITY_ROLES);
      }
    }
  }
  for (const [kind, label] of Object.entries(EXPERT_KINDS) as [ExpertKind, string][]) {
    const expert = { name: `${CITY.name}${label}甲`, phone: null, kind, areaCode: CITY.code, active: true };
    places.experts.push({ id: `expert-${CITY.code}-${kind}`, ...expert });
  }
  return places;
}

function addArea(places: SamplePlaces, area: NewArea, roles: readonly (keyof typeof UNIT_ROLES)[]): void {
  places.areas.push(area);
  for (const role of roles) {
    places.units.push({ id: unitIdOf(area.code, role), role, name: unitName(area, role), areaCode: area.code });
  }
  for (const [index, letter] of ['甲', '乙'].entries()) {
    places.agents.push({
      id: agentIdOf(area.code, index + 1),
      name: `${area.name}代理员${letter}`,
      level: area.level,
      areaCode: area.code,
      unitId: unitIdOf(area.code, HOME_UNIT[area.level]),
      skills: index === 1 ? ['dialect', 'signLanguage', 'disability', 'over75'] : [],
      onDuty: true,
    });
  }
}

function unitName(area: NewArea, role: keyof typeof UNIT_ROLES): string {
  if (role === 'town') return area.name.endsWith('街道') ? `${area.name}办事处` : `${area.name}人民政府`;
  if (role === 'communityCommittee') return area.name.endsWith('村') ? `${area.name}村委会` : `${area.name}居委会`;
  if (role === 'districtOffice') return `${area.name}政府办`;
  if (role === 'districtHumanResources') return `${area.name}人社局（窗口）`;
  const label = UNIT_ROLES[role];
  return label.endsWith('委员会') || label.endsWith('会议') ? `${area.name}${label}` : `${area.name}${label}局`;
}
