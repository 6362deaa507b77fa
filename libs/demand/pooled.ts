// One model over all parts: what followed months like these, whichever part they belonged to. A part's past is told in
// a row of numbers (how fast lately and before, how long silent, how lumpy, how old, season, price class, sister parts);
// boosted trees turn the row into mean and size of a negative binomial law. The steady belief is where the trees begin,
// so where they learn nothing the answer is the steady one.
import { type Boosted, boost, boundedSize, stepsOf } from './boost.ts';
import { chanceFrom } from './chance.ts';
import { type History, recorded } from './history.ts';
import { type Law, negativeBinomial } from './law.ts';
import { type Prior, believeUntil, beliefMoments, learnPrior, lumpsOf } from './steady.ts';

/** A part as the pooled model sees it. */
export type PartHistory = {
  history: History;
  /** Numbers that say what kind of part it is (ln price, price class, model, system …), in the same order for every part. */
  traits?: readonly number[];
  /** Parts with the same name here are sisters: left and right, colours, successors. */
  family?: string;
};
/** The months forecast: each of the next `ahead` months by itself, or their sum. */
export type Span = { ahead: number; sum: boolean };
export type PooledModel = { span: Span; prior: Prior; trees: Boosted; traits: number };

const startKeep = 0.88;
const speeds = [0.97, 0.93, 0.8, 0.6];
const leastMonths = 6;

/** Means of the last months of several lengths, relative to the belief, as logarithms that small counts do not upset. */
function rowOf(list: Float64Array, length: number, mean: number, months: number, lump: number): number[] {
  const near = (units: number, weight: number): number => Math.log((units + mean) / ((weight + 1) * mean));
  const row: number[] = [Math.log(mean), Math.log(months), Math.log(lump), Math.log(length)];
  for (const keep of speeds) {
    let [units, weight] = [0, 0];
    for (let t = 0; t < length; t++) {
      units = keep * units + list[t]!;
      weight = keep * weight + 1;
    }
    row.push(near(units, weight));
  }
  let [total, count, most, since, squares, sum] = [0, 0, 0, 0, 0, 0];
  const reach = [1, 3, 6, 12, 24];
  let next = 0;
  for (let age = 1; age <= length; age++) {
    const units = list[length - age]!;
    sum += units;
    squares += units * units;
    if (units > 0) {
      count++;
      total += units;
      if (count === 1) since = age;
      most = Math.max(most, units);
    }
    if (age === reach[next]) {
      row.push(near(sum, age));
      next++;
    }
  }
  while (next++ < reach.length) row.push(near(sum, length));
  const size = count === 0 ? 1 : total / count;
  const spread = length < 2 ? 1 : (squares / length - (sum / length) ** 2) / Math.max(sum / length, 0.05);
  const lastYear = length >= 12 ? list[length - 12]! + (list[length - 11] ?? 0) + (list[length - 10] ?? 0) : 3 * mean;
  row.push(Math.log(since === 0 ? length + 1 : since), count === 0 ? 0 : Math.log(length / count), Math.log(size), Math.log(most + 1), Math.log(Math.max(spread, 0.2)), near(lastYear, 3));
  return row;
}

/** How fast the sisters go lately, for every part and month: the family's mean of the last six months without the part itself. */
function sisterPace(parts: readonly PartHistory[]): (part: number, end: number) => number {
  const families = new Map<string, number[]>();
  parts.forEach(({ family }, index) => { if (family !== undefined) families.set(family, [...(families.get(family) ?? []), index]); });
  return (part, end) => {
    const sisters = families.get(parts[part]!.family ?? '') ?? [];
    let [units, months] = [0, 0];
    for (const sister of sisters) {
      const { history } = parts[sister]!;
      if (sister !== part) for (let t = Math.max(0, end - 6); t < Math.min(end, history.length); t++) if (!Number.isNaN(history[t]!)) [units, months] = [units + history[t]!, months + 1];
    }
    return months === 0 ? -5 : Math.log((units + 0.2) / months);
  };
}

type Told = { row: number[]; logMean: number; logSize: number };

/** Everything the trees may look at for one part whose first `end` months are known; `lead` is the month forecast, from 1. */
function tell(part: PartHistory, list: Float64Array, lumps: Float64Array, end: number, lead: number, months: number, prior: Prior, pace: number, traits: number): Told {
  const belief = believeUntil(list, end, startKeep, prior, lumps);
  const { mean, variance } = beliefMoments(belief, months);
  const row = rowOf(list, end, belief.units / belief.months, belief.months, belief.lump);
  const season = (2 * Math.PI * ((end + lead - 1) % 12)) / 12;
  row.push(lead, Math.sin(season), Math.cos(season), pace);
  for (let k = 0; k < traits; k++) row.push(part.traits?.[k] ?? -1);
  return { row, logMean: Math.log(mean), logSize: boundedSize(Math.log((mean * mean) / Math.max(variance - mean, 1e-6 * mean))) };
}

