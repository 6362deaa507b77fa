// The guarantees of one car as staff of its brand and its owner see them. The guarantees go with the car (art. 30): visits
// of earlier owners count, but no owner reads whose they were or by which number.
import { actorId, holds, type Role } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { latestState } from '#telemetry';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { judge } from './judge.ts';
import { startDay } from './rule-book.ts';
import { ruleBook, toldOf } from './store.ts';
import { carOf, readVisits, type Read } from './visits.ts';

const readers: readonly Role[] = ['agent', 'adviser', 'technician', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];

export async function showGuarantees(tx: Tx, input: Input<typeof api.showGuarantees>) {
  const vehicle = await vehicleByIdOrVin(tx, input.vehicleId);
  if (vehicle === undefined || (tx.actor.kind !== 'owner' && !holds(tx.actor, readers, { brandId: vehicle.brandId }))) return refuse('vehicleNotFound', { id: input.vehicleId });
  const isOwner = tx.actor.kind === 'owner';
  const all = (await acrossWalls(tx, 'the guarantees go with the car, so do the visits of its earlier owners', () => readVisits(tx, [vehicle.vin]))).get(vehicle.vin) ?? [];
  const hidden = (one: Read): boolean => isOwner && one.visit.ownerId !== actorId(tx.actor);
  const read = all.map((one): Read => (hidden(one) ? { ...one, repair: { ...one.repair, number: '' } } : one));
  const telematicsKm = (await latestState(tx, vehicle.vin))?.odometerKm ?? null;
  const odometerKm = telematicsKm ?? read.at(-1)?.visit.odometerKm ?? null;
  const car = carOf(vehicle, read, odometerKm);
  const { standing, periods, counters, findings } = judge(await ruleBook(tx), car, tx.now);
  return {
    standing, startOn: startDay(car), odometerKm: odometerKm === null ? null : Math.round(odometerKm), at: tx.now, periods, counters, due: findings.map(({ sum, ...finding }) => ({ ...finding, sum: { ...sum } })),
    visits: read.map((one) => ({
      workOrderId: hidden(one) ? null : one.visit.id, number: one.repair.number, checkedInAt: one.visit.checkedInAt, finishedAt: one.visit.finishedAt, odometerKm: one.visit.odometerKm, counts: one.repair.cause === 'quality', provisional: one.provisional,
    })),
    told: isOwner ? [] : (await toldOf(tx, vehicle.vin)).map(({ counter, key, value, most, due, at, toldTo }) => ({ counter, key, value, most, due, at, toldTo: toldTo.map(({ desk, name }) => ({ desk, name })) })),
  };
}
