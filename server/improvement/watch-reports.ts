// Rounds: what begins to come up is raised as an issue (K2), and what was fixed is measured (K3). Counted is what owners report and
// what is said outside, by trouble and model, outlet, batch and software; the library says what counts, what was to be expected and
// when to ring. K6 of a software version those cars
// count that told they run it, and the cars of which nothing is known as far as their owners name a version at all. K5 a part of a model is raised where the model as a whole does not ring.
import { countReports, learnCommon, usualWatchRules, watch, type Alarm, type Counted, type Day, type Watched } from '@careloop/emerging';
import { addDays, beijingDay, daysBetween } from '#platform/calendar';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { allBrands } from '#brands';
import type { SoftwareTold } from '#commands';
import { carsDelivered, vehiclesByVin, type Delivered } from '#vehicles';
import { quarterOf, reportsOf, type Report, type Subject } from './reports.ts';
import { effectOf, issueRaised, issueVerdictOf, type Issue, type Reported } from './issue.ts';
import { insertIssue, issuesSince, issuesToMeasure, lockIssues, saveIssue } from './issue-store.ts';
import { rulesOn } from './store.ts';

/** Which reports belong together: those of a model, of one outlet, or of one part of a model: a batch, a software version. */
export type Key = { trouble: Subject; modelId: string | null; outletId: string | null; batch: string | null; software: string | null };
export type Series = { key: Key; counted: Counted; reports: Report[]; days: Day[] };
const whole = { modelId: null, outletId: null, batch: null, software: null };
const nameOf = ({ trouble, modelId, outletId, batch, software }: Omit<Key, 'trouble'> & { trouble: string }): string => `${trouble} ${modelId ?? ''} ${outletId ?? ''} ${batch ?? ''} ${software ?? ''}`;
export const sameSeries = (a: Parameters<typeof nameOf>[0], b: Parameters<typeof nameOf>[0]): boolean => nameOf(a) === nameOf(b);
const kindOf = ({ modelId, batch, software }: Omit<Key, 'trouble'>): string => (modelId === null ? 'outlet' : batch !== null ? 'batch' : software !== null ? 'software' : 'model');
const isPart = ({ batch, software }: Omit<Key, 'trouble'>): boolean => batch !== null || software !== null;

function keysOf({ subject, modelId, outletId, batch, software }: Report): Key[] {
  const of = { ...whole, trouble: subject };
  return [
    ...(modelId === null ? [] : [{ ...of, modelId }]), ...(outletId === null ? [] : [{ ...of, outletId }]),
    ...(modelId === null || batch === null ? [] : [{ ...of, modelId, batch }]), ...(modelId === null || software === null ? [] : [{ ...of, modelId, software }]),
  ];
}

/** A car that told its software, from a day on until it told another. */
export type Running = { vin: string; modelId: string; version: string; from: string; until: string | null };
export const runningOf = (told: readonly SoftwareTold[], modelOf: (vin: string) => string | undefined): Running[] =>
  [...Map.groupBy(told, ({ vin }) => vin)].flatMap(([vin, list]) => {
    const modelId = modelOf(vin);
    return modelId === undefined ? [] : list.map(({ version, at }, nth): Running => ({ vin, modelId, version, from: beijingDay(at), until: list[nth + 1] === undefined ? null : beijingDay(list[nth + 1]!.at) }));
  });

