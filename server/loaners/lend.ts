// From a reserved loaner to its return. G1 who is owed one gets it without a deposit, a long stay may have one, all else is the
// manager's goodwill with a reason; G2 the licence is of a class that may drive it and lasts as long as the loan; G3 photos,
// mileage and charge are seen on both sides; G4 no car is lent
// twice at a time, nor leaves before it is back, while it is out of use, or without insurance.
import { findCase } from '#cases';
import { post, repairTax, type Posting } from '#ledger';
import { actorName, holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads } from '#platform/files';
import { newId } from '#platform/ids';
import { nextNumber } from '#platform/numbers';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import { loanerHandedOver, showGuarantees } from '#warranty';
import type { api } from './api.ts';
import { chargesOfReturn, groundOf, mustMove, type Loan, type Seen } from './loan.ts';
import { ofCharge, ofDeposit } from './postings.ts';
import { forStaff, only } from './show-loans.ts';
import { carById, insertCharge, insertLoan, lockLoan, lockLoaners, openLoanFor, openLoansOf, rulesOn, saveLoan, writeSeen } from './store.ts';

export const ruleOf = (rules: Map<string, number>, name: string): number => rules.get(name) ?? refuse('internal', { rule: name });

export function tellOf(tx: Tx, loan: Loan, action: `loaners.${string}`, more: { before?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'loans', subjectId: loan.id, brandId: loan.brandId, version: loan.version, after: { state: loan.state, untilAt: loan.untilAt, depositFen: loan.depositFen }, ...more });
  tx.announce({ topic: 'loaners', id: loan.id, brandId: loan.brandId, ownerId: loan.ownerId, outletId: loan.outletId });
}

async function servedCar(tx: Tx, id: string): Promise<Vehicle> {
  const vehicle = await vehicleByIdOrVin(tx, id);
  if (vehicle !== undefined && tx.actor.kind === 'owner' && vehicle.ownerId === tx.actor.id) return vehicle;
  return vehicle !== undefined && holds(tx.actor, ['agent', 'adviser', 'serviceManager'], { brandId: vehicle.brandId }) ? vehicle : refuse('vehicleNotFound', { id });
}

/** The article by which a car that is in repair now is owed a loaner. */
async function owedBy(tx: Tx, vehicle: Vehicle): Promise<string | undefined> {
  const { due, visits } = await showGuarantees(tx, { vehicleId: vehicle.id });
  const inRepair = new Set(visits.filter((visit) => visit.finishedAt === null && visit.counts).map((visit) => visit.number));
  const finding = due.find((one) => one.remedy === 'loanerOrTransport' && one.repairs.some((number) => inRepair.has(number)));
  return finding === undefined ? undefined : `${finding.source} 第${finding.article}条`;
}

/** (G1) */
async function judge(tx: Tx, vehicle: Vehicle, fromAt: Date, untilAt: Date) {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const hours = (untilAt.getTime() - fromAt.getTime()) / 3_600_000;
  if (hours <= 0 || hours > ruleOf(rules, 'mostDays') * 24) refuse('loanTimeNotValid', { field: 'untilAt', mostDays: ruleOf(rules, 'mostDays') });
  const { ground, rule } = groundOf(await owedBy(tx, vehicle), hours, ruleOf(rules, 'longStayHours'));
  return { ground, rule, depositFen: ground === 'owed' ? 0 : ruleOf(rules, 'depositFen') };
}

export async function judgeLoan(tx: Tx, input: Input<typeof api.judgeLoan>) {
  return judge(tx, await servedCar(tx, input.vehicleId), new Date(input.fromAt), new Date(input.untilAt));
}

