import { describe, expect, it } from 'vitest';
import { World } from '../world.ts';

describe('compensation', () => {
  it('given two completed activities, when compensation is thrown, then both are undone before the token goes on', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> hotel --> flight --> undo --> after
      hotel: serviceTask topic=t
      flight: serviceTask topic=t
      undoHotel: userTask undoes=hotel
      undoFlight: userTask undoes=flight
      undo: intermediateThrowEvent compensate=all
    `,
    );
    world.start('p');
    world.complete('hotel');
    expect(world.subscriptions().map((one) => `${one.kind} ${one.elementId}`)).toEqual(['compensate undoHotel']);
    world.complete('flight');
    expect(world.waiting()).toBe('p(undo undoFlight undoHotel)');
    world.complete('undoHotel');
    world.complete('undoFlight');
    expect(world.waiting()).toBe('p(after)');
    expect(world.subscriptions()).toEqual([]);
  });
  it('given nothing was completed, then the event is passed; given one activity is named, then only that is undone', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> first --> hotel --> flight --> undo --> after
      first: intermediateThrowEvent compensate=all
      hotel: serviceTask topic=t
      flight: serviceTask topic=t
      undoHotel: userTask undoes=hotel
      undoFlight: userTask undoes=flight
      undo: intermediateThrowEvent compensate=hotel
    `,
    );
    world.start('p');
    world.complete('hotel');
    world.complete('flight');
    expect(world.waiting()).toBe('p(undo undoHotel)');
    world.complete('undoHotel');
    expect(world.waiting()).toBe('p(after)');
  });
  it('given a completed sub-process, then its handlers see its variables as they were at its end', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> sub --> pause --> undo --> after
      sub: subProcess {
        s --> work --> e
        work: serviceTask topic=t
        undoWork: serviceTask topic=u undoes=work input.seen=\${price}
      }
      undo: intermediateThrowEvent compensate=all
    `,
    );
    const instance = world.start('p', { price: 1 });
    world.complete('work');
    expect(world.waiting()).toBe('p(pause)');
    expect(world.subscriptions().map((one) => one.elementId)).toEqual(['undoWork', 'sub']);
    world.setVariables(instance, { other: 1 });
    world.complete('pause');
    expect(world.waiting()).toBe('p(sub(undoWork) undo)');
    world.complete('undoWork');
    expect(world.waiting()).toBe('p(after)');
    world.complete('after');
    expect(world.waiting()).toBe('');
  });
  it('given a transaction, when it is cancelled, then its work is undone and the cancel boundary goes on', async () => {
    const world = new World();
    await world.deploy(
      'p',
      `
      start --> deal --> after
      deal: transaction {
        s --> work --> ask --> stop
        work: serviceTask topic=t
        undoWork: userTask undoes=work
        stop: endEvent cancel=yes
      }
      cancelled: boundaryEvent on=deal cancel=yes
      cancelled --> tidy
    `,
    );
    world.start('p');
    world.complete('work');
    world.complete('ask');
    expect(world.waiting()).toBe('p(deal(stop undoWork))');
    world.complete('undoWork');
    expect(world.waiting()).toBe('p(tidy)');
  });
});