/** The series of a brand's reports over the days from `from` to `until`, both included; whole models and outlets first, then parts of models. */
export function seriesOf(reports: readonly Report[], delivered: readonly Delivered[], from: string, until: string, running: readonly Running[] = []): Series[] {
  const length = daysBetween(from, until) + 1;
  const groups = new Map<string, { key: Key; reports: Report[] }>();
  for (const report of reports) {
    for (const key of keysOf(report)) {
      const group = groups.get(nameOf(key)) ?? { key, reports: [] };
      groups.set(nameOf(key), group);
      group.reports.push(report);
    }
  }
  const cars = new Map<string, Float64Array>();
  const carsOn = ({ modelId, batch }: Key): Float64Array => {
    const name = `${modelId ?? ''} ${batch ?? ''}`;
    const known = cars.get(name);
    if (known !== undefined) return known;
    const list = new Float64Array(length);
    for (const one of delivered) if ((modelId === null || one.modelId === modelId) && (batch === null || quarterOf(one.on) === batch)) for (let day = Math.max(0, daysBetween(from, one.on)); day < length; day++) list[day]! += one.cars;
    cars.set(name, list);
    return list;
  };
  const addDaysOf = (list: Float64Array, one: Running, by: number): void => {
    for (let day = Math.max(0, daysBetween(from, one.from)); day < Math.min(length, one.until === null ? length : daysBetween(from, one.until)); day++) list[day]! += by;
  };
  /** (K6) */
  const carsWith = (key: Key): Float64Array => {
    if (key.software === null) return carsOn(key);
    const silent = reports.filter((one) => one.modelId === key.modelId && one.runs === null);
    const naming = silent.length === 0 ? 0 : silent.filter((one) => one.software !== null).length / silent.length;
    const list = carsOn(key).map((cars) => cars * naming);
    for (const one of running) if (one.modelId === key.modelId) addDaysOf(list, one, (one.version === key.software ? 1 : 0) - naming);
    return list.map((cars) => Math.max(0, cars));
  };
  return [...groups.values()].sort((a, b) => Number(isPart(a.key)) - Number(isPart(b.key))).map(({ key, reports }) => {
    const counted = countReports(reports.map((report) => ({
      id: report.id, day: daysBetween(from, report.on), reporter: report.reporter, ...(report.source === null ? {} : { source: report.source }), ...(report.words === null ? {} : { words: report.words }),
    })));
    const counts = new Int32Array(length);
    for (const { day } of counted.counted) if (day >= 0 && day < length) counts[day]!++;
    return { key, counted, reports, days: Array.from(carsWith(key), (exposure, day) => ({ count: counts[day]!, exposure })) };
  });
}

/** All series of a brand as of today. */
export async function brandSeries(tx: Tx, brandId: string): Promise<{ from: string; all: Series[] }> {
  const { from, until, reports, told } = await reportsOf(tx, brandId);
  const cars = await vehiclesByVin(tx, [...new Set(told.map(({ vin }) => vin))]);
  return { from, all: seriesOf(reports, await carsDelivered(tx, brandId), from, until, runningOf(told, (vin) => cars.get(vin)?.modelId)) };
}

/** All series of a brand, and what the watch says of each. The batches and versions of a model share one budget of false alarms, the same again as the model's own. */
export async function watched(tx: Tx, brandId: string): Promise<{ from: string; all: Series[]; watchOf(series: Series): Watched }> {
  const { falseAlarmsPerTenSeriesYears, watchDays } = await rulesOn(tx, beijingDay(tx.now));
  const { from, all } = await brandSeries(tx, brandId);
  // Parts would count every report again: what all do together is learned from wholes.
  const common = learnCommon(all.filter(({ key }) => !isPart(key)).map(({ days }) => ({ counts: days.map(({ count }) => count), exposure: days.map(({ exposure }) => exposure) })), watchDays);
  const budgetOf = ({ key }: Series): number => {
    const sharing = isPart(key) ? all.filter((other) => isPart(other.key) && other.key.trouble === key.trouble && other.key.modelId === key.modelId).length : 1;
    return falseAlarmsPerTenSeriesYears / 10 / sharing;
  };
  return { from, all, watchOf: (series) => watch(series.days, common, { ...usualWatchRules, falseAlarmsPerYear: budgetOf(series) }) };
}

/** An alarm is news for four weeks; older ones were raised then. */
const newsDays = 28;

