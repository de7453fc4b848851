import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byArea } from '../../server/casework/kpi/by-area.ts';
import type { Facts } from '../../server/casework/kpi/facts.ts';
import { count, quantile, share } from '../../server/casework/kpi/figure.ts';
import { hotTopics } from '../../server/casework/kpi/hot-topics.ts';
import { escalationShare, localSettlement } from '../../server/casework/kpi/levels.ts';
import { mediationRate } from '../../server/casework/kpi/mediation-rate.ts';
import { firstVisitResolution, repeatRate } from '../../server/casework/kpi/return.ts';
import { satisfaction } from '../../server/casework/kpi/satisfaction.ts';
import { supervisionOutcome } from '../../server/casework/kpi/supervision-outcome.ts';
import { acceptOnTime, onTimeRate } from '../../server/casework/kpi/timeliness.ts';
import { warningPrecision } from '../../server/casework/kpi/warning-precision.ts';
import type { EntryFacts } from '../../server/casework/tables/kpi-facts.ts';
import { DATABASES, goodForm, openRegister, type Register } from './open-register.ts';

const DAY_MS = 86_400_000;

/** An entry that was accepted on day 0 of the period and concluded on day 20, in time and at home. */
function entry(id: number, changes: Partial<EntryFacts> = {}): EntryFacts {
  return {
    id: `id-${id}`,
    book: 'petition',
    areaCode: '990101001001',
    subjectCode: 'wages',
    state: 'archived',
    outcome: 'support',
    highestLevel: 'community',
    proxied: true,
    residentVisits: 1,
    round: 1,
    groupSize: 1,
    petitionerHash: `person-${id}`,
    repeatOf: null,
    receivedAt: 0,
    intakeDueAt: 15 * DAY_MS,
    acceptedAt: DAY_MS,
    deadlineAt: 60 * DAY_MS,
    extendedFrom: null,
    concludedAt: 20 * DAY_MS,
    answeredAt: 10 * DAY_MS,
    sentToUnitAt: null,
    leadUnitId: null,
    leadUnitArea: null,
    informedAt: DAY_MS,
    ...changes,
  };
}

function factsOf(petitions: readonly EntryFacts[], changes: Partial<Facts> = {}): Facts {
  return {
    period: { fromMs: 0, beforeMs: 365 * DAY_MS },
    entries: petitions,
    petitions,
    concluded: petitions,
    registered: petitions,
    ratings: [],
    orders: [],
    disputes: [],
    agreements: [],
    suggestions: [],
    letters: [],
    warnings: [],
    ...changes,
  };
}

const ten = (change: (index: number) => Partial<EntryFacts>): EntryFacts[] =>
  Array.from({ length: 10 }, (_, index) => entry(index, change(index)));

