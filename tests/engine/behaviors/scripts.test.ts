import { describe, expect, it } from 'vitest';
import { diagram } from '../diagram.ts';
import { World } from '../world.ts';

async function started(drawing: string, variables: Record<string, unknown> = {}): Promise<World> {
  const world = new World();
  await world.deploy('p', drawing);
  world.start('p', variables);
  return world;
}

describe('script task', () => {
  it.each([
    ['a whole number', '1 + 1', 'Integer', 2],
    ['a large whole number', '3000000000', 'Long', 3_000_000_000],
    ['a whole number beyond exactness', '9007199254740993n', 'Long', '9007199254740993'],
    ['a fraction', '1 / 4', 'Double', 0.25],
    ['no number', '0 / 0', 'Double', 'NaN'],
    ['a truth value', '1 < 2', 'Boolean', true],
    ['a text', "'办' + '结'", 'String', '办结'],
    ['null', 'null', 'Null', null],
    ['nothing', 'undefined', 'Null', null],
    ['a date', 'new Date(0)', 'Date', '1970-01-01T00:00:00.000+0000'],
    ['an object', '({ a: [1, null] })', 'Json', '{"a":[1,null]}'],
    ['the last expression of several', 'var a = 3; if (a > 2) { a * 2 } else { 0 }', 'Integer', 6],
  ])('keeps %s as the result variable', async (_name, script, type, value) => {
    const world = await started(`start --> x --> wait\nx: scriptTask result=r script="${script}"`);
    expect(world.typed('r')).toEqual({ type, value });
  });

  it('given variables, then they are there by their names and through the execution', async () => {
    const world = await started(
      `start --> x --> wait
      x: scriptTask result=r script="execution.setVariable('twice', amount * 2); execution.setVariableLocal('inner', 1); [typeof nowhere, execution.hasVariable('amount'), execution.getVariable('nowhere'), execution.getVariableLocal('inner'), execution.getProcessBusinessKey(), execution.getCurrentActivityId(), execution.processInstanceId === execution.getProcessInstanceId()]"`,
      { amount: 4 },
    );
    expect(world.variables()).toMatchObject({ amount: 4, twice: 8, r: ['undefined', true, null, 1, null, 'x', true] });
    expect(world.variables()).not.toHaveProperty('inner');
  });

  it('given a name that a script assigns without declaring, then it is no process variable', async () => {
    const world = await started(
      'start --> x --> wait\nx: scriptTask result=r script="total = amount; amount = 9; total"',
      {
        amount: 4,
      },
    );
    expect(world.variables()).toEqual({ amount: 4, r: 4 });
  });

  it('reads the time the engine was given, and draws the same numbers for the same run', async () => {
    const drawing =
      'start --> x --> wait\nx: scriptTask result=r script="[new Date().getTime(), Date.now(), Math.random()]"';
    const [one, other] = [await started(drawing), await started(drawing)];
    expect(one.variables()['r']).toEqual([one.now, one.now, expect.any(Number)]);
    expect(other.variables()).toEqual(one.variables());
  });

  it('given a script that throws, then the run fails with the place and the reason', async () => {
    await expect(started('start --> x --> wait\nx: scriptTask script="throw new Error(\'no luck\')"')).rejects.toThrow(
      /^Unable to evaluate script while executing activity 'x' in the process definition with id 'p:1:x': Error: no luck at line 1$/,
    );
    await expect(started('start --> x --> wait\nx: scriptTask script="missing + 1"')).rejects.toThrow(
      /ReferenceError: 'missing' is not defined at line 1/,
    );
  });

  it.each(["new BpmnError('LATE', 'too late')", "new org.camunda.bpm.engine.delegate.BpmnError('LATE', 'too late')"])(
    'given %s is thrown, then the boundary event catches it',
    async (thrown) => {
      const world = await started(`start --> x --> wait
        x: scriptTask script="throw ${thrown}"
        late: boundaryEvent on=x error=LATE codeVariable=code
        late --> repair`);
      expect(world.waiting()).toBe('p(repair)');
      expect(world.variables()).toEqual({ code: 'LATE' });
      expect(world.past()).toContain('x scriptTask canceled');
    },
  );

  it('given a BPMN error that nobody catches, then the token ends as in the reference', async () => {
    const world = await started(`start --> x --> wait\nx: scriptTask script="throw new BpmnError('LATE')"`);
    expect(world.waiting()).toBe('');
  });

  it('given FEEL or JUEL, then the script is one of these', async () => {
    const world = await started(
      `start --> x --> y --> z --> wait
      x: scriptTask format=feel result=sum script="sum(for n in amounts return n * 2)"
      y: scriptTask format=juel result=text script="\${sum}!"
      z: scriptTask result=both script="sum + text"`,
      { amounts: [1, 2, 3] },
    );
    expect(world.variables()).toMatchObject({ sum: 12, text: '12!', both: '1212!' });
  });
});

