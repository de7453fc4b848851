import { describe, expect, it } from 'vitest';
import { World } from '../world.ts';

describe('exclusive gateway', () => {
  const drawing = `
    start --> gate
    gate: exclusiveGateway
    gate --> small [\${amount < 10}]
    gate --> big [\${amount > 100}]
    gate --> middle (default)
  `;
  it.each([
    [5, 'p(small)'],
    [500, 'p(big)'],
    [50, 'p(middle)'],
  ])('given amount %i, then %s', async (amount, waiting) => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p', { amount });
    expect(world.waiting()).toBe(waiting);
  });
  it('given no flow to take, when reached, then the command fails with the reference’s word', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> gate
      gate: exclusiveGateway
      gate --> a [\${x == 1}]
      gate --> b [\${x == 2}]
    `,
    );
    expect(() => world.start('p', { x: 3 })).toThrow(/ENGINE-02004 .* 'gate'/);
    expect(() => world.start('p')).toThrow(
      "Unknown property used in expression: ${x == 1}. Cause: Cannot resolve identifier 'x'",
    );
  });
});

describe('parallel gateway', () => {
  it('given two branches, when both are done, then the join goes on once', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> fork
      fork: parallelGateway
      join: parallelGateway
      fork --> a --> join
      fork --> b --> join
      join --> after --> end
    `,
    );
    world.start('p');
    expect(world.waiting()).toBe('p(a b)');
    world.complete('a');
    expect(world.waiting()).toBe('p(b join)');
    world.complete('b');
    expect(world.waiting()).toBe('p(after)');
    world.complete('after');
    expect(world.past().filter((line) => line.startsWith('join'))).toHaveLength(2);
  });
});

describe('inclusive gateway', () => {
  const drawing = `
    start --> fork
    fork: inclusiveGateway
    join: inclusiveGateway
    fork --> a [\${x > 0}]
    fork --> b [\${x > 10}]
    fork --> c (default)
    a --> join
    b --> check
    check: exclusiveGateway
    check --> join [\${ok}]
    check --> elsewhere (default)
    c --> join
    join --> after --> end
  `;
  it('given one true flow, then the join does not wait for the others', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p', { x: 5, ok: true });
    world.complete('a');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given two true flows, then the join waits for both', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p', { x: 50, ok: true });
    world.complete('a');
    expect(world.waiting()).toBe('p(b join)');
    world.complete('b');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given the other token leaves by another path, then the join stops waiting', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p', { x: 50, ok: false });
    world.complete('a');
    world.complete('b');
    expect(world.waiting()).toBe('p(after elsewhere)');
  });
});

describe('event-based gateway', () => {
  const drawing = `
    start --> gate
    gate: eventBasedGateway
    gate --> answer --> answered
    gate --> week --> asked
    answer: intermediateCatchEvent message=ANSWER
    week: intermediateCatchEvent timer=P7D
  `;
  it('given a message first, then the timer is gone', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    expect(world.waiting()).toBe('p(gate)');
    world.send('ANSWER', { value: 1 });
    expect(world.waiting()).toBe('p(answered)');
    expect(world.jobs()).toEqual([]);
    expect(world.past()).toContain('gate eventBasedGateway canceled');
    expect(world.past()).toContain('answer intermediateMessageCatch finished');
  });
  it('given the timer first, then the message is no longer waited for', async () => {
    const world = new World();
    await world.deploy('p', drawing);
    world.start('p');
    expect(world.jobs()[0]!.dueAt).toBe(world.now + 7 * 86_400_000);
    world.execute('week');
    expect(world.waiting()).toBe('p(asked)');
    expect(world.subscriptions()).toEqual([]);
  });
});
