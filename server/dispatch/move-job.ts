// The dispatcher's hand in the plan. B1 what is tried and what is done ask the same function; B2 who saw an older plan is refused
// with what changed since; B3 a job goes where no rule breaks, and the refusal names the rule; B4 undo takes back the last step but
// nothing that has begun; B5 shared vehicles are moved for one's own brands only; B6 a day that is over is not planned.
import { explain } from '@careloop/routing';
import { ownersById } from '#people';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { finer, lateMin, placeFor, planners } from './board.ts';
import { changesOf } from './changes.ts';
import { emptyPlan, leftOutPrice, neverFits, problemOf, solutionOf, timesOf, type DayJob, type PlanContent, type Timed } from './day.ts';
import { atSecond, gatherDay, secondOf, type GatheredDay } from './gather-day.ts';
import { plannable, type Job } from './job.ts';
import { jobById } from './job-store.ts';
import { applyPlan, planOneMore, planWhole, retimed } from './plan-day.ts';
import { latestPlan, lockDay, planAt, type Plan } from './plan-store.ts';
import { maskName } from './show-stops.ts';

/** My job that may still be planned. (B5) */
async function plannableJob(tx: Tx, jobId: string): Promise<Job> {
  const job = await jobById(tx, jobId);
  if (job === undefined || !holds(tx.actor, planners, job)) return refuse('jobNotFound', { id: jobId });
  return plannable.includes(job.state) ? job : refuse('jobNotNow', { state: job.state });
}

/** Refuses who saw an older plan, with the steps since. (B2) */
export async function mustBeLatest(tx: Tx, plan: Plan | undefined, outletId: string, onDay: string, version: number): Promise<void> {
  if ((plan?.version ?? 0) !== version) refuse('staleEdit', { changes: await changesSince(tx, 'dispatchPlans', `${outletId}:${onDay}`, version) });
}

/** The day and its latest plan, kept from others until the transaction ends. */
async function dayToEdit(tx: Tx, outletId: string, onDay: string, version: number): Promise<{ at: GatheredDay; running: PlanContent; plan: Plan | undefined }> {
  if (onDay < beijingDay(tx.now)) refuse('dayOver', { field: 'on' }); // (B6)
  await lockDay(tx, outletId, onDay);
  const plan = await latestPlan(tx, outletId, onDay);
  await mustBeLatest(tx, plan, outletId, onDay, version);
  return { at: await gatherDay(tx, outletId, onDay), running: plan?.content ?? emptyPlan, plan };
}

/** The changes with names, of jobs this actor may see; and how many there are of others. */
export async function toShow(tx: Tx, at: GatheredDay, was: ReadonlyMap<string, Timed>, after: PlanContent) {
  const all = changesOf(at, was, after);
  const jobs = new Map(at.jobs.map((job) => [job.id, job]));
  const mine = all.filter((change) => holds(tx.actor, planners, jobs.get(change.jobId) ?? { brandId: '', outletId: '' }));
  const owners = await ownersById(tx, mine.flatMap((change) => jobs.get(change.jobId)?.ownerId ?? []));
  return {
    changes: mine.map((change) => {
      const job = jobs.get(change.jobId) as Job;
      return { ...change, number: job.number, kind: job.kind, ownerName: maskName(owners.get(job.ownerId)?.name ?? '') };
    }) as never,
    othersMoved: all.length - mine.length,
  };
}

const withPin = (at: GatheredDay, jobId: string, pinned: { vanId: string; startsAt: number | null } | null): GatheredDay =>
  ({ ...at, day: { ...at.day, jobs: at.day.jobs.map((job) => (job.id === jobId ? { ...job, pinned } : job)) } });
const withoutJob = (plan: PlanContent, jobId: string): PlanContent => ({
  ...plan, leftOut: plan.leftOut.filter((one) => one.jobId !== jobId), routes: plan.routes.map((route) => ({ ...route, stops: route.stops.filter((stop) => stop.kind !== 'job' || stop.jobId !== jobId) })),
});

type Placed = { fits: true; before: PlanContent; plan: PlanContent } | { fits: false; breaks: string[] };
/** The running plan with the job on that vehicle: about that time when one is given, where it costs least otherwise; or the rules that
 *  stand in the way. (B1) */
