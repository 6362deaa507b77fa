// The guarantees of one car as staff of its brand and its owner see them. The guarantees go with the car (art. 30): visits
// of earlier owners count, but no owner reads whose they were or by which number.
import { actorId } from '#platform/actor';
import type { Input } from '#platform/contract';
import { acrossWalls, type Tx } from '#platform/tx';
import { latestState } from '#telemetry';
import type { api } from './api.ts';
import { carFor } from './certificate.ts';
import { judge } from './judge.ts';
import { startDay } from './rule-book.ts';
import { ruleBook, toldOf } from './store.ts';
import { shownStatement } from './judge-repair.ts';
import { stateOf } from './statement.ts';
import { carOf, carsOf, type Read } from './visits.ts';

export async function showGuarantees(tx: Tx, input: Input<typeof api.showGuarantees>) {
  const vehicle = await carFor(tx, input.vehicleId);
  const isOwner = tx.actor.kind === 'owner';
  const found = (await acrossWalls(tx, 'the guarantees go with the car, so do the visits of its earlier owners', () => carsOf(tx, [vehicle.vin]))).get(vehicle.vin);
  const { read: all, statements, certificate } = found ?? { read: [], statements: [], certificate: undefined };
  const hidden = (one: Read): boolean => isOwner && one.visit.ownerId !== actorId(tx.actor);
  const read = all.map((one): Read => (hidden(one) ? { ...one, repair: { ...one.repair, number: '' } } : one));
  const telematicsKm = (await latestState(tx, vehicle.vin))?.odometerKm ?? null;
  const odometerKm = telematicsKm ?? read.at(-1)?.visit.odometerKm ?? null;
  const car = carOf(vehicle, { read, certificate }, odometerKm);
  const { standing, periods, counters, findings } = judge(await ruleBook(tx), car, tx.now);
  return {
    standing, startOn: startDay(car), odometerKm: odometerKm === null ? null : Math.round(odometerKm), at: tx.now, periods, counters, due: findings.map(({ sum, ...finding }) => ({ ...finding, sum: { ...sum } })),
    visits: read.map((one) => ({
      workOrderId: hidden(one) ? null : one.visit.id, number: one.repair.number, checkedInAt: one.visit.checkedInAt, finishedAt: one.visit.finishedAt, odometerKm: one.visit.odometerKm, counts: one.repair.cause === 'quality', provisional: one.provisional,
    })),
    refused: statements.filter((one) => one.kind === 'exclusion' && stateOf(one) !== 'waits').flatMap((one) => {
      const visit = all.find((other) => other.visit.id === one.workOrderId);
      return visit === undefined || hidden(visit) ? [] : [{ statement: shownStatement(one), number: visit.repair.number, article: '32' }];
    }),
    told: isOwner ? [] : (await toldOf(tx, vehicle.vin)).map(({ counter, key, value, most, due, at, toldTo }) => ({ counter, key, value, most, due, at, toldTo: toldTo.map(({ desk, name }) => ({ desk, name })) })),
  };
}
