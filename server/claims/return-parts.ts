// Old parts on their way back: kept when taken out, labelled, shipped with a waybill, received, or scrapped with a photo as
// proof. R1 a part that is not on its way by its day is missing: an accepted claim is taken back, an unanswered one is held until the
// part is on its way, and taken back when as many days have passed again (dated rule of the partner's terms); R2 people hear three
// days before; R3 a refused claim whose days to appeal have passed is given up.
import { actorName, holds } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { ownUploads, readKeptFile } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { partMovers, type api } from './api.ts';
import { aboutClaim, claimLate, moves, partDue, partMoves } from './claim.ts';
import { giveUp, hold, release, takeBack } from './send-claim.ts';
import { findClaim, pageOf, tellOf } from './show-claims.ts';
import { lateClaims, lockClaim, lockPart, overdueClaims, partById, partsDueBy, partsOf, saveClaim, savePart } from './store.ts';

export async function movePart(tx: Tx, input: Input<typeof api.movePart>) {
  const part = (await lockPart(tx, input.partId)) ?? refuse('partNotFound');
  const claim = await findClaim(tx, part.claimId).catch(() => refuse('partNotFound'));
  if (!holds(tx.actor, partMovers, claim)) refuse('notAllowed');
  if (part.version !== input.version) refuse('staleEdit', { changes: await changesSince(tx, 'claimParts', part.id, input.version) });
  if (!partMoves[part.state].includes(input.step)) refuse('partNotNow', { state: part.state });
  if (input.step === 'shipped' && input.waybill === undefined) refuse('waybillNeeded', { field: 'waybill' });
  const fileIds = await ownUploads(tx, input.fileIds ?? []);
  if (fileIds.length !== (input.fileIds ?? []).length) refuse('fileNotYours', { field: 'fileIds' });
  if (input.step === 'scrapped' && fileIds.length === 0) refuse('scrapProofNeeded', { field: 'fileIds' });
  const step = { step: input.step, at: tx.now.toISOString(), byName: actorName(tx.actor), words: input.words.trim(), waybill: input.waybill?.trim() ?? null, fileIds };
  await savePart(tx, { ...part, state: input.step, label: part.label ?? (input.step === 'labelled' ? `${claim.number}/${part.code}` : null), steps: [...part.steps, step] });
  tx.record({ action: 'claims.movePart', subject: 'claimParts', subjectId: part.id, brandId: claim.brandId, version: part.version + 1, before: { state: part.state }, after: step, why: step.words });
  tx.announce({ topic: 'claims', id: claim.id, brandId: claim.brandId, outletId: claim.outletId });
  const stillMissing = (await partsOf(tx, [claim.id])).some((one) => one.state === 'missing');
  const held = input.step === 'shipped' && !stillMissing ? await lockClaim(tx, claim.id) : undefined;
  return pageOf(tx, held?.state === 'held' ? await release(tx, held) : claim);
}

export async function claimPartFile(tx: Tx, input: Input<typeof api.claimPartFile>) {
  const part = (await partById(tx, input.partId)) ?? refuse('partNotFound');
  await findClaim(tx, part.claimId).catch(() => refuse('partNotFound'));
  if (!part.steps.some((step) => step.fileIds.includes(input.fileId))) refuse('notFound');
  return readKeptFile(tx, input.fileId);
}

/** Round: answers that do not come, parts that are not on their way, refusals that nobody appealed. (R1, R2, R3) */
export async function watchClaims(tx: Tx): Promise<void> {
  const today = beijingDay(tx.now);
  for (const claim of await lateClaims(tx, today)) {
    tx.tell(claimLate({ ...aboutClaim(claim), dueOn: claim.answerDueOn ?? today }));
    tellOf(tx, await saveClaim(tx, { ...claim, lateToldAt: tx.now }), 'claims.late');
  }
  for (const claim of await overdueClaims(tx, today)) await (claim.state === 'held' ? takeBack(tx, claim, 'partNotReturned') : giveUp(tx, claim, 'appealTimePassed'));
  for (const part of await partsDueBy(tx, addDays(today, 3))) {
    const claim = await lockClaim(tx, part.claimId);
    if (claim === undefined || part.dueOn === null) continue;
    const missing = part.dueOn < today;
    if (!missing && part.warnedAt !== null) continue;
    tx.tell(partDue({ ...aboutClaim(claim), partId: part.id, partName: part.name, dueOn: part.dueOn, missing }));
    const step = { step: 'missing' as const, at: tx.now.toISOString(), byName: '', words: '', waybill: null, fileIds: [] };
    await savePart(tx, missing ? { ...part, state: 'missing', steps: [...part.steps, step] } : { ...part, warnedAt: tx.now });
    if (missing && moves[claim.state].includes('reversed')) await takeBack(tx, claim, 'partNotReturned');
    else if (missing && moves[claim.state].includes('held')) await hold(tx, claim, today);
    else tellOf(tx, claim, missing ? 'claims.partMissing' : 'claims.partDue', { after: { part: part.code, dueOn: part.dueOn } });
  }
}
