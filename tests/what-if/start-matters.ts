import type { ServerUnderTest } from '../rest/server-under-test.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Six matters on a moved clock: two go above (one is refused there and decided by hand), one hears a word after a day, two hear none, and
 * one still waits for its first task. One is received late and reminded of, and has a note told on the way.
 */
export async function startMatters({ call, clock }: ServerUnderTest): Promise<void> {
  const begin = async (businessKey: string, amount: number) => {
    const processVariables = { amount: { value: amount, type: 'Integer' } };
    await call('POST', '/message', { messageName: 'BEGUN', businessKey, processVariables });
  };
  const receive = (businessKey: string) => complete(`processInstanceBusinessKey=${businessKey}`);
  const complete = async (query: string) => {
    const [task] = (await call('GET', `/task?${query}`)).body;
    await call('POST', `/task/${task.id}/complete`, { variables: { seenBy: { value: 'office', type: 'String' } } });
  };
  const tell = async (messageName: string, businessKey: string) => {
    await call('POST', '/message', { messageName, businessKey, processVariables: { told: { value: messageName } } });
  };
  const work = async (topicName: string, answer: (id: string) => Promise<unknown>) => {
    const topics = [{ topicName, lockDuration: 1000 }];
    const { body } = await call('POST', '/external-task/fetchAndLock', { workerId: 'w', maxTasks: 10, topics });
    for (const { id } of body) await answer(id);
  };
  const done = (id: string) =>
    call('POST', `/external-task/${id}/complete`, { workerId: 'w', variables: { verdict: { value: 'yes' } } });
  const timers = async () => {
    const { body } = await call(
      'GET',
      `/job?dueDates=lteq_${encodeURIComponent(new Date(clock.now()).toISOString().replace('Z', '+0000'))}`,
    );
    for (const { id } of body) await call('POST', `/job/${id}/execute`);
  };

  for (const [key, amount] of [
    ['A', 12],
    ['B', 50],
    ['C', 1],
    ['D', 2],
    ['E', 3],
    ['F', 4],
  ] as const)
    await begin(key, amount);
  clock.advanceBy(6 * HOUR);
  for (const key of ['A', 'B', 'C', 'D']) await receive(key);
  clock.advanceBy(HOUR);
  await tell('NOTE', 'E');
  await work('keep-note', done);
  let first = true;
  await work('judge', (id) => {
    if (!first) return call('POST', `/external-task/${id}/bpmnError`, { workerId: 'w', errorCode: 'REFUSED' });
    first = false;
    return done(id);
  });
  clock.advanceBy(DAY);
  await timers();
  await work('remind', done);
  await tell('WORD', 'C');
  await complete('taskDefinitionKey=byHand');
  await receive('E');
  clock.advanceBy(4 * DAY);
  await timers();
}
