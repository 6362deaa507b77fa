// A fill rate asked for, and the fill rate got: the level at which the shelves together are expected to serve it, chosen anew
// each month from the laws of that month alone. Beside it the same after a rehearsal: the year before is replayed in the same
// way, and what went unserved then against what was expected to moves what is asked for now.
import { type Law, forecastCombined, learnCombined, levelForFillRate, quantile, replayShelf } from '@careloop/demand';
import type { Series } from './demand-series.ts';

const asked = [0.9, 0.95, 0.98];

/** Laws of the sum of lead time and a month, for each month of a year, learnt from months before it. */
function lawsOfYear(series: readonly Series[], from: number, months: number, span: number): Law[][] {
  const until = (end: number) => series.map(({ units }) => ({ history: units.subarray(0, end) }));
  const model = learnCombined(until(from), { ahead: span, sum: true });
  return Array.from({ length: months }, (_, t) => {
    const forecast = forecastCombined(model, until(from + t));
    return series.map((_, index) => forecast(index).law());
  });
}

/** Pooled fill rate got in a year when `fillRate` is asked of each month's laws. */
function got(series: readonly Series[], laws: readonly Law[][], from: number, leadMonths: number, fillRate: number): { fillRate: number; monthsOfStock: number } {
  const levels = laws.map((month) => levelForFillRate(month, leadMonths, fillRate));
  let [units, served, holding] = [0, 0, 0];
  series.forEach((one, index) => {
    const result = replayShelf({ demand: one.units.subarray(from, from + laws.length), upTo: laws.map((month, t) => quantile(month[index]!, levels[t]!)) }, leadMonths);
    [units, served, holding] = [units + result.asked, served + result.served, holding + result.holding];
  });
  return { fillRate: served / units, monthsOfStock: holding / units };
}

export function askedAndGot(series: readonly Series[], from: number, months: number, leadMonths: number): string[] {
  const laws = lawsOfYear(series, from, months, leadMonths + 1);
  const before = from - months >= 18 ? lawsOfYear(series, from - months, months, leadMonths + 1) : undefined;
  const percent = (share: number): string => (100 * share).toFixed(1);
  const rows = asked.map((fillRate) => {
    const plain = got(series, laws, from, leadMonths, fillRate);
    if (before === undefined) return `| ${percent(fillRate)} | ${percent(plain.fillRate)} | ${plain.monthsOfStock.toFixed(2)} | – | – |`;
    const rehearsed = got(series, before, from - months, leadMonths, fillRate);
    const ratio = Math.max(0.5, Math.min(2, (1 - rehearsed.fillRate) / (1 - fillRate)));
    const moved = got(series, laws, from, leadMonths, 1 - (1 - fillRate) / ratio);
    return `| ${percent(fillRate)} | ${percent(plain.fillRate)} | ${plain.monthsOfStock.toFixed(2)} | ${percent(moved.fillRate)} | ${moved.monthsOfStock.toFixed(2)} |`;
  });
  return ['Fill rate asked of the combined laws and got (aim: within 2 points):', '', '| asked, % | got, % | months of stock | got after a rehearsal, % | months of stock |', '|---:|---:|---:|---:|---:|', ...rows, ''];
}
