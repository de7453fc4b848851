import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { BpmnModdle } from 'bpmn-moddle';
import deployedFacts from 'bpmnlint-plugin-petitions/deployed-facts.js';
import house from 'bpmnlint-plugin-petitions/house.json' with { type: 'json' };
import rules from 'bpmnlint-plugin-petitions/house-rules.js';
import linter, { type Deployed } from 'bpmnlint-plugin-petitions/lint.js';
import topics from 'bpmnlint-plugin-petitions/topics.json' with { type: 'json' };
import camunda from 'camunda-bpmn-moddle/resources/camunda.json' with { type: 'json' };
import { DmnModdle } from 'dmn-moddle';
import { describe, expect, it } from 'vitest';
import { TOPICS } from '../../../workers/topics.ts';
import { processFiles } from '../process-files.ts';
import { findingsOf } from './fixture.ts';
import { FIXTURES } from './fixtures/all.ts';

const weights = { ...rules.bpmn, ...rules.dmn, ...rules.form };
const cases = Object.entries(FIXTURES).flatMap(([rule, fixtures]) => [
  ...Object.entries(fixtures.valid).map(([what, model]) => ({ rule, fixtures, what, model, found: [] as string[] })),
  ...Object.entries(fixtures.invalid).map(([what, { model, found }]) => ({ rule, fixtures, what, model, found })),
]);

describe('the house rules', () => {
  it.each(cases)('$rule: given $what, then it finds $found', async ({ rule, fixtures, model, found }) => {
    expect(await findingsOf(rule, fixtures, model)).toEqual(found);
  });

  it('have each a document and fixtures of both kinds, and are counted in RULES.md', () => {
    expect(Object.keys(FIXTURES).sort()).toEqual(Object.keys(weights).sort());
    const rows = Object.entries(weights).map(([rule, weight]) => {
      const { valid = {}, invalid = {} } = FIXTURES[rule] ?? {};
      const [valids, invalids] = [Object.keys(valid).length, Object.keys(invalid).length];
      expect([rule, existsSync(`processes/lint/docs/${rule}.md`), valids > 0, invalids > 0]).toEqual([
        rule,
        true,
        true,
        true,
      ]);
      const asks = readFileSync(`processes/lint/docs/${rule}.md`, 'utf8').split('\n')[2] ?? '';
      return `| [\`${rule}\`](docs/${rule}.md) | ${weight === 'warn' ? 'warning' : weight} | ${asks} | ${valids} | ${invalids} |`;
    });
    const table = `# The house rules\n\nWritten by \`tests/processes/lint\`; beside them bpmnlint's recommended rules.\n\n| rule | weight | asks | valid fixtures | invalid fixtures |\n| --- | --- | --- | ---: | ---: |\n${rows.join('\n')}\n`;
    if (process.env['UPDATE_GOLDEN']) writeFileSync('processes/lint/RULES.md', table);
    expect(readFileSync('processes/lint/RULES.md', 'utf8')).toBe(table);
  });

  it('know the topics that workers serve and the messages of the variables’ contract', () => {
    expect(topics.map((each) => each.name)).toEqual(TOPICS.map((each) => each.name).sort());
    const contract = readFileSync('processes/VARIABLES.md', 'utf8');
    const messages = contract.slice(contract.indexOf('## Messages'), contract.indexOf('## User tasks'));
    expect([...new Set(messages.match(/MSG_[A-Z_]+/g))].sort()).toEqual(house.messages.toSorted());
    for (const { name, errors } of topics) {
      const row = contract.split('\n').find((line) => line.startsWith(`| \`${name}\` |`)) ?? '';
      expect([name, [...new Set(row.split('|')[5]?.match(/ERR_[A-Z_]+/g))]]).toEqual([name, errors]);
    }
  });
});

describe('our own models', async () => {
  const roots = await Promise.all(
    processFiles('.bpmn').map(async (path) => ({
      path,
      root: (await new BpmnModdle({ camunda }).fromXML(readFileSync(path, 'utf8'))).rootElement,
    })),
  );
  const deployed: Deployed = {
    ...deployedFacts(roots.map(({ root }) => root)),
    decisions: processFiles('.dmn').map((path) => basename(path, '.dmn')),
    forms: processFiles('.form').map((path) => basename(path, '.form')),
  };

  it.each(roots)('$path keeps every rule', async ({ root }) => {
    expect(await linter.lint(root, deployed)).toEqual([]);
  });

  it.each(processFiles('.dmn'))('%s keeps every rule', async (path) => {
    expect(await linter.lint((await new DmnModdle().fromXML(readFileSync(path, 'utf8'))).rootElement)).toEqual([]);
  });

  it.each(processFiles('.form'))('%s keeps every rule', (path) => {
    expect(linter.lintForm(JSON.parse(readFileSync(path, 'utf8')))).toEqual([]);
  });
});
