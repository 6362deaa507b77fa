// A car changes hands. H1 whoever gives or takes it says a code that only they were shown; H2 photos, mileage and charge are kept at
// both ends; H3 a car with too little charge, one that was driven further than reckoned, or a mileage far from what the car reported,
// needs a reason; H4 an end is recorded once.
import { holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads, readKeptFile } from '#platform/files';
import { refuse, refuseAndKeep } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { actorName } from '#platform/actor';
import { latestState } from '#telemetry';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import type { Job } from './job.ts';
import { jobById, rulesOn, saveJob } from './job-store.ts';
import { myJob, only } from './move-stop.ts';
import { ruleOf, tellOfJob } from './open-job.ts';
import { stopsFor } from './show-stops.ts';

type Asked = Input<typeof api.recordHandOver>;

/** (H3) */
function judge(job: Job, asked: Asked, rules: ReadonlyMap<string, number>, reportedKm: number | null): void {
  if (asked.end === 'pickup') {
    const least = ruleOf(rules, 'leastSocPct');
    if (asked.socPct < least && asked.why === undefined) refuse('chargeTooLow', { field: 'socPct', leastPct: least });
    if (reportedKm !== null && asked.why === undefined && (asked.odometerKm < reportedKm - 1 || asked.odometerKm > reportedKm + 3_000)) refuse('odometerUnlikely', { field: 'odometerKm', knownKm: Math.round(reportedKm) });
    return;
  }
  const from = job.handOvers.pickup?.odometerKm ?? 0;
  if (asked.odometerKm < from) refuse('odometerBack', { field: 'odometerKm', knownKm: from });
  if (job.mostKm !== null && asked.odometerKm - from > job.mostKm && asked.why === undefined) refuse('drivenTooFar', { field: 'odometerKm', km: asked.odometerKm - from, mostKm: job.mostKm });
}

export async function recordHandOver(tx: Tx, input: Asked) {
  const before = await myJob(tx, input.jobId);
  if (before.handOvers[input.end] !== undefined) return only(await stopsFor(tx, [before])); // (H4)
  if (before.toPlace === null || !(input.end === 'pickup' ? ['arrived', 'working'] : ['carrying']).includes(before.state)) refuse('jobNotNow', { state: before.state });
  const rules = await rulesOn(tx, beijingDay(tx.now));
  if (before.codeTries >= ruleOf(rules, 'codeTries')) refuse('codeTriedTooOften', { field: 'code' });
  if (before.codes[input.end] !== input.code) { // (H1)
    await saveJob(tx, { ...before, codeTries: before.codeTries + 1 });
    refuseAndKeep('codeWrong', { field: 'code' });
  }
  if ((await ownUploads(tx, input.photoIds)).length !== input.photoIds.length) refuse('photosNotYours', { field: 'photoIds' });
  const car = await vehicleByIdOrVin(tx, before.vehicleId);
  judge(before, input, rules, car === undefined ? null : ((await latestState(tx, car.vin))?.odometerKm ?? null));
  const record = { at: tx.now.toISOString(), by: actorName(tx.actor), odometerKm: input.odometerKm, socPct: input.socPct, photoIds: [...input.photoIds], why: input.why?.trim() ?? null };
  const after = await saveJob(tx, { ...before, codeTries: 0, handOvers: { ...before.handOvers, [input.end]: record } });
  tellOfJob(tx, after, 'dispatch.handOver', { after: { end: input.end, ...record } });
  return only(await stopsFor(tx, [after]));
}

export const readers = ['technician', 'dispatcher', 'adviser', 'agent', 'serviceManager', 'regionalManager', 'administrator'] as const;

/** A job for whoever may know of it; the same no for all others. */
export async function findJob(tx: Tx, id: string): Promise<Job> {
  const job = await jobById(tx, id);
  const sees = job !== undefined && (tx.actor.kind === 'owner' ? job.ownerId === tx.actor.id : tx.actor.kind === 'system' || holds(tx.actor, readers, job));
  return job !== undefined && sees ? job : refuse('jobNotFound', { id });
}

export async function handOverPhoto(tx: Tx, input: Input<typeof api.handOverPhoto>) {
  const job = await findJob(tx, input.jobId);
  const photos = [...(job.handOvers.pickup?.photoIds ?? []), ...(job.handOvers.delivery?.photoIds ?? [])];
  return photos.includes(input.fileId) ? readKeptFile(tx, input.fileId) : refuse('notFound');
}
