import { type Row, type Server, text, toRows } from './server.ts';

/** Id of the unit that holds `role` nearest above a place, as a person with the list of units would choose. */
export async function nearestUnit(server: Server, role: string, areaCode: string): Promise<string> {
  const units = toRows(await server.api('GET', `/units?role=${encodeURIComponent(role)}`));
  const above = units.filter((unit) => areaCode.startsWith(text(unit, 'areaCode')));
  const nearest = above.toSorted((a: Row, b: Row) => text(b, 'areaCode').length - text(a, 'areaCode').length)[0];
  if (!nearest) throw new Error(`no unit holds the role ${role} above ${areaCode}`);
  return text(nearest, 'id');
}
