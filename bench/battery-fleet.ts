// The battery library on the fleet's own pack model: cars of NCM and LFP, healthy and with planted faults whose true onset is
// known, by seed. What is told when, of which class and which cell, how right the state of health and its interval are.
// `npm run bench -- battery-fleet 4` takes four times as many cars. Nothing of the library is tuned on these cars; they have
// other open-circuit curves than the library believes.
import { type Evidence, flush, newState, observe, report } from '@careloop/battery';
import { live } from '../fleet/pack/car-life.ts';
import type { Kind } from '../fleet/pack/curves.ts';
import { daysToLimit, type Planted, type PlantedKind } from '../fleet/pack/faults.ts';
import { middleAh } from '../fleet/pack/pack.ts';
import { createRandom, type Random } from '../fleet/random.ts';

const startAt = Date.UTC(2026, 0, 5);
const days = 80;
const kinds: PlantedKind[] = ['leakage', 'step', 'lowCapacity', 'imbalance', 'connectionResistance', 'moduleBoard', 'sensor', 'insulation', 'cooling', 'probeSensor', 'runaway'];

const sizes: Record<PlantedKind, (random: Random) => number> = {
  leakage: () => 1000, step: (r) => 3 + 2 * r.next(), lowCapacity: (r) => 8 + 5 * r.next(), imbalance: (r) => 6 + 4 * r.next(), connectionResistance: (r) => 0.4 + 0.4 * r.next(),
  moduleBoard: (r) => (r.chance(0.5) ? 1 : -1) * (14 + 10 * r.next()), sensor: (r) => (r.chance(0.5) ? 1 : -1) * (20 + 20 * r.next()), insulation: (r) => 1.5 + r.next(), cooling: (r) => 0.5 + 0.4 * r.next(),
  probeSensor: (r) => 10 + 8 * r.next(), runaway: () => 1,
};

interface Car { chemistry: Kind; planted: Planted | undefined; told: Evidence[]; soh: number; estimate: number | undefined; inside: boolean | undefined; charges: number; limitDay: number | undefined }

function planted(kind: PlantedKind, random: Random): Planted {
  const probe = kind === 'probeSensor' || kind === 'runaway';
  return { kind, onsetDay: kind === 'imbalance' ? 0 : kind === 'runaway' ? 30.325 : 18 + Math.floor(5 * random.next()), place: probe ? random.int(1, 14) : random.int(4, 84), size: sizes[kind](random) };
}

function drive(chemistry: Kind, fault: Planted | undefined, seed: number): Car {
  const random = createRandom(seed);
  const soh = 0.82 + 0.16 * random.next();
  const state = newState({ ratedAh: 150 });
  const told: Evidence[] = [];
  const life = live({ kind: chemistry, cells: 100, ratedAh: 150, soh, days, startAt, stepSeconds: 60, faults: fault === undefined ? [] : [{ ...fault }] }, random, (frame) => told.push(...observe(state, frame)));
  told.push(...flush(state));
  const { capacity } = report(state);
  const truth = (100 * middleAh(life.model)) / 150;
  const limit = fault === undefined ? undefined : daysToLimit(fault, life.sensors.insulationKohm, 40);
  return {
    chemistry, planted: fault, told, soh: truth, estimate: capacity?.sohPct, inside: capacity?.lowPct === undefined ? undefined : capacity.lowPct <= truth && truth <= capacity.highPct!, charges: capacity?.measurements ?? 0,
    limitDay: limit === undefined ? undefined : fault!.onsetDay + limit,
  };
}

const dayOf = (one: Evidence): number => (one.at - startAt) / 86_400_000;
const raised = (car: Car): Evidence[] => car.told.filter((one) => one.state !== 'cleared');
/** The class a car is taken for: the most striking evidence after the onset, or none. */
const guess = (car: Car): Evidence | undefined => raised(car).filter((one) => dayOf(one) >= (car.planted?.onsetDay ?? 0)).sort((a, b) => Number(b.kind === 'runaway') - Number(a.kind === 'runaway') || b.score - a.score)[0];
const rightPlace = (car: Car, one: Evidence): boolean => (one.cells === undefined ? one.probes === undefined || one.probes.includes(car.planted!.place + 1) : one.cells.includes(car.planted!.place + 1));
const median = (list: number[]): number => (list.length === 0 ? Number.NaN : list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!);
const scoreOf = (car: Car): number => Math.max(0, ...raised(car).map((one) => one.score));

function auroc(healthy: readonly Car[], faulty: readonly Car[]): number {
  let wins = 0;
  for (const f of faulty) for (const h of healthy) wins += scoreOf(f) > scoreOf(h) ? 1 : scoreOf(f) === scoreOf(h) ? 0.5 : 0;
  return wins / (healthy.length * faulty.length);
}

