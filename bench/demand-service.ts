// A fill rate asked for, and the fill rate got: the level at which the shelves together are expected to serve it, chosen anew
// each month from the laws of that month and from what each shelf holds and has on order; steered: what was got so far moves
// what is asked for next. The year before the test is shown too: how far years differ cannot be told from one.
import { type Law, forecastCombined, learnCombined, levelForFillRate, lawMean, openShelf, quantile, steeredFillRate } from '@careloop/demand';
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
function got(series: readonly Series[], laws: readonly Law[][], from: number, leadMonths: number, fillRate: number, steered: boolean): { fillRate: number; monthsOfStock: number } {
  const shelves = series.map(() => openShelf(leadMonths));
  const sum = (key: 'asked' | 'served' | 'holding'): number => shelves.reduce((all, { result }) => all + result[key], 0);
  laws.forEach((month, t) => {
    const perMonth = month.reduce((all, law) => all + lawMean(law), 0) / (leadMonths + 1);
    const now = steered ? steeredFillRate(fillRate, { asked: sum('asked'), served: sum('served') }, perMonth) : fillRate;
    const level = levelForFillRate(month, leadMonths, now, shelves.map((shelf) => shelf.position()));
    series.forEach(({ units }, index) => shelves[index]!.month(quantile(month[index]!, level), units[from + t]!));
  });
  return { fillRate: sum('served') / sum('asked'), monthsOfStock: sum('holding') / sum('asked') };
}

export function askedAndGot(series: readonly Series[], from: number, months: number, leadMonths: number): string[] {
  const years = [from, from - months].filter((first) => first >= 18).map((first) => ({ first, laws: lawsOfYear(series, first, months, leadMonths + 1) }));
  const rows = asked.map((fillRate) => `| ${(100 * fillRate).toFixed(0)} | ${years.flatMap(({ first, laws }) => [false, true].map((steered) => {
    const one = got(series, laws, first, leadMonths, fillRate, steered);
    return `${(100 * one.fillRate).toFixed(1)} (${one.monthsOfStock.toFixed(2)})`;
  })).join(' | ')} |`);
  return [
    'Fill rate asked of the combined laws and got, in brackets months of stock (aim: within 2 points):', '',
    `| asked, % | ${years.map(({ first }) => `months ${first} to ${first + months - 1}: asked alike each month | steered by what was got`).join(' | ')} |`, `|---:|${years.map(() => '---:|---:|').join('')}`, ...rows, '',
  ];
}
