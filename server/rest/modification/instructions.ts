import { type Static, Type } from 'typebox';
import type { Instruction } from '../../engine/engine.ts';
import { RequestError } from '../wire/request-error.ts';
import { VariableIn } from '../wire/schema.ts';
import { readVariables } from '../wire/variables.ts';

const TYPES = ['cancel', 'startAfterActivity', 'startBeforeActivity', 'startTransition'] as const;

/** One instruction of a modification, start or restart. Which members it needs depends on its `type`. */
export const InstructionIn = Type.Object({
  type: Type.Optional(Type.String({ enum: [...TYPES] })),
  activityId: Type.Optional(Type.String()),
  transitionId: Type.Optional(Type.String()),
  activityInstanceId: Type.Optional(Type.String()),
  transitionInstanceId: Type.Optional(Type.String()),
  ancestorActivityInstanceId: Type.Optional(Type.String()),
  cancelCurrentActiveActivityInstances: Type.Optional(Type.Boolean()),
  variables: Type.Optional(
    Type.Record(Type.String(), Type.Object({ ...VariableIn.properties, local: Type.Optional(Type.Boolean()) })),
  ),
});
type InstructionIn = Static<typeof InstructionIn>;

/** What an instruction may say depends on what it is for. */
export type Purpose = 'one instance' | 'many instances' | 'start';

/**
 * Instructions as the engine takes them.
 * @throws RequestError naming what an instruction lacks
 */
export function readInstructions(given: readonly InstructionIn[], purpose: Purpose): Instruction[] {
  return given.map((instruction) => {
    const { type } = instruction;
    if (type === 'cancel') return readCancel(instruction, purpose);
    if (type !== 'startBeforeActivity' && type !== 'startAfterActivity' && type !== 'startTransition') {
      throw new RequestError(
        400,
        `instructions: type ${type === undefined ? 'is missing' : `'${type}' is not known`}; known types are ${TYPES.join(', ')}`,
      );
    }
    const member = type === 'startTransition' ? 'transitionId' : 'activityId';
    const elementId = instruction[member];
    if (elementId === undefined) throw new RequestError(400, `For instruction type '${type}': '${member}' must be set`);
    const all = Object.entries(instruction.variables ?? {});
    return {
      type,
      elementId,
      ancestorActivityInstanceId: instruction.ancestorActivityInstanceId,
      variables: readVariables(Object.fromEntries(all.filter(([, variable]) => !variable.local))),
      localVariables: readVariables(Object.fromEntries(all.filter(([, variable]) => variable.local))),
    };
  });
}

function readCancel(instruction: InstructionIn, purpose: Purpose): Instruction {
  if (purpose === 'start') throw new RequestError(400, "For instruction type 'cancel': it cannot start an instance");
  const given = (['activityId', 'activityInstanceId', 'transitionInstanceId'] as const).filter(
    (member) => instruction[member] !== undefined,
  );
  const by = given[0];
  if (purpose === 'many instances' && by !== 'activityId')
    throw new RequestError(400, "For instruction type 'cancel': 'activityId' must be set");
  if (by === undefined || given.length > 1) {
    throw new RequestError(
      400,
      "For instruction type 'cancel': exactly one, 'activityId', 'activityInstanceId', or 'transitionInstanceId', is required",
    );
  }
  const onlyCurrent = purpose === 'many instances' && instruction.cancelCurrentActiveActivityInstances === true;
  return { type: 'cancel', by, id: instruction[by]!, onlyCurrent };
}
