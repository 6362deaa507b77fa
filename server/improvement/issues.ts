// Issues: seen, looked into, fixed by somebody until some day, or dismissed with a reason. K1 by the table; an edit based on an old
// version is told what changed; nobody sees or changes issues beyond their brands and places.
import { changesSince } from '#platform/audit';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { quoteMasked } from '#platform/masks';
import { placesOf, reaches } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { ownerFor } from './actions.ts';
import type { api } from './api.ts';
import { issueFixed, issueMoves, type Issue } from './issue.ts';
import { issueById, listedIssues, otherIsOpen, saveIssue } from './issue-store.ts';
import { managers, readers } from './reach.ts';
import { rulesOn } from './store.ts';
import { brandSeries, sameSeries, watched, type Series } from './watch-reports.ts';

export async function findIssue(tx: Tx, id: string): Promise<Issue> {
  return (await issueById(tx, id)) ?? refuse('issueNotFound', { id });
}
async function issueInReach(tx: Tx, id: string): Promise<Issue> {
  const issue = await findIssue(tx, id);
  return placesOf(tx.actor, readers).some((mine) => reaches(mine, issue)) ? issue : refuse('issueNotFound', { id });
}

export async function listIssues(tx: Tx, input: Input<typeof api.listIssues>) {
  const issues = await listedIssues(tx, { ...input, places: placesOf(tx.actor, readers) });
  const days = issues.flatMap(({ fixedAt, sinceOn }) => (fixedAt === null ? [] : [(fixedAt.getTime() - beijingInstant(sinceOn, '00:00').getTime()) / 86_400_000])).sort((a, b) => a - b);
  const middle = days.length >> 1;
  return { issues, fixed: days.length, medianDaysToFix: days.length === 0 ? null : days.length % 2 === 1 ? days[middle]! : (days[middle - 1]! + days[middle]!) / 2 };
}

const seriesIn = (all: readonly Series[], issue: Issue): Series | undefined => all.find(({ key }) => sameSeries(key, issue));

/** Its last year by weeks, and the reports since it came up, those that were not counted with the reason. */
export async function showIssue(tx: Tx, input: Input<typeof api.showIssue>) {
  const issue = await issueInReach(tx, input.issueId);
  const { from, all, watchOf } = await watched(tx, issue.brandId);
  const series = seriesIn(all, issue);
  if (series === undefined) return { issue, weeks: [], reports: [] };
  const { expected } = watchOf(series);
  const weeks = [];
  for (let first = Math.max(0, series.days.length - 52 * 7); first + 7 <= series.days.length; first += 7) {
    const week = { from: addDays(from, first), reports: 0, expected: 0 };
    for (let day = first; day < first + 7; day++) {
      week.reports += series.days[day]!.count;
      week.expected += expected[day]!;
    }
    weeks.push(week);
  }
  const left = new Map(series.counted.left.map(({ report, why }) => [report.id, why]));
  const reports = series.reports.filter(({ on }) => on >= issue.sinceOn).sort((a, b) => (a.on < b.on ? 1 : -1)).slice(0, 200)
    .map(({ id, caseId, voiceId, number, on, modelName, modelNameEn, words }) => ({ caseId, voiceId, number, on, modelName, modelNameEn, words: words === null ? null : quoteMasked(words), counted: !left.has(id), why: left.get(id) ?? null }));
  return { issue, weeks, reports };
}

/** The owners who reported it since it came up, each with the car and the case, where there is one. (K4) */
export async function reportersOf(tx: Tx, issue: Issue): Promise<{ caseId: string | null; vehicleId: string; ownerId: string }[]> {
  const series = seriesIn((await brandSeries(tx, issue.brandId)).all, issue);
  const byOwner = new Map((series?.reports ?? []).filter(({ on }) => on >= issue.sinceOn).flatMap(({ caseId, vehicleId, ownerId }) => (ownerId === null || vehicleId === null ? [] : [[ownerId, { caseId, vehicleId, ownerId }] as const])));
  return [...byOwner.values()];
}

/** (K1) */
export async function changeIssue(tx: Tx, input: Input<typeof api.changeIssue>) {
  const issue = await issueInReach(tx, input.issueId);
  if (!placesOf(tx.actor, managers).some((mine) => reaches(mine, issue))) refuse('notAllowed');
  const stale = async (): Promise<never> => refuse('staleEdit', { changes: await changesSince(tx, 'issues', issue.id, input.version) });
  if (input.version !== issue.version) await stale();
  if (input.state !== issue.state && !issueMoves[issue.state][input.state]) refuse('issueNotNow', { state: issue.state });
  if (input.state === issue.state && issue.state === 'fixed') refuse('issueNotNow', { state: issue.state });
  if ((input.state === 'looking' || input.state === 'fixing') && (await otherIsOpen(tx, issue))) refuse('issueNotNow', { state: issue.state });
  if (input.state === 'dismissed' && input.why === undefined) refuse('whyMissing', { field: 'why' });
  if (input.dueOn !== undefined && input.dueOn < beijingDay(tx.now)) refuse('dueInThePast', { field: 'dueOn' });
  const owner = input.ownerStaffId === undefined ? {} : await ownerFor(tx, input.ownerStaffId, issue);
  const next: Issue = { ...issue, ...owner, state: input.state, finding: input.finding ?? issue.finding, what: input.what ?? issue.what, dueOn: input.dueOn ?? issue.dueOn, dismissedWhy: input.state === 'dismissed' ? (input.why ?? null) : null, effect: null, verdict: null };
  if (input.state === 'fixing' || input.state === 'fixed') for (const field of ['what', 'ownerStaffId', 'dueOn'] as const) if (next[field] === null) refuse('fixIncomplete', { field });
  const { effectDays } = await rulesOn(tx, beijingDay(tx.now));
  const saved = await saveIssue(tx, {
    ...next, ...(input.state === 'fixed' ? { fixedAt: tx.now, measureAt: beijingInstant(addDays(beijingDay(tx.now), effectDays + 1), '00:00') } : { fixedAt: null, measureAt: null }),
  });
  if (saved === undefined) return stale();
  tx.record({ action: 'improvement.changeIssue', subject: 'issues', subjectId: saved.id, brandId: saved.brandId, version: saved.version, before: issue, after: saved, why: input.why ?? null });
  if (saved.state === 'fixed') tx.tell(issueFixed({ issueId: saved.id, brandId: saved.brandId }));
  tx.announce({ topic: 'improvement', id: saved.id, brandId: saved.brandId, outletId: saved.outletId });
  return saved;
}
