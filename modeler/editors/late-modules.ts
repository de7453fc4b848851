import type EventBus from 'diagram-js/lib/core/EventBus';

/** The services of a diagram: the injector of diagram-js, as far as it is used. */
export interface Services {
  get: <T>(name: string) => T;
  createChild: (modules: readonly object[]) => Services & { init: () => void };
}

/** What has happened before a module came: the name of the event, and what its listeners would have been told. */
export type Past = Readonly<Record<string, () => object | undefined>>;

/** The part of the event bus that is replaced: `on(events, priority?, callback, that?)`. */
type Listen = (events: string | readonly string[], ...rest: readonly unknown[]) => void;

/**
 * Gives an open diagram further modules, so that it can be drawn without them.
 * They register their listeners as if they had been there from the start: a listener to what is over hears of it in a microtask.
 * @param past what is over; a listener is not called where it answers undefined
 * @returns the services of the modules, and of the diagram
 */
export async function addModules(diagram: Services, modules: readonly object[], past: Past): Promise<Services> {
  const bus = diagram.get<EventBus>('eventBus');
  const on: Listen = (events, ...rest) => {
    Reflect.apply(bus.on, bus, [events, ...rest]);
    const at = rest.findIndex((each) => typeof each === 'function');
    const [callback, that] = rest.slice(at);
    for (const event of typeof events === 'string' ? [events] : events) {
      const told = past[event]?.();
      if (told && typeof callback === 'function') queueMicrotask(() => Reflect.apply(callback, that, [told]));
    }
  };
  const services = diagram.createChild([
    { eventBus: ['value', Object.assign(Object.create(bus), { on })] },
    ...modules,
  ]);
  services.init();
  await Promise.resolve();
  return services;
}
