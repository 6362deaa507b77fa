// The way of a claim: put into words, checked, sent, answered line by line, appealed once, settled, or taken back. Every
// version that goes out or comes in is kept with its lines and a hash. S1 no claim with errors is sent; S2 less than
// claimed needs a reason by code; S3 an appeal comes within the days of the terms, and once.
import { createHash } from 'node:crypto';
import { actorName, type Role } from '#platform/actor';
import { addDays, beijingDay, daysBetween } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { isExcluded } from '#warranty';
import { doneLinesOf, findWorkOrder, lockOutsOf } from '#workorders';
import { claimers, type api } from './api.ts';
import { claimableFen } from './build-claims.ts';
import { aboutClaim, claimAnswered, claimReversed, claimSent, claimSettled, claimWithdrawn, moved, sumOf, type Claim, type ClaimState, type ClaimVersion } from './claim.ts';
import { preCheck, type ClaimFacts } from './pre-check.ts';
import { claimToEdit, pageOf, tellOf } from './show-claims.ts';
import { checkRules, claimById, claimsOfCar, insertVersion, makerOf, partsOf, saveClaim, setPartsDue, termsOn } from './store.ts';


export async function keepVersion(tx: Tx, claim: Claim, direction: 'out' | 'in', what: ClaimVersion['what'], totalFen: number, words: string): Promise<void> {
  const hash = createHash('sha256').update(JSON.stringify([claim.number, what, claim.partnerId, claim.lines, claim.complaint, claim.cause, claim.correction, totalFen, words])).digest('hex');
  await insertVersion(tx, claim, { direction, what, partnerId: claim.partnerId, partnerName: claim.partnerName, totalFen, lines: claim.lines, words, byName: actorName(tx.actor), hash });
}

/** Everything the open rules look at, as it stands now. */
async function factsOf(tx: Tx, claim: Claim): Promise<ClaimFacts> {
  const onDay = beijingDay(tx.now);
  const order = await findWorkOrder(tx, claim.workOrderId);
  const parent = claim.parentId === null ? undefined : await claimById(tx, claim.parentId);
  const lines = await doneLinesOf(tx, [order.id]);
  const before = (await claimsOfCar(tx, claim.vin)).filter((one) => one.workOrderId !== claim.workOrderId && one.createdAt < claim.createdAt);
  return {
    onDay, finished: order.finishedAt !== null && ['ready', 'handedBack'].includes(order.state), finishedOn: claim.finishedOn, complaint: claim.complaint, cause: claim.cause, correction: claim.correction, payType: claim.payType, kind: claim.kind,
    lines: claim.lines.map((line) => ({ ...line, acceptedFen: null, reason: null, words: null })),
    orderLines: lines.map((line) => ({ id: line.id, totalFen: line.totalFen, ownerFen: line.ownerFen, claimableFen: claim.kind === 'maker' ? claimableFen(line) : (parent?.lines.find((one) => one.lineId === line.id)?.acceptedFen ?? 0) })),
    parts: (await partsOf(tx, [claim.id])).map(({ lineId, code, state }) => ({ lineId, code, state })), terms: claim.partnerId === null ? null : await termsOn(tx, claim.partnerId, claim.finishedOn).then((one) => (one === undefined ? null : { sendWithinDays: one.sendWithinDays })),
    daysSinceFinish: daysBetween(claim.finishedOn, onDay), safetyInspected: order.inspection?.passed === true, lockOuts: (await lockOutsOf(tx, order.id)).length, excluded: await isExcluded(tx, claim.vin, claim.workOrderId), photos: order.checkIn.photos.length,
    goodwillGranted: claim.lines.every((line) => (lines.find((one) => one.id === line.lineId)?.goodwillOkBy ?? null) !== null), claimedBefore: before.flatMap((one) => one.lines.map((line) => ({ code: line.code, days: daysBetween(one.finishedOn, claim.finishedOn), number: one.number }))),
  };
}

