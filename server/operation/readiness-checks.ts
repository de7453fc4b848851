import type { EngineContext } from '../commands/engine-context.ts';
import { NotReady, type ReadinessCheck } from './health.ts';
import type { Life } from './life.ts';

export interface WhatMustBeReady {
  life: Life;
  /** null when another engine is used. */
  engine: EngineContext | null;
  engineUrl: string | null;
  /** Writes something that changes nothing into the register's database. @throws when it cannot be written */
  writeToRegister(): Promise<void>;
}

/** What must hold before requests are sent to this server. That it answers at all says that its databases are migrated. */
export function readinessChecks(parts: WhatMustBeReady): Record<string, ReadinessCheck> {
  const { life, engine, engineUrl, writeToRegister } = parts;
  return {
    running: () => demand(!life.stopping, 'stopping'),
    deployed: () => demand(life.deployed, 'not yet'),
    workers: () => demand(life.workersPoll(), 'cannot poll the engine'),
    engine: async () => {
      if (engine) await engine.store.assertWritable();
      else if (engineUrl !== null) demand((await fetch(`${engineUrl}/version`)).ok, 'does not answer');
    },
    register: writeToRegister,
  };
}

function demand(holds: boolean, otherwise: string): void {
  if (!holds) throw new NotReady(otherwise);
}
