// The forecast of the house: a mixture of laws whose shares are chosen for each part by how well each candidate foretold
// that part's last year, origin by origin, none of them knowing what came. What works for all parts (found by likelihood
// over all of them) is where each part begins; its own record moves it. Candidates: steady beliefs from slow to fast, the
// months as they were (overlapping sums, a bootstrap in closed form), and the pooled model. Where there are too few parts to learn
// one, nobody else knows of seasons and of what is new: the last year, in its season, stands in for it.
import { type History, recorded } from './history.ts';
import { type Law, empirical, logNegativeBinomial, mixture } from './law.ts';
import { type PartHistory, type PooledForecast, type PooledModel, type PooledSettings, type Span, lawOfSize, learnPooled, pooledForecasts } from './pooled.ts';
import { type Belief, type Prior, believeUntil, lawOfBelief, learnPrior, lumpsOf, scoreOfBelief } from './steady.ts';
import { waveUntil, yearBelief } from './year.ts';

const keeps = [0.97, 0.92, 0.86, 0.75];
/** Candidates by name, in the order of the shares. */
export const candidates: readonly string[] = [...keeps.map((keep) => `steady ${keep}`), 'as it was', 'pooled'];
const pooledAt = keeps.length + 1;
/** Candidates where there are too few parts for a pooled model. */
export const candidatesOfFew: readonly string[] = [...candidates.slice(0, pooledAt), 'last year'];

const yearAt = (list: Float64Array, end: number, lead: number, months: number, belief: Belief, prior: Prior): Belief => yearBelief(list, end, lead, months, { belief, prior, wave: waveUntil(list, end, belief.lump) });

export type CombinedModel = {
  span: Span;
  prior: Prior;
  /** Learnt from all months; forecasts. */
  pooled: PooledModel | undefined;
  /** Learnt from all but the last year; its record of that year is honest. */
  earlier: PooledModel | undefined;
  /** Shares of the candidates over all parts. */
  shares: number[];
};
export type Forecast = {
  /** Law of the `lead`-th month from now (1 is the next); of the sum, whatever the lead, when the span is a sum. */
  law: (lead?: number) => Law;
  /** Shares of the candidates for this part, as in `candidates`, or in `candidatesOfFew`. */
  shares: number[];
  /** Mean ln probability of the last year by candidate; empty where there was no year to judge. */
  record: number[];
};

const judgedMonths = 12;
/** What the pooled model is given before likelihood divides the rest: quantiles of single months are better for it, one year's likelihood is noisy. */
const leaning = 0.4;
const trust = 0.35;

/** Ends of history at which the last year is judged, oldest first. */
function originsOf(length: number, reach: number): number[] {
  const ends: number[] = [];
  for (let end = Math.max(3, length - reach - judgedMonths + 1); end + reach <= length; end++) ends.push(end);
  return ends;
}

const sumBetween = (list: Float64Array, from: number, to: number): number => {
  let sum = 0;
  for (let t = from; t < to; t++) sum += list[t]!;
  return sum;
};

/** Sums of `months` neighbouring months before `end`, and how much each counts. */
function overlapping(list: Float64Array, end: number, months: number): { values: number[]; weights: number[] } {
  const [values, weights]: [number[], number[]] = [[], []];
  for (let last = end; last - months >= 0; last--) {
    values.push(Math.round(sumBetween(list, last - months, last)));
    weights.push(0.94 ** (end - last));
  }
  return { values, weights };
}

/** How much of a belief stands beside the months as they were. */
const besides = 4;

function scoreAsItWas(list: Float64Array, end: number, months: number, units: number, belief: Belief): number {
  const { values, weights } = overlapping(list, end, months);
  let [hit, all] = [0, 0];
  values.forEach((value, i) => {
    all += weights[i]!;
    if (value === Math.round(units)) hit += weights[i]!;
  });
  return Math.log((hit + besides * Math.exp(scoreOfBelief(belief, months, units))) / (all + besides));
}

/** ln probability of what came at one origin, by candidate. */
function scoresAt(list: Float64Array, lumps: Float64Array, end: number, span: Span, prior: Prior, pooled: PooledForecast | undefined): number[] {
  const months = span.sum ? span.ahead : 1;
  const lead = span.sum ? 1 : 1 + (end % span.ahead);
  const units = span.sum ? sumBetween(list, end, end + span.ahead) : list[end + lead - 1]!;
  const beliefs = keeps.map((keep) => believeUntil(list, end, keep, prior, lumps));
  const scores = beliefs.map((belief) => scoreOfBelief(belief, months, units));
  scores.push(scoreAsItWas(list, end, months, units, beliefs[1]!));
  if (pooled === undefined) scores.push(scoreOfBelief(yearAt(list, end, lead, months, beliefs[1]!, prior), months, units));
  else {
    const { mean, size } = pooled(end, lead);
    scores.push(logNegativeBinomial(Math.round(units), mean, size));
  }
  return scores.map((score) => Math.max(score, -25));
}