export async function reserveLoan(tx: Tx, input: Input<typeof api.reserveLoan>) {
  const vehicle = await servedCar(tx, input.vehicleId);
  if (input.caseId !== undefined && (await findCase(tx, input.caseId)).vehicleId !== vehicle.id) refuse('caseNotFound', { id: input.caseId });
  const car = await carById(tx, input.loanerId);
  if (car === undefined || !car.inUse || car.brandId !== vehicle.brandId || !holds(tx.actor, ['adviser', 'serviceManager'], car)) return refuse('loanerNotFound', { id: input.loanerId });
  await lockLoaners(tx, car.outletId);
  const [fromAt, untilAt] = [new Date(input.fromAt), new Date(input.untilAt)];
  const { ground, rule, depositFen } = await judge(tx, vehicle, fromAt, untilAt);
  if (ground === 'goodwill' && (input.goodwill === undefined || !holds(tx.actor, ['serviceManager'], car))) refuse('noGroundForLoan', { rule });
  if (car.insuredUntil < beijingDay(untilAt)) refuse('loanerNotInsured', { until: car.insuredUntil });
  if ((await openLoanFor(tx, vehicle.id)) !== undefined) refuse('hasLoanAlready', { field: 'vehicleId' });
  if ((await openLoansOf(tx, [car.id])).some((other) => (other.fromAt < untilAt && fromAt < other.untilAt) || (other.state === 'out' && other.untilAt < tx.now && fromAt <= tx.now))) refuse('loanerTaken', { field: 'loanerId' }); // (G4)
  const loan = await insertLoan(tx, {
    id: newId(), number: await nextNumber(tx, 'L'), brandId: vehicle.brandId, ownerId: vehicle.ownerId, vehicleId: vehicle.id, caseId: input.caseId ?? null, outletId: car.outletId, carId: car.id,
    ground, groundRule: input.goodwill ?? rule, fromAt, untilAt, depositFen, by: actorName(tx.actor),
  });
  tellOf(tx, loan, 'loaners.reserve');
  return only(await forStaff(tx, [loan]));
}

/** The loan for an edit by the desk of its place. */
export async function loanToEdit(tx: Tx, id: string, version: number): Promise<Loan> {
  const loan = await lockLoan(tx, id);
  if (loan === undefined || !holds(tx.actor, ['adviser', 'serviceManager'], loan)) return refuse('loanNotFound', { id });
  if (loan.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'loans', id, version) });
  return loan;
}

export async function mustOwnFiles(tx: Tx, fileIds: readonly string[]): Promise<void> {
  if ((await ownUploads(tx, fileIds)).length !== fileIds.length) refuse('loanFileNotYours', { field: 'photoIds' });
}

/** (G2) */
export async function signLoan(tx: Tx, input: Input<typeof api.signLoan>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  mustMove(before, 'contracted');
  if (input.licenceUntil < beijingDay(before.untilAt) || input.licenceUntil < beijingDay(tx.now)) refuse('licenceNotValid', { field: 'licenceUntil' });
  if (input.depositFen > before.depositFen) refuse('depositAboveRule', { field: 'depositFen', mostYuan: before.depositFen / 100 }); // (G1)
  await mustOwnFiles(tx, [input.signatureFileId]);
  const { holder, licenceNo, licenceClass, licenceUntil, signatureFileId, depositWay } = input;
  const after = await saveLoan(tx, { ...before, state: 'contracted', depositFen: depositWay === 'none' ? 0 : input.depositFen, contract: { holder: holder.trim(), licenceNo, licenceClass, licenceUntil, signatureFileId, depositWay, depositRef: input.depositRef ?? null, checkedBy: actorName(tx.actor), checkedAt: tx.now.toISOString() } });
  await enter(tx, after, { kind: 'loanDeposit', reference: after.id, fen: after.depositFen, postings: ofDeposit(after) });
  tellOf(tx, after, 'loaners.sign', { before: { state: before.state } });
  return only(await forStaff(tx, [after]));
}

