import { findAreaPath } from '../tables/area.ts';
import { updatePetition } from '../tables/petition.ts';
import { findUnitsFor } from '../tables/unit.ts';
import type { WorkTopic } from './work-topic.ts';

/**
 * The units that roles of table `responsible-unit-routing` stand for in a place: of each role the nearest one upward. The role
 * `decideUnit`, and a role nobody holds, leave the choice to a person. Reads only, but for the lead unit shown in lists.
 */
export const resolveUnits: WorkTopic = {
  topic: 'resolve-units',
  async handle({ knex }, petition, input) {
    const areaCodes = (await findAreaPath(knex, input.optionalText('areaCode') ?? petition.areaCode)).map(
      (area) => area.code,
    );
    const leadRole = input.optionalText('leadUnitRole') ?? 'decideUnit';
    const fallbackRole = input.optionalText('fallbackRole');
    const cooperatingRoles = input.list('cooperatingRoles');
    const wanted = [leadRole, ...(fallbackRole === null ? [] : [fallbackRole]), ...cooperatingRoles];
    const units = await findUnitsFor(knex, wanted, areaCodes);
    const lead = leadRole === 'decideUnit' ? undefined : (units.get(leadRole) ?? units.get(fallbackRole ?? ''));
    const cooperating: string[] = [];
    for (const role of cooperatingRoles) {
      const unit = units.get(role);
      if (unit && unit.id !== lead?.id && !cooperating.includes(unit.id)) cooperating.push(unit.id);
    }
    if (lead) await updatePetition(knex, petition.id, { leadUnitId: lead.id });
    return {
      leadUnitId: lead?.id ?? null,
      cooperatingUnitIds: cooperating.join(','),
      cooperatingUnitCount: cooperating.length,
    };
  },
};
