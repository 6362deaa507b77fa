// What has been done on a car, wherever in its brand: every visit with place, mileage, finding and work, and the campaigns that wait.
// H1 a shop reads the visits of every other shop of the brand; who may open the order itself is said with each; H2 no money and
// nothing of an owner is in it.
import { outletsById } from '#network';
import { holds } from '#platform/actor';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { openCampaignsOf } from './campaign-store.ts';
import { maySee, lookers } from './show-work-orders.ts';
import { linesOf, ordersOfCar } from './store.ts';

export async function showCarHistory(tx: Tx, input: Input<typeof api.showCarHistory>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  if (!holds(tx.actor, lookers, { brandId: vehicle.brandId })) refuse('vehicleNotFound', { id: input.vehicleId });
  const orders = await ordersOfCar(tx, vehicle.vin);
  const [lines, outlets, campaigns] = await Promise.all([linesOf(tx, orders.map((one) => one.id)), outletsById(tx, orders.map((one) => one.outletId)), openCampaignsOf(tx, vehicle.vin)]);
  const done = Map.groupBy(lines.filter((line) => line.done), (line) => line.workOrderId);
  return {
    campaigns,
    visits: orders.map((one) => ({
      id: one.id, number: one.number, state: one.state, checkedInAt: one.checkedInAt, handedBackAt: one.handedBackAt, odometerKm: one.checkIn.odometerKm, outletName: outlets.get(one.outletId)?.name ?? '', outletNameEn: outlets.get(one.outletId)?.nameEn ?? '',
      cause: one.diagnosis?.cause ?? null, work: (done.get(one.id) ?? []).map(({ kind, name, nameEn, payType }) => ({ kind, name, nameEn, payType })), mayOpen: maySee(tx, one), // (H1, H2)
    })),
  };
}