/** Which months of which parts are learnt from: all when they are few, a seeded sample when they are many. */
function lessons(parts: readonly PartHistory[], lists: readonly Float64Array[], span: Span, most: number): { part: number; end: number; lead: number }[] {
  const found: { part: number; end: number; lead: number }[] = [];
  const reach = span.sum ? span.ahead : 1;
  const each = span.sum ? 1 : Math.min(span.ahead, 3);
  let possible = 0;
  for (const list of lists) possible += Math.max(0, list.length - leastMonths - reach + 1) * each;
  const share = most / Math.max(1, possible);
  const chance = chanceFrom(7);
  parts.forEach((_, part) => {
    const { length } = lists[part]!;
    for (let end = leastMonths; end + reach <= length; end++) {
      for (let k = 0; k < each; k++) {
        const lead = span.sum ? 1 : 1 + Math.floor(chance() * Math.min(span.ahead, length - end));
        if (share >= 1 || chance() < share) found.push({ part, end, lead });
      }
    }
  });
  return found;
}

export type PooledSettings = { rounds?: number; rate?: number; depth?: number; mostRows?: number; tilt?: number; fade?: number; share?: number };

/** Learns from all parts; undefined when there is too little to learn from (the steady belief stands alone then). */
export function learnPooled(parts: readonly PartHistory[], span: Span, settings: PooledSettings = {}): PooledModel | undefined {
  const lists = parts.map(({ history }) => recorded(history));
  const prior = learnPrior(lists);
  const traits = parts.reduce((most, part) => Math.max(most, part.traits?.length ?? 0), 0);
  const rows = lessons(parts, lists, span, settings.mostRows ?? 60_000);
  if (rows.length < 400) return undefined;
  const pace = sisterPace(parts);
  const lumps = lists.map(lumpsOf);
  const [target, logMean, logSize, weight] = [new Float64Array(rows.length), new Float64Array(rows.length), new Float64Array(rows.length), new Float64Array(rows.length)];
  let features: Float32Array[] = [];
  rows.forEach(({ part, end, lead }, index) => {
    const list = lists[part]!;
    const told = tell(parts[part]!, list, lumps[part]!, end, lead, span.sum ? span.ahead : 1, prior, pace(part, end), traits);
    if (index === 0) features = told.row.map(() => new Float32Array(rows.length));
    for (let f = 0; f < told.row.length; f++) features[f]![index] = told.row[f]!;
    [logMean[index], logSize[index]] = [told.logMean, told.logSize];
    weight[index] = Math.exp(-(settings.tilt ?? 0) * Math.max(-3, told.logMean)) * (settings.fade ?? 1) ** (list.length - end);
    if (span.sum) for (let t = end; t < end + span.ahead; t++) target[index]! += list[t]!;
    else target[index] = list[end + lead - 1]!;
  });
  const scale = rows.length / weight.reduce((sum, one) => sum + one, 0);
  weight.forEach((one, index) => { weight[index] = one * scale; });
  const trees = boost({ features, target, logMean, logSize, weight }, { rounds: settings.rounds ?? 60, rate: settings.rate ?? 0.08, depth: settings.depth ?? 2, leaf: 40, seed: 11, share: settings.share ?? 0.5 });
  return { span, prior, trees, traits };
}

export type PooledForecast = (end: number, lead?: number) => { mean: number; size: number };

/** For one part: mean and size of the law of the `lead`-th month (or of the sum) after its first `end` recorded months. */
export function pooledForecasts(model: PooledModel, parts: readonly PartHistory[]): (part: number) => PooledForecast {
  const pace = sisterPace(parts);
  return (index) => {
    const part = parts[index]!;
    const list = recorded(part.history);
    const lumps = lumpsOf(list);
    return (end, lead = 1) => {
      const told = tell(part, list, lumps, end, lead, model.span.sum ? model.span.ahead : 1, model.prior, pace(index, end), model.traits);
      return { mean: Math.exp(told.logMean + stepsOf(model.trees.means, told.row)), size: Math.exp(boundedSize(told.logSize + stepsOf(model.trees.sizes, told.row))) };
    };
  };
}

export const lawOfSize = (mean: number, size: number): Law => negativeBinomial(mean, mean + (mean * mean) / size);
