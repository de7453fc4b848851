import { EngineError } from '../engine-error.ts';

/** Where in a decision an evaluation failed. */
export interface DecisionPlace {
  decisionKey: string;
  ruleId?: string;
  /** The input, the output or the cell. */
  elementId?: string;
}

/** A decision that cannot be evaluated. The message begins as the reference words it and ends with the place. */
export class DecisionError extends EngineError {
  readonly place: DecisionPlace;
  constructor(place: DecisionPlace, reason: string, cause?: unknown) {
    const parts = [`decision '${place.decisionKey}'`];
    if (place.ruleId !== undefined) parts.push(`rule '${place.ruleId}'`);
    if (place.elementId !== undefined) parts.push(`element '${place.elementId}'`);
    super('ProcessEngineException', `${reason} (${parts.join(', ')})`, cause === undefined ? {} : { cause });
    this.name = 'DecisionError';
    this.place = place;
  }
}