describe('scripts elsewhere', () => {
  it('decide flows, in JavaScript and in FEEL', async () => {
    const drawing = `start --> g
      g: exclusiveGateway
      g --> large [js: amount > 100]
      g --> middle [feel: amount in [10..100]]
      g --> small (default)`;
    const at = async (amount: number) => (await started(drawing, { amount })).waiting();
    expect([await at(500), await at(50), await at(5)]).toEqual(['p(large)', 'p(middle)', 'p(small)']);
    await expect(started('start --> g\ng: exclusiveGateway\ng --> a [js: 1]\ng --> b (default)')).rejects.toThrow(
      /non-Boolean/,
    );
  });

  it('are what a conditional event waits for', async () => {
    const world = await started('start --> c --> wait\nc: intermediateCatchEvent condition="js: amount > 3"', {
      amount: 1,
    });
    expect(world.waiting()).toBe('p(c)');
    world.setVariables([...world.family.instances.values()][0]!, { amount: 4 });
    expect(world.waiting()).toBe('p(wait)');
  });

  it('fill input and output parameters, also inside lists and maps', async () => {
    const drawn = diagram('p', 'start --> x --> end\nx: userTask input.both=HERE');
    const list = `<camunda:list>
      <camunda:script scriptFormat="javascript">amount + 1</camunda:script>
      <camunda:value>\${amount}</camunda:value>
      <camunda:map><camunda:entry key="deep"><camunda:script scriptFormat="JavaScript">[amount]</camunda:script></camunda:entry></camunda:map>
    </camunda:list>`;
    const world = new World();
    await world.deploy('p', drawn.replace('HERE', list));
    const instance = world.start('p', { amount: 4 });
    const node = Object.values(instance.nodes).find(({ element }) => element === 'x');
    expect(JSON.parse(String(node?.variables?.['both']?.value))).toEqual([5, 4, { deep: [4] }]);
  });

  it('listen to elements, flows and tasks', async () => {
    const say = (word: string) => `js: execution.setVariable('log', log + ' ${word}:' + execution.getEventName())`;
    const world = await started(
      `start --> x --> end
      x: userTask assignee=ann listen.start="${say('x')}" listen.end="${say('x')}" listen.create="js: task.setAssignee('bob'); task.addCandidateGroup('g'); task.setVariable('log', log + ' made:' + task.getName() + task.getEventName())" name=Look listen.assignment="js: execution.setVariable('log', log + ' to:' + task.getAssignee())" listen.complete="js: execution.setVariable('log', log + ' done')"
      start_x: flow listen.take="${say('f')}"
      x_end: flow listen.take="${say('g')}"
      end: endEvent listen.start="js: execution.setVariable('seen', log)"`,
      { log: '' },
    );
    const [task] = [...world.family.userTasks.values()];
    expect(task).toMatchObject({ assignee: 'bob', candidates: [{ groupId: 'g' }] });
    world.complete('x');
    expect(world.lastValue('seen')).toBe(' f:take x:start made:Lookcreate to:bob done x:end g:take');
  });
});

describe('a script that will not end', () => {
  it('given it runs in a job, then the job fails and other instances go on', async () => {
    const world = await started(
      `start --> fork
      fork: parallelGateway
      fork --> endless
      fork --> other
      endless: scriptTask async=before retry=R1/PT1M script="while (true) {}"`,
    );
    expect(() => world.execute('endless')).toThrow(
      /Unable to evaluate script while executing activity 'endless'.*stopped after/,
    );
  });
});
