// Keeps what a batch of readings adds to what is known.
// K1 one reading per vehicle and moment: a second of the same moment fills in what the first left out and never overwrites.
import type { Tx } from '#platform/tx';
import { merged, type Reading } from './reading.ts';
import { addReadings, completeReadings, readingsAt } from './readings-store.ts';

const keyOf = (reading: { vin: string; at: Date }): string => `${reading.vin} ${reading.at.getTime()}`;

/** Keeps what is new and answers it, each vehicle's in the order of time. */
export async function keepReadings(tx: Tx, readings: readonly Reading[]): Promise<Reading[]> {
  if (readings.length === 0) return [];
  const said = new Map<string, Reading>();
  for (const reading of readings) {
    const key = keyOf(reading);
    const earlier = said.get(key);
    said.set(key, earlier === undefined ? reading : (merged(earlier, reading) ?? earlier));
  }
  const all = [...said.values()];
  const knownBefore = (await addReadings(tx, all)).map((place) => all[place] as Reading);
  const completed = new Map<string, Reading>();
  if (knownBefore.length > 0) {
    for (const earlier of await readingsAt(tx, knownBefore)) {
      const now = merged(earlier, said.get(keyOf(earlier)) as Reading);
      if (now !== undefined) completed.set(keyOf(earlier), now);
      said.delete(keyOf(earlier));
    }
    if (completed.size > 0) await completeReadings(tx, [...completed.values()]);
  }
  return [...said.values(), ...completed.values()].sort((a, b) => (a.vin === b.vin ? a.at.getTime() - b.at.getTime() : a.vin < b.vin ? -1 : 1));
}
