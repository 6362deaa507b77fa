// A round: what the waiting of each car costs by now, so that parts go first to the car whose waiting costs most: the days left
// until a limit of the three guarantees, and the loaner that its owner drives meanwhile.
import { waitingEverywhere, weigh } from '#parts';
import { beijingDay } from '#platform/calendar';
import type { Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { guaranteeDaysLeft } from '#warranty';
import { lentTo, rulesOn } from './store.ts';

export async function weighWaitingCars(tx: Tx): Promise<void> {
  const waiting = await waitingEverywhere(tx);
  if (waiting.length === 0) return;
  const vins = [...new Set(waiting.map((one) => one.vin))];
  const [daysLeft, vehicles, rules] = [await guaranteeDaysLeft(tx, vins), await vehiclesByVin(tx, vins), await rulesOn(tx, beijingDay(tx.now))];
  const lent = await lentTo(tx, [...vehicles.values()].map((vehicle) => vehicle.id));
  await weigh(tx, waiting.map((one) => ({ id: one.id, guaranteeDaysLeft: daysLeft.get(one.vin) ?? null, loanerFenPerDay: lent.has(vehicles.get(one.vin)?.id ?? '') ? (rules.get('lateFenPerDay') ?? 0) : 0 })));
}