/** The record of a part's last year: one row of scores an origin. */
function recordOf(history: History, { span, prior }: Pick<CombinedModel, 'span' | 'prior'>, pooled: PooledForecast | undefined): number[][] {
  const list = recorded(history);
  const lumps = lumpsOf(list);
  return originsOf(list.length, span.ahead).map((end) => scoresAt(list, lumps, end, span, prior, pooled));
}

/** Shares that make the mixture most likely over all rows (expectation and maximisation). */
function sharesOver(rows: readonly number[][], count: number): number[] {
  let shares = new Array<number>(count).fill(1 / count);
  for (let round = 0; round < 60; round++) {
    const next = new Array<number>(count).fill(1);
    for (const row of rows) {
      const most = Math.max(...row);
      let all = 0;
      const part = row.map((score, k) => {
        const one = shares[k]! * Math.exp(score - most);
        all += one;
        return one;
      });
      for (let k = 0; k < count; k++) next[k]! += part[k]! / all;
    }
    const all = next.reduce((sum, one) => sum + one, 0);
    shares = next.map((one) => one / all);
  }
  return shares;
}

/** Fewer parts than this teach each other nothing that their own last year does not show; and a back-test of the same parts is to judge what is used. */
const leastParts = 40;
/** At most this many parts are asked which candidates work for all. */
const asked = 4000;

/** Learns from all parts what is common: the gamma law of rates, the pooled model, the shares to begin with. Seeded; the same parts give the same model. */
export function learnCombined(parts: readonly PartHistory[], span: Span, settings: PooledSettings = {}): CombinedModel {
  const prior = learnPrior(parts.map(({ history }) => history));
  const before = parts.map((part) => {
    const list = recorded(part.history);
    return { ...part, history: list.subarray(0, Math.max(0, list.length - judgedMonths - span.ahead + 1)) };
  });
  const pooled = parts.length < leastParts ? undefined : learnPooled(parts, span, settings);
  const earlier = pooled === undefined ? undefined : learnPooled(before, span, settings);
  const stride = Math.max(1, Math.ceil(parts.length / asked));
  const some = parts.filter((_, index) => index % stride === 0);
  const of = earlier === undefined ? undefined : pooledForecasts(earlier, some);
  const rows = some.flatMap(({ history }, index) => recordOf(history, { span, prior }, of?.(index)));
  const count = (earlier === undefined ? candidatesOfFew : candidates).length;
  const likely = rows.length < 20 ? new Array<number>(count).fill(1 / count) : sharesOver(rows, count);
  const shares = likely.map((share, k) => share * (1 - leaning) + (k === pooledAt ? leaning : 0));
  return { span, prior, pooled: earlier === undefined ? undefined : pooled, earlier, shares };
}

/** The shares of one part: where all begin, moved by its own record, recent origins weighing more. */
function sharesOf(record: readonly number[][], common: readonly number[], span: Span): number[] {
  const logs = common.map((share) => Math.log(share));
  record.forEach((row, at) => {
    const weight = (trust * 0.93 ** (record.length - 1 - at)) / (span.sum ? Math.sqrt(span.ahead) : 1);
    row.forEach((score, k) => { logs[k]! += weight * score; });
  });
  const most = Math.max(...logs);
  const all = logs.reduce((sum, one) => sum + Math.exp(one - most), 0);
  return logs.map((one) => Math.exp(one - most) / all);
}

/** The forecast of each part at the end of its history. Any history is welcome; where nothing is recorded the law is that of parts at large. */
export function forecastCombined(model: CombinedModel, parts: readonly PartHistory[]): (part: number) => Forecast {
  const early = model.earlier === undefined ? undefined : pooledForecasts(model.earlier, parts);
  const late = model.pooled === undefined ? undefined : pooledForecasts(model.pooled, parts);
  return (index) => {
    const { history } = parts[index]!;
    const record = recordOf(history, model, early?.(index));
    const shares = sharesOf(record, model.shares, model.span);
    const list = recorded(history);
    const lumps = lumpsOf(list);
    const pooled = late?.(index);
    const months = model.span.sum ? model.span.ahead : 1;
    const beliefs = keeps.map((keep) => believeUntil(list, list.length, keep, model.prior, lumps));
    const laws = beliefs.map((belief) => lawOfBelief(belief, months));
    const { values, weights } = overlapping(list, list.length, months);
    laws.push(mixture([empirical([...values, 0], [...weights, 0]), laws[1]!], [weights.reduce((sum, one) => sum + one, 0), besides]));
    const law = (lead = 1): Law => {
      if (pooled === undefined) return mixture([...laws, lawOfBelief(yearAt(list, list.length, lead, months, beliefs[1]!, model.prior), months)], shares);
      const { mean, size } = pooled(list.length, lead);
      return mixture([...laws, lawOfSize(mean, size)], shares);
    };
    const record0 = record[0]?.map((_, k) => record.reduce((sum, row) => sum + row[k]!, 0) / record.length) ?? [];
    return { law, shares, record: record0 };
  };
}
