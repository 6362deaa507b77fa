// The told lines of a frame as a tree: a line belongs under the last one that is less indented.
export type Branch = { text: string; under: Branch[] };

export function treeOf(told: string): Branch[] {
  const root: Branch = { text: '', under: [] };
  const path: Branch[] = [root];
  for (const line of told.split('\n')) {
    const depth = (/^ */.exec(line)?.[0].length ?? 0) / 2;
    const branch: Branch = { text: line.trim(), under: [] };
    path.length = Math.min(path.length, depth + 1);
    (path.at(-1) ?? root).under.push(branch);
    path.push(branch);
  }
  return root.under;
}
