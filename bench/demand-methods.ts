// The methods that the demand bench compares, each as laws from an origin: one month by itself, and the sum of several.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import {
  type Law, type PartHistory, believe, exactly, forecastCombined, inSample, lawAround, lawMean, lawOfBelief, lawOfSize, learnCombined, learnPrior, nothing, pointMethods, pooledForecasts, recorded, timesOver,
} from '@careloop/demand';
import type { Series } from './demand-series.ts';

/** Laws of one series from an origin on: of the `lead`-th month, and of the sum of the months asked for. */
export type Laws = { month: (lead: number) => Law; sum: () => Law; mean: number };
export type Question = { series: readonly Series[]; origin: number; ahead: number; months: number; learntAt?: number };
/** `learntAt` is the month before which what is common to all parts was learnt, when that is earlier than the origin. */
export type Method = { name: string; laws: (question: Question) => (series: number) => Laws };

const until = ({ series, origin }: Question, index: number): Float64Array => series[index]!.units.subarray(0, origin);
export const partsOf = ({ series, origin }: Question): PartHistory[] => series.map(({ units }) => ({ history: units.subarray(0, origin) }));

/** A negative binomial around one number per month. */
const around = (name: string, forecast: (question: Question, index: number) => number): Method => ({
  name,
  laws: (question) => (index) => {
    const history = until(question, index);
    const mean = forecast(question, index);
    const law = lawAround(history, mean);
    return { month: () => law, sum: () => lawAround(history, mean, question.months), mean };
  },
});

const known: Method[] = [
  { name: 'all zero', laws: () => () => ({ month: () => nothing, sum: () => nothing, mean: 0 }) },
  {
    name: 'in-sample quantiles',
    laws: (question) => (index) => {
      const law = recorded(until(question, index)).length === 0 ? exactly(0) : inSample(until(question, index));
      return { month: () => law, sum: () => timesOver(law, question.months), mean: lawMean(law) };
    },
  },
  ...Object.entries(pointMethods).map(([name, method]) => around(name, (question, index) => method(until(question, index)))),
];

const steady: Method = {
  name: 'steady 0.9',
  laws: (question) => {
    const prior = learnPrior(partsOf(question).map(({ history }) => history));
    return (index) => {
      const belief = believe(until(question, index), 0.9, prior);
      const law = lawOfBelief(belief);
      return { month: () => law, sum: () => lawOfBelief(belief, question.months), mean: belief.units / belief.months };
    };
  },
};

/** Pooled and combined are learnt together: the combination holds the pooled model. */
function ours(): Method[] {
  const learnt = new Map<string, ReturnType<typeof learnCombined>>();
  const model = (question: Question, span: { ahead: number; sum: boolean }) => {
    const key = `${question.series.length} ${question.learntAt ?? question.origin} ${span.ahead} ${span.sum}`;
    let found = learnt.get(key);
    if (found === undefined) learnt.set(key, found = learnCombined(partsOf({ ...question, origin: question.learntAt ?? question.origin }), span));
    return found;
  };
  const both = (question: Question) => ({ single: () => model(question, { ahead: question.ahead, sum: false }), total: () => model(question, { ahead: question.months, sum: true }) });
  return [
    {
      name: 'pooled',
      laws: (question) => {
        const { single, total } = both(question);
        const parts = partsOf(question);
        const of = (one: ReturnType<typeof learnCombined>) => (one.pooled === undefined ? undefined : pooledForecasts(one.pooled, parts));
        const [months, sums] = [once(() => of(single())), once(() => of(total()))];
        return (index) => {
          const end = recorded(until(question, index)).length;
          const law = (found: ReturnType<typeof of>, lead: number): Law => {
            if (found === undefined) return lawOfBelief(believe(until(question, index), 0.9));
            const { mean, size } = found(index)(end, lead);
            return lawOfSize(mean, size);
          };
          const month = remembered((lead) => law(months(), lead));
          return { month, sum: () => law(sums(), 1), get mean() { return lawMean(month(Math.ceil(question.ahead / 2))); } };
        };
      },
    },
    {
      name: 'combined',
      laws: (question) => {
        const { single, total } = both(question);
        const parts = partsOf(question);
        const [months, sums] = [once(() => forecastCombined(single(), parts)), once(() => forecastCombined(total(), parts))];
        return (index) => {
          const forecast = once(() => months()(index));
          const month = remembered((lead) => forecast().law(lead));
          return { month, sum: () => sums()(index).law(), get mean() { return lawMean(month(Math.ceil(question.ahead / 2))); } };
        };
      },
    },
  ];
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

function remembered(make: (lead: number) => Law): (lead: number) => Law {
  const found = new Map<number, Law>();
  return (lead) => {
    let law = found.get(lead);
    if (law === undefined) found.set(lead, law = make(lead));
    return law;
  };
}

/** statsforecast's numbers for these origins, each with a negative binomial around it. */
export function peers(python: string, csv: string, origins: readonly number[], rows: ReadonlyMap<Series, number>): Method[] {
  const text = execFileSync(python, [join(import.meta.dirname, 'peers', 'demand_statsforecast.py'), csv, ...origins.map(String)], { maxBuffer: 1 << 28 }).toString();
  const table = JSON.parse(text) as Record<string, Record<string, number[]>>;
  return Object.entries(table).map(([name, byOrigin]) => around(`statsforecast ${name}`, ({ series, origin }, index) => byOrigin[origin]![rows.get(series[index]!)!]!));
}

export const methods = (): Method[] => [...known, steady, ...ours()];
