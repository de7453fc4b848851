import { join } from 'node:path';
import sqlite3 from 'sqlite3';
import { ROLES, type Role } from '../../server/identity/roles.ts';
import type { House } from './open-house.ts';

export const COMMUNITY = '990101001001';
export const ELSEWHERE = '990201001001';

/** Matters, letters and tasks that the accounts of the sample office reach, and the same out of their reach. */
export interface Planted {
  key: string;
  queryCode: string;
  suggestion: string;
  documentId: string;
  attachmentId: string;
  instanceId: string;
  suggestionInstanceId: string;
}

const LETTER = {
  channel: 'letter',
  subjectCode: 'propertyMgmt',
  claims: ['请物业修灯'],
  content: '楼道里的灯坏了三个月，物业一直没有来修理。'.repeat(260),
};
const SUGGESTION = {
  subjectCode: 'traffic',
  title: '设置限时停车位',
  problem: '学校门口接送时间非常拥堵，家长和居民都无法正常通行。',
  proposal: '建议在学校门口设置二十分钟的限时停车位，并安排专人疏导。',
};

const groups = Object.keys(ROLES).join(',');
const TASK = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="t">
  <process id="planted" isExecutable="true" camunda:historyTimeToLive="P1D">
    <startEvent id="start" /><sequenceFlow id="a" sourceRef="start" targetRef="work" />
    <userTask id="work" camunda:candidateGroups="${groups}" /><sequenceFlow id="b" sourceRef="work" targetRef="end" />
    <endEvent id="end" />
  </process>
</definitions>`;

/** Runs a statement on the register's file, beside the server. */
export async function runSql(house: House, sql: string): Promise<void> {
  const other = new sqlite3.Database(join(house.dataDir, 'casework.sqlite'));
  await new Promise<void>((resolve, reject) => other.exec(sql, (error) => (error ? reject(error) : resolve())));
  await new Promise((resolve) => other.close(resolve));
}

/** Plants both. */
export async function plant(house: House): Promise<{ inside: Planted; outside: Planted }> {
  const must = async <Body>(method: 'GET' | 'POST' | 'PUT', url: string, body?: unknown): Promise<Body> => {
    const answer = await house.asHouse(method, url, body);
    if (answer.statusCode >= 300) throw new Error(`${method} ${url}: ${answer.statusCode} ${answer.body}`);
    return answer.json<Body>();
  };
  const areas = [
    { code: '9902', name: '别的市', level: 'city', parentCode: null },
    { code: ELSEWHERE.slice(0, 6), name: '别的区', level: 'district', parentCode: '9902' },
    { code: ELSEWHERE.slice(0, 9), name: '别的镇', level: 'town', parentCode: ELSEWHERE.slice(0, 6) },
    { code: ELSEWHERE, name: '别的社区', level: 'community', parentCode: ELSEWHERE.slice(0, 9) },
  ];
  const units = [{ id: 'unit-elsewhere', role: 'housing', name: '别的住建局', areaCode: '9902' }];
  await must('POST', '/api/office', { areas, units, agents: [], experts: [] });
  const form = new FormData();
  form.set('deployment-name', 'planted');
  form.set('planted.bpmn', new Blob([TASK]), 'planted.bpmn');
  await house.deploy(form);

  const plantAt = async (areaCode: string, unitId: string, registeredBy?: string): Promise<Planted> => {
    const made = await must<{ petitionId: string; businessKey: string; queryCode: string }>('POST', '/api/petitions', {
      ...LETTER,
      areaCode,
      content: `${LETTER.content}${areaCode}`,
      ...(registeredBy ? { registeredBy } : {}),
    });
    const { businessKey: key, queryCode, petitionId } = made;
    await runSql(
      house,
      `update casework_petition set highest_level = 'city', lead_unit_id = '${unitId}' where id = '${petitionId}'`,
    );
    await must('PUT', `/api/disputes/${key}`, { partyCount: 2 });
    const work = { businessKey: key, taskId: `t-${key}`, round: 1, leadUnitId: unitId };
    const { docId } = await must<{ docId: string }>('POST', '/api/work/render-document', {
      ...work,
      template: 'receptionNotice',
    });
    const detail = await must<{ attachments: { attachmentId: string }[] }>('GET', `/api/petitions/${key}`);
    const suggestion = await must<{ businessKey: string }>('POST', '/api/suggestions', { ...SUGGESTION, areaCode });
    const start = async (businessKey: string) =>
      (await must<{ id: string }>('POST', '/engine-rest/process-definition/key/planted/start', { businessKey })).id;
    return {
      key,
      queryCode,
      suggestion: suggestion.businessKey,
      documentId: docId,
      attachmentId: detail.attachments[0]?.attachmentId ?? '',
      instanceId: await start(key),
      suggestionInstanceId: await start(suggestion.businessKey),
    };
  };
  const inside = await plantAt(COMMUNITY, 'unit-990101-housing', `agent-${COMMUNITY}-1`);
  const outside = await plantAt(ELSEWHERE, 'unit-elsewhere');
  const held = await must<{ petitionId: string }>('GET', `/api/petitions/${inside.key}`);
  await runSql(house, `insert into casework_holder values ('${held.petitionId}', 'expert-9901-lawyer')`);
  return { inside, outside };
}

/** The sample account of each role. */
export const ACCOUNT_OF: Readonly<Partial<Record<Role, string>>> = {
  communityAgent: 'community',
  townAgent: 'town',
  districtAgent: 'district',
  cityAgent: 'city',
  petitionOffice: 'office',
  responsibleUnit: 'unit',
  mediator: 'mediator',
  expert: 'lawyer',
  gridWorker: 'grid',
  suggestionOfficer: 'suggestion',
  studyUnit: 'study',
  leader: 'leader',
  administrator: 'admin',
  auditor: 'auditor',
};
