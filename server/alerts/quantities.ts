// What rules can ask about a vehicle: numbers drawn from a reading and from a short memory of earlier ones.
// Each answers a number, 'calm' (the question does not arise now, which is good), or undefined (not known now).
// Q1 the memory stays small whatever arrives; Q2 the same reading twice at the same moment leaves the same memory.
import { quantityNames } from './api.ts';
import type { QuantityName } from './rule.ts';
import type { Reading } from '#telemetry';

export type Answer = number | 'calm' | undefined;

/** What is remembered between readings. */
export type Observed = {
  /** Highest pack temperature of the last two minutes: [moment in ms, °C]. */
  temps: [number, number][];
  /** When the present charge began, and when charges broke off. */
  chargeSinceMs: number | null;
  abortsMs: number[];
};
export const nothingObserved: Observed = { temps: [], chargeSinceMs: null, abortsMs: [] };

const riseWindowMs = 120_000;
const riseShortestMs = 30_000;
const abortWindowMs = 1_800_000;
const abortShorterThanMs = 600_000;

/** General alarm flags of GB/T 32960.3 that rules look at. */
const flag = { batteryHot: 1, poorConsistency: 10, insulation: 11, brake: 13, interlock: 16, thermalEvent: 23 } as const;
const has = (bits: number, bit: number): boolean => Math.floor(bits / 2 ** bit) % 2 === 1;
/** Flags that have a rule of their own, so that one trouble stays one alert. */
const ownRule = [flag.batteryHot, flag.poorConsistency, flag.insulation, flag.thermalEvent];

/** The memory after `reading`. (Q1, Q2) */
export function observe(before: Observed, reading: Reading): Observed {
  const atMs = reading.at.getTime();
  const temps = before.temps.filter(([ms]) => ms > atMs - riseWindowMs && ms !== atMs);
  if (reading.tempMaxC !== null) temps.push([atMs, reading.tempMaxC]);
  const abortsMs = before.abortsMs.filter((ms) => ms > atMs - abortWindowMs);
  let chargeSinceMs = before.chargeSinceMs;
  if (reading.chargingState === 'parkedCharging') chargeSinceMs ??= atMs;
  else if (reading.chargingState !== null) {
    const brokeOff = chargeSinceMs !== null && reading.chargingState === 'notCharging' && reading.socPct !== null && reading.socPct < 95
      && atMs - chargeSinceMs < abortShorterThanMs && (reading.speedKmh ?? 0) === 0;
    if (brokeOff) abortsMs.push(atMs);
    chargeSinceMs = null;
  }
  return { temps: temps.slice(-130), chargeSinceMs, abortsMs: abortsMs.slice(-20) };
}

function tempRise(reading: Reading, seen: Observed): Answer {
  if (reading.tempMaxC === null) return undefined;
  const atMs = reading.at.getTime();
  const first = seen.temps.find(([ms]) => ms <= atMs - riseShortestMs);
  return first === undefined ? undefined : (reading.tempMaxC - first[1]) / ((atMs - first[0]) / 60_000);
}

const levelWith = (reading: Reading, bits: readonly number[]): Answer => {
  if (reading.alarmBits === null) return undefined;
  const flags = reading.alarmBits;
  return bits.some((bit) => has(flags, bit)) ? Math.max(1, reading.alarmLevel ?? 1) : 'calm';
};

function unexplainedLevel(reading: Reading): Answer {
  if (reading.alarmLevel === null) return undefined;
  const bits = reading.alarmBits ?? 0;
  const explained = ownRule.some((bit) => has(bits, bit)) && ownRule.reduce((rest, bit) => (has(rest, bit) ? rest - 2 ** bit : rest), bits) === 0;
  return explained ? 'calm' : reading.alarmLevel;
}

/** Ohms per volt, only while high voltage is up: a sleeping pack reports no true insulation. */
function ohmPerVolt(reading: Reading): Answer {
  const awake = reading.vehicleState === 'started' || reading.chargingState === 'parkedCharging' || reading.chargingState === 'drivingCharging';
  if (!awake || reading.insulationKohm === null || reading.totalVoltageV === null || reading.totalVoltageV < 60) return undefined;
  return (reading.insulationKohm * 1000) / reading.totalVoltageV;
}

/** Cells differ under load and near empty or full by nature: only the calm middle is judged. */
function spread(reading: Reading): Answer {
  const { cellMaxMv, cellMinMv, currentA, socPct } = reading;
  if (cellMaxMv === null || cellMinMv === null || (currentA !== null && Math.abs(currentA) > 30) || socPct === null || socPct < 15 || socPct > 95) return undefined;
  return cellMaxMv - cellMinMv;
}

function chargeCurrent(reading: Reading): Answer {
  if (reading.chargingState === 'chargeComplete' || (reading.speedKmh ?? 0) > 0) return 'calm';
  if (reading.chargingState !== 'parkedCharging' || reading.currentA === null || (reading.socPct ?? 0) >= 97) return undefined;
  return Math.abs(reading.currentA);
}

function strandedSoc(reading: Reading): Answer {
  if (reading.socPct === null || reading.chargingState === null) return undefined;
  return reading.chargingState !== 'notCharging' || (reading.speedKmh ?? 0) > 0 ? 'calm' : reading.socPct;
}

/** While the vehicle is on, its converter holds the 12 V net up: only a parked one shows the battery. */
const parkedLvBattery = (reading: Reading): Answer =>
  reading.lvBatteryMv === null || reading.vehicleState !== 'off' || reading.chargingState === 'parkedCharging' ? undefined : reading.lvBatteryMv;

type Quantity = { unit: '°C' | '°C/min' | 'Ω/V' | 'mV' | 'A' | '%' | 'level' | 'count'; of(reading: Reading, seen: Observed): Answer };

export const quantities = {
  tempMaxC: { unit: '°C', of: (reading) => reading.tempMaxC ?? undefined },
  tempRiseCPerMin: { unit: '°C/min', of: tempRise },
  tempSpreadC: { unit: '°C', of: (reading) => (reading.tempMaxC === null || reading.tempMinC === null ? undefined : reading.tempMaxC - reading.tempMinC) },
  hotAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.batteryHot, flag.thermalEvent]) },
  insulationOhmPerV: { unit: 'Ω/V', of: ohmPerVolt },
  insulationAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.insulation]) },
  chargeAborts: { unit: 'count', of: (_reading, seen) => seen.abortsMs.length },
  chargeCurrentA: { unit: 'A', of: chargeCurrent },
  lvBatteryMv: { unit: 'mV', of: parkedLvBattery },
  cellSpreadMv: { unit: 'mV', of: spread },
  consistencyAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.poorConsistency]) },
  otherAlarmLevel: { unit: 'level', of: unexplainedLevel },
  brakeAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.brake]) },
  interlockAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.interlock]) },
  strandedSocPct: { unit: '%', of: strandedSoc },
} satisfies Record<QuantityName, Quantity>;

/** The answers to all questions about `reading`. */
export const answersOf = (reading: Reading, seen: Observed): Record<QuantityName, Answer> =>
  Object.fromEntries(quantityNames.map((name) => [name, (quantities[name] as Quantity).of(reading, seen)])) as Record<QuantityName, Answer>;
