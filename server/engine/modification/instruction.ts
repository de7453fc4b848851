import type { Variables } from '../variables.ts';

/** A token set by hand. */
export interface StartInstruction {
  readonly type: 'startBeforeActivity' | 'startAfterActivity' | 'startTransition';
  /** The activity, or for `startTransition` the sequence flow. */
  readonly elementId: string;
  /** The activity instance under which it starts; without it, the one instance there is of the nearest scope. */
  readonly ancestorActivityInstanceId?: string | undefined;
  /** Written from the new token outwards. */
  readonly variables?: Variables | undefined;
  /** Written where the new token stands. */
  readonly localVariables?: Variables | undefined;
}

/** A token taken away by hand, or all that stand at an activity. */
export interface CancelInstruction {
  readonly type: 'cancel';
  readonly by: 'activityId' | 'activityInstanceId' | 'transitionInstanceId';
  readonly id: string;
  /** Of an activity, only the instances that were there before the first instruction. */
  readonly onlyCurrent?: boolean | undefined;
}

export type Instruction = StartInstruction | CancelInstruction;

/** The instruction in words, for the message that refuses it. */
export function describeInstruction(instruction: Instruction): string {
  switch (instruction.type) {
    case 'cancel':
      return `Cancel ${{ activityId: 'all instances of activity', activityInstanceId: 'activity instance', transitionInstanceId: 'transition instance' }[instruction.by]} '${instruction.id}'`;
    case 'startBeforeActivity':
      return `Start before activity '${instruction.elementId}'${withAncestor(instruction)}`;
    case 'startAfterActivity':
      return `Start after activity '${instruction.elementId}'${withAncestor(instruction)}`;
    case 'startTransition':
      return `Start transition '${instruction.elementId}'${withAncestor(instruction)}`;
  }
}

function withAncestor({ ancestorActivityInstanceId: id }: StartInstruction): string {
  return id === undefined ? '' : ` with ancestor activity instance '${id}'`;
}
