// One car of the pack model, healthy or with one planted fault, heard by the battery library from the first frame to the last,
// nothing kept but what the library told and what is true. Seeded: the same seed gives the same car.
import { type BatteryFrame, type Effects, type Evidence, flush, type Limits, monthsReached, newState, observe, type Reached, report, type State } from '@careloop/battery';
import { createRandom, type Random } from '#fleet/random';
import { live } from './car-life.ts';
import type { Kind } from './curves.ts';
import { daysToLimit, type Planted, type PlantedKind } from './faults.ts';
import { middleAh } from './pack.ts';

export const plantedKinds: readonly PlantedKind[] = ['leakage', 'step', 'lowCapacity', 'imbalance', 'connectionResistance', 'moduleBoard', 'sensor', 'insulation', 'cooling', 'probeSensor', 'runaway'];
export const startAt = Date.UTC(2026, 0, 5);
const ratedAh = 150;
const legalKohm = 40;

const sizes: Record<PlantedKind, (random: Random) => number> = {
  leakage: () => 1000, step: (r) => 3 + 2 * r.next(), lowCapacity: (r) => 8 + 5 * r.next(), imbalance: (r) => 6 + 4 * r.next(), connectionResistance: (r) => 0.4 + 0.4 * r.next(),
  moduleBoard: (r) => (r.chance(0.5) ? 1 : -1) * (14 + 10 * r.next()), sensor: (r) => (r.chance(0.5) ? 1 : -1) * (20 + 20 * r.next()), insulation: (r) => 1.5 + r.next(), cooling: (r) => 0.5 + 0.4 * r.next(),
  probeSensor: (r) => 10 + 8 * r.next(), runaway: () => 1,
};

/** A fault of this kind somewhere in the pack, from the third week on (an imbalance is there from the first day). */
export function plant(kind: PlantedKind, random: Random): Planted {
  const probe = kind === 'probeSensor' || kind === 'runaway';
  return { kind, onsetDay: kind === 'imbalance' ? 0 : kind === 'runaway' ? 30.325 : 18 + Math.floor(5 * random.next()), place: probe ? random.int(1, 14) : random.int(4, 84), size: sizes[kind](random) };
}

export interface Trial {
  chemistry: Kind;
  planted: Planted | undefined;
  days: number;
  told: Evidence[];
  /** Health at the twentieth charge: the truth (the middle cell's), what was reported, and its interval, %. */
  health: { truePct: number; toldPct: number; lowPct: number; highPct: number } | undefined;
  /** Day of the hard limit, where the fault has one. */
  limitDay: number | undefined;
  /** How near the limits it came, by rule: each whole month. */
  months: Reached[];
}

export interface TrialPlan { chemistry: Kind; planted: Planted | undefined; seed: number; days: number; limits?: Limits; effects?: Effects }

export const dayOf = (one: Evidence): number => (one.at - startAt) / 86_400_000;

/** Lives and hears a car. `after` sees the state after every frame. */
export function trial({ chemistry, planted, seed, days, limits, effects }: TrialPlan, after?: (state: State, frame?: BatteryFrame) => void): Trial {
  const random = createRandom(seed);
  const state = newState({ ratedAh, ...(effects === undefined ? {} : { effects }) }, limits);
  const told: Evidence[] = [];
  let health: Trial['health'];
  let charges = 0;
  const plan = { kind: chemistry, cells: 100, ratedAh, soh: 0.82 + 0.16 * random.next(), days, startAt, stepSeconds: 120, listEvery: 4, ...(planted?.kind === 'cooling' ? { works: true, warm: true } : {}), faults: planted === undefined ? [] : [{ ...planted }] };
  const life = live(plan, random, (frame, { model, charges: now }) => {
    for (const one of observe(state, frame)) told.push(one);
    after?.(state, frame);
    if (now === charges) return;
    charges = now;
    if (charges !== 21) return;
    const { capacity } = report(state);
    if (capacity?.sohPct !== undefined) health = { truePct: (100 * middleAh(model)) / ratedAh, toldPct: capacity.sohPct, lowPct: capacity.lowPct!, highPct: capacity.highPct! };
  });
  told.push(...flush(state));
  after?.(state);
  const limit = planted === undefined ? undefined : daysToLimit(planted, life.sensors.insulationKohm, legalKohm);
  return { chemistry, planted, days, told, health, limitDay: limit === undefined ? undefined : planted!.onsetDay + limit, months: monthsReached(state.evidences).map((month) => month.reached) };
}
