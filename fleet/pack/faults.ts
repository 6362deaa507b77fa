// Faults that can be planted in a pack, each with the moment it truly begins, the place where it is, and the moment of its
// hard limit where it has one.

export type PlantedKind = 'leakage' | 'step' | 'lowCapacity' | 'imbalance' | 'connectionResistance' | 'moduleBoard' | 'sensor' | 'insulation' | 'cooling' | 'probeSensor' | 'runaway';

export interface Planted {
  kind: PlantedKind;
  /** Days after the beginning; 0 = from the first frame on. */
  onsetDay: number;
  /** Cell or probe from 0, or the first cell of a board. */
  place: number;
  /** leakage: Ω; step, imbalance, lowCapacity: %; connection: mΩ per 30 days; board, sensor: mV; insulation: halvings per 30 days;
   *  cooling: share of cooling lost per 30 days; probe: °C. */
  size: number;
}

/** Days from onset to the limit at which a car must not go on: 1 mΩ, 100 Ω/V, or no cooling left. */
export function daysToLimit(fault: Planted, insulationKohm: number, legalKohm: number): number | undefined {
  if (fault.kind === 'connectionResistance') return (1 / fault.size) * 30;
  if (fault.kind === 'insulation') return (Math.log2(insulationKohm / legalKohm) / fault.size) * 30;
  return fault.kind === 'cooling' ? (1 / fault.size) * 30 : undefined;
}
