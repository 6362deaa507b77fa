// The battery library on the fleet's own pack model: cars of NCM and LFP, healthy and with planted faults whose true onset is
// known, by seed, one car at a time. What is told when, of which class and which cell, how right the state of health and its
// interval are. `npm run bench -- battery-fleet --healthy 100 --per-fault 6 --months 3 --seed 2` (the defaults; `--chemistry lfp`
// for one of both). Rules were made on other seeds than those of the table; the cars have other open-circuit curves than the
// library believes.
import { parseArgs } from 'node:util';
import type { Kind } from '../fleet/pack/curves.ts';
import { fitTails, type LearntKind, learntKinds } from '@careloop/battery';
import { type FleetScore, fleetScore, type ClassScore } from '../fleet/pack/scores.ts';
import { plant, plantedKinds, trial, type Trial } from '../fleet/pack/trial.ts';
import { createRandom } from '../fleet/random.ts';

interface Size { healthy: number; perFault: number; days: number; seed: number }

/** Every car has its own seed; those of one run never meet those of another `--seed`. */
function drive(chemistry: Kind, { healthy: cars, perFault, days, seed }: Size): Trial[] {
  const base = seed * 1_000_000 + (chemistry === 'lfp' ? 500_000 : 0);
  const healthy = Array.from({ length: cars }, (_, i) => trial({ chemistry, planted: undefined, seed: base + i, days }));
  const faulty = plantedKinds.flatMap((kind, k) => Array.from({ length: perFault }, (_, i) => {
    const own = base + 100_000 + 10_000 * k + i;
    return trial({ chemistry, planted: plant(kind, createRandom(own + 5000)), seed: own, days });
  }));
  return [...healthy, ...faulty];
}

const figure = (value: number, digits: number): string => (Number.isFinite(value) ? value.toFixed(digits) : '-');
const percent = (share: number): string => `${figure(100 * share, 0)} %`;
const classLine = (one: ClassScore): string =>
  `| ${one.kind} | ${one.cars} | ${one.toldAnything} | ${one.toldClass} | ${one.wronglyClass} | ${one.f1.toFixed(2)} | ${one.located === 0 ? '-' : `${one.placed}/${one.located}`} | ${figure(one.delayDays, 1)} | ${percent(one.within30)} | ${percent(one.within60)} | ${figure(one.leadDays, 0)} |`;

function aims(chemistry: Kind, score: FleetScore): string[] {
  const leak = score.classes.find((one) => one.kind === 'leakage');
  const lead = (kind: string): string => figure(score.classes.find((one) => one.kind === kind)?.leadDays ?? Number.NaN, 0);
  const errorAim = chemistry === 'ncm' ? 1 : 1.5;
  const alarms = (['stop', 'visit', 'info'] as const).map((tier) => `${figure(score.falsePer1000Months[tier], 1)} (${score.falseTold[tier]})`).join(' / ');
  const line = (what: string, aim: string, reached: string, met: boolean): string => `| ${what} | ${aim} | ${reached} | ${met ? 'yes' : '**no**'} |`;
  return [
    '| aim | | reached | met |', '|---|---|---|---|',
    line('vehicle AUROC', '≥ 0.97', score.auroc.toFixed(3), score.auroc >= 0.97),
    line('recall at 0.5 % of healthy cars flagged', '≥ 0.80', `${score.recall.toFixed(2)} (limit ${score.limit.toFixed(1)}; told anything: ${score.recallTold.toFixed(2)})`, score.recall >= 0.8),
    line(`1 kΩ leak within ${chemistry === 'ncm' ? 30 : 60} days`, 'all', percent((chemistry === 'ncm' ? leak?.within30 : leak?.within60) ?? Number.NaN), ((chemistry === 'ncm' ? leak?.within30 : leak?.within60) ?? 0) === 1),
    line('right cell or probe', '≥ 98 %', `${(100 * score.rightCellShare).toFixed(1)} %`, score.rightCellShare >= 0.98),
    line('macro-F1 of classes', '≥ 0.90', score.macroF1.toFixed(2), score.macroF1 >= 0.9),
    line('precision (cars told of that are faulty, in this mix)', '-', score.precision.toFixed(2), true),
    line(`state of health after 20 charges, mean error (${score.healthCars} cars)`, `≤ ${errorAim.toFixed(1)} points`, `${score.healthErrorPct.toFixed(2)} (mean ${score.healthBiasPct >= 0 ? '+' : ''}${score.healthBiasPct.toFixed(2)})`, score.healthErrorPct <= errorAim),
    line('its 90 % interval covers', '88–93 %', `${(100 * score.coverage).toFixed(1)} %`, score.coverage >= 0.88 && score.coverage <= 0.93),
    line('insulation / cooling / connection, median days before the hard limit', '≥ 14', `${lead('insulation')} / ${lead('cooling')} / ${lead('connectionResistance')}`, ['insulation', 'cooling', 'connectionResistance'].every((kind) => Number(lead(kind)) >= 14)),
    line('false stop / visit / information per 1,000 vehicle-months (number)', '≤ 0.02 / 0.5 / 5', alarms, score.falsePer1000Months.stop <= 0.02 && score.falsePer1000Months.visit <= 0.5 && score.falsePer1000Months.info <= 5), '',
    `What healthy cars were told: ${score.falseKinds.join(', ') || 'nothing'}.`,
  ];
}

