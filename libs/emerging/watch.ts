// The watch over one series. What came since each day of the last half year is compared with what the series' own past before
// that day says should have come (a gamma belief over its rate), as if the rate had become 1.5, 2, 3 or 5 times the usual
// one; the likelihood ratios of all these beginnings are summed (Shiryaev–Roberts). While nothing has changed such a sum grows
// by one a day on average whatever the counts are, so the mean time to a false alarm is at least the threshold in days (Pollak
// 1987): the budget is the threshold, no table is looked up. (E2) A belief is as old as the beginning it serves, less some weeks, so that
// a slow rise is not taken for usual; it forgets, so that it follows drift; and it is never surer than rates of good series keep.
import type { Common } from './in-all-series.ts';

export type Day = { count: number; /** What could have been reported on: cars in service, visits. */ exposure: number };
export type WatchRules = {
  falseAlarmsPerYear: number;
  /** Days that are too young to be believed usual. */
  learnAfterDays: number;
  /** After so many days an old day weighs half. */
  halfLifeDays: number;
  /** How much the rate of a good series wanders over months, as a share. */
  wander: number;
  /** No alarm before this many of its reports came within the last four weeks. */
  fewestReports: number;
};
export type Alarm = {
  /** Index of the day on which it rang. */
  day: number;
  /** The day since which the change is most likely. */
  sinceDay: number;
  /** Reports since then, what the past would have let expect, and their ratio with a 90 % interval. */
  seen: number; expected: number; ratio: number; ratioFrom: number; ratioTo: number;
};
export type Watched = { alarms: Alarm[]; /** By day: the sum against its threshold; 1 rings. */ share: Float64Array; expected: Float64Array };

export const usualWatchRules: WatchRules = { falseAlarmsPerYear: 1, learnAfterDays: 28, halfLifeDays: 240, wander: 0.12, fewestReports: 3 };
const ratios = [1.5, 2, 3, 5];
/** Beginnings longer ago than this are not looked at any more. */
const lookBackDays = 180;

/** Watches the days of a series from the first to the last. After an alarm it begins anew, and the days of the change are never learned as usual. `common` must cover all days. */
export function watch(days: readonly Day[], common: Common, rules: WatchRules = usualWatchRules): Watched {
  if (common.factor.length < days.length) throw new RangeError(`what is common is known of ${common.factor.length} days, the series has ${days.length}`);
  const threshold = 365.25 / rules.falseAlarmsPerYear;
  const keep = 0.5 ** (1 / rules.halfLifeDays);
  const surest = 1 / rules.wander ** 2;
  const [share, expected] = [new Float64Array(days.length), new Float64Array(days.length)];
  // What was believed before each day: a gamma (shape, rate) over reports per exposure.
  const [shapes, rates] = [new Float64Array(days.length), new Float64Array(days.length)];
  const alarms: Alarm[] = [];
  let [seen, cars, from] = [0, 0, 0];
  for (let at = 0; at < days.length; at++) {
    const old = at - rules.learnAfterDays;
    if (old >= from) {
      seen = seen * keep + days[old]!.count;
      cars = cars * keep + days[old]!.exposure * common.factor[old]!;
    }
    const [shape, rate] = [common.prior.shape + seen, common.prior.rate + cars];
    shapes[at] = 1 / (1 / shape + 1 / surest);
    rates[at] = (shapes[at]! * rate) / shape;
    expected[at] = (shape / rate) * days[at]!.exposure * common.factor[at]!;
    const sum = sumOfBeginnings(days, common, { shapes, rates, expected }, Math.max(from, at - lookBackDays), at);
    share[at] = sum.all / threshold;
    if (share[at]! < 1 || countIn(days, at - 27, at) < rules.fewestReports) continue;
    alarms.push(alarmAt(days, expected, sum.likeliest, at));
    from = at + 1;
  }
  return { alarms, share, expected };
}

type Beliefs = { shapes: Float64Array; rates: Float64Array; expected: Float64Array };

/** The likelihood ratios of a change on each of the days from `first` to `last`, given all that came up to `last`. */
function sumOfBeginnings(days: readonly Day[], common: Common, { shapes, rates, expected }: Beliefs, first: number, last: number): { all: number; likeliest: number } {
  let [count, exposure, all, best, likeliest] = [0, 0, 0, 0, last];
  for (let since = last; since >= first; since--) {
    // The last four weeks day by day; of the time before, one day stands for its week.
    const weight = last - since < 28 ? 1 : (last - since) % 7 === 0 ? 7 : 0;
    const lump = 1 + expected[since]! / common.shape; // days vary more than Poisson: their counts weigh less
    count += days[since]!.count / lump;
    exposure += (days[since]!.exposure * common.factor[since]!) / lump;
    if (weight === 0) continue;
    let here = 0;
    for (const ratio of ratios) here += Math.exp(count * Math.log(ratio) + (shapes[since]! + count) * Math.log((rates[since]! + exposure) / (rates[since]! + ratio * exposure)));
    all += (weight * here) / ratios.length;
    if (here > best) [best, likeliest] = [here, since];
  }
  return { all, likeliest };
}

const countIn = (days: readonly Day[], from: number, until: number): number => {
  let sum = 0;
  for (let at = Math.max(0, from); at <= until; at++) sum += days[at]?.count ?? 0;
  return sum;
};

function alarmAt(days: readonly Day[], expected: Float64Array, sinceDay: number, day: number): Alarm {
  const seen = countIn(days, sinceDay, day);
  let mean = 0;
  for (let at = sinceDay; at <= day; at++) mean += expected[at]!;
  const half = 1.645 * Math.sqrt(seen + 0.25);
  return { day, sinceDay, seen, expected: mean, ratio: seen / mean, ratioFrom: Math.max(0, seen - half) / mean, ratioTo: (seen + half + 1) / mean };
}