/** The maker may have been put on record after the claim was drafted. */
async function withPartner(tx: Tx, claim: Claim): Promise<Claim> {
  if (claim.partnerId !== null || claim.kind !== 'maker') return claim;
  const maker = await makerOf(tx, claim.brandId);
  return maker === undefined ? claim : { ...claim, partnerId: maker.id, partnerName: maker.name, partnerNameEn: maker.nameEn };
}
async function checked(tx: Tx, claim: Claim): Promise<Claim> {
  const known = await withPartner(tx, claim);
  const { findings, hash } = preCheck(await checkRules(tx), await factsOf(tx, known));
  const to: ClaimState = findings.some((one) => one.severity === 'error') ? 'draft' : 'checked';
  return { ...moved(known, to), findings, checkedAt: tx.now, checkedHash: hash };
}
async function saved(tx: Tx, claim: Claim, action: `claims.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}) {
  const written = await saveClaim(tx, claim);
  tellOf(tx, written, action, more);
  return pageOf(tx, written);
}

export async function amendClaim(tx: Tx, input: Input<typeof api.amendClaim>) {
  const claim = await claimToEdit(tx, input.claimId, input.version, claimers);
  const words = { complaint: input.complaint.trim(), cause: input.cause.trim(), correction: input.correction.trim() };
  return saved(tx, { ...moved(claim, 'draft'), ...words }, 'claims.amend', { before: { complaint: claim.complaint, cause: claim.cause, correction: claim.correction }, after: words });
}
export async function checkClaim(tx: Tx, input: Input<typeof api.checkClaim>) {
  const claim = await checked(tx, await claimToEdit(tx, input.claimId, input.version, claimers));
  return saved(tx, claim, 'claims.check', { after: { findings: claim.findings.map((one) => one.ruleId), hash: claim.checkedHash } });
}

export async function sendClaim(tx: Tx, input: Input<typeof api.sendClaim>) {
  const before = await claimToEdit(tx, input.claimId, input.version, claimers);
  const claim = await checked(tx, before);
  const errors = claim.findings.filter((one) => one.severity === 'error');
  if (errors.length > 0) refuse('claimHasErrors', { errors: errors.map((one) => one.ruleId), count: errors.length }); // (S1)
  const today = beijingDay(tx.now);
  const terms = await termsOn(tx, claim.partnerId ?? '', claim.finishedOn);
  const sent = { ...moved(claim, 'sent'), sentAt: tx.now, answerDueOn: addDays(today, terms?.answerWithinDays ?? 30) };
  if (claim.kind === 'maker') await setPartsDue(tx, claim.id, addDays(today, terms?.partsBackWithinDays ?? 30));
  await keepVersion(tx, sent, 'out', 'sent', sent.claimedFen, '');
  tx.tell(claimSent(aboutClaim(sent)));
  return saved(tx, sent, 'claims.send');
}
export async function withdrawClaim(tx: Tx, input: Input<typeof api.withdrawClaim>) {
  return pageOf(tx, await giveUp(tx, await claimToEdit(tx, input.claimId, input.version, claimers), input.words.trim()));
}

/** Nobody claims it any more: what the partner does not pay is borne by the outlet. */
export async function giveUp(tx: Tx, claim: Claim, why: string): Promise<Claim> {
  const written = await saveClaim(tx, moved(claim, 'withdrawn'));
  tx.tell(claimWithdrawn({ ...aboutClaim(written), why }));
  tellOf(tx, written, 'claims.withdraw', { why });
  return written;
}

/** (S2) */
export async function answerClaim(tx: Tx, input: Input<typeof api.answerClaim>) {
  const claim = await claimToEdit(tx, input.claimId, input.version, [...claimers, 'regionalManager']);
  if (!['sent', 'appealed'].includes(claim.state)) refuse('claimNotNow', { state: claim.state });
  if (input.answers.some((one) => !claim.lines.some((line) => line.lineId === one.lineId))) refuse('lineNotFound');
  const lines = claim.lines.map((line) => {
    const said = input.answers.find((one) => one.lineId === line.lineId);
    if (said === undefined) return refuse('lineNotFound', { code: line.code });
    if (said.acceptedFen > line.claimedFen) refuse('acceptedTooMuch', { field: 'answers', code: line.code });
    if (said.acceptedFen < line.claimedFen && (said.reason === undefined || (said.reason === 'otherReason' && said.words === undefined))) refuse('refusalReasonNeeded', { field: 'answers', code: line.code });
    return { ...line, acceptedFen: said.acceptedFen, reason: said.acceptedFen < line.claimedFen ? (said.reason ?? null) : null, words: said.words?.trim() ?? null };
  });
  const acceptedFen = lines.reduce((sum, line) => sum + line.acceptedFen, 0);
  const to: ClaimState = acceptedFen === claim.claimedFen ? 'accepted' : acceptedFen === 0 ? 'refused' : 'partlyAccepted';
  const terms = await termsOn(tx, claim.partnerId ?? '', claim.finishedOn);
  const answered = { ...moved(claim, to), lines, acceptedFen, answeredAt: tx.now, answerDueOn: null, lateToldAt: null, appealDueOn: to === 'accepted' ? null : addDays(beijingDay(tx.now), terms?.appealWithinDays ?? 30) };
  await keepVersion(tx, answered, 'in', 'answered', acceptedFen, input.words.trim());
  tx.tell(claimAnswered({ ...aboutClaim(answered), acceptedFen, answeredId: `${claim.id} ${claim.version}` }));
  return saved(tx, answered, 'claims.answer', { why: input.words });
}

/** (S3) */
export async function appealClaim(tx: Tx, input: Input<typeof api.appealClaim>) {
  const claim = await claimToEdit(tx, input.claimId, input.version, claimers);
  const appealed = moved(claim, 'appealed');
  if (claim.appeals > 0) refuse('appealedAlready');
  if (claim.appealDueOn !== null && claim.appealDueOn < beijingDay(tx.now)) refuse('appealTooLate', { dueOn: claim.appealDueOn });
  const terms = await termsOn(tx, claim.partnerId ?? '', claim.finishedOn);
  const sent = { ...appealed, appeals: 1, answerDueOn: addDays(beijingDay(tx.now), terms?.answerWithinDays ?? 30) };
  await keepVersion(tx, sent, 'out', 'appealed', sent.claimedFen, input.words.trim());
  return saved(tx, sent, 'claims.appeal', { why: input.words });
}

export async function settleClaim(tx: Tx, input: Input<typeof api.settleClaim>) {
  const claim = await claimToEdit(tx, input.claimId, input.version, claimers);
  const settled = { ...moved(claim, 'settled'), settledAt: tx.now, settledReference: input.reference.trim(), appealDueOn: null };
  await keepVersion(tx, settled, 'in', 'settled', claim.acceptedFen ?? 0, settled.settledReference);
  tx.tell(claimSettled({ ...aboutClaim(settled), acceptedFen: claim.acceptedFen ?? 0, reference: settled.settledReference, byName: actorName(tx.actor) }));
  return saved(tx, settled, 'claims.settle');
}

/** Takes an accepted claim back; what was paid goes back with it. */
export async function takeBack(tx: Tx, claim: Claim, why: string): Promise<Claim> {
  const reversed = { ...moved(claim, 'reversed'), heldUntil: null, reversedAt: tx.now, reversedWhy: why };
  await keepVersion(tx, reversed, 'in', 'reversed', -(claim.acceptedFen ?? 0), why);
  tx.tell(claimReversed({ ...aboutClaim(claim), acceptedFen: claim.acceptedFen ?? 0, wasSettled: claim.state === 'settled', why }));
  const written = await saveClaim(tx, reversed);
  tellOf(tx, written, 'claims.reverse', { why });
  return written;
}
/** Nothing is paid and nothing answered until its old part is on its way. */
export async function hold(tx: Tx, claim: Claim, today: string): Promise<void> {
  const terms = await termsOn(tx, claim.partnerId ?? '', claim.finishedOn);
  tellOf(tx, await saveClaim(tx, { ...moved(claim, 'held'), heldUntil: addDays(today, terms?.partsBackWithinDays ?? 30), answerDueOn: null }), 'claims.hold', { why: 'partNotReturned' });
}
/** Its part is on its way after all: the partner's days to answer begin again. */
export async function release(tx: Tx, claim: Claim): Promise<Claim> {
  const terms = await termsOn(tx, claim.partnerId ?? '', claim.finishedOn);
  const released = await saveClaim(tx, { ...moved(claim, claim.appeals > 0 ? 'appealed' : 'sent'), heldUntil: null, answerDueOn: addDays(beijingDay(tx.now), terms?.answerWithinDays ?? 30) });
  tellOf(tx, released, 'claims.release');
  return released;
}
const reversers: readonly Role[] = ['serviceManager', 'regionalManager'];
export const reverseClaim = async (tx: Tx, input: Input<typeof api.reverseClaim>) => pageOf(tx, await takeBack(tx, await claimToEdit(tx, input.claimId, input.version, reversers), input.words.trim()));
export const isWhole = (claim: Claim): boolean => claim.claimedFen === sumOf(claim.lines);
