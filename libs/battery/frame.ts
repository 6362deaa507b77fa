// What one moment of a car tells about its battery, and what is known of the pack beforehand. Units last in names; what a
// car does not tell is left out. Current is positive when the battery gives (GB/T 32960), negative when it is charged.
import type { Effects } from './effects.ts';

export type Chemistry = 'ncm' | 'lfp';

export interface BatteryFrame {
  /** Moment of measurement, milliseconds UTC. */
  at: number;
  packV?: number;
  /** Positive = discharging, negative = charging. */
  currentA?: number;
  /** What the battery's own computer shows, 0 to 100. */
  socPct?: number;
  speedKmh?: number;
  odometerKm?: number;
  /** GB/T 32960 charging state: 1 parked and charging, 2 charging while driving, 3 not charging, 4 complete. */
  charging?: number;
  /** Every cell (or parallel group) in order, mV; 0 and 65535 are "not told". Not kept: may be a view of a larger buffer. */
  cellMv?: Uint16Array;
  cellMaxMv?: number;
  cellMinMv?: number;
  /** Every probe in order, °C; NaN is "not told". */
  probeC?: ArrayLike<number>;
  tempMaxC?: number;
  tempMinC?: number;
  insulationKohm?: number;
  /** 12 V battery, where the maker sends it. */
  auxV?: number;
  ambientC?: number;
  /** True while it rains at the car or it is being washed, where somebody knows. */
  wet?: boolean;
}

/** What is known of a pack; everything may be left out and is then learnt, or reported as unknown. */
export interface Pack {
  chemistry?: Chemistry;
  /** Rated capacity, Ah: without it there is a capacity but no state of health. */
  ratedAh?: number;
  /** Highest working voltage, V (GB 18384 counts insulation per volt of it); learnt from the highest seen when missing. */
  maxV?: number;
  /** The model's own rested open-circuit voltages, mV at 0, 5, … 100 % (21 values), instead of the chemistry's. */
  ocvMv?: readonly number[];
  /** How window, temperature and current bend this model's measured capacity (`fitEffects`). */
  effects?: Effects;
  /** Cells of one measuring board, when known; otherwise boards are recognised by neighbouring cells that move together. */
  cellsPerBoard?: number;
  /** Nominal consumption when new, Wh/km, for the split of range; learnt from the first 1,000 km when missing. */
  nominalWhPerKm?: number;
}

/** One cleaned moment as it waits and is worked on; NaN is "not told". */
export interface Row {
  at: number;
  packV: number;
  currentA: number;
  socPct: number;
  speedKmh: number;
  odometerKm: number;
  charging: number;
  cellMaxMv: number;
  cellMinMv: number;
  tempMaxC: number;
  tempMinC: number;
  insulationKohm: number;
  auxV: number;
  ambientC: number;
  wet: number;
  cells: Uint16Array | undefined;
  probes: Float32Array | undefined;
}

/** The numbers of a row in the order in which they are serialised. */
export const rowNumbers = [
  'at', 'packV', 'currentA', 'socPct', 'speedKmh', 'odometerKm', 'charging', 'cellMaxMv', 'cellMinMv', 'tempMaxC', 'tempMinC',
  'insulationKohm', 'auxV', 'ambientC', 'wet',
] as const satisfies readonly (keyof Row)[];

/** The rest of them, at and odometer apart, are kept in single precision so that a serialised row is the same row. */
const within = (value: number | undefined, low: number, high: number): number => (value !== undefined && value >= low && value <= high ? Math.fround(value) : Number.NaN);

/** A cell voltage that a lithium cell can have; everything else (0, 65535, 62660 …) is a sentinel or a broken reading. */
export const cellLowMv = 1000;
export const cellHighMv = 5000;

/** Some makers send the probe list as raw bytes of GB/T 32960 (40 above °C) beside extremes in °C: then 40 is taken off. */
function celsius(list: ArrayLike<number>, highest: number, lowest: number): Float32Array {
  const probes = new Float32Array(list.length);
  let [high, low] = [-99, 999];
  for (let i = 0; i < probes.length; i++) {
    const c = within(list[i], -40, 210);
    probes[i] = c;
    if (c > high) high = c;
    if (c < low) low = c;
  }
  return Math.abs(high - highest - 40) <= 4 && Math.abs(low - lowest - 40) <= 4 ? probes.map((c) => c - 40) : probes;
}

/** Fits a frame into a row: what cannot be true becomes "not told". Cell and probe lists are copied. */
export function readRow(frame: BatteryFrame): Row {
  const [tempMaxC, tempMinC] = [within(frame.tempMaxC, -40, 210), within(frame.tempMinC, -40, 210)];
  const probes = frame.probeC === undefined || frame.probeC.length === 0 ? undefined : celsius(frame.probeC, tempMaxC, tempMinC);
  return {
    at: frame.at,
    packV: within(frame.packV, 20, 1500), currentA: within(frame.currentA, -3000, 3000), socPct: within(frame.socPct, 0, 100),
    speedKmh: within(frame.speedKmh, 0, 300), odometerKm: frame.odometerKm !== undefined && frame.odometerKm >= 0 && frame.odometerKm < 5e6 ? frame.odometerKm : Number.NaN, charging: within(frame.charging, 1, 4),
    cellMaxMv: within(frame.cellMaxMv, cellLowMv, cellHighMv), cellMinMv: within(frame.cellMinMv, cellLowMv, cellHighMv),
    tempMaxC, tempMinC,
    insulationKohm: within(frame.insulationKohm, 0, 60_000), auxV: within(frame.auxV, 5, 32), ambientC: within(frame.ambientC, -50, 60),
    wet: frame.wet === undefined ? Number.NaN : Number(frame.wet),
    cells: frame.cellMv === undefined || frame.cellMv.length === 0 ? undefined : frame.cellMv.slice(), probes,
  };
}
