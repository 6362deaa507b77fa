// Rounds: what begins to come up is raised as an issue (K2), and what was fixed is measured (K3). Counted are owners' reports by
// trouble and model, and by trouble and outlet; the library says what counts, what was to be expected and when to ring.
import { countReports, learnCommon, usualWatchRules, watch, type Alarm, type Counted, type Day, type Watched } from '@careloop/emerging';
import { addDays, beijingDay, daysBetween } from '#platform/calendar';
import { nextNumber } from '#platform/numbers';
import type { Tx } from '#platform/tx';
import { allBrands } from '#brands';
import { reportsOfBrand, type OwnersReport } from '#cases';
import { carsDelivered, type Delivered } from '#vehicles';
import { effectOf, issueRaised, issueVerdictOf, type Issue, type Reported } from './issue.ts';
import { insertIssue, issuesSince, issuesToMeasure, lockIssues, saveIssue } from './issue-store.ts';
import { rulesOn } from './store.ts';

/** Which reports belong together. */
export type Key = { trouble: OwnersReport['trouble']; modelId: string | null; outletId: string | null };
export type Series = { key: Key; counted: Counted; reports: OwnersReport[]; days: Day[] };
const nameOf = ({ trouble, modelId, outletId }: Key): string => `${trouble} ${modelId ?? ''} ${outletId ?? ''}`;

/** The series of a brand's reports over the days from `from` to `until`, both included. */
export function seriesOf(reports: readonly OwnersReport[], delivered: readonly Delivered[], from: string, until: string): Series[] {
  const length = daysBetween(from, until) + 1;
  const groups = new Map<string, { key: Key; reports: OwnersReport[] }>();
  for (const report of reports) {
    const keys: Key[] = [{ trouble: report.trouble, modelId: report.modelId, outletId: null }, ...(report.outletId === null ? [] : [{ trouble: report.trouble, modelId: null, outletId: report.outletId }])];
    for (const key of keys) {
      const group = groups.get(nameOf(key)) ?? { key, reports: [] };
      groups.set(nameOf(key), group);
      group.reports.push(report);
    }
  }
  const cars = new Map<string | null, Float64Array>();
  const carsOn = (modelId: string | null): Float64Array => {
    const known = cars.get(modelId);
    if (known !== undefined) return known;
    const list = new Float64Array(length);
    for (const one of delivered) if (modelId === null || one.modelId === modelId) for (let day = Math.max(0, daysBetween(from, one.on)); day < length; day++) list[day]! += one.cars;
    cars.set(modelId, list);
    return list;
  };
  return [...groups.values()].map(({ key, reports }) => {
    const counted = countReports(reports.map((report) => ({
      id: report.caseId, day: daysBetween(from, report.on), reporter: report.vehicleId, ...(report.deskOf === null ? {} : { source: report.deskOf }), ...(report.words === null ? {} : { words: report.words }),
    })));
    const counts = new Int32Array(length);
    for (const { day } of counted.counted) if (day >= 0 && day < length) counts[day]!++;
    return { key, counted, reports, days: Array.from(carsOn(key.modelId), (exposure, day) => ({ count: counts[day]!, exposure })) };
  });
}

/** All series of a brand as of today. */
export async function brandSeries(tx: Tx, brandId: string): Promise<{ from: string; all: Series[] }> {
  const today = beijingDay(tx.now);
  const from = addDays(today, 1 - (await rulesOn(tx, today)).watchDays);
  return { from, all: seriesOf(await reportsOfBrand(tx, brandId, from), await carsDelivered(tx, brandId), from, today) };
}

/** All series of a brand, and what the watch says of each. */
export async function watched(tx: Tx, brandId: string): Promise<{ from: string; all: Series[]; watchOf(series: Series): Watched }> {
  const { falseAlarmsPerTenSeriesYears, watchDays } = await rulesOn(tx, beijingDay(tx.now));
  const { from, all } = await brandSeries(tx, brandId);
  const common = learnCommon(all.map(({ days }) => ({ counts: days.map(({ count }) => count), exposure: days.map(({ exposure }) => exposure) })), watchDays);
  return { from, all, watchOf: ({ days }) => watch(days, common, { ...usualWatchRules, falseAlarmsPerYear: falseAlarmsPerTenSeriesYears / 10 }) };
}