/** Round: raises what begins to come up. A series that was raised within its last alarm is not raised twice. (K2, K5) */
export async function watchReports(tx: Tx): Promise<void> {
  for (const { id: brandId } of await allBrands(tx)) {
    await lockIssues(tx, brandId);
    const { from, all, watchOf } = await watched(tx, brandId);
    const today = beijingDay(tx.now);
    const known = await issuesSince(tx, brandId, addDays(today, -newsDays));
    for (const series of all) {
      const alarm = watchOf(series).alarms.findLast(({ day }) => addDays(from, day) > addDays(today, -newsDays));
      if (alarm === undefined || known.some((issue) => sameSeries(issue, series.key) || (isPart(series.key) && issue.trouble === series.key.trouble && issue.modelId === series.key.modelId && !isPart(issue)))) continue;
      const issue = await raise(tx, brandId, series.key, alarm, from);
      if (issue !== undefined) known.push(issue);
    }
  }
}

async function raise(tx: Tx, brandId: string, key: Key, alarm: Alarm, from: string): Promise<Issue | undefined> {
  const issue = await insertIssue(tx, {
    ...key, number: await nextNumber(tx, 'E'), brandId, raisedOn: addDays(from, alarm.day), sinceOn: addDays(from, alarm.sinceDay), seen: alarm.seen, expected: alarm.expected, ratioFrom: alarm.ratioFrom, ratioTo: alarm.ratioTo,
  });
  if (issue === undefined) return undefined;
  tx.record({ action: 'improvement.raiseIssue', subject: 'issues', subjectId: issue.id, brandId, version: issue.version, after: issue });
  tx.tell(issueRaised({ issueId: issue.id, brandId }));
  tx.announce({ topic: 'improvement', id: issue.id, brandId, outletId: issue.outletId });
  return issue;
}

const reportedIn = (all: readonly Series[], from: string, fromOn: string, untilOn: string): Reported => {
  const sum = { reports: 0, carDays: 0 };
  for (const { days } of all) for (let day = Math.max(0, daysBetween(from, fromOn)); day < Math.min(days.length, daysBetween(from, untilOn)); day++) {
    sum.reports += days[day]!.count;
    sum.carDays += days[day]!.exposure;
  }
  return sum;
};

/** Round: what was fixed is measured as long after as before, beside the same trouble of other models, outlets, batches or versions. (K3) */
export async function measureIssues(tx: Tx): Promise<void> {
  for (const issue of await issuesToMeasure(tx, 50)) {
    if (issue.fixedAt === null) continue;
    const { from, all } = await brandSeries(tx, issue.brandId);
    const { effectDays } = await rulesOn(tx, beijingDay(tx.now));
    const fixedOn = beijingDay(issue.fixedAt);
    // No longer before than since it came up: the time when all was well would make any action look useless.
    const beforeOn = [addDays(fixedOn, -effectDays), issue.sinceOn].sort().at(-1)!;
    const same = all.filter(({ key }) => sameSeries(key, issue));
    const elsewhere = all.filter(({ key }) => key.trouble === issue.trouble && !sameSeries(key, issue) && kindOf(key) === kindOf(issue));
    const spans = (series: readonly Series[]) => [reportedIn(series, from, beforeOn, fixedOn), reportedIn(series, from, fixedOn, addDays(fixedOn, effectDays))] as const;
    const [[before, after], [elsewhereBefore, elsewhereAfter]] = [spans(same), spans(elsewhere)];
    const effect = effectOf({ before, after, elsewhereBefore, elsewhereAfter });
    const saved = await saveIssue(tx, { ...issue, state: 'measured', effect, verdict: issueVerdictOf(effect) } satisfies Issue);
    if (saved === undefined) continue;
    tx.record({ action: 'improvement.measureIssue', subject: 'issues', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: effect });
    tx.announce({ topic: 'improvement', id: saved.id, brandId: saved.brandId, outletId: saved.outletId });
  }
}
