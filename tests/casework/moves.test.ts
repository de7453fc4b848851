import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildApp } from '../../server/app.ts';
import { createManualClock } from '../../server/clock.ts';
import { readConfig } from '../../server/config.ts';
import { deployHere, readProcessApplications } from '../../server/process-applications.ts';
import { AS_HOUSE, HOUSE_TOKEN } from '../house-token.ts';

const PROCESSES = fileURLToPath(new URL('../../processes', import.meta.url));
const PROXY = readFileSync(join(PROCESSES, 'proxy-handling/proxy-handling.bpmn'), 'utf8');
const NOW = Date.parse('2026-11-24T02:00:00.000Z');
const HOUR_MS = 3_600_000;

/** Another period for the first meeting, another step for the police, one more timer where the mandate is confirmed. */
const CHANGED = PROXY.replace('${contactPetitionerReminder}', '${confirmMandateReminder}')
  .replaceAll('"callPolice"', '"callThePolice"')
  .replaceAll('"dueSoonCallPolice"', '"dueSoonCallThePolice"');

interface Preview {
  from: { version: number };
  to: { version: number };
  instances: {
    processInstanceId: string;
    businessKey: string;
    stuck: { id: string; name: string; why: string }[];
    deadlines: { activityId: string; what: string; before: number | null; after: number | null; rule: string | null }[];
  }[];
}
interface Move {
  id: string;
  batchId: string;
  count: number;
  done: number;
  overAt: number | null;
  moved: number | null;
  failures: { businessKey: string | null; reason: string }[];
  stuck: Preview['instances'];
}

