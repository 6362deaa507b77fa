// What breaks a day. R1 what has happened counts at once, also before anybody plans again; R2 a new plan is proposed, near the running
// one, and nothing moves until a dispatcher accepts it; R3 what was proposed for an older plan is not accepted, but made again; R4 owners
// whose time changes are told, and nobody else; R5 a road is opened again once, with the reason, and what was proposed for it ends.
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findOutlet } from '#network';
import { noneOnBoard } from '#parts';
import type { api } from './api.ts';
import { placeFor, planners, seenDisturbance } from './board.ts';
import { lateMinutes } from './changes.ts';
import { emptyPlan, timesOf } from './day.ts';
import { atSecond, gatherDay } from './gather-day.ts';
import { byName, plannable, underWay, type Job } from './job.ts';
import { jobById, jobsOfDay, lockJob, saveJob } from './job-store.ts';
import { mustBeLatest, toShow } from './move-job.ts';
import { tellOfJob } from './open-job.ts';
import { applyPlan, planOneMore, planWhole, retimed } from './plan-day.ts';
import { endClosure, endDisturbance, insertClosure, insertDisturbance, latestPlan, lockClosure, lockDay, lockDisturbance, openDisturbanceOf, openOfClosure, openReplanOf, writeProposal, type Disturbance, type DisturbanceKind } from './plan-store.ts';
import { vanById, vanDays, writeVanDay } from './van-store.ts';

type Asked = Input<typeof api.reportDisturbance>;

async function jobAsked(tx: Tx, asked: Asked): Promise<Job> {
  const job = asked.jobId === undefined ? undefined : await lockJob(tx, asked.jobId);
  return job !== undefined && job.outletId === asked.outletId && holds(tx.actor, planners, job) ? job : refuse('jobNotFound', { field: 'jobId' });
}

/** A vehicle is off from now on. */
async function takeOff(tx: Tx, vanId: string, why: 'ill' | 'broken'): Promise<void> {
  const onDay = beijingDay(tx.now);
  const known = (await vanDays(tx, [vanId], onDay)).get(vanId);
  await writeVanDay(tx, onDay, { vanId, staffId: known?.staffId ?? null, offFrom: tx.now, offWhy: why });
}

/** What a job needs is not on board. */
const partsMissing = async (tx: Tx, job: Job): Promise<void> => (job.vanId === null ? undefined : noneOnBoard(tx, { id: job.vanId, outletId: job.outletId }, job.brandId, job.parts, `车上没有 / not on board · ${job.number}`));

/** Answers the closed road that it made, if any. (R1) */
async function takeEffect(tx: Tx, asked: Asked): Promise<string | null> {
  if (asked.kind === 'ill' || asked.kind === 'vanBroken') {
    const van = asked.vanId === undefined ? undefined : await vanById(tx, asked.vanId);
    if (van === undefined || van.outletId !== asked.outletId) return refuse('vanNotFound', { field: 'vanId' });
    await takeOff(tx, van.id, asked.kind === 'ill' ? 'ill' : 'broken');
    return null;
  }
  if (asked.kind === 'roadClosed') {
    if (asked.lon === undefined || asked.lat === undefined || asked.words === undefined) return refuse('disturbanceIncomplete', { field: asked.words === undefined ? 'words' : 'lon' });
    const { id } = await insertClosure(tx, { outletId: asked.outletId, onDay: beijingDay(tx.now), lon: asked.lon, lat: asked.lat, radiusM: asked.radiusM ?? 800, delayMin: asked.delayMin ?? 20, words: asked.words.trim(), reportedBy: actorName(tx.actor) });
    return id;
  }
  const job = await jobAsked(tx, asked);
  if (asked.kind === 'overrun') {
    if (!underWay.includes(job.state)) refuse('jobNotNow', { state: job.state });
    const after = await saveJob(tx, { ...job, serviceMin: Math.min(720, job.serviceMin + (asked.moreMin ?? 30)) });
    tellOfJob(tx, after, 'dispatch.overrun', { before: { serviceMin: job.serviceMin }, after: { serviceMin: after.serviceMin } });
  } else if (asked.kind === 'partMissing') {
    if (job.vanId === null || job.parts.length === 0) refuse('jobNotNow', { state: job.state });
    await partsMissing(tx, job);
  } else if (asked.kind === 'noShow' && job.state !== 'failed') refuse('jobNotNow', { state: job.state });
  return null;
}

