import { describe, expect, it } from 'vitest';
import { compileProcesses } from '../../../server/engine/engine.ts';
import { diagram } from '../diagram.ts';

const NOW = Date.UTC(2026, 0, 5, 8);
const doubts = async (drawing: string): Promise<string[]> => {
  const { problems, warnings } = await compileProcesses(diagram('p', drawing), { now: NOW });
  expect(problems).toEqual([]);
  return warnings.map(({ elementId, reason }) => `${elementId}: ${reason}`);
};

describe('a model that deploys but is doubtful', () => {
  it.each([
    ['an element no flow leads to', 'start --> a --> end\nlost --> end', ['lost: no token can ever reach']],
    [
      'a gateway whose conditions may all fail',
      'start --> g\ng: exclusiveGateway\ng --> a [${x}]\ng --> b [${y}]',
      ['g: every outgoing flow has a condition'],
    ],
    [
      'an activity whose flows may all fail',
      'start --> a\na --> b [${x}]\na --> c [${y}]',
      ['a: every outgoing flow has a condition'],
    ],
    [
      'a date that is over',
      'start --> w --> end\nw: intermediateCatchEvent timer=2020-01-01T00:00:00Z',
      ["w: the date '2020-01-01T00:00:00Z' is in the past: it fires at once"],
    ],
    [
      'a text that is no date',
      'start --> w --> end\nw: intermediateCatchEvent timer=tomorrow',
      ["w: 'tomorrow' is no date: the timer cannot be set"],
    ],
  ])('given %s, then it is told', async (_what, drawing, expected) => {
    const told = await doubts(drawing);
    expect(told).toHaveLength(expected.length);
    for (const [index, text] of expected.entries()) expect(told[index]).toContain(text);
  });

  it.each([
    ['a default flow', 'start --> g\ng: exclusiveGateway\ng --> a [${x}]\ng --> b (default)'],
    [
      'what events and compensation reach',
      `start --> work --> undo --> end
       work: serviceTask topic=t
       late: boundaryEvent on=work timer=PT1H
       late --> remind
       handler: userTask undoes=work
       undo: intermediateThrowEvent compensate=all
       beside: eventSubProcess {
         s: startEvent message=Go
         s --> extra
       }`,
    ],
    ['links', 'start --> to\nto: intermediateThrowEvent link=L\nfrom: intermediateCatchEvent link=L\nfrom --> a'],
    ['a date to come', 'start --> w --> end\nw: intermediateCatchEvent timer=2030-01-01T00:00:00Z'],
  ])('given %s, then nothing is told', async (_what, drawing) => {
    expect(await doubts(drawing)).toEqual([]);
  });
});
