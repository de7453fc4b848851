import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Office, openOffice, type Row } from '../stories/open-office.ts';
import { Story } from '../stories/story.ts';

vi.setConfig({ testTimeout: 120_000 });

const COMMUNITY = '990101001001';
const [FIRST, SECOND] = [`agent-${COMMUNITY}-1`, `agent-${COMMUNITY}-2`];
const TOWN_UNIT = 'unit-990101001-town';
const HOUSING = 'unit-990101-housing';
const why = '机构改革，职能并入';

describe('given an office at work', () => {
  let office: Office;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  const post = (path: string, body: Row) => office.request('POST', `/api${path}`, body);
  const close = (unitId: string, successorId: string) => post(`/units/${unitId}/closure`, { successorId, reason: why });
  const depart = (agentId: string, body: Row = {}) => post(`/agents/${agentId}/departure`, { reason: why, ...body });
  const comeBack = (agentId: string) => post(`/agents/${agentId}/return`, {});
  const numbers = (answer: { body: unknown }) =>
    ((answer.body as Row)['handedOver'] as Row[]).map(({ businessKey }) => businessKey);

  /** Everything that still names an id in running instances. */
  const left = async (id: string) => {
    const variables = await office.engine('GET', '/variable-instance');
    const tasks = await office.engine('GET', `/task?assignee=${id}`);
    const naming = variables.filter(
      ({ name, value }) => name !== 'excludedIds' && typeof value === 'string' && value.split(',').includes(id),
    );
    return [...naming, ...tasks];
  };
  /** A new account; it answers how a request with its name and password is answered, and one with its session. */
  const account = async (name: string, fields: Row) => {
    const made = await office.api('POST', '/accounts', { account: name, name: '经办人', ...fields });
    const signIn = () =>
      fetch(`${office.url}/api/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ account: name, password: made['password'] }),
      });
    const cookie = (await signIn()).headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    return async () => {
      const own = (await (await fetch(`${office.url}/api/session`, { headers: { cookie } })).json()) as Row;
      return { signIn: (await signIn()).status, session: own['kind'] };
    };
  };
  const OPEN = { signIn: 200, session: 'account' };
  const CLOSED = { signIn: 401, session: 'nobody' };
  const firstAgentOf = async (story: Story) => String((await story.reach('confirmMandate'))['assignee']);

  it('when bad hand-overs are asked for, then each is refused with its field, and nothing changes', async () => {
    const cases: [string, Row, number, string][] = [
      ['/units/unit-none/closure', { successorId: HOUSING, reason: why }, 404, ''],
      [`/units/${HOUSING}/closure`, { reason: why }, 422, 'successorId'],
      [`/units/${HOUSING}/closure`, { successorId: HOUSING, reason: why }, 422, 'successorId'],
      [`/units/${HOUSING}/closure`, { successorId: 'unit-none', reason: why }, 422, 'successorId'],
      [`/units/${HOUSING}/closure`, { successorId: TOWN_UNIT, reason: '改' }, 422, 'reason'],
      [`/units/${HOUSING}/closure`, { successorId: TOWN_UNIT, reason: why, when: 'now' }, 422, 'when'],
      ['/agents/agent-none/departure', { reason: why }, 404, ''],
      [`/agents/${FIRST}/departure`, { reason: why, successorId: FIRST }, 422, 'successorId'],
      [`/agents/${FIRST}/departure`, { reason: why, successorId: 'agent-none' }, 422, 'successorId'],
      [`/agents/${FIRST}/departure`, { successorId: SECOND }, 422, 'reason'],
      [`/agents/${FIRST}/departure`, { reason: why, comesBack: 'maybe' }, 422, 'comesBack'],
    ];
    for (const [path, body, status, field] of cases) {
      const answer = await post(path, body);
      expect({ path, body, status: answer.status }).toEqual({ path, body, status });
      expect(answer.body).toMatchObject({ errors: [{ field }] });
    }
    const agents = await office.api<Row[]>('GET', `/agents?areaCode=${COMMUNITY}`);
    expect(agents.map(({ onDuty }) => onDuty)).toEqual([true, true]);
    expect(await office.api('GET', `/units?areaCode=990101&role=housing`)).toHaveLength(1);
  });

  it('when places would lie under one another in a circle, then the office is not taken', async () => {
    const [one, other] = ['99020100', '99020101'];
    const areas = [
      { code: one, name: '甲', level: 'town', parentCode: other },
      { code: other, name: '乙', level: 'town', parentCode: one },
    ];
    const answer = await post('/office', { areas, units: [], agents: [], experts: [] });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ field: 'areas[0].code' }, { field: 'areas[1].code' }] });
  });

  it('when an agent goes on leave, then another of the place has all that was in hand, and keeps it', async () => {
    const story = await Story.petition(office);
    const leaving = await firstAgentOf(story);
    const other = leaving === FIRST ? SECOND : FIRST;
    const own = await account('on-leave', { roles: ['communityAgent'], areaCode: COMMUNITY, agentId: leaving });
    const answer = await depart(leaving, { comesBack: true });
    expect([answer.status, (answer.body as Row)['closedAccounts'], await own()]).toEqual([200, [], OPEN]);
    expect(numbers(answer)).toContain(story.key);
    expect((await office.task(story.key, 'confirmMandate'))['assignee']).toBe(other);
    expect(await left(leaving)).toEqual([]);
    const entry = await story.entry();
    expect(entry).toMatchObject({ assigneeId: other });
    expect((entry['events'] as Row[]).at(-1)).toMatchObject({
      action: 'agentHandedOver',
      detail: { from: leaving, to: other },
    });
    const next = await Story.petition(office);
    expect(await firstAgentOf(next)).toBe(other);
    expect((await comeBack(leaving)).status).toBe(200);
    const agents = await office.api<Row[]>('GET', `/agents?areaCode=${COMMUNITY}`);
    expect(agents.map(({ onDuty }) => onDuty)).toEqual([true, true]);
    expect((await office.task(story.key, 'confirmMandate'))['assignee']).toBe(other);
  });

  it('when the other of the place must keep away, then the town has it, with its role', async () => {
    const story = await Story.petition(office);
    const leaving = await firstAgentOf(story);
    const other = leaving === FIRST ? SECOND : FIRST;
    expect(await story.say('recusal', { agentId: other, reason: '与信访人是亲属' })).toBe(409);
    expect((await depart(leaving, { comesBack: true, successorId: other })).status).toBe(200);
    const task = await office.task(story.key, 'confirmMandate');
    expect(task['assignee']).toMatch(/^agent-990101001-/);
    const variables = await office.engine(
      'GET',
      `/variable-instance?processInstanceIdIn=${String(task['processInstanceId'])}`,
    );
    const told = (name: string) => variables.find((one) => one['name'] === name)?.['value'];
    expect([told('assigneeId'), told('assigneeRole')]).toEqual([task['assignee'], 'townAgent']);
    const links = await office.engine('GET', `/task/${String(task['id'])}/identity-links`);
    expect(links.map(({ groupId }) => groupId)).toContain('townAgent');
    expect(await story.entry()).toMatchObject({ assigneeId: task['assignee'], level: 'town', highestLevel: 'town' });
    await comeBack(leaving);
  });

  it('when nobody is left who may, then the agent stays and nothing is changed', async () => {
    const story = await Story.petition(office);
    const leaving = await firstAgentOf(story);
    const others = (await office.api<Row[]>('GET', '/agents')).filter(
      ({ id, areaCode }) => id !== leaving && COMMUNITY.startsWith(String(areaCode)),
    );
    for (const { id } of others) await story.say('recusal', { agentId: id, reason: '与信访人是亲属' });
    const answer = await depart(leaving);
    expect(answer.status).toBe(409);
    expect(JSON.stringify(answer.body)).toContain(story.key);
    expect((await office.task(story.key, 'confirmMandate'))['assignee']).toBe(leaving);
    const [agent] = (await office.api<Row[]>('GET', `/agents?areaCode=${COMMUNITY}`)).filter(
      ({ id }) => id === leaving,
    );
    expect(agent).toMatchObject({ onDuty: true, left: false });
    expect(await story.say('withdrawal', { reason: '不再反映' })).toBe(200);
    await story.close();
  });

  it('when an administrator’s own account would be closed, then another one must do it, and nothing is changed', async () => {
    const made = await office.api('POST', '/accounts', {
      account: 'chief',
      name: '主任',
      roles: ['administrator', 'communityAgent'],
      agentId: FIRST,
      unitId: HOUSING,
    });
    const next = 'six-words-that-nobody-knows';
    const send = (method: string, path: string, body: Row, headers = {}) =>
      fetch(`${office.url}/api${path}`, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    const signedIn = await send('POST', '/session', { account: 'chief', password: made['password'] });
    const cookie = signedIn.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
    const own = { cookie, 'x-csrf-token': /petition_csrf=(\w+)/.exec(cookie)?.[1] ?? '' };
    const chosen = await send('PUT', '/session/password', { current: made['password'], next }, own);
    expect(chosen.status).toBe(200);
    const leaves = await send('POST', `/agents/${FIRST}/departure`, { reason: why }, own);
    expect([leaves.status, await leaves.text()]).toEqual([409, expect.stringContaining('另一名管理员')]);
    const agents = await office.api<Row[]>('GET', `/agents?areaCode=${COMMUNITY}`);
    expect(agents.map(({ onDuty }) => onDuty)).toEqual([true, true]);
    await office.api('PUT', '/accounts/chief', { roles: ['administrator'], agentId: null });
    const closes = await send('POST', `/units/${HOUSING}/closure`, { successorId: TOWN_UNIT, reason: why }, own);
    expect(closes.status).toBe(409);
    expect(await office.api('GET', '/units?areaCode=990101&role=housing')).toHaveLength(1);
    await office.api('PUT', '/accounts/chief', { active: false });
  });

  it('when a unit is closed while it handles petitions, then its successor has them, and they come to their ends', async () => {
    const story = await Story.petition(office, {}, { confirmMandate: { mandateConfirmed: false } });
    const receive = await story.reach('unitReceive');
    const clerk = await account('town-clerk', { roles: ['responsibleUnit'], unitId: TOWN_UNIT });
    const agentId = 'agent-990101001-1';
    const agent = await account('town-agent', { roles: ['townAgent'], unitId: TOWN_UNIT, agentId });
    expect((await story.entry())['leadUnitId']).toBe(TOWN_UNIT);
    const answer = await close(TOWN_UNIT, HOUSING);
    expect(answer.status).toBe(200);
    expect(numbers(answer)).toContain(story.key);
    expect(answer.body).toMatchObject({ closedAccounts: ['town-clerk'] });
    expect([await clerk(), await agent()]).toEqual([CLOSED, OPEN]);
    expect(await office.api('GET', '/accounts')).toContainEqual(
      expect.objectContaining({ account: 'town-agent', unitId: HOUSING, active: true }),
    );
    expect(await left(TOWN_UNIT)).toEqual([]);
    const entry = await story.entry();
    expect(entry).toMatchObject({ leadUnitId: HOUSING, unitInbox: [{ unitId: HOUSING, mode: 'forward', round: 1 }] });
    expect((entry['events'] as Row[]).at(-1)).toMatchObject({ action: 'unitHandedOver' });
    expect(await office.engine('GET', `/task/${String(receive['id'])}`)).toMatchObject({ name: receive['name'] });
    expect((await close(TOWN_UNIT, HOUSING)).body).toMatchObject({ handedOver: [] });
    expect((await close(TOWN_UNIT, 'unit-990101-transport')).status).toBe(409);
    expect((await close(HOUSING, TOWN_UNIT)).status).toBe(422);
    expect((await story.close())['state']).toBe('archived');
  });

  it('then nothing new goes to the closed unit', async () => {
    const units = await office.api<Row[]>('GET', '/units?areaCode=990101001&role=town');
    expect(units).toEqual([]);
    expect(await office.api('GET', '/units?areaCode=990101001&role=town&closed=true')).toMatchObject([
      { id: TOWN_UNIT, closed: true, successorId: HOUSING },
    ]);
    const story = await Story.petition(office, {}, { confirmMandate: { mandateConfirmed: false } });
    await story.quiet();
    const work = { businessKey: story.key, taskId: 'closed-unit', round: 1 };
    const roles = { leadUnitRole: 'town', cooperatingRoles: 'town,housing' };
    const resolved = await office.api('POST', '/work/resolve-units', { ...work, ...roles });
    expect(resolved).toMatchObject({ leadUnitId: null, cooperatingUnitIds: HOUSING });
    const limits = { reworkPeriod: 'P15D', reminderBefore: 'P3D', firstShare: 0.5, secondShare: 0.8 };
    const deadlineAt = '2027-02-01T00:00:00.000Z';
    const sent = await post('/work/send-to-unit', { ...work, ...limits, deadlineAt, leadUnitId: TOWN_UNIT });
    expect([sent.status, (sent.body as Row)['code']]).toEqual([409, 'ERR_UNIT_CLOSED']);
    const objection = {
      reason: '本事项属于特种设备，应由市场监管部门主办，我单位无此职权。',
      proposedUnitId: TOWN_UNIT,
    };
    expect((await post(`/petitions/${story.key}/messages/unit-objection`, objection)).status).toBe(422);
    const agents = [{ id: 'agent-new', name: '新来的', level: 'town', areaCode: '990101001', unitId: TOWN_UNIT }];
    expect((await post('/office', { areas: [], units: [], agents, experts: [] })).status).toBe(422);
  });

  it('when one leaves for good, then whoever was named has it all, and the one who left does not come back', async () => {
    const story = await Story.petition(office);
    const leaving = await firstAgentOf(story);
    const other = leaving === FIRST ? SECOND : FIRST;
    const own = await account('leaving', { roles: ['communityAgent'], areaCode: COMMUNITY, agentId: leaving });
    const answer = await depart(leaving, { successorId: other });
    expect([answer.status, answer.body]).toMatchObject([200, {}]);
    expect(answer.body).toMatchObject({ closedAccounts: expect.arrayContaining(['leaving']) });
    expect(await own()).toEqual(CLOSED);
    expect((answer.body as { handedOver: Row[] }).handedOver).toContainEqual({
      businessKey: story.key,
      successorId: other,
    });
    expect(await left(leaving)).toEqual([]);
    expect((await comeBack(leaving)).status).toBe(409);
    const ids = { candidateIds: `${leaving},${other}`, assignFor: 'firstAgent' };
    const work = { businessKey: story.key, taskId: 'who-left', round: 1 };
    expect(await office.api('POST', '/work/conflict-check', { ...work, ...ids })).toMatchObject({ cleanIds: other });
    const found = await office.api('POST', '/work/find-candidates', { ...work, agentLevel: 'community' });
    expect(found['candidateIds']).toBe(other);
    const assigned = await office.api('POST', '/work/assign-agent', {
      ...work,
      cleanIds: `${leaving},${other}`,
      assignFor: 'mediator',
    });
    expect(assigned['assigneeId']).toBe(other);
  });
});