/** How near healthy cars come to the limits month by month, seeds `--seed` … `--to`, and the limits that follow. */
function calibrated(size: Size, to: number): string {
  const lines = (['ncm', 'lfp'] as const).map((chemistry) => {
    const cars = Array.from({ length: to - size.seed + 1 }, (_, i) => size.seed + i).flatMap((seed) => drive(chemistry, { ...size, seed, perFault: 0 }));
    const months = cars.flatMap((car) => car.months);
    const told = cars.flatMap((car) => car.told.filter((one) => one.state !== 'cleared').map((one) => `${one.kind} ${one.tier} ${one.score.toFixed(2)}`));
    const near = (kind: LearntKind): string => months.flatMap((month) => month[kind]?.[0] || []).sort((a, b) => b - a).slice(0, 12).join(' ');
    return [`${chemistry}: ${cars.length} healthy cars, ${months.length} whole months`, JSON.stringify(fitTails(months)), `told with the limits in force: ${told.join(', ') || 'nothing'}`, ...learntKinds.map((kind) => `  ${kind}: ${near(kind)}`)].join('\n');
  });
  return lines.join('\n\n');
}

export async function bench(): Promise<string> {
  const { values } = parseArgs({
    args: process.argv.slice(3), options: {
      healthy: { type: 'string', default: '100' }, 'per-fault': { type: 'string', default: '6' }, months: { type: 'string', default: '3' }, seed: { type: 'string', default: '2' }, chemistry: { type: 'string' }, calibrate: { type: 'boolean', default: false }, to: { type: 'string' },
    },
  });
  const size: Size = { healthy: Number(values.healthy), perFault: Number(values['per-fault']), days: Math.round(Number(values.months) * 30.44), seed: Number(values.seed) };
  if (values.calibrate) return calibrated(size, Number(values.to ?? size.seed));
  const before = process.cpuUsage();
  const parts = (['ncm', 'lfp'] as const).filter((one) => values.chemistry === undefined || values.chemistry === one).map((chemistry) => {
    const score = fleetScore(drive(chemistry, size));
    process.stderr.write(`${chemistry}: done after ${((process.cpuUsage(before).user + process.cpuUsage(before).system) / 1e6).toFixed(0)} s of processor\n`);
    return [
      `## ${chemistry.toUpperCase()}: ${score.healthyCars} healthy and ${score.faultyCars} faulty cars of 100 cells, ${size.days} days each`, '', ...aims(chemistry, score), '',
      '| planted | cars | told anything | told this class | wrongly this class | F1 | right place | days to detection (median) | within 30 days | within 60 days | days before hard limit (median) |', '|---|---|---|---|---|---|---|---|---|---|---|',
      ...score.classes.map(classLine), '',
    ].join('\n');
  });
  const used = process.cpuUsage(before);
  return [
    `\`--healthy ${size.healthy} --per-fault ${size.perFault} --months ${values.months} --seed ${size.seed}\`: ${((used.user + used.system) / 1e6).toFixed(0)} s of one core, simulator included.`, '',
    'Sampling: a frame every two minutes while driving and charging fast, every four while charging slowly, three before each trip; the list of cells with every frame, while driving with every fourth.',
    'Half of the cars are private, half work (60–100 km a day, mostly fast charging); half balance passively. Cooling fails in cars that work in the warm months: a pack that never gets warmer than its coolant does not ask for cooling and cannot show that it is gone (in winter such a fault is not seen, nor does it harm). A leak is 1 kΩ over one cell. No healthy car is left out of any figure.', '', ...parts,
  ].join('\n');
}
