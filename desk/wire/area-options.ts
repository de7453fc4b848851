import type { Area, CodeLabel } from './register.ts';

/** The area tree as a flat list in tree order, each level set in by one full-width space (a `<select>` knows no other way). */
export function areaOptions(areas: readonly Area[]): CodeLabel[] {
  const children = new Map<string | null, Area[]>();
  const known = new Set(areas.map((area) => area.code));
  for (const area of areas) {
    const parent = area.parentCode !== null && known.has(area.parentCode) ? area.parentCode : null;
    children.set(parent, [...(children.get(parent) ?? []), area]);
  }
  const below = (parent: string | null, depth: number): CodeLabel[] =>
    (children.get(parent) ?? []).flatMap((area) => [
      { code: area.code, label: `${'　'.repeat(depth)}${area.name}` },
      ...below(area.code, depth + 1),
    ]);
  return below(null, 0);
}