function placed(at: GatheredDay, running: PlanContent, jobId: string, vanId: string, startsAt: number | null): Placed {
  const never = neverFits(at.day, vanId, jobId);
  if (never.length > 0) return { fits: false, breaks: never };
  const before = retimed(at, running);
  const without = withoutJob(before, jobId);
  const free = withPin(at, jobId, { vanId, startsAt: null });
  const timed = startsAt === null ? undefined : planOneMore(withPin(at, jobId, { vanId, startsAt }), without, jobId);
  const plan = timed !== undefined && timesOf(timed).has(jobId) ? retimed(free, timed) : planOneMore(free, without, jobId);
  return timesOf(plan).has(jobId) ? { fits: true, before, plan } : { fits: false, breaks: whyNot(at, before, jobId, vanId) };
}

/** Which rules stand in the way of a vehicle that may have such a job. */
function whyNot(at: GatheredDay, running: PlanContent, jobId: string, vanId: string): string[] {
  const problem = problemOf(withPin(at, jobId, null).day);
  const id = problem.jobs.find((job) => job.id === jobId || job.id === `${jobId}:a`)?.id;
  const said = id === undefined ? undefined : explain(problem, solutionOf(withoutJob(running, jobId)), id).vehicles.find((one) => one.vehicle === vanId);
  const breaks = said?.breaks ?? [];
  return breaks.length > 0 ? breaks : [said?.costs == null ? 'otherJobs' : 'price']; // no rule of its own, and still a reason
}

export async function tryMove(tx: Tx, input: Input<typeof api.tryMove>) {
  const job = await plannableJob(tx, input.jobId);
  if (job.onDay < beijingDay(tx.now)) refuse('dayOver', { field: 'on' });
  const at = await gatherDay(tx, job.outletId, job.onDay);
  if (!at.vans.some((state) => state.van.id === input.vanId)) refuse('vanNotFound', { id: input.vanId });
  const plan = await latestPlan(tx, job.outletId, job.onDay);
  const version = plan?.version ?? 0;
  const tried = placed(at, plan?.content ?? emptyPlan, job.id, input.vanId, input.startsAt === undefined ? null : secondOf(new Date(input.startsAt), job.onDay));
  if (!tried.fits) return { fits: false, startsAt: null, lateMin: 0, costFen: null, version, breaks: tried.breaks as never, km: 0, overtimeMin: 0, changes: [], othersMoved: 0 };
  const route = tried.plan.routes.find((one) => one.vanId === input.vanId);
  const startsAt = atSecond(job.onDay, timesOf(tried.plan).get(job.id)?.starts ?? 0);
  const shift = at.day.vans.find((van) => van.id === input.vanId)?.until ?? 0;
  const asked = at.day.jobs.find((one) => one.id === job.id) as DayJob;
  // to go to somebody who was left out costs the way, whatever leaving out would have cost
  const left = timesOf(tried.before).has(job.id) ? 0 : leftOutPrice(at.day, asked);
  return {
    fits: true, startsAt, lateMin: lateMin(startsAt, job.windowUntil), costFen: Math.round(tried.plan.costFen - tried.before.costFen + left), version, breaks: [], km: route?.km ?? 0,
    overtimeMin: route === undefined ? 0 : Math.max(0, Math.round((route.returns - shift) / 60)), ...(await toShow(tx, at, timesOf(tried.before), tried.plan)),
  };
}

export async function explainJob(tx: Tx, input: Input<typeof api.explainJob>) {
  const job = await plannableJob(tx, input.jobId);
  const at = withPin(await gatherDay(tx, job.outletId, job.onDay), job.id, null);
  const running = (await latestPlan(tx, job.outletId, job.onDay))?.content ?? emptyPlan;
  const problem = problemOf(at.day);
  const id = problem.jobs.find((one) => one.id === job.id || one.id === `${job.id}:a`)?.id ?? refuse('jobNotFound', { id: job.id });
  const said = explain(problem, solutionOf(running), id).vehicles;
  // what each would cost more than the one who has it now; the way there where nobody has
  const own = said.find((one) => one.serves)?.costs ?? -leftOutPrice(at.day, at.day.jobs.find((one) => one.id === job.id) as DayJob);
  const absent = at.vans.filter((state) => state.van.inUse && !said.some((one) => one.vehicle === state.van.id));
  return {
    vans: [
      ...said.map((one) => ({ vanId: one.vehicle, serves: one.serves, costFen: one.costs === null ? null : Math.round(one.costs - own), breaks: finer(at, one.vehicle, job.id, one.breaks) })),
      ...absent.map((state) => ({ vanId: state.van.id, serves: false, costFen: null, breaks: ['off'] })),
    ] as never,
  };
}

