import { throughRegister } from './through-register.ts';

/** The units that the roles of the routing table stand for in this place. */
export const resolveUnits = throughRegister(
  'resolve-units',
  ['areaCode', 'leadUnitRole', 'cooperatingRoles', 'fallbackRole'],
  { leadUnitId: 'String', cooperatingUnitIds: 'String', cooperatingUnitCount: 'Integer' },
);
