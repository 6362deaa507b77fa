// A physical battery pack: cells with their own capacity, charge, resistance and self-discharge, two relaxation times,
// temperature with cooling, balancing at the top, ageing. Steps of any length; all chance from a seed.
import type { Random } from '#fleet/random';
import { type Kind, makes, ocvMv, tables } from './curves.ts';
import type { Planted } from './faults.ts';

/** `make` chooses among the open-circuit curves of the kind; `fadePctPerYear` are points of rated capacity. */
export interface PackPlan { kind: Kind; make: number; cells: number; ratedAh: number; soh: number; probes: number; balancing: boolean; fadePctPerYear: number }

export interface PackModel {
  plan: PackPlan;
  /** Per cell: capacity Ah, charge %, resistance mΩ, self-discharge %/day. */
  capacityAh: Float64Array;
  soc: Float64Array;
  mohm: Float64Array;
  joint: Float64Array;
  selfPctPerDay: Float64Array;
  /** Mean charge of the cells, %. */
  meanSoc: number;
  faults: Planted[];
  table: Float32Array;
  /** Relaxation of an average cell, mV per mΩ (fast 60 s, slow 900 s), and LFP's hysteresis, −1 … 1. */
  fastA: number;
  slowA: number;
  hysteresis: number;
  /** Each probe, °C. */
  probeC: Float64Array;
  probeHeat: Float64Array;
  dayOf: number;
  trueOhmLeak: number;
}

export function newPack(plan: PackPlan, random: Random, faults: Planted[]): PackModel {
  const { cells, ratedAh } = plan;
  const per = (make: () => number): Float64Array => Float64Array.from({ length: cells }, make);
  const model: PackModel = {
    plan, faults, table: tables[plan.kind][plan.make % makes]!, capacityAh: per(() => ratedAh * plan.soh * (1 + random.bell(0, 0.006))), soc: per(() => 60 + random.bell(0, 0.5)),
    mohm: per(() => (110 / ratedAh) * (1 + random.bell(0, 0.06)) * (1 + 1.5 * (1 - plan.soh))), joint: new Float64Array(cells), selfPctPerDay: per(() => 0.08 + random.bell(0, 0.003)), meanSoc: 60,
    fastA: 0, slowA: 0, hysteresis: 0, probeC: new Float64Array(plan.probes).fill(22), probeHeat: Float64Array.from({ length: plan.probes }, () => 1 + random.bell(0, 0.12)), dayOf: 0, trueOhmLeak: 0,
  };
  for (const fault of faults) {
    if (fault.kind === 'imbalance') model.soc[fault.place]! -= fault.size;
  }
  return model;
}

/** The least capacity of a pack is what it gives: the cell that is empty first and the one that is full first set the ends. */
export function packAh(model: PackModel): number {
  let [give, take] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let i = 0; i < model.soc.length; i++) {
    give = Math.min(give, (model.soc[i]! / 100) * model.capacityAh[i]!);
    take = Math.min(take, (1 - model.soc[i]! / 100) * model.capacityAh[i]!);
  }
  return give + take;
}

/** Middle cell's capacity: what rested voltages of the middle cell can measure. */
export const middleAh = (model: PackModel): number => Float64Array.from(model.capacityAh).sort()[model.capacityAh.length >> 1]!;

const present = (model: PackModel, kind: Planted['kind']): Planted | undefined => model.faults.find((fault) => fault.kind === kind && model.dayOf >= fault.onsetDay);

