// How parts fail with age: Weibull by maximum likelihood and Kaplan–Meier without a formula, from cars of which most have
// not failed yet. A life is an age (months, or thousands of km) at which a part failed or was last seen whole, and the age
// at which it came under observation (0 unless the car was taken over later: left truncation).
import { minimise } from './minimise.ts';

export type Life = { age: number; failed: boolean; from?: number };
/** S(t) = exp(−(t / scale)^shape). */
export type Weibull = { shape: number; scale: number };
export type WeibullFit = Weibull & {
  failures: number;
  /** Standard errors of ln shape and ln scale, from the curvature of the likelihood. */
  errors: { logShape: number; logScale: number };
};

const usable = (lives: readonly Life[]): Life[] => lives.filter(({ age, from = 0 }) => age > 0 && age >= from && Number.isFinite(age));

/** ln likelihood; what is seen only from `from` on is judged given that it had lived until then. */
function logLikelihood(lives: readonly Life[], shape: number, scale: number): number {
  let sum = 0;
  for (const { age, failed, from = 0 } of lives) {
    sum -= (age / scale) ** shape - (from > 0 ? (from / scale) ** shape : 0);
    if (failed) sum += Math.log(shape / scale) + (shape - 1) * Math.log(age / scale);
  }
  return sum;
}

/** Weibull curve of lives; undefined with fewer than two failures (a curve through one point is no curve). */
export function fitWeibull(lives: readonly Life[]): WeibullFit | undefined {
  const seen = usable(lives);
  const failures = seen.filter(({ failed }) => failed).length;
  if (failures < 2) return undefined;
  const scaleFor = (shape: number): number => (seen.reduce((sum, { age, from = 0 }) => sum + age ** shape - (from > 0 ? from ** shape : 0), 0) / failures) ** (1 / shape);
  const longest = seen.reduce((most, { age }) => Math.max(most, age), 0);
  const inUnits = seen.map((life) => ({ ...life, age: life.age / longest, from: (life.from ?? 0) / longest }));
  const unitScale = (shape: number): number => (inUnits.reduce((sum, { age, from }) => sum + age ** shape - (from > 0 ? from ** shape : 0), 0) / failures) ** (1 / shape);
  const logShape = minimise((x) => -logLikelihood(inUnits, Math.exp(x), unitScale(Math.exp(x))), Math.log(0.05), Math.log(30), 1e-9);
  const shape = Math.exp(logShape);
  const scale = Number.isFinite(scaleFor(shape)) ? scaleFor(shape) : unitScale(shape) * longest;
  return { shape, scale, failures, errors: errorsAt(seen, shape, scale) };
}

function errorsAt(lives: readonly Life[], shape: number, scale: number): WeibullFit['errors'] {
  const step = 1e-3;
  const at = (a: number, b: number): number => logLikelihood(lives, shape * Math.exp(a * step), scale * Math.exp(b * step));
  const middle = at(0, 0);
  const [aa, bb, ab] = [(at(1, 0) - 2 * middle + at(-1, 0)) / step ** 2, (at(0, 1) - 2 * middle + at(0, -1)) / step ** 2, (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * step ** 2)];
  const determinant = aa * bb - ab * ab;
  return { logShape: Math.sqrt(Math.max(0, -bb / determinant)), logScale: Math.sqrt(Math.max(0, -aa / determinant)) };
}

export const survival = ({ shape, scale }: Weibull, age: number): number => (age <= 0 ? 1 : Math.exp(-((age / scale) ** shape)));

/** Chance to fail within `span` after an age reached whole. */
export const failsWithin = (curve: Weibull, age: number, span: number): number => 1 - survival(curve, age + span) / Math.max(survival(curve, age), 1e-300);

export type SurvivalStep = { age: number; survival: number; low: number; high: number; atRisk: number; failures: number };

/** Kaplan–Meier with a band at `level` (log–log, Greenwood's variance), which stays within 0 and 1. */
export function kaplanMeier(lives: readonly Life[], z = 1.959963984540054): SurvivalStep[] {
  const seen = usable(lives);
  const ages = [...new Set(seen.filter(({ failed }) => failed).map(({ age }) => age))].toSorted((a, b) => a - b);
  const ends = seen.map(({ age }) => age).toSorted((a, b) => a - b);
  const begins = seen.map(({ from = 0 }) => from).toSorted((a, b) => a - b);
  const failed = new Map<number, number>();
  for (const life of seen) if (life.failed) failed.set(life.age, (failed.get(life.age) ?? 0) + 1);
  let [alive, greenwood, gone, come] = [1, 0, 0, 0];
  return ages.map((age) => {
    while (gone < ends.length && ends[gone]! < age) gone++;
    while (come < begins.length && begins[come]! < age) come++;
    const atRisk = come - gone;
    const failures = failed.get(age)!;
    alive *= 1 - failures / atRisk;
    if (atRisk > failures) greenwood += failures / (atRisk * (atRisk - failures));
    if (alive <= 0) return { age, survival: 0, low: 0, high: 0, atRisk, failures };
    const spread = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(alive));
    return { age, survival: alive, low: alive ** Math.exp(spread), high: alive ** Math.exp(-spread), atRisk, failures };
  });
}

/** Survival at an age read off the steps. */
export function survivalAt(steps: readonly SurvivalStep[], age: number): number {
  let alive = 1;
  for (const step of steps) if (step.age <= age) alive = step.survival;
  return alive;
}
