// What a car tells of its pack: cells read in turn, steps of 1 mV, offsets, noise, a current sensor with gain and offset, a
// shown state of charge that drifts and is corrected now and then, insulation with rain, probes, and everything that goes
// wrong on the way: sentinels, frozen repeats after sleep, lost frames, odometer glitches.
import type { BatteryFrame } from '@careloop/battery';
import type { Random } from '#fleet/random';
import { cellVoltage, type PackModel } from './pack.ts';

export interface Sensors {
  random: Random;
  offsetMv: Float64Array;
  gain: number;
  offsetA: number;
  /** Shown minus true charge, points. */
  shownError: number;
  insulationKohm: number;
  /** 0 dry … 1 soaked; dries within a day or two. */
  wetness: number;
  last: BatteryFrame | undefined;
  frozenFor: number;
}

export const newSensors = (model: PackModel, random: Random): Sensors => ({
  random, offsetMv: Float64Array.from({ length: model.soc.length }, () => random.bell(0, 0.6)), gain: 1 + random.bell(0, 0.004), offsetA: random.bell(0, 0.08), shownError: random.bell(0, 1),
  insulationKohm: 2000 * Math.exp(random.bell(0, 0.4)), wetness: 0, last: undefined, frozenFor: 0,
});

/** Noise of standard deviation 1, triangular: two uniforms. */
const noise = (random: Random): number => (random.next() + random.next() - 1) * 2.45;

export interface Doing { at: number; currentA: number; previousA: number; speedKmh: number; odometerKm: number; charging: number; ambientC: number; parked: boolean; withoutList: boolean }

/** Insulation now, kΩ. */
export function insulationNow(model: PackModel, sensors: Sensors): number {
  const fault = model.faults.find((one) => one.kind === 'insulation' && model.dayOf >= one.onsetDay);
  const lost = fault === undefined ? 1 : 0.5 ** ((fault.size * (model.dayOf - fault.onsetDay)) / 30);
  return sensors.insulationKohm * lost * (1 - 0.6 * sensors.wetness) * Math.exp(0.06 * noise(sensors.random));
}

/** Every cell as read; where a frame goes without the list only each eighth is read, for its extremes. */
function tellCells(model: PackModel, sensors: Sensors, doing: Doing): Uint16Array {
  const { random } = sensors;
  const each = doing.withoutList ? 8 : 1;
  const cells = new Uint16Array(model.soc.length);
  const cold = 1 + Math.max(0, 25 - model.probeC[0]!) * 0.02;
  const change = doing.currentA - doing.previousA;
  const board = model.faults.find((one) => one.kind === 'moduleBoard' && model.dayOf >= one.onsetDay);
  const sensor = model.faults.find((one) => one.kind === 'sensor' && model.dayOf >= one.onsetDay);
  const burning = model.faults.find((one) => one.kind === 'runaway' && model.dayOf >= one.onsetDay + 60 / 86_400);
  for (let i = 0; i < cells.length; i += each) {
    // Read in turn over half a second while the current moves on.
    const current = doing.currentA - change * 0.1 * (i / cells.length);
    let mv = cellVoltage(model, i, current, cold) + sensors.offsetMv[i]! + 0.5 * noise(random);
    if (board !== undefined && i >= board.place && i < board.place + 12) mv += board.size;
    if (sensor !== undefined && i === sensor.place) mv += sensor.size;
    if (burning !== undefined && i === burning.place) mv *= 0.5;
    cells[i] = Math.max(0, Math.min(65_535, Math.round(mv)));
  }
  if (random.chance(0.0005)) cells[random.int(0, cells.length - 1)] = random.pick([0, 65_535, 62_660]);
  return cells;
}

/** A frame of this moment; undefined when it was lost on the way. */
export function tell(model: PackModel, sensors: Sensors, doing: Doing): BatteryFrame | undefined {
  const { random } = sensors;
  if (random.chance(0.01)) return undefined;
  const cellMv = tellCells(model, sensors, doing);
  let [sum, read, high, low] = [0, 0, 0, 65_535];
  for (const mv of cellMv) {
    if (mv < 1000 || mv > 5000) continue;
    sum += mv;
    read++;
    high = Math.max(high, mv);
    low = Math.min(low, mv);
  }
  const probe = model.faults.find((one) => one.kind === 'probeSensor' && model.dayOf >= one.onsetDay);
  const runaway = model.faults.find((one) => one.kind === 'runaway' && model.dayOf >= one.onsetDay);
  const hot = runaway === undefined ? 0 : Math.min(180, (model.dayOf - runaway.onsetDay) * 86_400 * 0.8);
  const probeC = Float32Array.from(model.probeC, (c, p) => Math.round(c + (probe?.place === p ? probe.size : 0) + (runaway?.place === p ? hot : 0) + 0.2 * noise(random)));
  const [tempMaxC, tempMinC] = [Math.max(...probeC), Math.min(...probeC)];
  const middle = sum / read;
  const frame: BatteryFrame = {
    at: doing.at, packV: Math.round((middle * cellMv.length) / 100) / 10, currentA: Math.round(10 * (doing.currentA * sensors.gain + sensors.offsetA)) / 10, speedKmh: doing.speedKmh,
    socPct: Math.max(0, Math.min(100, Math.round(shownSoc(model, sensors)))), odometerKm: random.chance(0.0003) ? 0 : Math.round(doing.odometerKm * 10) / 10, charging: doing.charging,
    ...(doing.withoutList ? {} : { cellMv }), cellMaxMv: high, cellMinMv: low, probeC, tempMaxC, tempMinC, insulationKohm: Math.min(5000, Math.round(insulationNow(model, sensors))), ambientC: Math.round(doing.ambientC),
    auxV: doing.parked ? 12.6 + 0.05 * noise(random) : 13.8 + 0.1 * noise(random),
  };
  if (sensors.frozenFor > 0 && sensors.last !== undefined) {
    sensors.frozenFor--;
    return { ...sensors.last, at: doing.at, ...(sensors.last.cellMv === undefined ? {} : { cellMv: sensors.last.cellMv.slice() }) };
  }
  sensors.last = frame;
  return frame;
}

function shownSoc(model: PackModel, sensors: Sensors): number {
  return model.meanSoc + sensors.shownError;
}
