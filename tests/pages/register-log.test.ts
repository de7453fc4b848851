import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { logText, outcomeText, valueWords } from '../../desk/messages/register-log.ts';

/** All first groups of a pattern in the files below a folder whose names end so, each once. */
function namesIn(folder: string, ending: string, pattern: RegExp): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith(ending));
  const found = files.flatMap((path) => [...readFileSync(`${folder}/${path}`, 'utf8').matchAll(pattern)]);
  return [...new Set(found.flatMap(([, name]) => name ?? []))].sort();
}

/** What the rules of a table put into one of its outputs. */
function outputsOf(table: string, output: string): string[] {
  const xml = readFileSync(table, 'utf8');
  const column = [...xml.matchAll(/<output [^>]*name="([^"]+)"/g)].findIndex(([, name]) => name === output);
  const rules = [...xml.matchAll(/<rule .*?<\/rule>/gs)].map(
    ([rule]) => [...rule.matchAll(/<outputEntry.*?<text>(.*?)<\/text>/gs)][column]?.[1] ?? '',
  );
  return [...new Set(rules.flatMap((text) => /^"(.+)"$/.exec(text)?.[1] ?? []))].sort();
}

describe('given what the register writes into its log', () => {
  it('when a reader looks at it, then every event has words', () => {
    const roles = namesIn('processes', '.bpmn', /(?:'|&#39;)(\w+)(?:'|&#39;)}" target="assignFor"/g);
    expect(roles).toContain('superiorAgent');
    const assigned = roles.map((role) => `${role}Assigned`);
    const actions = [...namesIn('server/casework', '.ts', /\baction: '([A-Za-z]+)'/g), ...assigned];
    expect(actions.length).toBeGreaterThan(30);
    expect(actions.filter((action) => logText('event', action) === action)).toEqual([]);
  });

  it.each([
    ['petition-intake/petition-classification.dmn', 'route', 'route'],
    ['petition-intake/petition-competence.dmn', 'decision', 'decision'],
    ['petition-intake/petition-competence.dmn', 'reasonCode', 'reasonCode'],
    ['assign-with-recusal/first-agent-assignment.dmn', 'assignmentRule', 'rule'],
  ])('when %s says %s, then it is told in words', (table, output, name) => {
    const codes = outputsOf(`processes/${table}`, output);
    expect(codes.length).toBeGreaterThan(3);
    expect(codes.filter((code) => valueWords(name, code) === undefined)).toEqual([]);
  });

  it('when a matter has come to an end, then what it came to is told in words', () => {
    const written = namesIn('server/casework/work', '.ts', /\boutcome: '([A-Za-z]+)'/g);
    const ended = namesIn('processes', '.bpmn', /name="handlingOutcome">([A-Za-z]+)</g);
    const mediated = namesIn('processes/dispute-mediation', '.bpmn', /name="disputeOutcome">([A-Za-z]+)</g);
    for (const some of [written, ended, mediated]) expect(some.length).toBeGreaterThan(1);
    expect([...written, ...ended, ...mediated].filter((code) => outcomeText(code) === code)).toEqual([]);
  });
});
