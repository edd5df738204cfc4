/** For an error about a name that does not exist: `; did you mean "…"?` if one is near, else the names there are. */
export const suggestionFor = (name: string, known: readonly string[]): string => {
  const [nearest] = known
    .map((candidate) => ({ candidate, distance: distanceBetween(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= Math.max(2, nearest.candidate.length / 3)) {
    return `; did you mean "${nearest.candidate}"?`;
  }
  return `; there is ${known.join(', ')}`;
};

/** How many characters have to be put in, left out or changed (Levenshtein). */
const distanceBetween = (from: string, to: string): number => {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (const [row, character] of [...from].entries()) {
    const current = [row + 1];
    for (const [column, other] of [...to].entries()) {
      const changed = (above[column] ?? 0) + (character === other ? 0 : 1);
      current.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
};
