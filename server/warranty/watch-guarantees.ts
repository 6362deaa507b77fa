// Looks after the cars that stand in a shop: whoever must know hears one step before each limit, and at the limit.
// G1 each step of a counter is told once, with to whom and when; G2 the outlet's desk, where its managers sit
// too, and by name the warranty officers who serve the brand there; G3 from day 6 somebody holds the duty to keep the owner
// mobile, unless the car is home meanwhile.
import { colleaguesFor } from '#people';
import { fact } from '#platform/facts';
import type { Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { carsInShop } from '#workorders';
import { judge } from './judge.ts';
import { insertTold, ruleBook, toldSteps, type ToldTo } from './store.ts';
import { raiseMobilityDuty } from './mobility.ts';
import { carOf, carsOf } from './visits.ts';

export const guaranteeStep = fact<{
  toldId: string; vin: string; brandId: string; outletId: string; caseId: string; number: string; counter: string; key: string; value: number; most: number; due: boolean; toldTo: ToldTo[];
}>('warranty.step');

/** (G2) */
async function whoMustKnow(tx: Tx, brandId: string, outletId: string): Promise<ToldTo[]> {
  const officers = await colleaguesFor(tx, { roles: ['warrantyOfficer'], brandId, outletIds: [outletId], nearOutletId: outletId, limit: 20 });
  return [{ desk: 'outletDesk', staffId: null, name: null }, ...officers.map((one) => ({ desk: null, staffId: one.id, name: one.name }))];
}

export async function watchGuarantees(tx: Tx): Promise<void> {
  const vins = await carsInShop(tx);
  if (vins.length === 0) return;
  const [book, cars, vehicles, told] = [await ruleBook(tx), await carsOf(tx, vins), await vehiclesByVin(tx, vins), await toldSteps(tx, vins)];
  for (const [vin, car] of cars) {
    const [vehicle, last] = [vehicles.get(vin), car.read.at(-1)];
    if (vehicle === undefined || last === undefined) continue;
    const { counters } = judge(book, carOf(vehicle, car, null), tx.now);
    const stay = counters.find((one) => one.kind === 'singleRepairDays' && one.state === 'due' && one.key === last.visit.id);
    if (stay !== undefined && last.visit.awaySince === null) await raiseMobilityDuty(tx, last.visit, new Date(last.visit.checkedInAt.getTime() + stay.most * 86_400_000)); // (G3)
    for (const counter of counters.filter((one) => one.step !== null && !told.has(`${vin} ${one.kind} ${one.key} ${one.step}`))) {
      const { brandId, outletId, caseId, number } = last.visit;
      const toldTo = await whoMustKnow(tx, brandId, outletId);
      const written = await insertTold(tx, { vin, brandId, outletId, toldTo }, counter);
      if (written === undefined) continue; // (G1)
      const { kind, key, value, most, state } = counter;
      tx.tell(guaranteeStep({ toldId: written.id, vin, brandId, outletId, caseId, number, counter: kind, key, value, most, due: state === 'due', toldTo }));
      tx.record({ action: 'warranty.tell', subject: 'vehicles', subjectId: vehicle.id, brandId, after: { counter: kind, key, value, most, due: state === 'due', toldTo: toldTo.map((one) => one.desk ?? one.name) } });
      tx.announce({ topic: 'warranty', id: vehicle.id, brandId, outletId });
    }
  }
}