/** Faults that act on the pack itself, once a step. */
function act(model: PackModel, hours: number): void {
  for (const fault of model.faults) {
    if (model.dayOf < fault.onsetDay) continue;
    const { place } = fault;
    if (fault.kind === 'leakage') {
      const mv = ocvMv(model.table, model.soc[place]!);
      model.soc[place]! -= ((mv / 1000 / fault.size) * hours / model.capacityAh[place]!) * 100;
    } else if (fault.kind === 'step') {
      model.soc[place]! -= fault.size;
      model.faults = model.faults.map((one) => (one === fault ? { ...one, onsetDay: Number.POSITIVE_INFINITY } : one));
    } else if (fault.kind === 'lowCapacity') {
      const lost = model.plan.ratedAh * model.plan.soh * (fault.size / 100);
      const already = model.plan.ratedAh * model.plan.soh - model.capacityAh[place]!;
      if (already < lost) model.capacityAh[place]! -= Math.min(lost - already, (lost / 20) * (hours / 24));
    } else if (fault.kind === 'connectionResistance') model.joint[place] = (fault.size * (model.dayOf - fault.onsetDay)) / 30;
  }
}

/** Moves the pack on by `seconds` at a current (positive = giving), in surroundings of `ambientC`. */
export function stepPack(model: PackModel, seconds: number, currentA: number, ambientC: number, cooled: boolean): void {
  const hours = seconds / 3600;
  model.dayOf += hours / 24;
  act(model, hours);
  const kept = 1 - (model.plan.fadePctPerYear / 100 / model.plan.soh) * (hours / 8766);
  const given = currentA * hours * 100;
  const days = hours / 24;
  let sum = 0;
  for (let i = 0; i < model.soc.length; i++) {
    model.soc[i]! -= given / model.capacityAh[i]! + model.selfPctPerDay[i]! * days;
    model.capacityAh[i]! *= kept;
    sum += model.soc[i]!;
  }
  model.meanSoc = sum / model.soc.length;
  model.fastA += (currentA - model.fastA) * (1 - Math.exp(-seconds / 60));
  model.slowA += (currentA - model.slowA) * (1 - Math.exp(-seconds / 900));
  model.hysteresis = Math.max(-1, Math.min(1, model.hysteresis - given / model.plan.ratedAh / 5)) * Math.exp(-hours / 40);
  heat(model, seconds, currentA, ambientC, cooled);
}

function heat(model: PackModel, seconds: number, currentA: number, ambientC: number, cooled: boolean): void {
  const fault = present(model, 'cooling');
  const lost = fault === undefined ? 0 : Math.min(1, (fault.size * (model.dayOf - fault.onsetDay)) / 30);
  const cRate = currentA / model.plan.ratedAh;
  for (let p = 0; p < model.probeC.length; p++) {
    // A cell of 0.9 kJ/K per Ah… in °C per second: heat of I²R, loss to the coolant (less where the plate is starved) and to the air.
    const starved = lost * (0.4 + (0.6 * p) / model.probeC.length);
    const gain = 0.011 * cRate * cRate * model.probeHeat[p]!;
    const loss = (model.probeC[p]! - ambientC) / 22_000 + (cooled && model.probeC[p]! > 25 ? ((model.probeC[p]! - 25) / 1_500) * (1 - starved) : 0);
    model.probeC[p]! += (gain - loss) * Math.min(seconds, 3600);
    if (seconds > 3600) model.probeC[p]! += (ambientC - model.probeC[p]!) * (1 - Math.exp(-(seconds - 3600) / 22_000));
  }
}

/** Passive balancing while charging near the top: cells above the lowest are bled by 60 mA. */
export function balance(model: PackModel, seconds: number): void {
  if (!model.plan.balancing) return;
  const lowest = Math.min(...model.soc);
  for (let i = 0; i < model.soc.length; i++) if (model.soc[i]! > lowest + 1) model.soc[i]! -= ((0.06 * seconds) / 3600 / model.capacityAh[i]!) * 100;
}

/** Terminal voltage of one cell at a current, mV. */
export function cellVoltage(model: PackModel, i: number, currentA: number, coldFactor: number): number {
  const hysteresis = model.plan.kind === 'lfp' ? 6 * model.hysteresis : 2 * model.hysteresis;
  const ohmic = currentA * (model.mohm[i]! * coldFactor + model.joint[i]!);
  return ocvMv(model.table, model.soc[i]!) + hysteresis - ohmic - model.mohm[i]! * coldFactor * (0.35 * model.fastA + 0.45 * model.slowA);
}