/** Makes a proposal for what is open. (R2) */
async function propose(tx: Tx, one: Disturbance): Promise<Disturbance> {
  await lockDay(tx, one.outletId, one.onDay);
  const at = await gatherDay(tx, one.outletId, one.onDay);
  const running = await latestPlan(tx, one.outletId, one.onDay);
  return writeProposal(tx, one.id, planWhole(at, running?.content ?? emptyPlan), running?.version ?? 0);
}

export async function reportDisturbance(tx: Tx, input: Asked) {
  const outlet = await placeFor(tx, input.outletId, planners);
  const closureId = await takeEffect(tx, input);
  return proposeFor(tx, await insertDisturbance(tx, { outletId: outlet.id, onDay: beijingDay(tx.now), kind: input.kind, vanId: input.vanId ?? null, jobId: input.jobId ?? null, closureId, words: input.words?.trim() ?? null, reportedBy: actorName(tx.actor) }));
}

function proposeFor(tx: Tx, one: Disturbance): Promise<Disturbance> {
  tx.record({ action: 'dispatch.disturbance', subject: 'disturbances', subjectId: one.id, after: { kind: one.kind, vanId: one.vanId, jobId: one.jobId }, ...(one.words === null ? {} : { why: one.words }) });
  tx.announce({ topic: 'dispatch', id: one.id, outletId: one.outletId });
  return propose(tx, one);
}

/** A road may be driven again: it counts at once, and a plan without the detour is proposed. (R1, R2, R5) */
export async function reopenRoad(tx: Tx, input: Input<typeof api.reopenRoad>) {
  const outlet = await placeFor(tx, input.outletId, planners);
  const road = await lockClosure(tx, input.closureId);
  if (road === undefined || road.outletId !== outlet.id) return refuse('closureNotFound', { id: input.closureId });
  if (road.onDay < beijingDay(tx.now)) refuse('dayOver', { field: 'closureId' });
  if (road.endedAt !== null) refuse('roadOpenAlready', { by: road.endedBy });
  const [by, why] = [actorName(tx.actor), input.why.trim()];
  await endClosure(tx, road.id, by, why);
  tx.record({ action: 'dispatch.reopenRoad', subject: 'closures', subjectId: road.id, before: { words: road.words, delayMin: road.delayMin }, after: { endedBy: by }, why });
  const waiting = await openOfClosure(tx, road.id);
  if (waiting !== undefined) await over(tx, waiting, 'dismissed');
  return proposeFor(tx, await insertDisturbance(tx, { outletId: outlet.id, onDay: road.onDay, kind: 'roadOpen', closureId: road.id, words: `${road.words} · ${why}`, reportedBy: by }));
}

/** A plan of the whole day, to be looked at before it moves anybody; who asks again gets the one that waits, made anew. (R2) */
export async function proposePlan(tx: Tx, input: Input<typeof api.proposePlan>) {
  const outlet = await placeFor(tx, input.outletId, planners);
  if (input.on < beijingDay(tx.now)) refuse('dayOver', { field: 'on' });
  await lockDay(tx, outlet.id, input.on);
  if ((await gatherDay(tx, outlet.id, input.on)).day.jobs.length === 0) refuse('nothingToPlan', { field: 'on' });
  const waiting = await openReplanOf(tx, outlet.id, input.on);
  return waiting === undefined ? proposeFor(tx, await insertDisturbance(tx, { outletId: outlet.id, onDay: input.on, kind: 'replan', words: null, reportedBy: actorName(tx.actor) })) : propose(tx, waiting);
}

type Told = { jobId: string };
/** What a job told counts, and is proposed for, once per job and kind. (R1) */
async function disturbanceFrom(tx: Tx, job: Job, kind: DisturbanceKind, words: string | null): Promise<void> {
  if (job.onDay !== beijingDay(tx.now) || (await openDisturbanceOf(tx, job.id, kind)) !== undefined) return;
  if (kind === 'vanBroken' && job.vanId !== null) await takeOff(tx, job.vanId, 'broken');
  if (kind === 'partMissing') await partsMissing(tx, job);
  const one = await insertDisturbance(tx, { outletId: job.outletId, onDay: job.onDay, kind, vanId: job.vanId, jobId: job.id, words, reportedBy: byName(tx.actor) });
  tx.announce({ topic: 'dispatch', id: one.id, outletId: job.outletId });
  await propose(tx, one);
}

const kindOf: Record<string, DisturbanceKind> = { ownerAbsent: 'noShow', partMissing: 'partMissing', vanBroken: 'vanBroken' };
/** A reaction: who did not come, a part that was not there, a vehicle that broke down on the road. */
export async function proposeAfterFailure(tx: Tx, body: Told & { reason: string; words: string | null }): Promise<void> {
  const [job, kind] = [await jobById(tx, body.jobId), kindOf[body.reason]];
  if (job !== undefined && kind !== undefined && job.state === 'failed') await disturbanceFrom(tx, job, kind, body.words);
}

