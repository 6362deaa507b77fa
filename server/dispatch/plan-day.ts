// The plan of a day is made at night, kept while the day runs, and told. N1 the night before everything is planned at once; N2 what
// comes later is put where it fits and moves nobody; N3 an owner is told a time of arrival, and again only when it no longer holds;
// N4 each plan is a version of its own: who based a change on an older one is refused.
import { insert, solve } from '@careloop/routing';
import { addDays, beijingDay, beijingTime } from '#platform/calendar';
import { acrossWalls, type Tx } from '#platform/tx';
import { emptyPlan, planOf, problemOf, solutionOf, timesOf, type PlanContent } from './day.ts';
import { atSecond, gatherDay, type GatheredDay } from './gather-day.ts';
import { about, byName, jobTimed, plannable, type Job } from './job.ts';
import { jobsOfDay, rulesOn, writePlanned, writeTold } from './job-store.ts';
import { ruleOf } from './open-job.ts';
import { insertPlan, latestPlan, lockDay, plannedNightly, type Plan } from './plan-store.ts';
import { outletsWithVans } from './van-store.ts';

/** So many turns of the search find a good plan of a day; fewer where there is much of it, so that a plan takes a moment. */
export const turnsFor = (jobs: number): number => Math.max(400, Math.min(4_000, Math.round(60_000 / Math.max(1, jobs))));

/** A plan of everything that may still be planned, near the running one where there is one. */
export function planWhole(gathered: GatheredDay, running: PlanContent | undefined): PlanContent {
  const problem = problemOf(gathered.day);
  return planOf(solve(problem, { seed: 1, stop: { iterations: turnsFor(problem.jobs.length) }, ...(running === undefined ? {} : { from: solutionOf(running) }) }));
}

/** The running plan with one more job in it, or with the job left out and why; nothing else moves to another vehicle. (N2) */
export function planOneMore(gathered: GatheredDay, running: PlanContent, jobId: string): PlanContent {
  const problem = problemOf(gathered.day);
  const id = problem.jobs.find((job) => job.id === jobId || job.id === `${jobId}:a`)?.id;
  return id === undefined ? running : planOf(insert(problem, solutionOf(running, jobId), id));
}

/** The running plan with the times it would have now; what no longer fits is left out, with the reasons; all reasons are looked into anew. */
export function retimed(gathered: GatheredDay, running: PlanContent): PlanContent {
  const problem = problemOf(gathered.day);
  // Who is off drives nowhere: nobody else gets the jobs before a dispatcher says so.
  const there = new Set(problem.vehicles.map((vehicle) => vehicle.id));
  const usable = { ...running, leftOut: [], routes: running.routes.filter((route) => there.has(route.vanId)) };
  const laid = usable.routes.flatMap((route) => route.stops).find((stop) => stop.kind === 'job' && gathered.day.jobs.some((job) => job.id === stop.jobId));
  if (laid === undefined || laid.kind !== 'job') return { ...emptyPlan, leftOut: running.leftOut.filter((one) => gathered.day.jobs.some((job) => job.id === one.jobId)) };
  return planOf(insert(problem, solutionOf(usable), laid.end === 'visit' ? laid.jobId : `${laid.jobId}:a`));
}

const roundTo = (at: Date, minutes: number): number => Math.round(at.getTime() / (minutes * 60_000)) * minutes * 60_000;
/** What an owner is told: an hour around the reckoned time, and not from before the window they agreed to. */
export const toldWindow = (plannedFrom: Date, agreedFrom: Date): { from: Date; until: Date } => {
  const early = roundTo(plannedFrom, 10) - 20 * 60_000;
  const from = plannedFrom < agreedFrom ? early : Math.max(early, agreedFrom.getTime());
  return { from: new Date(from), until: new Date(from + 60 * 60_000) };
};

