import { type Static, Type } from 'typebox';
import { DateOut, LinkOut, NullableText } from '../wire/schema.ts';
import { writeDate } from '../wire/wire-date.ts';

export const DeploymentOut = Type.Object({
  links: Type.Array(LinkOut),
  id: Type.String(),
  name: NullableText,
  source: NullableText,
  deploymentTime: DateOut,
  tenantId: NullableText,
});

interface DeploymentRow {
  id: string;
  name: string | null;
  source: string | null;
  deployedAt: number;
}

export function writeDeployment(row: DeploymentRow): Static<typeof DeploymentOut> {
  return {
    links: [],
    id: row.id,
    name: row.name,
    source: row.source,
    deploymentTime: writeDate(row.deployedAt),
    tenantId: null,
  };
}
