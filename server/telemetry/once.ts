// What of some rows is new to the lake. O1 bytes that are there already, be they sent again as they were or as reissue, add
// nothing; O2 bytes that say more, or something else, of a moment that is there are laid into its row, so that the lake has
// one row per vehicle, moment and kind at any time.
import type { HistoryRow } from './history-row.ts';

/** A row that the lake has. */
export type KnownRow = { vin: string; ms: number; kind: string; file: string; frames: readonly Uint8Array[] };

const keyOf = (vin: string, ms: number, kind: string): string => `${vin} ${ms} ${kind}`;
const ofRow = (row: HistoryRow): string => keyOf(row.vin, row.collectedAt.getTime(), row.kind);

/** What a frame says, without the byte that tells a reissue and the check code over it. (O1) */
const contentOf = (frame: Uint8Array): string => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('latin1', 3, Math.max(3, frame.length - 1));

/** The rows to be written, and the files whose rows they are laid into. */
export function newOnly(rows: readonly HistoryRow[], known: readonly KnownRow[]): { rows: HistoryRow[]; files: string[] } {
  const said = new Map<string, Set<string>>();
  const heard = (key: string): Set<string> => {
    const set = said.get(key) ?? new Set<string>();
    said.set(key, set);
    return set;
  };
  for (const row of known) for (const frame of row.frames) heard(keyOf(row.vin, row.ms, row.kind)).add(contentOf(frame));
  const fresh = rows.filter((row) => {
    const [set, contents] = [heard(ofRow(row)), row.frames.map(contentOf)];
    const adds = contents.some((content) => !set.has(content));
    for (const content of contents) set.add(content);
    return adds;
  });
  const keys = new Set(fresh.map(ofRow));
  return { rows: fresh, files: [...new Set(known.filter((row) => keys.has(keyOf(row.vin, row.ms, row.kind))).map((row) => row.file))] };
}
