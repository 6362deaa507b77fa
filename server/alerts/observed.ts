// What is remembered of a car between two readings, so that rules can ask about change, silence and weather.
// Q1 the memory stays small whatever arrives; Q2 the same reading twice at the same moment leaves the same memory.
import type { Reading } from '#telemetry';
import type { Rule, Signal, WeatherKind } from './rule.ts';

export type Weather = { kind: WeatherKind; level: number };
export type Observed = {
  /** Highest pack temperature of the last two minutes: [moment in ms, °C]. */
  temps: [number, number][];
  /** When the present charge began, and when charges broke off. */
  chargeSinceMs: number | null;
  abortsMs: number[];
  /** Signals whose change a rule asks about, over its window: [moment in ms, value]. */
  traces: Partial<Record<Signal, [number, number][]>>;
  /** When signals were last known whose absence a rule asks about; since when the car is on or charging. */
  knownMs: Partial<Record<Signal, number>>;
  awakeSinceMs: number | null;
  /** The weather where the car is, as far as an area says so. */
  weather: Weather[];
};
export const nothingObserved: Observed = { temps: [], chargeSinceMs: null, abortsMs: [], traces: {}, knownMs: {}, awakeSinceMs: null, weather: [] };

/** What the rules of a brand ask: over which window changes are wanted, whose absence matters, which flags they know. */
export type Asked = { windowsMs: ReadonlyMap<Signal, number>; missing: ReadonlySet<Signal>; flags: readonly number[] };
const remembered = new WeakMap<readonly Rule[], Asked>();

export function askedBy(rules: readonly Rule[]): Asked {
  const known = remembered.get(rules);
  if (known !== undefined) return known;
  const windowsMs = new Map<Signal, number>();
  const missing = new Set<Signal>();
  const flags: number[] = [];
  for (const condition of rules.filter((rule) => rule.enabled).flatMap((rule) => rule.conditions)) {
    if (condition.quantity === 'changePerMin' && condition.signal !== undefined) windowsMs.set(condition.signal, Math.max(windowsMs.get(condition.signal) ?? 0, (condition.windowSeconds ?? 0) * 1000));
    if (condition.quantity === 'missingSeconds' && condition.signal !== undefined) missing.add(condition.signal);
    if (condition.quantity === 'flagLevel') flags.push(...(condition.flags ?? []));
  }
  const asked = { windowsMs, missing, flags };
  remembered.set(rules, asked);
  return asked;
}

export function signalValue(reading: Reading, signal: Signal): number | null {
  if (signal === 'cellSpreadMv') return reading.cellMaxMv === null || reading.cellMinMv === null ? null : reading.cellMaxMv - reading.cellMinMv;
  return signal === 'place' ? reading.lon : reading[signal];
}

/** Whether the car is on or charging, so that it should report; undefined when it does not say. */
export function isAwake(reading: Pick<Reading, 'vehicleState' | 'chargingState'>): boolean | undefined {
  if (reading.vehicleState === 'started' || reading.chargingState === 'parkedCharging' || reading.chargingState === 'drivingCharging') return true;
  return reading.vehicleState === null ? undefined : false;
}

const riseWindowMs = 120_000;
/** Temperatures are remembered so far apart: a rise is judged over half a minute at least. (Q1) */
const tempsApartMs = 4_000;
const abortWindowMs = 1_800_000;
const abortShorterThanMs = 600_000;
/** A trace keeps about so many points of its window. (Q1) */
const tracePoints = 60;

function charge(before: Observed, reading: Reading, atMs: number): Pick<Observed, 'chargeSinceMs' | 'abortsMs'> {
  const abortsMs = before.abortsMs.filter((ms) => ms > atMs - abortWindowMs);
  if (reading.chargingState === null) return { chargeSinceMs: before.chargeSinceMs, abortsMs };
  if (reading.chargingState === 'parkedCharging') return { chargeSinceMs: before.chargeSinceMs ?? atMs, abortsMs };
  const brokeOff = before.chargeSinceMs !== null && reading.chargingState === 'notCharging' && reading.socPct !== null && reading.socPct < 95
    && atMs - before.chargeSinceMs < abortShorterThanMs && (reading.speedKmh ?? 0) === 0;
  if (brokeOff) abortsMs.push(atMs);
  return { chargeSinceMs: null, abortsMs: abortsMs.slice(-20) };
}

function traces(before: Observed, reading: Reading, asked: Asked, atMs: number): Observed['traces'] {
  const after: Observed['traces'] = {};
  for (const [signal, windowMs] of asked.windowsMs) {
    const trace = (before.traces[signal] ?? []).filter(([ms]) => ms >= atMs - windowMs);
    const value = signalValue(reading, signal);
    const last = trace.at(-1);
    if (value !== null && last !== undefined && last[0] === atMs) trace[trace.length - 1] = [atMs, value];
    else if (value !== null && (last === undefined || atMs - last[0] >= windowMs / tracePoints)) trace.push([atMs, value]);
    after[signal] = trace;
  }
  return after;
}

/** The memory after `reading`. (Q1, Q2) */
export function observe(before: Observed, reading: Reading, asked: Asked): Observed {
  const atMs = reading.at.getTime();
  const temps = before.temps.filter(([ms]) => ms > atMs - riseWindowMs && ms !== atMs);
  const newest = temps.at(-1);
  if (reading.tempMaxC !== null && (newest === undefined || atMs - newest[0] >= tempsApartMs)) temps.push([atMs, reading.tempMaxC]);
  const knownMs: Observed['knownMs'] = {};
  for (const signal of asked.missing) {
    const lastMs = signalValue(reading, signal) === null ? before.knownMs[signal] : atMs;
    if (lastMs !== undefined) knownMs[signal] = lastMs;
  }
  const awake = isAwake(reading);
  return {
    temps, ...charge(before, reading, atMs), traces: traces(before, reading, asked, atMs), knownMs,
    awakeSinceMs: awake === undefined ? before.awakeSinceMs : awake ? (before.awakeSinceMs ?? atMs) : null, weather: before.weather,
  };
}
