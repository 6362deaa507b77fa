// The stock of loaner cars: only who runs the place changes it. K1 a plate stands once; K2 a car that is out is not taken away.
import { findOutlet } from '#network';
import { holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { normalPlate } from '#vehicles';
import type { api } from './api.ts';
import type { LoanerCar } from './loan.ts';
import { carById, insertCar, openLoansOf, updateCar } from './store.ts';

const managers: readonly Role[] = ['serviceManager', 'regionalManager', 'administrator'];

function tellOf(tx: Tx, action: `loaners.${string}`, car: LoanerCar, before?: unknown): void {
  tx.record({ action, subject: 'loaners', subjectId: car.id, brandId: car.brandId, version: car.version, before, after: car });
  tx.announce({ topic: 'loaners', id: car.id, brandId: car.brandId, outletId: car.outletId });
}

export async function addLoaner(tx: Tx, input: Input<typeof api.addLoaner>): Promise<LoanerCar> {
  const outlet = await findOutlet(tx, input.outletId);
  if (!outlet.brandIds.includes(input.brandId) || !holds(tx.actor, managers, input)) refuse('outletNotFound', { id: input.outletId });
  const car = (await insertCar(tx, { ...input, plateNo: normalPlate(input.plateNo) })) ?? refuse('loanerPlateTaken', { field: 'plateNo', plateNo: input.plateNo });
  tellOf(tx, 'loaners.add', car);
  return car;
}

export async function changeLoaner(tx: Tx, input: Input<typeof api.changeLoaner>): Promise<LoanerCar> {
  const before = await carById(tx, input.loanerId);
  if (before === undefined || !holds(tx.actor, managers, before)) return refuse('loanerNotFound', { id: input.loanerId });
  if (!input.inUse && (await openLoansOf(tx, [before.id])).some((loan) => loan.state === 'out')) refuse('loanNotNow', { state: 'out' }); // (K2)
  const car = (await updateCar(tx, { ...input, id: before.id, note: input.note?.trim() ?? null })) ?? refuse('staleEdit', { changes: await changesSince(tx, 'loaners', before.id, input.version) });
  tellOf(tx, 'loaners.change', car, before);
  return car;
}
