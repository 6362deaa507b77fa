// A home visit has a work order like a visit to the workshop: opened when the work begins, finished with the visit; time, parts, invoice
// and claims follow from it. W1 whichever of the two is heard first, there is one order; W2 a case without an order ends with the visit; W3 what was
// fitted comes from the van, under the number of the order, so that handing back takes only the rest from the shelf.
import { moveCase } from '#cases';
import { finishAtHome, leaveAtHome, openAtHome } from '#workorders';
import { takeFromBoard } from '#parts';
import { namesOf } from '#people';
import { acrossWalls, type Tx } from '#platform/tx';
import type { Job } from './job.ts';
import { jobById, readingsOf } from './job-store.ts';

type Told = { jobId: string };

async function visitOf(tx: Tx, jobId: string): Promise<(Job & { caseId: string }) | undefined> {
  const job = await jobById(tx, jobId);
  return job === undefined || job.kind !== 'homeVisit' || job.caseId === null ? undefined : { ...job, caseId: job.caseId };
}

async function open(tx: Tx, job: Job & { caseId: string }): Promise<void> {
  if (job.operations.length === 0 || job.staffId === null) return;
  const names = await acrossWalls(tx, 'the name of who came', () => namesOf(tx, [job.staffId as string]));
  await openAtHome(tx, {
    id: job.id, number: job.number, caseId: job.caseId, vin: job.vin, outletId: job.outletId, operations: job.operations, technicianId: job.staffId, technicianName: names.get(job.staffId) ?? '', words: job.words,
    odometerKm: null, socPct: null, ...(await readingsOf(tx, job.id)), untilAt: new Date((job.startedAt ?? tx.now).getTime() + job.serviceMin * 60_000),
  });
}

/** A reaction: the work began. */
export async function openHomeOrder(tx: Tx, body: Told): Promise<void> {
  const job = await visitOf(tx, body.jobId);
  if (job !== undefined && (job.state === 'working' || job.state === 'finished')) await open(tx, job);
}

/** A reaction: the visit is done. (W1, W2, W3) */
export async function finishHomeOrder(tx: Tx, body: Told): Promise<void> {
  const job = await visitOf(tx, body.jobId);
  if (job === undefined || job.state !== 'finished') return;
  await open(tx, job);
  const order = await finishAtHome(tx, job.id, `上门服务完成 ${job.number}`);
  if (job.vanId !== null) await takeFromBoard(tx, { id: job.vanId, outletId: job.outletId }, job.brandId, order?.fitted ?? job.parts, order?.number ?? job.number); // (W3)
  if (order === undefined) await moveCase(tx, job.caseId, 'awaitingConfirmation', { key: `home visit done ${job.id}`, data: { jobId: job.id }, outletId: job.outletId });
}

/** A reaction: the visit could not be done. */
export async function leaveHomeOrder(tx: Tx, body: Told & { reason: string; words: string | null }): Promise<void> {
  const job = await visitOf(tx, body.jobId);
  if (job !== undefined && job.state === 'failed') await leaveAtHome(tx, job.id, body.words ?? body.reason);
}
