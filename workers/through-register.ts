import { type Outputs, type Topic, toOutputs, type VariableType } from './job.ts';

/** Inputs that every topic hands over. */
const ALWAYS = ['petitionId', 'round'] as const;

/** A topic that the register does alone: the inputs go there, its answer comes back as variables. */
export function throughRegister(
  name: string,
  inputs: readonly string[],
  outputs: Readonly<Record<string, VariableType>>,
): Topic {
  const reads = [...ALWAYS, ...inputs];
  return {
    name,
    inputs: reads,
    outputs,
    async handle(job): Promise<Outputs> {
      const body: Record<string, unknown> = { businessKey: job.task.businessKey, taskId: job.task.id };
      for (const input of reads) {
        const value = job.read(input);
        if (value !== null) body[input] = value;
      }
      return toOutputs(await job.askRegister(name, body));
    },
  };
}
