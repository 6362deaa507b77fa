// What this process knows of a part's vehicles since it last read the part: their latest states, and what observers
// remember of them. It holds as long as nobody has read the part since: the cursor counts its turns, and with another turn
// everything is read again.
// H1 who changes what is remembered without reading (a round that judges silence) holds the parts meanwhile, and counts a turn.
import { countTurns, holdCursors } from '#platform/stream/cursors';
import { partOf, type VehicleStream } from '#platform/stream/stream';
import type { Tx } from '#platform/tx';
import { reader } from './readers.ts';

/** The part whose batch is read, and the turn of its cursor. */
export type Turn = { part: number; turn: number };
export type Remembered<Known> = {
  known: ReadonlyMap<string, Known>;
  /** To be called once the transaction that moved these has committed. */
  keep(moved: ReadonlyMap<string, Known>): void;
};

const keptMost = 8_000;
type Memory = { turn: number; known: Map<string, unknown> };
const memories = new WeakMap<VehicleStream, Map<string, Memory>>();

/** What is remembered under a name of a part's vehicles. */
export function remembered<Known>(stream: VehicleStream, name: string, { part, turn }: Turn): Remembered<Known> {
  const all = memories.get(stream) ?? new Map<string, Memory>();
  memories.set(stream, all);
  const key = `${name} ${part}`;
  const last = all.get(key);
  const known = (last?.turn === turn && last.known.size <= keptMost ? last.known : new Map()) as Map<string, Known>;
  return {
    known,
    keep(moved) {
      for (const [vin, each] of moved) known.set(vin, each);
      all.set(key, { turn: turn + 1, known });
    },
  };
}

/** Keeps readers off these cars until the transaction ends; the answer, to be called when something remembered of them was changed. (H1) */
export async function holdReading(tx: Tx, vins: readonly string[]): Promise<() => Promise<unknown>> {
  const parts = [...new Set(vins.map(partOf))].sort((a, b) => a - b);
  await holdCursors(tx, reader, parts);
  return () => countTurns(tx, reader, parts);
}
