import type { FastifyRequest } from 'fastify';
import { type Static, Type } from 'typebox';
import type { Deployed } from '../../commands/deploy.ts';
import { DecisionDefinitionOut, writeDecisionDefinition } from '../decision-definition/decision-definition.ts';
import { RequirementsDefinitionOut, writeRequirementsDefinition } from '../decision-requirements-definition.ts';
import { ProcessDefinitionOut, writeProcessDefinition } from '../process-definition/process-definition-out.ts';
import { absoluteUrl } from '../wire/absolute-url.ts';
import { NullableText } from '../wire/schema.ts';
import { DeploymentOut, writeDeployment } from './deployment-out.ts';

const ProblemOut = Type.Object({
  message: Type.String(),
  line: Type.Integer(),
  column: Type.Integer(),
  mainElementId: NullableText,
  elementIds: Type.Array(Type.String()),
});

const orNull = <T extends Parameters<typeof Type.Record>[1]>(item: T) =>
  Type.Union([Type.Record(Type.String(), item), Type.Null()]);

/** What was deployed, by definition id; null where there is nothing of the kind. */
export const DeployedOut = Type.Object({
  ...DeploymentOut.properties,
  deployedProcessDefinitions: orNull(ProcessDefinitionOut),
  deployedCaseDefinitions: Type.Null(),
  deployedDecisionDefinitions: orNull(DecisionDefinitionOut),
  deployedDecisionRequirementsDefinitions: orNull(RequirementsDefinitionOut),
  /** By file name, in the shape of a refusal's `details`; absent when nothing is doubtful. Not in the reference. */
  warnings: Type.Optional(Type.Record(Type.String(), Type.Array(ProblemOut))),
});

export function writeDeployed(
  request: FastifyRequest,
  { deployment, processes, decisions, requirements, warnings }: Deployed,
): Static<typeof DeployedOut> {
  const doubtful = Object.keys(warnings).length > 0;
  if (doubtful) request.log.warn({ deployment: deployment.id, warnings }, 'deployed with warnings');
  return {
    ...writeDeployment(deployment),
    links: [{ method: 'GET', href: absoluteUrl(request, `/deployment/${deployment.id}`), rel: 'self' }],
    deployedProcessDefinitions: byId(processes.map(writeProcessDefinition)),
    deployedCaseDefinitions: null,
    deployedDecisionDefinitions: byId(decisions.map(writeDecisionDefinition)),
    deployedDecisionRequirementsDefinitions: byId(requirements.map(writeRequirementsDefinition)),
    ...(doubtful ? { warnings } : {}),
  };
}

function byId<T extends { id: string }>(items: T[]): Record<string, T> | null {
  return items.length === 0 ? null : Object.fromEntries(items.map((item) => [item.id, item]));
}