describe('given facts of the register', () => {
  it('when fewer than five stand behind a figure, then it is hidden and tells how many there are', () => {
    expect(share(3, 4)).toEqual({ value: null, n: 4 });
    expect(share(3, 5)).toEqual({ value: 0.6, n: 5 });
    expect([count(0), count(4), count(5)]).toEqual([
      { value: 0, n: 0 },
      { value: null, n: 4 },
      { value: 5, n: 5 },
    ]);
    expect(quantile([5, 1, 3, 2, 4], 0.5)).toEqual({ value: 3, n: 5 });
    expect(quantile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9)).toEqual({ value: 9, n: 10 });
  });

  it('when an opinion is late, then it counts against the rate, with an extension only without it', () => {
    const late = ten((index) =>
      index === 0
        ? { answeredAt: 61 * DAY_MS, concludedAt: 80 * DAY_MS }
        : index === 1
          ? { answeredAt: 70 * DAY_MS, deadlineAt: 90 * DAY_MS, extendedFrom: 60 * DAY_MS, concludedAt: 99 * DAY_MS }
          : { concludedAt: 80 * DAY_MS },
    );
    expect(onTimeRate(factsOf(late))).toEqual({
      afterExtension: { value: 0.9, n: 10 },
      withoutExtension: { value: 0.8, n: 10 },
    });
  });

  it('when somebody was not told within fifteen days, then it counts against timely acceptance', () => {
    const told = ten((index) => ({ informedAt: index === 0 ? null : index === 1 ? 16 * DAY_MS : 15 * DAY_MS }));
    expect(acceptOnTime(factsOf(told))).toEqual({ value: 0.8, n: 10 });
  });

  it('when residents come twice, are reopened or come back within ninety days, then one visit was not enough', () => {
    const petitions = ten((index) => (index === 0 ? { residentVisits: 2 } : index === 1 ? { round: 2 } : {}));
    const back = entry(10, { repeatOf: 'id-2', receivedAt: 110 * DAY_MS });
    const later = entry(11, { repeatOf: 'id-3', receivedAt: 111 * DAY_MS });
    const facts = factsOf([...petitions, back, later], { concluded: petitions });
    expect(firstVisitResolution(facts)).toEqual({ value: 0.7, n: 10 });
    expect(repeatRate(facts)).toEqual({ now: { value: 0.2, n: 10 }, before: { value: null, n: 0 }, change: null });
  });

  it('when satisfaction is told, then of those who answered, and the proxied apart', () => {
    const petitions = ten((index) => ({ proxied: index < 5 }));
    const words = ['verySatisfied', 'satisfied', 'basically', 'unsatisfied', 'noAnswer'];
    const ratings = petitions.map(({ id }, index) => ({ petitionId: id, overall: words[index % 5] ?? '' }));
    expect(satisfaction(factsOf(petitions, { ratings }))).toEqual({
      all: { satisfied: { value: 0.75, n: 8 }, answered: { value: 0.8, n: 10 } },
      proxied: { satisfied: { value: null, n: 4 }, answered: { value: 0.8, n: 5 } },
    });
  });

  it('when a unit of the district answers, then it was not settled in the village although no superior agent took part', () => {
    const petitions = ten((index) =>
      index === 0 ? { highestLevel: 'town' } : index === 1 ? { sentToUnitAt: 0, leadUnitArea: '990101' } : {},
    );
    expect(localSettlement(factsOf(petitions))).toEqual({
      community: { value: 0.8, n: 10 },
      town: { value: 0.9, n: 10 },
    });
    expect(escalationShare(factsOf(petitions))).toMatchObject({ community: { value: 0.9 }, town: { value: 0.1 } });
  });

  it('when orders and disputes are told, then by what they came to', () => {
    const orders = Array.from({ length: 6 }, (_, index) => ({
      unitId: index < 2 ? 'unit-a' : `unit-${index}`,
      verdict: index < 5 ? 'corrected' : null,
      issuedAt: 0,
      closedAt: index < 5 ? (index + 1) * DAY_MS : null,
    }));
    const outcomes = ['agreed', 'agreed', 'agreed', 'agreed', 'failed', 'refused'];
    const disputes = outcomes.map((outcome, index) => ({ petitionId: `id-${index}`, outcome, closedAt: 1 }));
    const facts = factsOf([], { orders, disputes });
    expect(supervisionOutcome(facts)).toMatchObject({
      corrected: { value: 5 },
      daysToCorrect: { value: 3, n: 5 },
      unitsWithRepeatedOrders: { value: null, n: 1 },
    });
    expect(mediationRate(facts)).toMatchObject({ agreed: { value: 0.8, n: 5 }, refused: { value: null, n: 1 } });
  });

  it('when warnings are told, then how many were confirmed, how early they came, and after how many it fell', () => {
    const raisedAt = 100 * DAY_MS;
    const place = (index: number) => `99010100100${index}`;
    // Each confirmed one had five before it; after the first three only three came, after the others as many as before, the first of them a crowd.
    const entries = [0, 1, 2, 3, 4].flatMap((index) => {
      const came = (day: number, number: number, groupSize = 1) =>
        entry(index * 100 + day * 10 + number, { areaCode: place(index), receivedAt: (100 + day) * DAY_MS, groupSize });
      const after = [0, 1, 2, 3, 4].slice(index < 3 ? 2 : 0).map((number) => came(7, number, number === 4 ? 8 : 1));
      return [...[0, 1, 2, 3, 4].map((number) => came(-7, number)), ...after];
    });
    const warnings = [0, 1, 2, 3, 4, 5].map((index) => ({
      subjectCode: 'wages',
      areaCode: place(index),
      raisedAt,
      confirmed: index < 5,
    }));
    expect(warningPrecision(factsOf([], { entries, warnings }))).toEqual({
      raised: { value: 6, n: 6 },
      confirmed: { value: 5 / 6, n: 6 },
      leadDays: { value: 7, n: 5 },
      fell: { value: 0.6, n: 5 },
    });
    const soon = factsOf([], { entries, warnings, period: { fromMs: 0, beforeMs: 120 * DAY_MS } });
    expect(warningPrecision(soon).fell).toEqual({ value: null, n: 0 });
  });

  it('when places are compared, then each place below has its own figures, and none below five', () => {
    const petitions = ten((index) => ({
      areaCode: index < 6 ? '990101001001' : '990101002001',
      residentVisits: index === 0 ? 2 : 1,
      highestLevel: index < 3 ? 'town' : 'community',
    }));
    const ratings = petitions.map(({ id }) => ({
      petitionId: id,
      overall: id === 'id-1' ? 'unsatisfied' : 'satisfied',
    }));
    const places = byArea(factsOf(petitions, { ratings }), '990101');
    expect(places).toMatchObject([
      {
        areaCode: '990101001',
        registered: 6,
        concluded: 6,
        firstVisitResolution: { value: 5 / 6, n: 6 },
        satisfaction: { value: 5 / 6, n: 6 },
        localSettlement: { value: 0.5, n: 6 },
      },
      { areaCode: '990101002', registered: 4, firstVisitResolution: { value: null, n: 4 } },
    ]);
    expect(byArea(factsOf(petitions), '').map(({ areaCode }) => areaCode)).toEqual(['990101']);
    expect(byArea(factsOf(petitions), '990101001001')).toEqual([]);
  });

  it('when many of one person come, then that is no hot topic; five persons are', () => {
    const one = ten(() => ({ petitionerHash: 'same', subjectCode: 'school' }));
    const five = Array.from({ length: 5 }, (_, index) => entry(index));
    expect(hotTopics(factsOf([...one, ...five]))).toEqual([
      { subjectCode: 'wages', areaCode: '990101001', count: 5, persons: 5, ratio: null },
    ]);
  });
});

