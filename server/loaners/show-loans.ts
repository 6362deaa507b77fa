// Loans and loaner cars as staff and owners see them.
import { findOutlet, outletsById } from '#network';
import { ownersById } from '#people';
import { holds, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { readKeptFile } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { owedBeside, type Loan } from './loan.ts';
import { carsAt, carsById, chargesOf, loanById, loansAt, loansOfOwner, openLoansOf } from './store.ts';

export const readers: readonly Role[] = ['agent', 'adviser', 'warrantyOfficer', 'auditor', 'serviceManager', 'regionalManager', 'administrator'];

/** The end of a licence number is enough to know it again. */
const masked = (licenceNo: string): string => `${'*'.repeat(Math.max(0, licenceNo.length - 4))}${licenceNo.slice(-4)}`;

export async function forOwner(tx: Tx, loans: readonly Loan[]) {
  const [cars, outlets] = [await carsById(tx, loans.map((one) => one.carId)), await outletsById(tx, loans.map((one) => one.outletId))];
  const charges = Map.groupBy(await chargesOf(tx, loans.map((one) => one.id)), (one) => one.loanId);
  return loans.map((one) => {
    const [car, outlet, charged] = [cars.get(one.carId), outlets.get(one.outletId), charges.get(one.id) ?? []];
    const chargedFen = charged.reduce((sum, charge) => sum + charge.fen, 0);
    return {
      ...one, plateNo: car?.plateNo ?? '', modelName: car?.modelName ?? '', modelNameEn: car?.modelNameEn ?? '', outletName: outlet?.name ?? '', outletNameEn: outlet?.nameEn ?? '', late: one.state === 'out' && one.untilAt < tx.now,
      contract: one.contract === null ? null : { ...one.contract, licenceNo: masked(one.contract.licenceNo) }, charges: charged, chargedFen, stillOwedFen: Math.max(0, owedBeside(one, chargedFen) - one.paidFen),
    };
  });
}

export async function forStaff(tx: Tx, loans: readonly Loan[]) {
  const owners = await ownersById(tx, loans.map((one) => one.ownerId));
  return Promise.all((await forOwner(tx, loans)).map(async (one) => ({ ...one, ownerName: owners.get(one.ownerId)?.name ?? '', forPlateNo: (await vehicleByIdOrVin(tx, one.vehicleId))?.plateNo ?? null })));
}
export const only = <T>(list: readonly T[]): T => list[0] ?? refuse('loanNotFound');

export async function readPlace(tx: Tx, outletId: string): Promise<void> {
  const outlet = await findOutlet(tx, outletId);
  if (!outlet.brandIds.some((brandId) => holds(tx.actor, readers, { brandId, outletId }))) refuse('outletNotFound', { id: outletId });
}

export async function listLoaners(tx: Tx, input: Input<typeof api.listLoaners>) {
  await readPlace(tx, input.outletId);
  const cars = (await carsAt(tx, input.outletId)).filter((car) => holds(tx.actor, readers, car));
  const loans = await openLoansOf(tx, cars.map((car) => car.id));
  return {
    cars: cars.map((car) => {
      const now = loans.find((one) => one.carId === car.id && (one.state === 'out' || one.fromAt <= tx.now)) ?? loans.find((one) => one.carId === car.id);
      const standing = !car.inUse ? 'notInUse' as const : now === undefined ? 'free' as const : now.state === 'out' ? 'out' as const : 'reserved' as const;
      return { ...car, standing, withUntil: now?.untilAt ?? null };
    }),
  };
}

export async function listLoans(tx: Tx, input: Input<typeof api.listLoans>) {
  await readPlace(tx, input.outletId);
  return { loans: await forStaff(tx, (await loansAt(tx, input.outletId)).filter((one) => holds(tx.actor, readers, one))) };
}

export const myLoans = async (tx: Tx) => ({ loans: tx.actor.kind === 'owner' ? await forOwner(tx, await loansOfOwner(tx, tx.actor.id)) : [] });

export async function loanFile(tx: Tx, input: Input<typeof api.loanFile>) {
  const loan = await loanById(tx, input.loanId);
  const sees = loan !== undefined && (tx.actor.kind === 'owner' ? loan.ownerId === tx.actor.id : holds(tx.actor, readers, loan));
  if (loan === undefined || !sees) return refuse('loanNotFound', { id: input.loanId });
  const proofs = (await chargesOf(tx, [loan.id])).flatMap((charge) => charge.proofFileId ?? []);
  const files = [loan.contract?.signatureFileId, ...(loan.outRecord?.photoIds ?? []), ...(loan.backRecord?.photoIds ?? []), ...proofs];
  return files.includes(input.fileId) ? readKeptFile(tx, input.fileId) : refuse('notFound');
}