type Looked = { odometerKm: number; socPct: number; photoIds: string[]; damage?: string };
/** What both see of the car. (G3) */
async function seen(tx: Tx, loan: Loan, looked: Looked): Promise<Seen> {
  await mustOwnFiles(tx, looked.photoIds);
  const before = (await carById(tx, loan.carId))?.odometerKm ?? 0;
  if (looked.odometerKm < before) refuse('odometerBackwards', { field: 'odometerKm', before });
  await writeSeen(tx, loan.carId, looked.odometerKm, looked.socPct);
  return { at: tx.now.toISOString(), odometerKm: looked.odometerKm, socPct: looked.socPct, photoIds: [...looked.photoIds], byName: actorName(tx.actor), damage: looked.damage?.trim() ?? null };
}

export async function handOverLoaner(tx: Tx, input: Input<typeof api.handOverLoaner>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  mustMove(before, 'out');
  await lockLoaners(tx, before.outletId);
  const car = (await carById(tx, before.carId)) ?? refuse('loanerNotFound', { id: before.carId });
  if (!car.inUse || (await openLoansOf(tx, [car.id])).some((other) => other.state === 'out')) refuse('loanerTaken', { field: 'loanId' }); // (G4)
  if (car.insuredUntil < beijingDay(before.untilAt) || car.insuredUntil < beijingDay(tx.now)) refuse('loanerNotInsured', { until: car.insuredUntil });
  const after = await saveLoan(tx, { ...before, state: 'out', outRecord: await seen(tx, before, input) });
  await loanerHandedOver(tx, after.vehicleId, after.number);
  tellOf(tx, after, 'loaners.handOver', { before: { state: before.state } });
  return only(await forStaff(tx, [after]));
}

/** Puts a loan's money into the ledger; what moves nothing is no entry. */
export async function enter(tx: Tx, loan: Loan, of: { kind: string; reference: string; fen: number; postings: Posting[]; words?: string }): Promise<void> {
  if (of.postings.every((one) => one.fen === 0)) return;
  await post(tx, { kind: of.kind, reference: of.reference, brandId: loan.brandId, outletId: loan.outletId, ownerId: loan.ownerId, subject: 'loans', subjectId: loan.id, amountFen: of.fen, words: of.words === undefined ? loan.number : `${loan.number} ${of.words}`, postings: of.postings });
}
export async function charge(tx: Tx, loan: Loan, one: Parameters<typeof insertCharge>[2]): Promise<void> {
  const { id } = await insertCharge(tx, loan, one);
  await enter(tx, loan, { kind: 'loanCharge', reference: id, fen: one.fen, postings: ofCharge(loan, one.kind, one.fen, await repairTax(tx)), words: one.what });
}

export async function returnLoaner(tx: Tx, input: Input<typeof api.returnLoaner>) {
  const before = await loanToEdit(tx, input.loanId, input.version);
  mustMove(before, 'returned');
  if (input.damageFen !== undefined && input.damage === undefined) refuse('nothingCharged', { field: 'damage' });
  const back = await seen(tx, before, input);
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const costs = chargesOfReturn(before, before.outRecord ?? back, { at: tx.now, socPct: input.socPct }, { fenPerSocPct: ruleOf(rules, 'fenPerSocPct'), socTolerancePct: ruleOf(rules, 'socTolerancePct'), lateFenPerDay: ruleOf(rules, 'lateFenPerDay') });
  const damage = input.damageFen === undefined ? [] : [{ kind: 'damage' as const, what: input.damage ?? '', fen: input.damageFen }];
  for (const cost of [...costs, ...damage]) await charge(tx, before, { ...cost, happenedAt: tx.now, proofFileId: cost.kind === 'damage' ? (input.photoIds[0] ?? null) : null, by: actorName(tx.actor) });
  const after = await saveLoan(tx, { ...before, state: 'returned', backRecord: back, finesUntil: addDays(beijingDay(tx.now), ruleOf(rules, 'finesDays')) });
  tellOf(tx, after, 'loaners.return', { before: { state: before.state } });
  return only(await forStaff(tx, [after]));
}