async function done(tx: Tx, at: GatheredDay, before: PlanContent, after: PlanContent, what: string) {
  const { changes } = await toShow(tx, at, timesOf(before), after);
  return { version: (await applyPlan(tx, at, after, what)).version, changes };
}

export async function moveJob(tx: Tx, input: Input<typeof api.moveJob>) {
  const job = await plannableJob(tx, input.jobId);
  const { at, running } = await dayToEdit(tx, job.outletId, job.onDay, input.version);
  if (input.vanId === null) {
    const now = retimed(at, running);
    const without = retimed(at, withoutJob(now, job.id));
    return done(tx, at, now, { ...without, leftOut: [...without.leftOut.filter((one) => one.jobId !== job.id), { jobId: job.id, reasons: [] }] }, 'taken');
  }
  if (!at.vans.some((state) => state.van.id === input.vanId)) refuse('vanNotFound', { id: input.vanId });
  const tried = placed(at, running, job.id, input.vanId, input.startsAt === undefined ? null : secondOf(new Date(input.startsAt), job.onDay));
  if (!tried.fits) return refuse('doesNotFit', { field: 'vanId', breaks: tried.breaks }); // (B3)
  const kept = job.pinned && job.vanId === input.vanId ? at : withPin(at, job.id, null);
  return done(tx, kept, tried.before, tried.plan, 'moved');
}

export async function pinJob(tx: Tx, input: Input<typeof api.pinJob>) {
  const job = await plannableJob(tx, input.jobId);
  const { at, running } = await dayToEdit(tx, job.outletId, job.onDay, input.version);
  const now = retimed(at, running);
  const vanId = timesOf(now).get(job.id)?.vanId ?? refuse('jobNotNow', { state: job.state });
  return done(tx, withPin(at, job.id, input.pinned ? { vanId, startsAt: null } : null), now, now, 'pinned');
}

/** A change to a shared day is for those who plan for a brand of it. */
export async function planDispatch(tx: Tx, input: Input<typeof api.planDispatch>) {
  const outlet = await placeFor(tx, input.outletId, planners);
  const { at, running, plan } = await dayToEdit(tx, outlet.id, input.on, input.version);
  if (at.day.jobs.length === 0) refuse('nothingToPlan', { field: 'on' });
  return done(tx, at, running, planWhole(at, plan === undefined ? undefined : running), 'planned');
}

/** The version whose content the last step changed; undefined when there is none to go back to. */
export function undoes(plan: Plan): number | undefined {
  const last = /^undone (\d+)$/.exec(plan.what);
  const undone = last === null ? plan.version : Number(last[1]) - 1;
  return undone > 1 ? undone : undefined;
}

export async function undoPlan(tx: Tx, input: Input<typeof api.undoPlan>) {
  const outlet = await placeFor(tx, input.outletId, planners);
  const { at, running, plan } = await dayToEdit(tx, outlet.id, input.on, input.version);
  const step = plan === undefined ? undefined : undoes(plan);
  const before = step === undefined ? undefined : await planAt(tx, outlet.id, input.on, step - 1);
  if (step === undefined || before === undefined) return refuse('nothingToUndo', { field: 'on' });
  const times = timesOf(before.content);
  const pinnedThen = (job: DayJob): DayJob['pinned'] => {
    const vanId = times.get(job.id)?.vanId;
    const kept = before.content.pinned?.includes(job.id) ?? job.pinned?.vanId === vanId;
    return kept && vanId !== undefined ? { vanId, startsAt: null } : null;
  };
  const free: GatheredDay = { ...at, day: { ...at.day, jobs: at.day.jobs.map((job) => ({ ...job, pinned: pinnedThen(job) })) } };
  return done(tx, free, retimed(at, running), retimed(free, before.content), `undone ${step}`); // (B4)
}
