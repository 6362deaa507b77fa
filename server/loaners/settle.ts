// After the return, and changes of the agreed time. F1 the deposit waits until fines can be known, or goes back early with a
// reason; F2 a charge that becomes known later opens what was settled; F3 a charge happened while the car was out; F4 insurance and licence last as long
// as the loan, also when it is made longer.
import { actorName } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { charge, enter, loanToEdit, mustOwnFiles, ruleOf, tellOf } from './lend.ts';
import { mustMove, owedBeside, settlement } from './loan.ts';
import { ofDepositBack, ofMoney, ofSettlement } from './postings.ts';
import { forStaff, only } from './show-loans.ts';
import { carById, chargesOf, lockLoaners, openLoansOf, rulesOn, saveLoan } from './store.ts';

/** The minute a moment lies in: tolls and fines are told by the minute. */
const wholeMinute = (at: string): Date => new Date(Math.floor(Date.parse(at) / 60_000) * 60_000);

/** (F2, F3) */
export async function chargeLoan(tx: Tx, input: Input<typeof api.chargeLoan>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  if (before.state !== 'returned' && before.state !== 'settled') refuse('loanNotNow', { state: before.state });
  const at = new Date(input.happenedAt);
  if (before.outRecord === null || before.backRecord === null || at < wholeMinute(before.outRecord.at) || at > new Date(before.backRecord.at)) refuse('chargeOutsideLoan', { field: 'happenedAt' });
  if (input.proofFileId !== undefined) await mustOwnFiles(tx, [input.proofFileId]);
  await charge(tx, before, { kind: input.kind, what: input.what.trim(), fen: input.fen, happenedAt: at, proofFileId: input.proofFileId ?? null, by: actorName(tx.actor) });
  const after = await saveLoan(tx, { ...before, state: 'returned', depositBackFen: before.depositBackFen });
  tellOf(tx, after, 'loaners.charge', { before: { state: before.state } });
  return only(await forStaff(tx, [after]));
}

/** (F1) */
export async function settleLoan(tx: Tx, input: Input<typeof api.settleLoan>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  mustMove(before, 'settled');
  if (before.finesUntil !== null && beijingDay(tx.now) < before.finesUntil && input.early === undefined) refuse('finesMayCome', { until: before.finesUntil });
  const charged = (await chargesOf(tx, [before.id])).reduce((sum, one) => sum + one.fen, 0);
  const { backFen, takenFen } = settlement(before.depositFen, charged, before.depositBackFen);
  const after = await saveLoan(tx, { ...before, state: 'settled', depositBackFen: backFen, takenFen });
  await enter(tx, after, { kind: 'loanSettled', reference: `${after.id} ${after.version}`, fen: takenFen - before.takenFen, postings: ofSettlement(after, takenFen - before.takenFen, before.depositBackFen === null ? backFen : 0) });
  tellOf(tx, after, 'loaners.settle', { before: { state: before.state }, ...(input.early === undefined ? {} : { why: input.early }) });
  return only(await forStaff(tx, [after]));
}

/** Money for what the deposit did not cover. */
export async function receiveForLoan(tx: Tx, input: Input<typeof api.receiveForLoan>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  if (before.state !== 'settled') refuse('loanNotNow', { state: before.state });
  const charged = (await chargesOf(tx, [before.id])).reduce((sum, one) => sum + one.fen, 0);
  const leftFen = owedBeside(before, charged) - before.paidFen;
  if (input.amountFen > leftFen) refuse('loanOwesLess', { field: 'amountFen', leftYuan: Math.max(0, leftFen) / 100 });
  const after = await saveLoan(tx, { ...before, paidFen: before.paidFen + input.amountFen });
  await enter(tx, after, { kind: 'loanPaid', reference: `${after.id} ${after.version}`, fen: input.amountFen, postings: ofMoney(after, input.channel, input.amountFen) });
  tellOf(tx, after, 'loaners.receive');
  return only(await forStaff(tx, [after]));
}

export async function extendLoan(tx: Tx, input: Input<typeof api.extendLoan>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  if (!['reserved', 'contracted', 'out'].includes(before.state)) refuse('loanNotNow', { state: before.state });
  const untilAt = new Date(input.untilAt);
  const most = ruleOf(await rulesOn(tx, beijingDay(tx.now)), 'mostDays');
  if (untilAt <= before.fromAt || untilAt.getTime() - before.fromAt.getTime() > most * 86_400_000) refuse('loanTimeNotValid', { field: 'untilAt', mostDays: most });
  await lockLoaners(tx, before.outletId);
  const car = (await carById(tx, before.carId)) ?? refuse('loanNotFound', { id: before.id });
  if (car.insuredUntil < beijingDay(untilAt)) refuse('loanerNotInsured', { until: car.insuredUntil });
  if (before.contract !== null && before.contract.licenceUntil < beijingDay(untilAt)) refuse('licenceNotValid', { field: 'untilAt' });
  if ((await openLoansOf(tx, [before.carId])).some((other) => other.id !== before.id && other.fromAt < untilAt && before.fromAt < other.untilAt)) refuse('loanerTaken', { field: 'untilAt' });
  const after = await saveLoan(tx, { ...before, untilAt });
  tellOf(tx, after, 'loaners.extend', { before: { untilAt: before.untilAt } });
  return only(await forStaff(tx, [after]));
}

export async function cancelLoan(tx: Tx, input: Input<typeof api.cancelLoan>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  mustMove(before, 'cancelled');
  const after = await saveLoan(tx, { ...before, state: 'cancelled', endedWhy: input.why.trim() });
  await enter(tx, after, { kind: 'loanDepositBack', reference: after.id, fen: after.depositFen, postings: ofDepositBack(after) });
  tellOf(tx, after, 'loaners.cancel', { before: { state: before.state }, why: input.why });
  return { ok: true as const };
}
