/** Lines that differ: those only one of two texts has, in order. */
export function changedLines(before: string, after: string): { line: string; added: boolean }[] {
  const [old, fresh] = [before.split('\n'), after.split('\n')];
  // The longest common subsequence, by the table of its lengths; forms have a few hundred lines.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(fresh.length + 1));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) {
      const [row, below] = [lengths[i]!, lengths[i + 1]!];
      row[j] = old[i] === fresh[j] ? below[j + 1]! + 1 : Math.max(below[j]!, row[j + 1]!);
    }
  }
  const changes: { line: string; added: boolean }[] = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) {
      i += 1;
      j += 1;
    } else if (j >= fresh.length || (i < old.length && lengths[i + 1]![j]! >= lengths[i]![j + 1]!)) {
      changes.push({ line: old[i]!, added: false });
      i += 1;
    } else {
      changes.push({ line: fresh[j]!, added: true });
      j += 1;
    }
  }
  return changes;
}
