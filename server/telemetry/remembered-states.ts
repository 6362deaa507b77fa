// The latest states of a part's vehicles as this process left them. They hold as long as nobody has read the part since:
// the cursor counts its turns, and with another turn everything is read again.
import type { VehicleStream } from '#platform/stream/stream';
import type { State } from './readings-store.ts';

export type Remembered = {
  states: ReadonlyMap<string, State>;
  /** To be called once the transaction that moved these states has committed. */
  keep(moved: ReadonlyMap<string, State>): void;
};

const keptMost = 8_000;
const memories = new WeakMap<VehicleStream, Map<number, { turn: number; states: Map<string, State> }>>();

export function rememberedStates(stream: VehicleStream, part: number, turn: number): Remembered {
  const parts = memories.get(stream) ?? new Map<number, { turn: number; states: Map<string, State> }>();
  memories.set(stream, parts);
  const known = parts.get(part);
  const states = known?.turn === turn && known.states.size <= keptMost ? known.states : new Map<string, State>();
  return {
    states,
    keep(moved) {
      for (const [vin, state] of moved) states.set(vin, state);
      parts.set(part, { turn: turn + 1, states });
    },
  };
}
