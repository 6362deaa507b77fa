// Everything that is remembered of one battery: plain data with typed arrays, at most 64 KB as text for 100 cells. The state is
// the only memory: nothing is read twice, and a restored state goes on as if it had never been put away (B3).
import { type Auxiliary, newAuxiliary } from './auxiliary.ts';
import { type Capacity, newCapacity } from './capacity.ts';
import { type ChemistryVotes, newVotes } from './chemistry.ts';
import { type Connection, newConnection } from './connection.ts';
import { type Danger, newDanger } from './danger.ts';
import { type Deviations, entriesKept, type Entry, newDeviations } from './deviations.ts';
import { type Evidences, newEvidences } from './evidence.ts';
import { type Pack, type Row, rowNumbers } from './frame.ts';
import { type Hygiene, newHygiene } from './hygiene.ts';
import { type Insulation, newInsulation } from './insulation.ts';
import { type Life, newLife } from './life.ts';
import { firstLimits, type Limits } from './limits.ts';
import { newPending, type Pending } from './pending.ts';
import { read, write } from './serialise.ts';
import { newThermal, type Thermal } from './thermal.ts';
import { newUse, type Use } from './use.ts';

export interface State {
  version: 2;
  pack: Pack;
  limits: Limits;
  pending: Pending;
  hygiene: Hygiene;
  chemistry: ChemistryVotes;
  firstAt: number;
  /** The last row worked on. */
  before: { at: number; packV: number; currentA: number; socPct: number; odometerKm: number; quiet: boolean } | undefined;
  /** The last moment at which more than a trickle flowed, or may have flowed unseen. */
  loadedAt: number;
  /** The same for more than a light load. */
  workedAt: number;
  steadyFor: number;
  deviations: Deviations;
  connection: Connection;
  capacity: Capacity;
  insulation: Insulation;
  thermal: Thermal;
  danger: Danger;
  auxiliary: Auxiliary;
  use: Use;
  life: Life;
  evidences: Evidences;
}

/** A battery nobody has heard of yet. Limits of the model's own fleet replace the first ones where there are some. */
export const newState = (pack: Pack = {}, limits: Limits = firstLimits()): State => ({
  version: 2, pack, limits, pending: newPending(), hygiene: newHygiene(), chemistry: newVotes(pack.chemistry), firstAt: 0, before: undefined, loadedAt: 0, workedAt: 0, steadyFor: 0,
  deviations: newDeviations(), connection: newConnection(), capacity: newCapacity(pack), insulation: newInsulation(), thermal: newThermal(), danger: newDanger(), auxiliary: newAuxiliary(),
  use: newUse(), life: newLife(), evidences: newEvidences(),
});

const singles = rowNumbers.filter((name) => name !== 'at' && name !== 'odometerKm');

/** A rest as a row of numbers, without the names of its fields. */
const restNumbers = ['at', 'socPct', 'slopeMv', 'tempC', 'lists', 'rough', 'topPct', 'press', 'kneeMv'] as const satisfies readonly (keyof Entry)[];
const packedRest = (entry: Entry): (number | null)[] => [entry.bends ? 1 : 0, ...restNumbers.map((name) => entry[name] ?? null)];
/** The rest again; one of a state that was put away with names is as it was. */
const rest = (packed: (number | null)[] | Entry): Entry => (!Array.isArray(packed) ? packed
  : { bends: packed[0] === 1, ...Object.fromEntries(restNumbers.flatMap((name, i) => (packed[i + 1] == null ? [] : [[name, packed[i + 1]]]))) } as Entry);

/** The state as text. Waiting rows are packed: moments and kilometres in double, the rest in single precision. */
export function serialise(state: State): string {
  const { pending, deviations } = state;
  const rows = pending.rows.slice(pending.begin);
  const packed = { doubles: Float64Array.from(rows.flatMap((row) => [row.at, row.odometerKm])), singles: Float32Array.from(rows.flatMap((row) => singles.map((name) => row[name]))) };
  const devs = deviations.devs.slice(0, deviations.entries.length * deviations.cells);
  return write({ ...state, pending: { ...pending, rows: packed, begin: 0 }, deviations: { ...deviations, entries: deviations.entries.map(packedRest), devs } });
}

/** The state that was serialised. Throws on a text of another version or none. */
export function restore(text: string): State {
  const told = read(text) as State & { pending: { rows: unknown } };
  if (told?.version !== 2) throw new RangeError('this is not a battery state of version 2');
  const packed = told.pending.rows as unknown as { doubles: Float64Array; singles: Float32Array };
  const rows = Array.from({ length: packed.doubles.length / 2 }, (_, i): Row => {
    const row = { at: packed.doubles[2 * i]!, odometerKm: packed.doubles[2 * i + 1]!, cells: undefined, probes: undefined } as Row;
    singles.forEach((name, j) => { row[name] = packed.singles[singles.length * i + j]!; });
    return row;
  });
  const { deviations } = told;
  const { open, last, months } = { ...newEvidences(), ...told.evidences };
  const devs = new Int16Array(entriesKept * deviations.cells);
  devs.set(deviations.devs);
  return {
    ...newState(told.pack), ...told, limits: { ...firstLimits(), ...told.limits }, evidences: { open, last, months }, pending: { ...told.pending, rows }, deviations: { ...newDeviations(), ...deviations, entries: deviations.entries.map(rest), devs }, connection: { ...newConnection(), ...told.connection }, thermal: { ...newThermal(), ...told.thermal, cooling: { ...newThermal().cooling, ...told.thermal.cooling }, spread: { ...newThermal().spread, ...told.thermal.spread } },
    // A state put away before anchors kept what was read begins its stretches anew.
    capacity: { ...newCapacity(told.pack), ...told.capacity, anchors: told.capacity.anchors.filter((one) => typeof one.raw === 'number') },
  };
}
