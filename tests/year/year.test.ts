import { beforeAll, describe, expect, it } from 'vitest';
import { member } from '../../demo/server.ts';
import { createDraws } from '../../year/draws.ts';
import { formatKpi } from '../../year/kpi-table.ts';
import { invent } from '../../year/persons.ts';
import { Probe } from '../../year/probe.ts';
import { playSmallYear, type SmallYear } from './play-small-year.ts';

const TIMEOUT_MS = 400_000;
const PETITIONS = 14;

describe('given some petitions of ten days that were played to their ends, twice with the same seed', () => {
  let year: SmallYear;
  let again: SmallYear;
  beforeAll(async () => {
    [year, again] = await Promise.all([playSmallYear('1', PETITIONS, 10), playSmallYear('1', PETITIONS, 10)]);
  }, TIMEOUT_MS);

  it('then every instance has ended or waits for a person, and no incident is open', () => {
    expect(year.ends).toMatchObject({ stuck: [], incidents: 0 });
    expect(year.ends.ended).toBeGreaterThan(7 * PETITIONS);
  });

  it('then it ended although a process begins anew every day', () => {
    expect(year.days).toBeGreaterThan(10);
  });

  it('then no planted name, phone or id card stands in an answer, a log line, a variable, a row of history or a file, beside the register', () => {
    expect(year.rows).toBeGreaterThan(200 * PETITIONS);
    expect(year.probe.found).toEqual([]);
  });

  it('then the figures tell of them', () => {
    expect(member(year.kpi, 'registered')).toBeGreaterThan(PETITIONS / 2);
    expect(member(member(year.kpi, 'acceptOnTime'), 'n')).toBe(member(year.kpi, 'registered'));
    expect(formatKpi(year.kpi)).toMatch(/按期办结率.*\d %/);
  });

  it('then the same petitions went the same ways on the same days', () => {
    const ways = ({ entries }: SmallYear) =>
      entries.map(({ petitionId: _id, steps: _steps, assigneeId: _agent, assigneeName: _name, ...rest }) => rest);
    expect(ways(year).length).toBeGreaterThan(PETITIONS / 2);
    expect(ways(again)).toEqual(ways(year));
    expect(again.kpi).toEqual(year.kpi);
  });
});

describe('given the probe', () => {
  it.each(['name', 'phone', 'idNo'] as const)('when a planted %s stands in a text, then it is found', (what) => {
    const person = invent(4711, createDraws('1'));
    const probe = new Probe();
    probe.look('log', `来人${person[what]}。`);
    expect(probe.found).toEqual([`log: ${person[what]}`]);
  });

  it('when the register answers with the words of the petitioner, then only what stands beside them counts', () => {
    const { name } = invent(4711, createDraws('1'));
    const probe = new Probe();
    probe.lookAtAnswer('/api/petitions', JSON.stringify({ text: `我是${name}`, persons: [{ name: '赵**' }] }));
    expect(probe.found).toEqual([]);
    probe.lookAtAnswer('/api/petitions', JSON.stringify({ text: '', persons: [{ name }] }));
    probe.lookAtAnswer('/api/work/validate-submission', JSON.stringify({ text: name }));
    expect(probe.found).toHaveLength(2);
  });
});
