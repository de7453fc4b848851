import { describe, expect, it } from 'vitest';
import { compileProcesses, NotXmlError } from '../../../server/engine/engine.ts';
import { openSandbox } from '../../../server/sandbox/open-sandbox.ts';
import { diagram } from '../diagram.ts';

const sandbox = await openSandbox();

const refusals = async (drawing: string) =>
  (await compileProcesses(diagram('p', drawing), { scriptFault: (source) => sandbox.fault(source) })).problems.map(
    (problem) => `${problem.elementId}: ${problem.reason}`,
  );

describe('a model that cannot be run is refused', () => {
  it.each([
    ['a script task without a script', 'start --> x --> end\nx: scriptTask', /x: the script is empty/],
    [
      'a script in a language that cannot be run',
      'start --> x --> end\nx: scriptTask format=groovy script="println 1"',
      /x: scripts in 'groovy' are not supported; write it in JavaScript, or use an external task/,
    ],
    [
      'a script that is no JavaScript',
      'start --> x --> end\nx: scriptTask script="a +"',
      /x: SyntaxError: .* at line 1/,
    ],
    [
      'a script whose text is an expression',
      'start --> x --> end\nx: scriptTask script="${text}"',
      /x: a script whose text is itself an expression/,
    ],
    ['FEEL that cannot be read', 'start --> x --> end\nx: scriptTask format=feel script="1 +"', /x: /],
    [
      'a listener to no event',
      'start --> x --> end\nx: userTask listen.began=${a}',
      /x: Attribute 'event' must be one of/,
    ],
    [
      'a condition in a language that cannot be run',
      'start --> g\ng: inclusiveGateway\ng --> x [py: 1]',
      /g_x: scripts in 'py'/,
    ],
    [
      'a service task without implementation',
      'start --> x --> end\nx: serviceTask',
      /x: One of the attributes .* Use camunda:type="external"/,
    ],
    ['a complex gateway', 'start --> x --> end\nx: complexGateway', /x: a complexGateway is not supported/],
    ['a wrong expression', 'start --> x --> end\nx: userTask assignee=${a..b}', /x: .*/],
    ['a call of Java', 'start --> x --> end\nx: userTask assignee=${bean.find(1)}', /x: .*find/],
    ['a boundary event on nothing', 'start --> x --> end\nb: boundaryEvent on=nowhere timer=PT1H', /b: /],
    [
      'an event without its definition',
      'start --> x --> end\nx: intermediateCatchEvent',
      /x: a intermediateCatchEvent of kind 'none'/,
    ],
    [
      'a timeout listener without a time',
      'start --> x --> end\nx: userTask listen.timeout=${a}',
      /x: 'id' is mandatory on taskListener of type 'timeout'.*x: 'timerEventDefinition' is mandatory/s,
    ],
    ['two none starts', 'start --> x\nstart2 --> x', /multiple none start events/],
    [
      'a gateway that cannot choose',
      'start --> g\ng: exclusiveGateway\ng --> a\ng --> b',
      /outgoing sequence flow 'g_a' without condition/,
    ],
    ['an error end without a code', 'start --> end\nend: endEvent error=any', /'errorCode' is mandatory/],
    ['outputs of a loop', 'start --> x --> end\nx: userTask loop=2 output.a=1', /not allowed for multi-instance/],
    ['a business rule task without a decision', 'start --> x --> end\nx: businessRuleTask', /x: One of the attributes/],
  ])('%s', async (_name, drawing, reason) => {
    const found = await refusals(drawing);
    expect(found.join('\n')).toMatch(reason);
  });

  it('names all problems at once, each with its place in the text', async () => {
    const { problems } = await compileProcesses(
      diagram('p', 'start --> x --> y --> end\nx: serviceTask\ny: complexGateway'),
    );
    expect(problems.map((problem) => problem.elementId).sort()).toContain('x');
    expect(problems.filter((problem) => problem.elementId === 'x' || problem.elementId === 'y')).toHaveLength(2);
    for (const problem of problems.filter((one) => one.elementId)) expect(problem.line).toBeGreaterThan(1);
  });

  it('refuses a flow to nothing in the reference’s words', async () => {
    const xml = diagram('p', 'start --> x --> end').replace('targetRef="end"', 'targetRef="nowhere"');
    const { problems } = await compileProcesses(xml);
    expect(problems[0]).toMatchObject({
      elementId: 'x_end',
      reason: "Invalid destination 'nowhere' of sequence flow 'x_end'",
    });
  });

  it('refuses what is no XML, and a DOCTYPE', async () => {
    await expect(compileProcesses('this is no XML')).rejects.toThrow(NotXmlError);
    await expect(compileProcesses('')).rejects.toThrow(NotXmlError);
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa">]>${diagram('p', 'start --> end')}`;
    expect((await compileProcesses(bomb)).problems[0]?.reason).toBe('a DOCTYPE declaration is not allowed');
  });

  it('takes a duplicate id as damage, not as success', async () => {
    const xml = diagram('p', 'start --> x --> end').replace('<endEvent id="end"', '<endEvent id="x"');
    expect((await compileProcesses(xml)).problems.length).toBeGreaterThan(0);
  });
});

describe('large models', () => {
  it('compiles 200 levels of nesting and 5,000 elements', async () => {
    let nested = 's0 --> work --> e0';
    for (let level = 1; level <= 200; level += 1) {
      nested = `s${level} --> n${level} --> e${level}\nn${level}: subProcess {\n${nested}\n}`;
    }
    const deep = await compileProcesses(diagram('deep', nested));
    expect(deep.problems).toEqual([]);
    expect(deep.processes[0]?.elements.has('work')).toBe(true);
    const tasks = Array.from({ length: 5000 }, (_, index) => `t${index}`);
    const wide = await compileProcesses(diagram('wide', `start --> ${tasks.join(' --> ')} --> end`));
    expect(wide.problems).toEqual([]);
    expect(wide.processes[0]?.elements.size).toBe(5003);
  });
});
