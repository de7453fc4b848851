import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AS_HOUSE } from '../house-token.ts';
import { type ServerUnderTest, START_OF_TIME, startServer } from '../rest/server-under-test.ts';
import { MATTER, way } from './matter.ts';
import { startMatters } from './start-matters.ts';

const DAYS = { from: '2026-11-24', to: '2026-12-31' };

interface Step {
  activityId: string;
  processKey: string;
}

describe('given matters that went every way a matter can go', () => {
  let server: ServerUnderTest;
  beforeAll(async () => {
    server = await startServer();
    const deployed = await server.deploy({ 'matter.bpmn': MATTER, 'way.dmn': way(10) });
    expect(deployed.status, JSON.stringify(deployed.body)).toBe(200);
    await startMatters(server);
  });
  afterAll(() => server.remove());

  const ask = async (method: string, path: string, body?: unknown) => {
    const headers = { ...AS_HOUSE, ...(body === undefined ? {} : { 'content-type': 'application/json' }) };
    const answer = await fetch(`${server.origin}/api/what-if${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };

  /** Starts a run and waits for its end. */
  const run = async (question: Record<string, unknown>) => {
    const started = await ask('POST', '/runs', { ...DAYS, ...question });
    expect(started.status, JSON.stringify(started.body)).toBe(202);
    for (;;) {
      const { body } = await ask('GET', `/runs/${started.body.id}`);
      if (body.state !== 'running') return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('when nothing is changed, then every path is reproduced', async () => {
    const { state, findings, done, total } = await run({});

    expect({ state, done, total }).toEqual({ state: 'done', done: 6, total: 6 });
    expect(findings.trust).toMatchObject({ petitions: 6, reproduced: 6 });
    expect(findings).toMatchObject({ otherPath: 0, otherTimes: 0, drawn: 0, problems: 0 });
    expect(findings.after).toEqual(findings.before);
    expect(findings.before.ended).toBe(5);
    expect(findings.assumptions.length).toBeGreaterThan(5);
  });

  it('when a row of the table is changed, then those it concerns take another path and the others stay', async () => {
    const { id, findings } = await run({ models: [{ kind: 'dmn', content: way(1000) }] });

    expect(findings.trust).toMatchObject({ petitions: 6, reproduced: 6 });
    expect(findings).toMatchObject({ otherPath: 2, problems: 0 });
    const { body: list } = await ask('GET', `/runs/${id}/petitions`);
    expect(list.count).toBe(2);
    const { body: one } = await ask('GET', `/runs/${id}/petitions/${list.petitions[0].rootId}`);
    const names = (steps: Step[]) => steps.map(({ activityId }) => activityId);
    expect(names(one.paths.before)).toEqual([
      'start',
      'receive',
      'rule',
      'which',
      'goAbove',
      'called',
      'judge',
      'judged',
      'join',
      'end',
    ]);
    expect(names(one.paths.after).slice(0, 5)).toEqual(['start', 'receive', 'rule', 'which', 'wait']);
    expect(names(one.paths.after).slice(-2)).toEqual(['join', 'end']);
    // Others waited for a word: one got it, two did not.
    expect(['wordCame', 'noWord']).toContain(names(one.paths.after)[5]);
  });

  it('when the seed is the same, then a run gives the same again', async () => {
    const models = [{ kind: 'dmn', content: way(1000) }];
    const [first, second] = [await run({ models, seed: 'a' }), await run({ models, seed: 'a' })];
    expect(second.findings).toEqual(first.findings);
  });

  it('when it is asked again, then what is over is remembered and the answer is the same', async () => {
    const changed = { models: [{ kind: 'dmn', content: way(1000) }], seed: 'again' };
    const [first, second] = [await run(changed), await run(changed)];
    const fresh = await run({});

    // The one that still runs is replayed each time.
    expect([second, fresh].map(({ findings }) => findings.trust.remembered)).toEqual([5, 5]);
    expect(second.findings).toEqual({ ...first.findings, trust: second.findings.trust });
    expect(fresh.findings.before).toEqual(second.findings.before);
    const paths = async ({ id }: { id: string }) => {
      const { body } = await ask('GET', `/runs/${id}/petitions`);
      return Promise.all(
        body.petitions.map(
          async ({ rootId }: { rootId: string }) => (await ask('GET', `/runs/${id}/petitions/${rootId}`)).body,
        ),
      );
    };
    expect(await paths(second)).toEqual(await paths(first));
  });

  it('when the past was looked back at before anybody asks, then the first question need not replay it', async () => {
    const other = await startServer();
    try {
      await other.deploy({ 'matter.bpmn': MATTER, 'way.dmn': way(10) });
      const headers = { ...AS_HOUSE, 'content-type': 'application/json' };
      const post = async (path: string, body = {}) => {
        const init = { method: 'POST', headers, body: JSON.stringify(body) };
        const answer = await fetch(`${other.origin}/api/what-if${path}`, init);
        expect(answer.status).toBe(202);
        return answer.json();
      };
      expect(await post('/look-back')).toEqual({ done: 0, total: 0 });
      await startMatters(other);

      await expect.poll(() => post('/look-back'), { timeout: 60_000 }).toEqual({ done: 5, total: 6 });
      const { id } = (await post('/runs', DAYS)) as { id: string };
      const read = async () => (await fetch(`${other.origin}/api/what-if/runs/${id}`, { headers })).json();

      await expect.poll(read, { timeout: 60_000 }).toMatchObject({
        state: 'done',
        findings: { trust: { petitions: 6, reproduced: 6, remembered: 5 } },
      });
    } finally {
      await other.remove();
    }
  });

  it('when the record was kept as it was looked back at, then a question is answered by it as by the database', async () => {
    const changed = { models: [{ kind: 'dmn', content: way(1000) }], seed: 'kept' };
    const lookBack = async () => (await ask('POST', '/look-back')).body;
    const first = await run(changed);
    await expect.poll(lookBack, { timeout: 60_000 }).toEqual({ done: 6, total: 6 });
    const second = await run(changed);

    expect(second.findings).toEqual({ ...first.findings, trust: second.findings.trust });
    const pathsOf = async ({ id }: { id: string }) => {
      const { rootId } = (await ask('GET', `/runs/${id}/petitions`)).body.petitions[0];
      return (await ask('GET', `/runs/${id}/petitions/${rootId}`)).body;
    };
    expect(await pathsOf(second)).toEqual(await pathsOf(first));
  });

  it('when a question comes while the past is looked back at, then it need not wait for the end of it', async () => {
    const [, { findings }] = await Promise.all([ask('POST', '/look-back'), run({})]);
    expect(findings.trust).toMatchObject({ petitions: 6, reproduced: 6 });
  });

  it('when a task of a person is put in, then it takes as long as others of its role, and the rest comes as it came', async () => {
    const checked = MATTER.replace('<bpmn:sequenceFlow id="f12" sourceRef="join" targetRef="end" />', CHECK);
    const { findings } = await run({ models: [{ kind: 'bpmn', content: checked }] });

    expect(findings).toMatchObject({ otherPath: 5, problems: 0 });
    expect(findings.drawn).toBeGreaterThanOrEqual(5);
    const load = (summary: typeof findings.before) =>
      summary.load.find(({ role }: { role: string }) => role === 'office');
    expect(load(findings.after).tasks).toBe(load(findings.before).tasks + 5);
    expect(findings.after.daysToEnd.mean).toBeGreaterThan(findings.before.daysToEnd.mean);
  });

  it('when a timer is shortened, then what was answered after it is not', async () => {
    const { findings } = await run({ models: [{ kind: 'bpmn', content: MATTER.replace('P3D', 'PT12H') }] });
    expect(findings).toMatchObject({ otherPath: 1, otherTimes: 2, problems: 0 });
  });

  it('when a run is cancelled, then it stops and says so', async () => {
    const { body } = await ask('POST', '/runs', DAYS);
    expect((await ask('DELETE', `/runs/${body.id}`)).status).toBe(204);
    expect((await ask('GET', `/runs/${body.id}`)).body.state).toBe('cancelled');
    expect((await run({})).state).toBe('done');
  });

  it('when two runs are wanted at once, then the second is told to wait', async () => {
    const { body } = await ask('POST', '/runs', DAYS);
    const second = await ask('POST', '/runs', DAYS);
    expect(second.status).toBe(409);
    expect(second.body.code).toBe('underWay');
    await ask('DELETE', `/runs/${body.id}`);
  });

  it.each([
    ['no days', {}, ['from', 'to']],
    ['a day that is none', { ...DAYS, from: '2026-02-30' }, ['from']],
    ['an end before the begin', { from: '2026-12-01', to: '2026-11-01' }, ['to']],
    ['a kind that is none', { ...DAYS, models: [{ kind: 'form', content: '{}' }] }, ['models[0].kind']],
    ['an empty model', { ...DAYS, models: [{ kind: 'bpmn', content: '' }] }, ['models[0].content']],
    ['a broken model', { ...DAYS, models: [{ kind: 'bpmn', content: '<no' }] }, ['models[0].content']],
    [
      'an entity',
      { ...DAYS, models: [{ kind: 'dmn', content: `<!DOCTYPE a [<!ENTITY b "c">]>${way(1)}` }] },
      ['models[0].content'],
    ],
    ['a seed without end', { ...DAYS, seed: 'x'.repeat(100) }, ['seed']],
    ['models that are no list', { ...DAYS, models: 'all' }, ['models']],
    ['no object', 'all', ['from', 'to']],
  ])('when %s is sent, then the fields are named', async (_, body, fields) => {
    const answer = await ask('POST', '/runs', body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
  });

  it('when a run or a petition is not there, then 404 says which', async () => {
    expect((await ask('GET', '/runs/nobody')).body.errors[0].field).toBe('id');
    const { id } = await run({});
    const answer = await ask('GET', `/runs/${id}/petitions/nobody`);
    expect([answer.status, answer.body.errors[0].field]).toEqual([404, 'rootId']);
  });

  it('when a newer version of the table is deployed meanwhile, then the past is replayed by the one it had', async () => {
    expect((await server.deploy({ 'way.dmn': way(1000) })).status).toBe(200);
    const { findings } = await run({});
    expect(findings.trust).toMatchObject({ petitions: 6, reproduced: 6 });
  });

  it('when somebody asks how far history reaches, then the first and the last start are told', async () => {
    const { body } = await ask('GET', '');
    expect(body.span).toEqual({ from: START_OF_TIME, to: START_OF_TIME, count: 6 });
  });
});

const before = (activityId: string) => ({ type: 'startBeforeActivity', activityId });

it.each([
  ['in the middle of its diagram', 'left out and counted', [before('wait')]],
  ['at its start event and in the middle of its diagram', 'left out and counted', [before('start'), before('wait')]],
  ['twice at its start event', 'left out and counted', [before('start'), before('start')]],
  ['behind its start event', 'left out and counted', [{ type: 'startAfterActivity', activityId: 'start' }]],
  ['in a sub-process that an event starts', 'left out and counted', [before('noteCame')]],
  ['at its start event alone', 'replayed like any other', [before('start')]],
])(
  'given an instance that was started by hand %s, when the past is replayed, then it is %s',
  async (_, becomes, startInstructions) => {
    const server = await startServer();
    try {
      await server.deploy({ 'matter.bpmn': MATTER, 'way.dmn': way(10) });
      const started = await server.call('POST', '/process-definition/key/matter/start', { startInstructions });
      expect(started.status, JSON.stringify(started.body)).toBe(200);
      await server.call('POST', '/message', { messageName: 'BEGUN', businessKey: 'A' });
      const headers = { ...AS_HOUSE, 'content-type': 'application/json' };
      const runs = `${server.origin}/api/what-if/runs`;
      const asked = await fetch(runs, { method: 'POST', headers, body: JSON.stringify(DAYS) });
      const { id } = (await asked.json()) as { id: string };
      const read = async () => (await fetch(`${runs}/${id}`, { headers })).json();
      const leftOut = becomes === 'replayed like any other' ? 0 : 1;

      await expect.poll(read, { timeout: 60_000 }).toMatchObject({
        state: 'done',
        done: 2,
        findings: {
          trust: { petitions: 2 - leftOut, reproduced: 2 - leftOut },
          excluded: { startInstructions: leftOut },
          before: { petitions: 2 - leftOut },
        },
      });
    } finally {
      await server.remove();
    }
  },
);

const CHECK = `<bpmn:sequenceFlow id="f12" sourceRef="join" targetRef="check" />
  <bpmn:userTask id="check" camunda:candidateGroups="office" />
  <bpmn:sequenceFlow id="f14" sourceRef="check" targetRef="end" />`;
