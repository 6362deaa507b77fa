// Forecasts of intermittent demand by method, judged by quantiles, bias and the stock they need. Other series of the same
// format: `npm run bench -- demand --csv path.csv`; statsforecast beside them: `--peers path/to/python`; only one part:
// `--only forecasts | shelves | networks | speed`, some methods: `--methods SES,combined`. Nothing is tuned on months after an origin.
import { parseArgs } from 'node:util';
import { type Judged, bias, coverage, monthsOfStockAt, quantile, quantiles, scaledPinball, scaledRootError, seasonalMase, stockCurve, weightedQuantileLoss } from '@careloop/demand';
import { type Method, type Question, methods, peers } from './demand-methods.ts';
import { askedAndGot } from './demand-service.ts';
import { type Series, carparts, isComplete, readSeries } from './demand-series.ts';
import { networks } from './demand-networks.ts';
import { speed } from './demand-speed.ts';

const ahead = 6;
const year = 12;
const leadMonths = 2;
const levels = [...Array.from({ length: 48 }, (_, i) => 0.5 + i / 100), 0.98, 0.985, 0.99, 0.992, 0.994, 0.995, 0.996, 0.997, 0.998, 0.999];
const fillRates = [0.9, 0.95, 0.98];

function judged(method: Method, question: Question): Judged[] {
  const laws = method.laws(question);
  return question.series.map(({ units }, index) => {
    const one = laws(index);
    return { history: units.subarray(0, question.origin), actual: units.subarray(question.origin, question.origin + question.ahead), quantile: (level, month) => quantile(one.month(month + 1), level), mean: () => one.mean };
  });
}

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;
const table = (head: string, rows: string[]): string[] => [head, head.split('|').slice(1, -1).map((cell, i) => (i === 0 ? '|---' : cell === '' ? '' : '|---:')).join('') + '|', ...rows, ''];

function forecasts(series: readonly Series[], complete: readonly Series[], list: readonly Method[], months: number): string[] {
  const origins = [months - 6, months - 12, months - 18, months - 24].filter((origin) => origin >= 12);
  const rows = list.map((method) => {
    const byOrigin = origins.map((origin) => judged(method, { series: complete, origin, ahead, months: leadMonths + 1 }));
    const far = judged(method, { series, origin: months - year, ahead: year, months: leadMonths + 1 });
    const [last] = byOrigin as [Judged[]];
    const spl = byOrigin.map((one) => scaledPinball(one));
    return `| ${method.name} | ${spl[0]!.toFixed(4)} | ${mean(spl).toFixed(4)} | ${weightedQuantileLoss(far).toFixed(4)} | ${seasonalMase(far).toFixed(4)} | ${scaledRootError(last).toFixed(4)} | ${bias(last).toFixed(3)} | ${mean(byOrigin.map(bias)).toFixed(3)} | ${[0.9, 0.95, 0.99].map((level) => (100 * mean(byOrigin.map((one) => coverage(one, level)))).toFixed(1)).join(' / ')} | ${mean(byOrigin.map((one) => scaledPinball(one, [0.95, 0.99]))).toFixed(4)} |`;
  });
  return [
    `**Forecasts.** SPL: ${complete.length} complete series, 6 months from month ${months - 6}, and the mean over origins ${origins.join(', ')}; CRPS\\* and MASE: all ${series.length} series, 12 months from month ${months - 12}. Forecasting nothing wins MASE: that is why it is shown. In months at or below the quantile: 90 / 95 / 99 % asked (most months are zero, so more is got).`, '',
    ...table('| method | SPL | SPL, rolling | CRPS* | MASE | RMSSE | bias | bias, rolling | below 90 / 95 / 99 % | loss at 95 and 99 %, rolling |', rows),
  ];
}

function shelves(complete: readonly Series[], list: readonly Method[], months: number): string[] {
  const from = months - year;
  const demands = complete.map(({ units }) => units.subarray(from));
  const rows = list.map((method) => {
    const laws = Array.from({ length: year }, (_, t) => method.laws({ series: complete, origin: from + t, ahead, months: leadMonths + 1, learntAt: from }));
    const curve = stockCurve(demands, levels, (shelf, month) => quantiles(laws[month]!(shelf).sum(), levels), leadMonths);
    return `| ${method.name} | ${fillRates.map((rate) => monthsOfStockAt(curve, rate).toFixed(2)).join(' | ')} |`;
  });
  return [
    `**Shelves.** Months of stock at equal pooled fill rate: the last ${year} months of complete series, monthly review, lead time ${leadMonths}; what is common to all parts was learnt before them.`, '',
    ...table('| method | 90 % | 95 % | 98 % |', rows),
    ...askedAndGot(complete, from, year, leadMonths),
  ];
}

export async function bench(): Promise<string> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { csv: { type: 'string' }, peers: { type: 'string' }, only: { type: 'string' }, methods: { type: 'string' } } });
  const path = values.csv ?? carparts;
  const series = readSeries(path);
  const complete = series.filter(isComplete);
  const months = series[0]!.units.length;
  const wanted = (part: string): boolean => values.only === undefined || values.only === part;
  const named = values.methods?.split(',');
  const list = methods().filter(({ name }) => named === undefined || named.includes(name));
  if (values.peers !== undefined) {
    const origins = [months - 24, months - 18, ...Array.from({ length: year }, (_, t) => months - year + t)];
    list.splice(-3, 0, ...peers(values.peers, path, origins, new Map(series.map((one, index) => [one, index]))));
  }
  return [
    ...(wanted('forecasts') ? forecasts(series, complete, list, months) : []),
    ...(wanted('shelves') ? shelves(complete, list.filter(({ name }) => name !== 'all zero'), months) : []),
    ...(wanted('networks') ? await networks() : []),
    ...(wanted('speed') ? await speed() : []),
  ].join('\n');
}
