import type { FastifyInstance } from 'fastify';
import { LEVELS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { listAgents } from '../tables/agent.ts';
import { listAreas } from '../tables/area.ts';
import { listUnits } from '../tables/unit.ts';

/** Areas, units and agents. */
export function placeRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.get('/areas', async () =>
    (await listAreas(knex)).map(({ closedAt, ...area }) => ({ ...area, closed: closedAt !== null })),
  );

  app.get('/units', async (request) => {
    const reader = new FieldReader(isObject(request.query) ? request.query : {});
    const areaCode = readAreaCode(reader);
    const role = reader.text('role', '职能', { max: 40 });
    const closedToo = reader.text('closed', '含已撤销', { max: 5 }) === 'true';
    refuseProblems(reader);
    const units = await listUnits(knex, { ...(areaCode ? { areaCode } : {}), ...(role ? { role } : {}) });
    return units
      .filter(({ closedAt }) => closedToo || closedAt === null)
      .map(({ closedAt, ...unit }) => ({ ...unit, closed: closedAt !== null }));
  });

  app.get('/agents', async (request) => {
    const reader = new FieldReader(isObject(request.query) ? request.query : {});
    const areaCode = readAreaCode(reader);
    const level = reader.code('level', '层级', LEVELS);
    refuseProblems(reader);
    const agents = await listAgents(knex, { ...(areaCode ? { areaCode } : {}), ...(level ? { level } : {}) });
    return agents.map(({ awaySince: _since, leftAt, ...agent }) => ({ ...agent, left: leftAt !== null }));
  });
}

function readAreaCode(reader: FieldReader): string | undefined {
  const areaCode = reader.text('areaCode', '属地', { max: 12 });
  if (areaCode !== undefined && !/^\d+$/.test(areaCode)) reader.refuse('areaCode', '属地编码须为数字');
  return areaCode;
}

function refuseProblems(reader: FieldReader): void {
  const problems = reader.finish();
  if (problems.length > 0) throw invalid(problems);
}