describe.each(DATABASES)('given a register on %s', (database) => {
  let register: Register;
  let before: number;
  beforeAll(async () => {
    register = await openRegister({ database });
    before = (await register.get('/kpi?from=2026-11-24&to=2026-11-24')).json().registered;
    for (let index = 0; index < 6; index += 1) {
      const content = `第${index}栋楼的电梯坏了${index + 2}个月，一直没有人来修理。`;
      await register.post('/petitions', goodForm({ content }));
    }
  });
  afterAll(() => register.close());

  it('when the figures of a day are asked for, then all are there, taken of what was registered', async () => {
    const figures = (await register.get('/kpi?from=2026-11-24&to=2026-11-24&areaCode=9901')).json();
    expect(figures).toMatchObject({
      registered: before + 6,
      concluded: 0,
      acceptOnTime: { value: 0, n: before + 6 },
      onTimeRate: { afterExtension: { value: null, n: 0 } },
      suggestionConversion: { collected: { value: 0, n: 0 } },
      handlingTime: { unit: { median: { value: null, n: 0 } } },
      warningPrecision: { raised: { value: 0, n: 0 }, confirmed: { value: null, n: 0 } },
    });
    const places: { areaCode: string; registered: number }[] = figures.byArea;
    expect(places.map(({ areaCode }) => areaCode)).toContain('990101');
    expect(places.reduce((sum, place) => sum + place.registered, 0)).toBe(figures.registered);
    expect((await register.get('/kpi?from=2026-11-24&to=2026-11-24&areaCode=9902')).json().registered).toBe(0);
    expect((await register.get('/kpi?from=2026-11-25&to=2026-11-25')).json().registered).toBe(0);
  });

  it('when six were asked and five answered, then their satisfaction is told', async () => {
    const { items } = (await register.get('/petitions?maxResults=200&subjectCode=propertyMgmt')).json();
    const words = ['verySatisfied', 'satisfied', 'basically', 'unsatisfied', 'satisfied', 'noAnswer'];
    for (const [index, overall] of words.entries()) {
      const answer = await register.work('record-rating', items[index].businessKey, { overall, taskId: `r${index}` });
      expect(answer.statusCode).toBe(200);
    }
    const { satisfaction: told } = (await register.get('/kpi?from=2026-11-24&to=2026-11-24')).json();
    expect(told.all).toEqual({ satisfied: { value: 0.8, n: 5 }, answered: { value: 5 / 6, n: 6 } });
  });

  it.each([
    ['to=2026-11-24', 'from'],
    ['from=2026-02-30&to=2026-11-24', 'from'],
    ['from=2026-11-25&to=2026-11-24', 'to'],
    ['from=2026-11-24&to=2026-11-24&areaCode=x', 'areaCode'],
    ['from=2026-11-24&to=2026-11-24&town=1', 'town'],
  ])('when %s is asked for, then %s is refused', async (query, field) => {
    const answer = await register.get(`/kpi?${query}`);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors.map((one: { field: string }) => one.field)).toContain(field);
  });
});
