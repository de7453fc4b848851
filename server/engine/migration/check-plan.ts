import type { DeployedProcess } from '../environment.ts';
import { placeOf } from '../model/place.ts';
import { failuresOf } from './check-instruction.ts';
import { Mapping } from './mapping.ts';
import type { InstructionReport, MigrationPlan } from './plan.ts';

/** What is wrong with a plan, one report for each instruction that cannot be; none when the plan is valid. */
export function checkPlan(source: DeployedProcess, target: DeployedProcess, plan: MigrationPlan): InstructionReport[] {
  const mapping = new Mapping(source.graph, target.graph, plan.instructions);
  const ids = { source: source.id, target: target.id };
  const reports = plan.instructions.map((instruction): InstructionReport => {
    const mapped = mapping.resolve(instruction);
    if (mapped) return { instruction, failures: failuresOf(mapped, mapping, ids) };
    const failures: string[] = [];
    if (!placeOf(source.graph, instruction.source))
      failures.push(`Source activity '${instruction.source}' does not exist`);
    if (!placeOf(target.graph, instruction.target))
      failures.push(`Target activity '${instruction.target}' does not exist`);
    return { instruction, failures };
  });
  return reports.filter((report) => report.failures.length > 0);
}