/** A reaction: an urgent job is given to who reaches it in time and moves nobody; else a new plan is proposed. */
export async function proposeForEmergency(tx: Tx, body: Told): Promise<void> {
  const job = await jobById(tx, body.jobId);
  if (job === undefined || !job.urgent || job.state !== 'waiting') return;
  await lockDay(tx, job.outletId, job.onDay);
  const at = await gatherDay(tx, job.outletId, job.onDay);
  const running = await latestPlan(tx, job.outletId, job.onDay);
  const more = planOneMore(at, running === undefined ? emptyPlan : retimed(at, running.content), job.id);
  const time = timesOf(more).get(job.id);
  if (time !== undefined && atSecond(at.onDay, time.starts) <= job.windowUntil) await applyPlan(tx, at, more, 'emergency');
  else await disturbanceFrom(tx, job, 'emergency', job.words);
}

async function mineToAnswer(tx: Tx, id: string): Promise<Disturbance> {
  const one = await lockDisturbance(tx, id);
  const outlet = one === undefined ? undefined : await findOutlet(tx, one.outletId);
  const may = one !== undefined && outlet?.brandIds.some((brandId) => holds(tx.actor, planners, { brandId, outletId: one.outletId })) === true;
  if (one === undefined || !may) return refuse('disturbanceNotFound', { id });
  if (one.jobId === null) return one;
  // what is about one brand's job is for that brand's dispatchers
  const jobId = one.jobId;
  const job = (await jobsOfDay(tx, one.outletId, one.onDay)).find((other) => other.id === jobId);
  return job !== undefined && holds(tx.actor, planners, job) ? one : refuse('disturbanceNotFound', { id });
}

export async function showProposal(tx: Tx, input: Input<typeof api.showProposal>) {
  const one = await mineToAnswer(tx, input.disturbanceId);
  const at = await gatherDay(tx, one.outletId, one.onDay);
  const running = await latestPlan(tx, one.outletId, one.onDay);
  const before = running === undefined ? emptyPlan : retimed(at, running.content);
  const after = one.proposal === null ? before : retimed(at, one.proposal);
  const open = at.jobs.filter((job) => plannable.includes(job.state)).length;
  // who is off since the last plan has left it, and is still the one whose visits these were
  const was = new Map([...timesOf(running?.content ?? emptyPlan), ...timesOf(before)]);
  const out = (plan: typeof before): number => open - new Set(plan.routes.flatMap((route) => route.stops.flatMap((stop) => (stop.kind === 'job' ? stop.jobId : [])))).size;
  return {
    disturbance: seenDisturbance(one, new Set(one.jobId === null ? [] : [one.jobId])), ...(await toShow(tx, at, was, after)), leftOutBefore: out(before), leftOutAfter: out(after),
    lateMinBefore: lateMinutes(at, before), lateMinAfter: lateMinutes(at, after), version: running?.version ?? 0, outdated: one.basedOn !== (running?.version ?? 0),
  };
}

export async function answerProposal(tx: Tx, input: Input<typeof api.answerProposal>) {
  const one = await mineToAnswer(tx, input.disturbanceId);
  if (one.state !== 'open') refuse('disturbanceOver', { by: one.endedBy });
  if (input.answer === 'again') return propose(tx, one);
  if (input.answer === 'dismiss') return over(tx, one, 'dismissed');
  await lockDay(tx, one.outletId, one.onDay);
  const running = await latestPlan(tx, one.outletId, one.onDay);
  await mustBeLatest(tx, running, one.outletId, one.onDay, input.version);
  if (one.basedOn !== (running?.version ?? 0) || one.proposal === null) refuse('staleEdit', { changes: [] }); // (R3)
  const at = await gatherDay(tx, one.outletId, one.onDay);
  await applyPlan(tx, at, retimed(at, one.proposal as NonNullable<Disturbance['proposal']>), one.kind); // (R4)
  return over(tx, one, 'accepted');
}

async function over(tx: Tx, one: Disturbance, state: 'accepted' | 'dismissed') {
  const after = await endDisturbance(tx, one.id, state, actorName(tx.actor));
  tx.record({ action: `dispatch.${state}`, subject: 'disturbances', subjectId: one.id, before: { state: one.state }, after: { state } });
  tx.announce({ topic: 'dispatch', id: one.id, outletId: one.outletId });
  return after;
}
