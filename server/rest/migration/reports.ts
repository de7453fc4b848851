import type {
  InstanceReport,
  InstructionReport,
  MigrationInstruction,
  NodeReport,
} from '../../engine/migration/plan.ts';

/** An instruction as the contract writes it: lists of one id each. */
export function writeInstruction({ source, target, updateEventTrigger }: MigrationInstruction) {
  return { sourceActivityIds: [source], targetActivityIds: [target], updateEventTrigger };
}

/** What is wrong with a plan. Its variables were read before, so that nothing is wrong with them. */
export function writePlanReport(reports: readonly InstructionReport[]) {
  return {
    instructionReports: reports.map(({ instruction, failures }) => ({
      instruction: writeInstruction(instruction),
      failures: [...failures],
    })),
    variableReports: {},
  };
}

/** Why an instance cannot be migrated. */
export function writeInstanceReport({ instanceId, activities, transitions }: InstanceReport) {
  return {
    processInstanceId: instanceId,
    failures: [],
    activityInstanceValidationReports: activities.map((report) => ({
      ...writeNodeReport(report),
      activityInstanceId: report.id,
    })),
    transitionInstanceValidationReports: transitions.map((report) => ({
      ...writeNodeReport(report),
      transitionInstanceId: report.id,
    })),
  };
}

function writeNodeReport({ sourceActivityId, instruction, failures }: NodeReport) {
  return {
    sourceScopeId: sourceActivityId,
    migrationInstruction: instruction && writeInstruction(instruction),
    failures,
  };
}
