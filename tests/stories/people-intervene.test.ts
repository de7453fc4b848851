import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Office, openOffice, type Row, registerOne } from './open-office.ts';

const DAY_MS = 86_400_000;
const byPhone = { channel: 'phone', facts: { asksOwnRelief: true, aspect: 'service' } };

describe('given petitions under way', () => {
  let office: Office;
  let count = 0;
  beforeAll(async () => {
    office = await openOffice();
  });
  afterAll(() => office.close());

  /** A petition of somebody who has none yet. */
  const registerNew = (changes: Row = {}) => {
    count += 1;
    return registerOne(office, {
      ...byPhone,
      name: `样例居民${count}`,
      content: `第${count}号楼的电梯坏了两周，没有人来修理。`,
      ...changes,
    });
  };
  const say = (key: string, message: string, body: Row) =>
    office.request('POST', `/api/petitions/${key}/messages/${message}`, body);
  const handOver = async (key: string) => {
    await office.complete(key, 'confirmMandate', { mandateConfirmed: false });
    return office.task(key, 'unitReceive');
  };
  /** The acceptance notice was sent by phone: the petitioner confirms that it came. */
  const accepted = async (key: string) => {
    await office.until('the acceptance notice', async () => {
      const letters = await office.api<Row[]>('GET', `/petitions/${key}/documents`);
      return (await say(key, 'delivery-confirmation', { documentId: letters[0]?.['documentId'] ?? '' })).status === 200;
    });
  };
  const dueOf = async (activityId: string, processInstanceId: string) => {
    const [job] = await office.engine('GET', `/job?activityId=${activityId}&processInstanceId=${processInstanceId}`);
    return Date.parse(String(job?.['dueDate']).replace('+0000', 'Z'));
  };

  it('when agents declare an interest, then their tasks go to another, and with nobody left to the town', async () => {
    const key = await registerNew();
    await accepted(key);
    const first = await office.task(key, 'confirmMandate');
    expect(first['assignee']).toMatch(/^agent-990101001001-/);
    expect((await say(key, 'recusal', { agentId: first['assignee'], reason: '与信访人是亲属' })).status).toBe(200);
    const second = await office.until('another agent', async () => {
      const task = await office.task(key, 'confirmMandate');
      return task['assignee'] !== first['assignee'] && task;
    });
    expect(second['assignee']).toMatch(/^agent-990101001001-/);
    // The answer to the first must be through before the second is asked, as the register has it.
    await office.petition(key, (one) => one['assigneeId'] === second['assignee']);
    await office.until('the second declaration', async () => {
      return (await say(key, 'recusal', { agentId: second['assignee'], reason: '与信访人是同事' })).status === 200;
    });
    const third = await office.until('the town', async () => {
      const task = await office.task(key, 'confirmMandate');
      return task['assignee'] !== second['assignee'] && task;
    });
    expect(third['assignee']).toMatch(/^agent-990101001-/);
    const nobody = await say(key, 'recusal', { agentId: 'agent-990101002001-1', reason: '与信访人是同学' });
    expect(nobody.status).toBe(409);
  });

  it('when the unit gets more time, then the deadline moves once and the timers with it', async () => {
    const key = await registerNew();
    await accepted(key);
    const task = await handOver(key);
    const handling = String(task['processInstanceId']);
    const [proxy] = await office.engine('GET', `/process-instance?subProcessInstance=${handling}`);
    const before = await office.petition(key, (one) => one['state'] === 'handling');
    const halfBefore = await dueOf('stalledHalfTime', String(proxy?.['id']));
    expect((await say(key, 'extension-request', { days: 20, reason: '需要委托第三方检测电梯' })).status).toBe(200);
    await office.complete(key, 'approveExtension', { extensionApproved: true, extensionDays: 20 });
    const after = await office.petition(key, (one) => one['extendedFrom'] !== null);
    expect(after['extendedFrom']).toBe(before['deadlineAt']);
    const deadlineMs = Date.parse(String(after['deadlineAt']));
    expect(deadlineMs).toBeGreaterThanOrEqual(Date.parse(String(before['deadlineAt'])) + 20 * DAY_MS);
    await office.until('the notice', async () =>
      (await office.api<Row[]>('GET', `/petitions/${key}/documents`)).some(
        (one) => one['template'] === 'extensionNotice',
      ),
    );
    expect(await dueOf('handlingDue', handling)).toBe(deadlineMs);
    const moved = (await dueOf('stalledHalfTime', String(proxy?.['id']))) - halfBefore;
    expect(moved).toBe(Math.ceil((deadlineMs - Date.parse(String(before['deadlineAt']))) / 2));
    const again = await say(key, 'extension-request', { days: 5, reason: '还需要更多的检测时间' });
    expect(again.status).toBe(409);
  });

  it('when the unit says in time that it is not its own matter, then another unit is named', async () => {
    const key = await registerNew();
    await accepted(key);
    await handOver(key);
    const body = {
      reason: '电梯属特种设备，应由市场监管部门主办，我单位无此职权。',
      proposedUnitId: 'unit-990101-marketSupervision',
    };
    expect((await say(key, 'unit-objection', body)).status).toBe(200);
    await office.complete(key, 'decideObjection', { objectionAccepted: true });
    await office.complete(key, 'decideUnit', { leadUnitId: 'unit-990101-marketSupervision' });
    const petition = await office.petition(key, (one) => one['leadUnitId'] === 'unit-990101-marketSupervision');
    expect(petition['unitInbox']).toMatchObject([{ unitName: '柳桥镇人民政府' }, { unitName: '临水区市场监管局' }]);
  });

  it('when two people complete one task at once, then one wins and the other is told', async () => {
    const key = await registerNew();
    await accepted(key);
    const task = await office.task(key, 'confirmMandate');
    const body = { variables: { mandateConfirmed: { value: true } } };
    const answers = await Promise.all(
      [1, 2].map(() => office.request('POST', `/engine-rest/task/${String(task['id'])}/complete`, body)),
    );
    const statuses = answers.map((answer) => answer.status).sort();
    expect(statuses[0]).toBe(204);
    expect(statuses[1]).toBeGreaterThanOrEqual(400);
    const tasks = await office.until('the next task', async () => {
      const open = await office.engine('GET', `/task?processInstanceBusinessKey=${key}`);
      return open.length > 0 && open;
    });
    expect(tasks.map((one) => one['taskDefinitionKey'])).toEqual(['contactPetitioner']);
  });

  it('when the petitioner takes it back, then all of it ends, once', async () => {
    const key = await registerNew();
    await accepted(key);
    await handOver(key);
    expect((await say(key, 'withdrawal', { reason: '已经修好了' })).status).toBe(200);
    expect((await say(key, 'withdrawal', { reason: '已经修好了' })).status).toBe(409);
    await office.until('the note', async () => {
      const letters = await office.api<Row[]>('GET', `/petitions/${key}/documents`);
      const note = letters.find((letter) => letter['template'] === 'withdrawalNote');
      return (await say(key, 'delivery-confirmation', { documentId: note?.['documentId'] ?? '' })).status === 200;
    });
    const petition = await office.petition(key, (one) =>
      (one['instances'] as Row[]).every((instance) => instance['endTime'] !== null),
    );
    expect(petition).toMatchObject({ state: 'withdrawn', steps: [] });
    expect(await office.engine('GET', `/task?processInstanceBusinessKey=${key}`)).toEqual([]);
  });

  it('when the same text comes again, then a person is asked, it is merged with a notice, and no second clock starts', async () => {
    const key = await registerNew();
    await accepted(key);
    const first = await office.petition(key, () => true);
    const again = await registerOne(office, {
      ...byPhone,
      name: `样例居民${count}`,
      content: first['text'],
      channel: 'web',
    });
    await office.complete(again, 'decideCompetence', {
      decision: 'merge',
      reasonCode: 'OPEN',
      notice: 'alreadyInHandlingNotice',
    });
    const merged = await office.petition(
      again,
      (one) => one['state'] === 'merged' && (one['documents'] as Row[]).length > 0,
    );
    expect(merged).toMatchObject({
      duplicateOf: key,
      acceptedAt: null,
      documents: [{ template: 'alreadyInHandlingNotice' }],
    });
    const open = await office.petition(key, (one) => (one['submissions'] as Row[]).length === 2);
    expect(open['deadlineAt']).toBe(first['deadlineAt']);
  });

  it('when merging is chosen and the other was withdrawn meanwhile, then the task comes back with a word, and linking the open one makes it possible', async () => {
    const key = await registerNew();
    await accepted(key);
    const withdrawn = await registerNew();
    await accepted(withdrawn);
    const { text: content } = await office.petition(withdrawn, () => true);
    const again = await registerOne(office, { ...byPhone, name: `样例居民${count}`, content, channel: 'web' });
    const merge = { decision: 'merge', reasonCode: 'OPEN', notice: 'alreadyInHandlingNotice' };
    const first = await office.task(again, 'decideCompetence');
    await office.api('POST', `/petitions/${withdrawn}/messages/withdrawal`, { reason: '不再反映' });
    await office.petition(withdrawn, (one) => one['state'] === 'withdrawn');
    await office.complete(again, 'decideCompetence', merge);
    const second = await office.until('the task again', async () => {
      const task = await office.task(again, 'decideCompetence');
      return task['id'] !== first['id'] && task;
    });
    const told = async (name: string) => {
      const id = String(second['processInstanceId']);
      const variables = await office.engine('GET', `/variable-instance?processInstanceIdIn=${id}&variableName=${name}`);
      return variables.map(({ value }) => value);
    };
    expect(await told('mergeRefused')).toEqual([true]);
    expect(await office.engine('GET', `/incident?processInstanceId=${String(second['processInstanceId'])}`)).toEqual(
      [],
    );
    const link = (same: boolean) => office.api('POST', `/petitions/${again}/likenesses`, { other: key, same });
    const { petitionId } = await office.petition(key, () => true);
    await link(true);
    expect([await told('repeatOf'), await told('duplicateOf')]).toEqual([[petitionId], [petitionId]]);
    await link(false);
    expect([await told('repeatOf'), await told('duplicateOf')]).toEqual([[null], [null]]);
    await link(true);
    await office.complete(again, 'decideCompetence', merge);
    expect(await office.petition(again, (one) => one['state'] === 'merged')).toMatchObject({ duplicateOf: key });
  });

  it('when a caller said too little, then an agent completes it and the petition goes on', async () => {
    const key = await registerNew({ content: '电梯坏', claims: [] });
    await office.task(key, 'completeSubmission');
    await office.api('PUT', `/petitions/${key}/submission`, {
      content: '七号楼的电梯坏了两周没有人修',
      claims: ['修电梯'],
    });
    await office.complete(key, 'completeSubmission');
    await accepted(key);
    expect(await office.petition(key, (one) => one['state'] === 'accepted')).toMatchObject({ kind: 'appeal' });
  });

  it('when a unit objects after its five working days, then it is told too late and goes on', async () => {
    const key = await registerNew();
    await accepted(key);
    await handOver(key);
    office.clock.advanceBy(9 * DAY_MS);
    const body = { reason: '电梯属特种设备，应由市场监管部门主办，我单位无此职权。' };
    expect((await say(key, 'unit-objection', body)).status).toBe(200);
    await office.until('the check', async () => {
      const log = await office.engine('GET', '/history/activity-instance?activityId=objectionTooLate');
      return log.length > 0;
    });
    expect(
      await office.engine('GET', `/task?processInstanceBusinessKey=${key}&taskDefinitionKey=decideObjection`),
    ).toEqual([]);
    expect(
      await office.engine('GET', `/task?processInstanceBusinessKey=${key}&taskDefinitionKey=unitReceive`),
    ).toHaveLength(1);
  });
});