/** Tells owners of today's and, from the evening on, tomorrow's visits when somebody comes. (N3) */
export async function tellTimes(tx: Tx, outletId: string, onDay: string): Promise<void> {
  const [today, rules] = [beijingDay(tx.now), await rulesOn(tx, beijingDay(tx.now))];
  const soon = onDay === today || (onDay === addDays(today, 1) && Number(beijingTime(tx.now).slice(0, 2)) >= ruleOf(rules, 'planHour'));
  if (!soon) return;
  const slackMs = ruleOf(rules, 'tellFromMin') * 60_000;
  await acrossWalls(tx, 'owners of every brand are told when the shared vehicle comes', async () => {
    for (const job of await jobsOfDay(tx, outletId, onDay)) {
      if (job.state !== 'planned' || job.plannedFrom === null) continue;
      const holds = job.toldFrom !== null && job.toldUntil !== null && job.plannedFrom.getTime() >= job.toldFrom.getTime() - slackMs && job.plannedFrom.getTime() <= job.toldUntil.getTime() + slackMs;
      if (holds) continue;
      const { from, until } = toldWindow(job.plannedFrom, job.windowFrom);
      await writeTold(tx, job.id, from, until);
      tx.tell(jobTimed({ ...about(job), fromAt: from.toISOString(), untilAt: until.toISOString(), before: job.toldFrom?.toISOString() ?? null, version: job.version }));
      tx.announce({ topic: 'dispatch', id: job.id, brandId: job.brandId, ownerId: job.ownerId, outletId });
    }
  });
}

/** Writes a plan as the next version, gives its jobs their vehicle and time, and tells who must know. (N4) */
export async function applyPlan(tx: Tx, gathered: GatheredDay, content: PlanContent, what: string): Promise<Plan> {
  const { outlet, onDay } = gathered;
  const before = await latestPlan(tx, outlet.id, onDay);
  const times = timesOf(content);
  const drivers = new Map(gathered.vans.map((state) => [state.van.id, state.staffId]));
  const rows = gathered.jobs.filter((job: Job) => plannable.includes(job.state)).map((job) => {
    const at = times.get(job.id);
    return { id: job.id, vanId: at?.vanId ?? null, staffId: at === undefined ? null : (drivers.get(at.vanId) ?? null), seq: at?.seq ?? null, plannedFrom: at === undefined ? null : atSecond(onDay, at.starts), plannedUntil: at === undefined ? null : atSecond(onDay, at.leaves), pinned: at !== undefined && gathered.day.jobs.some((one) => one.id === job.id && one.pinned?.vanId === at.vanId) };
  });
  const plan = await insertPlan(tx, { outletId: outlet.id, onDay, version: (before?.version ?? 0) + 1, content: { ...content, pinned: rows.filter((row) => row.pinned).map((row) => row.id) }, what, by: byName(tx.actor) });
  await acrossWalls(tx, 'a plan moves the jobs of every brand that shares the vehicles', () => writePlanned(tx, rows));
  tx.record({ action: 'dispatch.plan', subject: 'dispatchPlans', subjectId: `${outlet.id}:${onDay}`, version: plan.version, after: { what, routes: content.routes.length, leftOut: content.leftOut.length, costFen: content.costFen } });
  tx.announce({ topic: 'dispatch', id: `${outlet.id}:${onDay}`, outletId: outlet.id });
  await tellTimes(tx, outlet.id, onDay);
  return plan;
}

/** Puts what waits into the day where it fits. (N2) */
async function addWaiting(tx: Tx, outletId: string, onDay: string): Promise<void> {
  await lockDay(tx, outletId, onDay);
  const gathered = await gatherDay(tx, outletId, onDay);
  const running = await latestPlan(tx, outletId, onDay);
  const known = new Set(running?.content.leftOut.map((one) => one.jobId) ?? []);
  const waiting = gathered.jobs.filter((job) => job.state === 'waiting' && !job.urgent && !known.has(job.id)); // urgent ones are proposed for, at once
  if (waiting.length === 0) return;
  let content = running?.content ?? emptyPlan;
  for (const job of waiting) content = planOneMore(gathered, content, job.id);
  await applyPlan(tx, gathered, content, 'added');
}

/** A round: from the evening on tomorrow is planned whole, once; what comes later is added. (N1, N2) */
export async function planDays(tx: Tx): Promise<void> {
  const today = beijingDay(tx.now);
  const evening = Number(beijingTime(tx.now).slice(0, 2)) >= ruleOf(await rulesOn(tx, today), 'planHour');
  for (const outletId of await outletsWithVans(tx)) {
    await addWaiting(tx, outletId, today);
    if (!evening) continue;
    const tomorrow = addDays(today, 1);
    if (await plannedNightly(tx, outletId, tomorrow)) {
      await addWaiting(tx, outletId, tomorrow);
      continue;
    }
    await lockDay(tx, outletId, tomorrow);
    const gathered = await gatherDay(tx, outletId, tomorrow);
    if (gathered.day.jobs.length > 0) await applyPlan(tx, gathered, planWhole(gathered, (await latestPlan(tx, outletId, tomorrow))?.content), 'nightly');
  }
}
