// A reading: what one vehicle was at one moment, as far as its frames said. Every measured field may be unknown (null).
// R1 a reading of the same vehicle and moment that adds nothing changes nothing; R2 what is known is never overwritten
// by what is unknown; R3 the latest state is that of the newest moment, whatever arrives later; R4 what is sent again from a
// moment that cannot be true is kept, and tells nothing of now.
export const vehicleStates = ['started', 'off', 'other'] as const;
export const chargingStates = ['parkedCharging', 'drivingCharging', 'notCharging', 'chargeComplete'] as const;
/** good: the vehicle's own clock; ahead or absurd: it could not be believed, and the moment of receipt stands instead. */
export const clockMarks = ['good', 'ahead', 'absurd'] as const;
export type VehicleState = (typeof vehicleStates)[number];
export type ChargingState = (typeof chargingStates)[number];
export type ClockMark = (typeof clockMarks)[number];

export type Measured = {
  vehicleState: VehicleState | null;
  chargingState: ChargingState | null;
  speedKmh: number | null;
  odometerKm: number | null;
  socPct: number | null;
  totalVoltageV: number | null;
  /** Negative while charging. */
  currentA: number | null;
  insulationKohm: number | null;
  cellMaxMv: number | null;
  cellMaxNo: number | null;
  cellMinMv: number | null;
  cellMinNo: number | null;
  tempMaxC: number | null;
  tempMaxNo: number | null;
  tempMinC: number | null;
  tempMinNo: number | null;
  alarmLevel: number | null;
  /** The general alarm flags of GB/T 32960.3, bit 0 lowest. */
  alarmBits: number | null;
  /** Of these flags, those told to be of level 2 or higher, 3 or higher, and 4; null where the levels of single flags were not told. */
  alarmBits2: number | null;
  alarmBits3: number | null;
  alarmBits4: number | null;
  /** WGS-84. */
  lon: number | null;
  lat: number | null;
  /** The 12 V battery, from the vendor item (docs/guides/vehicle-data.md). */
  lvBatteryMv: number | null;
};

export type Reading = Measured & {
  vin: string; at: Date; receivedAt: Date; clock: ClockMark; reissued: boolean; brandId: string; ownerId: string;
  /** How its signature was judged; null or left out: it bore none. A wrong one makes no reading. */
  signature?: 'verified' | 'noKey' | null;
};

export const nothingMeasured: Measured = {
  vehicleState: null, chargingState: null, speedKmh: null, odometerKm: null, socPct: null, totalVoltageV: null, currentA: null,
  insulationKohm: null, cellMaxMv: null, cellMaxNo: null, cellMinMv: null, cellMinNo: null, tempMaxC: null, tempMaxNo: null,
  tempMinC: null, tempMinNo: null, alarmLevel: null, alarmBits: null, alarmBits2: null, alarmBits3: null, alarmBits4: null, lon: null, lat: null, lvBatteryMv: null,
};
export const measuredFields = Object.keys(nothingMeasured) as (keyof Measured)[];

/** Lays `later` into `earlier` where that knows nothing; undefined when it adds nothing. (R1, R2) */
export function merged(earlier: Reading, later: Measured): Reading | undefined {
  const added = measuredFields.filter((field) => earlier[field] === null && later[field] !== null);
  if (added.length === 0) return undefined;
  return { ...earlier, ...Object.fromEntries(added.map((field) => [field, later[field]])) };
}

/** Whether a reading may tell of now: not one sent again whose moment nobody knows, which would be taken for the moment of receipt. (R4) */
export const mayTellOfNow = (reading: Pick<Reading, 'reissued' | 'clock'>): boolean => !reading.reissued || reading.clock === 'good';

/** What is known of a vehicle after `newer`: its values where it has some, the earlier ones elsewhere. (R2) */
export function latestOf<T extends Measured>(newer: T, older: Measured): T {
  const kept = measuredFields.filter((field) => newer[field] === null);
  return { ...newer, ...Object.fromEntries(kept.map((field) => [field, older[field]])) };
}