/** A register with its engine and all processes, without workers. */
async function open(environment: Record<string, string>) {
  const dataDir = mkdtempSync(join(tmpdir(), 'moves-'));
  const clock = createManualClock(NOW);
  const app = await buildApp(
    readConfig({ DATA_DIR: dataDir, SAMPLE: 'off', LOG_LEVEL: 'silent', HOUSE_TOKEN, ...environment }),
    { clock },
  );
  if (!app.engine) throw new Error('no engine in this process');
  for (const application of await readProcessApplications(PROCESSES)) await deployHere(app.engine, application);
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as { port: number };
  const ask = async <T>(method: string, path: string, body?: object): Promise<{ status: number; body: T }> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: { ...AS_HOUSE, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  const definitions = async () => {
    const query = 'key=proxy-handling&sortBy=version&sortOrder=asc';
    const { body } = await ask<{ id: string }[]>('GET', `/engine-rest/process-definition?${query}`);
    return body.map((each) => each.id);
  };
  return {
    ask,
    /** Starts proxy handling of a petition where it stands at `step`. */
    begin: async (businessKey: string, step: string) => {
      const variables = {
        assigneeId: { value: 'agent-1' },
        assigneeRole: { value: 'communityAgent' },
        confirmMandateReminder: { value: 'PT12H' },
        contactPetitionerPeriod: { value: 'P2D' },
        contactPetitionerReminder: { value: 'P1D' },
        confirmMandatePeriod: { value: 'PT24H' },
        callPolicePeriod: { value: 'PT1H' },
        callPoliceReminder: { value: 'PT30M' },
      };
      const startInstructions = [{ type: 'startBeforeActivity', activityId: step }];
      const started = await ask<{ id: string }>('POST', '/engine-rest/process-definition/key/proxy-handling/start', {
        businessKey,
        variables,
        startInstructions,
      });
      expect(started.status).toBe(200);
      return started.body.id;
    },
    publish: async (content: string) => {
      const asked = {
        kind: 'bpmn',
        fileName: 'proxy-handling.bpmn',
        content,
        author: '管理员甲',
        reason: '见面提醒提前',
      };
      expect((await ask('POST', '/api/models/publications', asked)).status).toBe(201);
      return definitions();
    },
    preview: async (from: string, to: string, more = '') =>
      (await ask<Preview>('GET', `/api/models/moves/preview?from=${from}&to=${to}${more}`)).body,
    at: async (definitionId: string) =>
      (await ask<{ count: number }>('GET', `/engine-rest/process-instance/count?processDefinitionId=${definitionId}`))
        .body.count,
    over: async (id: string): Promise<Move> => {
      for (;;) {
        const { body } = await ask<Move>('GET', `/api/models/moves/${id}`);
        if (body.overAt !== null) return body;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    close: async () => {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

type Office = Awaited<ReturnType<typeof open>>;

const WHO = { author: '管理员甲', reason: '在办件一并按新流程' };

describe('moving 200 running petitions to a new version', () => {
  let office: Office;
  let older: string;
  let newer: string;
  const stands = new Map<string, string>();
  beforeAll(async () => {
    office = await open({});
    for (let count = 0; count < 203; count += 1) {
      const step = count < 120 ? 'contactPetitioner' : count < 200 ? 'confirmMandate' : 'callPolice';
      stands.set(await office.begin(`XF-${count}`, step), step);
    }
    [older = '', newer = ''] = await office.publish(CHANGED);
  }, 60_000);
  afterAll(() => office?.close());

  it('says who can be moved, who cannot and why, and whose deadline that changes from when to when', async () => {
    const { from, to, instances } = await office.preview(older, newer);
    expect([from.version, to.version, instances.length]).toEqual([1, 2, 203]);
    const stuck = instances.filter((each) => each.stuck.length > 0);
    expect(stuck.map((each) => each.businessKey).sort()).toEqual(['XF-200', 'XF-201', 'XF-202']);
    expect(stuck[0]?.stuck).toEqual([{ id: 'callPolice', name: '报警并报告领导', why: 'gone' }]);
    const changed = instances.filter((each) => each.deadlines.some(({ what }) => what === 'changed'));
    expect(changed.length).toBe(120);
    expect(changed[0]?.deadlines).toEqual([
      {
        activityId: 'dueSoonContactPetitioner',
        name: '临期',
        what: 'changed',
        before: NOW + 24 * HOUR_MS,
        after: NOW + 12 * HOUR_MS,
        rule: '${confirmMandateReminder}',
      },
    ]);
    const kept = await office.preview(older, newer, '&updateTimers=false');
    expect(kept.instances.flatMap((each) => each.deadlines).filter(({ what }) => what === 'changed')).toEqual([]);
  });

  it('moves nothing when one of those chosen cannot be moved, and says which', async () => {
    const asked = { from: older, to: newer, processInstanceIds: [...stands.keys()], ...WHO };
    const { status, body } = await office.ask<{ code: string; stuck: object[]; errors: { reason: string }[] }>(
      'POST',
      '/api/models/moves',
      asked,
    );
    expect([status, body.code, body.stuck.length]).toEqual([409, 'stuck', 3]);
    expect(body.errors[0]?.reason).toContain('停在“报警并报告领导”，第 2 版没有这一步');
    expect(await office.at(newer)).toBe(0);
  });

  it('names each field that is not in order', async () => {
    const { status, body } = await office.ask<{ errors: { field: string }[] }>('POST', '/api/models/moves', {
      from: older,
    });
    expect(status).toBe(422);
    expect(body.errors.map(({ field }) => field).sort()).toEqual(['author', 'processInstanceIds', 'reason', 'to']);
    const foreign = (await office.ask<{ id: string }>('GET', '/engine-rest/process-definition/key/supervision')).body
      .id;
    for (const [path, field] of [
      [`from=${older}&to=${foreign}`, 'to'],
      [`from=nowhere&to=${newer}`, 'from'],
      [`from=${older}&to=${newer}&updateTimers=perhaps`, 'updateTimers'],
    ]) {
      const refused = await office.ask<{ errors: { field: string }[] }>('GET', `/api/models/moves/preview?${path}`);
      expect([refused.status, refused.body.errors[0]?.field]).toEqual([422, field]);
    }
  });

  it('moves the rest as a batch, every step told in the audit and the operation log, and takes back what can go back', async () => {
    const able = [...stands].filter(([, step]) => step !== 'callPolice').map(([id]) => id);
    const asked = { from: older, to: newer, processInstanceIds: able, ...WHO };
    const started = await office.ask<Move>('POST', '/api/models/moves', asked);
    expect([started.status, started.body.count]).toEqual([202, 200]);
    expect(await office.over(started.body.id)).toMatchObject({ moved: 200, done: 200, failures: [] });
    expect([await office.at(older), await office.at(newer)]).toEqual([3, 200]);

    // The reminder of the first meeting comes by the new rule, the others as they were.
    const dueOf = async (activityId: string) => {
      const { body } = await office.ask<{ dueDate: string; processDefinitionId: string }[]>(
        'GET',
        `/engine-rest/job?timers=true&activityId=${activityId}`,
      );
      return [...new Set(body.map(({ dueDate }) => Date.parse(dueDate.replace('+0000', 'Z'))))];
    };
    expect(await dueOf('dueSoonContactPetitioner')).toEqual([NOW + 12 * HOUR_MS]);
    expect(await dueOf('dueSoonConfirmMandate')).toEqual([NOW + 12 * HOUR_MS]);

    const log = await office.ask<{ userId: string; property: string; newValue: string; annotation: string }[]>(
      'GET',
      '/engine-rest/history/user-operation?operationType=Migrate',
    );
    expect(log.body.find(({ property }) => property === 'nrOfInstances')).toMatchObject({
      userId: '管理员甲',
      newValue: '200',
      annotation: `${WHO.reason}（批次 ${started.body.batchId}）`,
    });

    // One went on to a step that only the new version has: it cannot go back.
    const [first = ''] = able;
    const modified = await office.ask('POST', `/engine-rest/process-instance/${first}/modification`, {
      instructions: [
        { type: 'startBeforeActivity', activityId: 'callThePolice' },
        { type: 'cancel', activityId: 'contactPetitioner' },
      ],
    });
    expect(modified.status).toBe(204);
    const { body: back } = await office.ask<Preview>('GET', `/api/models/moves/${started.body.id}/undo`);
    expect(back.instances.filter((each) => each.stuck.length > 0).map((each) => each.processInstanceId)).toEqual([
      first,
    ]);
    const undone = await office.ask<Move>('POST', `/api/models/moves/${started.body.id}/undo`, WHO);
    expect([undone.status, undone.body.count, undone.body.stuck.length]).toEqual([202, 199, 1]);
    expect(await office.over(undone.body.id)).toMatchObject({ moved: 199 });
    expect([await office.at(older), await office.at(newer)]).toEqual([202, 1]);
    expect(await dueOf('dueSoonContactPetitioner')).toEqual([NOW + 24 * HOUR_MS]);

    const again = await office.ask<{ errors: { reason: string }[] }>(
      'POST',
      `/api/models/moves/${started.body.id}/undo`,
      WHO,
    );
    expect([again.status, again.body.errors[0]?.reason]).toEqual([409, '这次搬移已经撤回过']);
    const { body: list } = await office.ask<Move[]>('GET', '/api/models/moves?key=proxy-handling');
    expect(list.map(({ count, moved }) => [count, moved])).toEqual(
      expect.arrayContaining([
        [200, 200],
        [199, 199],
      ]),
    );
  });
});

describe('a move of which one instance has ended before its turn', () => {
  let office: Office;
  beforeAll(async () => {
    office = await open({ JOB_EXECUTOR: 'off' });
  });
  afterAll(() => office?.close());

  it('is over with one failure, told with the reason; when none is left on the version, nothing is taken back', async () => {
    const ids = [await office.begin('XF-a', 'contactPetitioner'), await office.begin('XF-b', 'contactPetitioner')];
    const [from = '', to = ''] = await office.publish(CHANGED);
    const started = await office.ask<Move>('POST', '/api/models/moves', { from, to, processInstanceIds: ids, ...WHO });
    expect(started.status).toBe(202);
    expect((await office.ask<Move>('GET', `/api/models/moves/${started.body.id}`)).body).toMatchObject({
      done: 0,
      overAt: null,
    });
    const early = await office.ask<{ errors: { reason: string }[] }>(
      'POST',
      `/api/models/moves/${started.body.id}/undo`,
      WHO,
    );
    expect([early.status, early.body.errors[0]?.reason]).toEqual([409, '这次搬移还没有完成，完成后才能撤回']);
    await office.ask('DELETE', `/engine-rest/process-instance/${ids[1]}`);
    for (let round = 0; round < 4; round += 1) {
      const { body: jobs } = await office.ask<{ id: string }[]>(
        'GET',
        '/engine-rest/job?executable=true&withRetriesLeft=true',
      );
      for (const { id } of jobs) await office.ask('POST', `/engine-rest/job/${id}/execute`, {});
    }
    const move = await office.over(started.body.id);
    expect(move).toMatchObject({ moved: 1, done: 1 });
    expect(move.failures).toEqual([
      { processInstanceId: ids[1], businessKey: 'XF-b', reason: expect.stringContaining(ids[1] ?? '') },
    ]);
    await office.ask('DELETE', `/engine-rest/process-instance/${ids[0]}`);
    const undone = await office.ask<{ errors: { reason: string }[] }>(
      'POST',
      `/api/models/moves/${started.body.id}/undo`,
      WHO,
    );
    expect([undone.status, undone.body.errors[0]?.reason]).toEqual([
      409,
      '所搬的件都已不在第 2 版上运行，没有可撤回的',
    ]);
  });
});
