// How many days of repair a car has left until the limit of the three guarantees: what makes its waiting dear.
import type { Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { judge } from './judge.ts';
import { ruleBook } from './store.ts';
import { carOf, carsOf } from './visits.ts';

/** By VIN; cars that no limit counts for are left out. */
export async function guaranteeDaysLeft(tx: Tx, vins: readonly string[]): Promise<Map<string, number>> {
  if (vins.length === 0) return new Map();
  const [book, cars, vehicles] = [await ruleBook(tx), await carsOf(tx, [...vins]), await vehiclesByVin(tx, vins)];
  return new Map([...cars].flatMap(([vin, car]) => {
    const vehicle = vehicles.get(vin);
    const counter = vehicle === undefined ? undefined : judge(book, carOf(vehicle, car, null), tx.now).counters.find((one) => one.kind === 'totalRepairDays');
    return counter === undefined ? [] : [[vin, Math.max(0, Math.round(counter.most - counter.value))] as const];
  }));
}