/** An alarm is news for four weeks; older ones were raised then. */
const newsDays = 28;

/** Round: raises what begins to come up. A series that was raised within its last alarm is not raised twice. (K2) */
export async function watchReports(tx: Tx): Promise<void> {
  for (const { id: brandId } of await allBrands(tx)) {
    await lockIssues(tx, brandId);
    const { from, all, watchOf } = await watched(tx, brandId);
    const today = beijingDay(tx.now);
    const known = await issuesSince(tx, brandId, addDays(today, -newsDays));
    for (const series of all) {
      const alarm = watchOf(series).alarms.findLast(({ day }) => addDays(from, day) > addDays(today, -newsDays));
      if (alarm === undefined || known.some((issue) => nameOf(issue) === nameOf(series.key))) continue;
      await raise(tx, brandId, series.key, alarm, from);
    }
  }
}

async function raise(tx: Tx, brandId: string, key: Key, alarm: Alarm, from: string): Promise<void> {
  const issue = await insertIssue(tx, {
    ...key, number: await nextNumber(tx, 'E'), brandId, raisedOn: addDays(from, alarm.day), sinceOn: addDays(from, alarm.sinceDay), seen: alarm.seen, expected: alarm.expected, ratioFrom: alarm.ratioFrom, ratioTo: alarm.ratioTo,
  });
  if (issue === undefined) return;
  tx.record({ action: 'improvement.raiseIssue', subject: 'issues', subjectId: issue.id, brandId, version: issue.version, after: issue });
  tx.tell(issueRaised({ issueId: issue.id, brandId }));
  tx.announce({ topic: 'improvement', id: issue.id, brandId, outletId: issue.outletId });
}

const reportedIn = (all: readonly Series[], from: string, fromOn: string, untilOn: string): Reported => {
  const sum = { reports: 0, carDays: 0 };
  for (const { days } of all) for (let day = Math.max(0, daysBetween(from, fromOn)); day < Math.min(days.length, daysBetween(from, untilOn)); day++) {
    sum.reports += days[day]!.count;
    sum.carDays += days[day]!.exposure;
  }
  return sum;
};

/** Round: what was fixed is measured as long after as before, beside the same trouble of other models or at other outlets. (K3) */
export async function measureIssues(tx: Tx): Promise<void> {
  for (const issue of await issuesToMeasure(tx, 50)) {
    if (issue.fixedAt === null) continue;
    const { from, all } = await brandSeries(tx, issue.brandId);
    const { effectDays } = await rulesOn(tx, beijingDay(tx.now));
    const fixedOn = beijingDay(issue.fixedAt);
    // No longer before than since it came up: the time when all was well would make any action look useless.
    const beforeOn = [addDays(fixedOn, -effectDays), issue.sinceOn].sort().at(-1)!;
    const same = all.filter(({ key }) => nameOf(key) === nameOf(issue));
    const elsewhere = all.filter(({ key }) => key.trouble === issue.trouble && nameOf(key) !== nameOf(issue) && (key.modelId === null) === (issue.modelId === null));
    const spans = (series: readonly Series[]) => [reportedIn(series, from, beforeOn, fixedOn), reportedIn(series, from, fixedOn, addDays(fixedOn, effectDays))] as const;
    const [[before, after], [elsewhereBefore, elsewhereAfter]] = [spans(same), spans(elsewhere)];
    const effect = effectOf({ before, after, elsewhereBefore, elsewhereAfter });
    const saved = await saveIssue(tx, { ...issue, state: 'measured', effect, verdict: issueVerdictOf(effect) } satisfies Issue);
    if (saved === undefined) continue;
    tx.record({ action: 'improvement.measureIssue', subject: 'issues', subjectId: saved.id, brandId: saved.brandId, version: saved.version, after: effect });
    tx.announce({ topic: 'improvement', id: saved.id, brandId: saved.brandId, outletId: saved.outletId });
  }
}