function classRow(kind: PlantedKind, cars: readonly Car[]): { row: string; f1: number } {
  const mine = cars.filter((car) => car.planted?.kind === kind);
  const right = mine.filter((car) => guess(car)?.kind === kind);
  const wrong = cars.filter((car) => car.planted?.kind !== kind && guess(car)?.kind === kind).length;
  const firsts = mine.flatMap((car) => raised(car).filter((one) => one.kind === kind && dayOf(one) >= car.planted!.onsetDay).slice(0, 1).map((one) => ({ car, one })));
  const any = mine.filter((car) => guess(car) !== undefined).length;
  const placed = firsts.filter(({ car, one }) => rightPlace(car, one)).length;
  const lead = firsts.flatMap(({ car, one }) => (car.limitDay === undefined ? [] : [car.limitDay - dayOf(one)]));
  const f1 = right.length === 0 ? 0 : (2 * right.length) / (2 * right.length + wrong + (mine.length - right.length));
  const delay = median(firsts.map(({ car, one }) => dayOf(one) - car.planted!.onsetDay));
  return { f1, row: `| ${kind} | ${mine.length} | ${any} | ${right.length} | ${wrong} | ${f1.toFixed(2)} | ${firsts.length === 0 ? '-' : `${placed}/${firsts.length}`} | ${Number.isNaN(delay) ? '-' : delay.toFixed(1)} | ${lead.length === 0 ? '-' : median(lead).toFixed(0)} |` };
}

function chemistryText(chemistry: Kind, cars: readonly Car[]): string {
  const healthy = cars.filter((car) => car.planted === undefined);
  const faulty = cars.filter((car) => car.planted !== undefined);
  const rows = kinds.map((kind) => classRow(kind, cars));
  const flagged = healthy.filter((car) => raised(car).length > 0);
  const limit = Math.max(0, ...healthy.map(scoreOf));
  const errors = cars.flatMap((car) => (car.estimate === undefined || car.charges < 20 ? [] : [Math.abs(car.estimate - car.soh)]));
  const inside = cars.flatMap((car) => (car.inside === undefined || car.charges < 20 ? [] : [Number(car.inside)]));
  const visits = flagged.flatMap(raised).filter((one) => one.tier !== 'info').length;
  return [
    `### ${chemistry.toUpperCase()}: ${healthy.length} healthy, ${faulty.length} faulty cars of 100 cells, ${days} days each`, '',
    '| planted | cars | told anything | told this class | wrongly this class | F1 | right place | days to detection (median) | days before hard limit (median) |', '|---|---|---|---|---|---|---|---|---|',
    ...rows.map((one) => one.row), '',
    `- macro-F1 of classes ${(rows.reduce((sum, one) => sum + one.f1, 0) / rows.length).toFixed(2)} (aim ≥ 0.90); vehicle AUROC ${auroc(healthy, faulty).toFixed(3)} (aim ≥ 0.97)`,
    `- healthy cars told anything: ${flagged.length} of ${healthy.length} (${flagged.flatMap(raised).map((one) => `${one.kind} ${one.tier} ${one.score.toFixed(1)}`).join(', ') || 'none'}), of it visits or worse: ${visits}; with the limit where no healthy car is flagged, recall ${(faulty.filter((car) => scoreOf(car) > limit).length / faulty.length).toFixed(2)} (aim ≥ 0.80 at 0.5 %)`,
    `- state of health after at least 20 measurements (${errors.length} cars): mean error ${(errors.reduce((a, b) => a + b, 0) / errors.length).toFixed(2)} points (aim ≤ ${chemistry === 'ncm' ? '1.0' : '1.5'}), 90 % interval covers ${((100 * inside.reduce((a, b) => a + b, 0)) / inside.length).toFixed(0)} % (aim 88–93)`, '',
  ].join('\n');
}

export async function bench(): Promise<string> {
  const scale = Math.max(1, Number(process.argv[3] ?? 1) || 1);
  const [healthyCars, perFault] = [16 * scale, 2 * scale];
  const parts = (['ncm', 'lfp'] as const).map((chemistry, c) => {
    const cars: Car[] = [];
    for (let i = 0; i < healthyCars; i++) cars.push(drive(chemistry, undefined, 10_000 * (c + 1) + i));
    kinds.forEach((kind, k) => {
      for (let i = 0; i < perFault; i++) {
        const seed = 10_000 * (c + 1) + 1000 + 100 * k + i;
        cars.push(drive(chemistry, planted(kind, createRandom(seed + 5)), seed));
      }
    });
    return chemistryText(chemistry, cars);
  });
  return [`Seeded; one frame a minute while driving. A leak is 1 kΩ over one cell. Half of the cars balance passively, which hides slow leaks.`, '', ...parts].join('\n');
}
