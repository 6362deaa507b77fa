// What rules can ask about a vehicle: numbers drawn from a reading and from a short memory of earlier ones.
// Each answers a number, 'calm' (the question does not arise now, which is good), or undefined (not known now).
import { isAwake, signalValue, type Asked, type Observed } from './observed.ts';
import type { Condition, QuantityName } from './rule.ts';
import type { Reading } from '#telemetry';

export type Answer = number | 'calm' | undefined;

const riseShortestMs = 30_000;

/** General alarm flags of GB/T 32960.3 that rules look at. */
const flag = { batteryHot: 1, poorConsistency: 10, insulation: 11, brake: 13, interlock: 16, thermalEvent: 23 } as const;
const has = (bits: number, bit: number): boolean => Math.floor(bits / 2 ** bit) % 2 === 1;
/** Flags that have a rule of their own, so that one trouble stays one alert. */
const ownRule: readonly number[] = [flag.batteryHot, flag.poorConsistency, flag.insulation, flag.thermalEvent];

function tempRise(reading: Reading, seen: Observed): Answer {
  if (reading.tempMaxC === null) return undefined;
  const atMs = reading.at.getTime();
  const first = seen.temps.find(([ms]) => ms <= atMs - riseShortestMs);
  return first === undefined ? undefined : (reading.tempMaxC - first[1]) / ((atMs - first[0]) / 60_000);
}

/** The level of one flag that is up: its own where the car tells the levels of single flags (2025), else that of the worst. */
function levelOf(reading: Reading, bit: number): number {
  const { alarmBits2, alarmBits3, alarmBits4 } = reading;
  if (alarmBits2 === null || alarmBits3 === null || alarmBits4 === null) return Math.max(1, reading.alarmLevel ?? 1);
  return has(alarmBits4, bit) ? 4 : has(alarmBits3, bit) ? 3 : has(alarmBits2, bit) ? 2 : 1;
}

const levelWith = (reading: Reading, bits: readonly number[]): Answer => {
  if (reading.alarmBits === null) return undefined;
  const flags = reading.alarmBits;
  const up = bits.filter((bit) => has(flags, bit));
  return up.length > 0 ? Math.max(...up.map((bit) => levelOf(reading, bit))) : 'calm';
};

function unexplainedLevel(reading: Reading, asked: Asked): Answer {
  if (reading.alarmLevel === null) return undefined;
  const bits = reading.alarmBits ?? 0;
  if (bits === 0) return reading.alarmLevel;
  const up = Array.from({ length: 32 }, (_, bit) => bit).filter((bit) => has(bits, bit));
  const left = up.filter((bit) => !ownRule.includes(bit) && !asked.flags.includes(bit));
  if (left.length === 0) return up.length > 0 ? 'calm' : reading.alarmLevel;
  const worst = Math.max(...up.map((bit) => levelOf(reading, bit)));
  return worst < reading.alarmLevel ? reading.alarmLevel : Math.max(...left.map((bit) => levelOf(reading, bit)));
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

/** How fast a signal changes, from the oldest value of the window to the present one; not before a quarter of it has passed. */
function change(reading: Reading, seen: Observed, { signal, windowSeconds }: Condition): Answer {
  if (signal === undefined || windowSeconds === undefined) return undefined;
  const value = signalValue(reading, signal);
  const atMs = reading.at.getTime();
  const first = (seen.traces[signal] ?? []).find(([ms]) => ms >= atMs - windowSeconds * 1000);
  if (value === null || first === undefined || atMs - first[0] < windowSeconds * 250) return undefined;
  return (value - first[1]) / ((atMs - first[0]) / 60_000);
}

/** For how long a car that is on has not said what it used to say. */
function missing(reading: Reading, seen: Observed, { signal }: Condition): Answer {
  if (signal === undefined) return undefined;
  if (signalValue(reading, signal) !== null) return 'calm';
  const knownMs = seen.knownMs[signal];
  if (knownMs === undefined || seen.awakeSinceMs === null || isAwake(reading) !== true) return undefined;
  return (reading.at.getTime() - Math.max(knownMs, seen.awakeSinceMs)) / 1000;
}

function weatherLevel(_reading: Reading | undefined, seen: Observed, { weather }: Condition): Answer {
  const levels = seen.weather.filter((one) => weather?.includes(one.kind)).map((one) => one.level);
  return levels.length === 0 ? 'calm' : Math.max(...levels);
}

type Unit = '°C' | '°C/min' | 'Ω/V' | 'mV' | 'A' | '%' | 'level' | 'count' | '/min' | 's';
type Quantity = { unit: Unit; of(reading: Reading, seen: Observed, condition: Condition, asked: Asked): Answer };

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
  otherAlarmLevel: { unit: 'level', of: (reading, _seen, _condition, asked) => unexplainedLevel(reading, asked) },
  brakeAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.brake]) },
  interlockAlarmLevel: { unit: 'level', of: (reading) => levelWith(reading, [flag.interlock]) },
  strandedSocPct: { unit: '%', of: strandedSoc },
  flagLevel: { unit: 'level', of: (reading, _seen, condition) => levelWith(reading, condition.flags ?? []) },
  changePerMin: { unit: '/min', of: change },
  missingSeconds: { unit: 's', of: missing },
  // A car that just spoke is not silent; silence is looked for by the clock.
  silentSeconds: { unit: 's', of: () => 'calm' },
  silentInDangerSeconds: { unit: 's', of: () => 'calm' },
  weatherLevel: { unit: 'level', of: weatherLevel },
} satisfies Record<QuantityName, Quantity>;

function inState(reading: Reading, state: Condition['when']): boolean | undefined {
  if (state === 'charging') return reading.chargingState === null ? undefined : reading.chargingState === 'parkedCharging';
  if (state === 'driving') return reading.speedKmh === null ? undefined : reading.speedKmh > 0;
  if (reading.vehicleState === null && reading.speedKmh === null) return undefined;
  return reading.chargingState !== 'parkedCharging' && (reading.vehicleState === 'off' || reading.speedKmh === 0);
}

/** The answer to one condition's question about `reading`. */
export function answerTo(condition: Condition, reading: Reading, seen: Observed, asked: Asked): Answer {
  if (condition.onlyIn !== undefined && !seen.weather.some((one) => one.kind === condition.onlyIn)) return 'calm';
  if (condition.when !== undefined) {
    const now = inState(reading, condition.when);
    if (now !== true) return now === undefined ? undefined : 'calm';
  }
  return (quantities[condition.quantity] as Quantity).of(reading, seen, condition, asked);
}

/** What the clock knows without a reading: for how long a car that should report has been silent, the weather where it is. */
export type News = { silentSeconds?: number; weather?: Observed['weather'] };

/** The answer to one condition's question from news of the clock; undefined where that says nothing about it. */
export function answerFromNews(condition: Condition, news: News, seen: Observed, inDanger: boolean): Answer {
  if (condition.when !== undefined || condition.onlyIn !== undefined) return undefined;
  if (condition.quantity === 'silentSeconds') return news.silentSeconds;
  if (condition.quantity === 'silentInDangerSeconds') return news.silentSeconds === undefined ? undefined : inDanger ? news.silentSeconds : 'calm';
  return condition.quantity === 'weatherLevel' && news.weather !== undefined ? weatherLevel(undefined, seen, condition) : undefined;
}
