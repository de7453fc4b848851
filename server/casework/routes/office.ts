import type { FastifyInstance } from 'fastify';
import { EXPERT_KINDS, LEVELS } from '../codes.ts';
import type { CaseworkContext } from '../context.ts';
import { conflict, invalid } from '../errors.ts';
import { FieldReader, isObject } from '../intake/field-reader.ts';
import { readPhone } from '../intake/petition-form.ts';
import { findAgent, insertAgents } from '../tables/agent.ts';
import { findArea, insertAreas } from '../tables/area.ts';
import { findExpert, insertExperts } from '../tables/expert.ts';
import { findUnit, insertUnits, isOpenUnit } from '../tables/unit.ts';

const MAX_ENTRIES = 20_000;

/** Setting up an office: places, units and agents are added to those there are. */
export function officeRoutes(app: FastifyInstance, { knex }: CaseworkContext): void {
  app.post('/office', { bodyLimit: 8 * 1024 * 1024 }, async (request, reply) => {
    const office = new FieldReader(isObject(request.body) ? request.body : {});
    const areas = office.list('areas', '属地', MAX_ENTRIES, (area) => ({
      code: readAreaCode(area, 'code'),
      name: area.requiredText('name', '名称', { max: 100 }),
      level: area.code('level', '层级', LEVELS) ?? 'community',
      parentCode: area.text('parentCode', '上级属地', { max: 12 }) ?? null,
    }));
    const units = office.list('units', '单位', MAX_ENTRIES, (unit) => ({
      id: unit.requiredText('id', '单位编号', { max: 64 }),
      role: unit.requiredText('role', '职能', { max: 40 }),
      name: unit.requiredText('name', '名称', { max: 100 }),
      areaCode: readAreaCode(unit, 'areaCode'),
    }));
    const agents = office.list('agents', '代理员', MAX_ENTRIES, (agent) => ({
      id: agent.requiredText('id', '代理员编号', { max: 64 }),
      name: agent.requiredText('name', '名称', { max: 100 }),
      level: agent.code('level', '层级', LEVELS) ?? 'community',
      areaCode: readAreaCode(agent, 'areaCode'),
      unitId: agent.text('unitId', '单位', { max: 64 }) ?? null,
      skills: agent.texts('skills', '专长', { max: 20, maxEach: 40 }) ?? [],
      onDuty: agent.boolean('onDuty', '在岗') ?? true,
    }));
    const experts = office.list('experts', '专家', MAX_ENTRIES, (expert) => ({
      id: expert.requiredText('id', '专家编号', { max: 64 }),
      name: expert.requiredText('name', '名称', { max: 100 }),
      phone: readPhone(expert),
      kind: expert.code('kind', '类别', EXPERT_KINDS) ?? 'deputy',
      areaCode: readAreaCode(expert, 'areaCode'),
      active: expert.boolean('active', '可邀请') ?? true,
    }));
    for (const [index, area] of areas.entries()) {
      if (area.parentCode !== null && (!area.code.startsWith(area.parentCode) || area.code === area.parentCode)) {
        office.refuse(`areas[${index}].code`, '属地编码须以上级属地的编码开头');
      }
    }
    const problems = office.finish();
    if (problems.length > 0) throw invalid(problems);
    await knex.transaction(async (trx) => {
      for (const area of areas) if (await findArea(trx, area.code)) throw conflict(`属地 ${area.code} 已存在`);
      for (const unit of units) if (await findUnit(trx, unit.id)) throw conflict(`单位 ${unit.id} 已存在`);
      for (const expert of experts) if (await findExpert(trx, expert.id)) throw conflict(`专家 ${expert.id} 已存在`);
      for (const agent of agents) if (await findAgent(trx, agent.id)) throw conflict(`代理员 ${agent.id} 已存在`);
      const known = new Set<string>();
      const isKnown = async (code: string) => known.has(code) || (await findArea(trx, code)) !== undefined;
      const parentsFirst = areas.toSorted((a, b) => a.code.length - b.code.length);
      for (const area of parentsFirst) {
        if (area.parentCode !== null && !(await isKnown(area.parentCode))) {
          throw invalid([{ field: 'areas', reason: `属地 ${area.code} 的上级 ${area.parentCode} 不存在` }]);
        }
        known.add(area.code);
      }
      for (const entry of [...units, ...agents, ...experts]) {
        if (!(await isKnown(entry.areaCode))) {
          throw invalid([{ field: 'areaCode', reason: `${entry.id} 的属地 ${entry.areaCode} 不存在` }]);
        }
      }
      await insertAreas(trx, parentsFirst);
      await insertUnits(trx, units);
      for (const agent of agents) {
        if (agent.unitId !== null && !(await isOpenUnit(trx, agent.unitId))) {
          throw invalid([{ field: 'agents', reason: `${agent.id} 的单位 ${agent.unitId} 不存在或已撤销` }]);
        }
      }
      await insertAgents(trx, agents);
      await insertExperts(trx, experts);
    });
    return reply
      .code(201)
      .send({ areas: areas.length, units: units.length, agents: agents.length, experts: experts.length });
  });
}

function readAreaCode(reader: FieldReader, field: string): string {
  const code = reader.requiredText(field, '属地编码', { max: 12 });
  if (code !== '' && !/^\d+$/.test(code)) reader.refuse(field, '属地编码须为数字');
  return code;
}
