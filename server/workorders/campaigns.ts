// Recalls and service actions: which cars by VIN, what is done, and how far it has come. K1 a car is in it by its VIN and of its
// brand; K2 every owner is told once, in portions; K3 a closed campaign asks nothing of anybody any more, what was done stays.
import { findBrand } from '#brands';
import { bookedVisitsOf } from '#appointments';
import { actorName, holds } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { fact } from '#platform/facts';
import { newId } from '#platform/ids';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { maskVin, vehiclesByVin, type Vehicle } from '#vehicles';
import type { api } from './api.ts';
import { campaignById, campaigns, carsOfCampaign, closeCampaignOn, insertCampaign, insertCampaignCars, takeUntold, type Campaign } from './campaign-store.ts';

/** Owners are to be told of a campaign: those of the next portion of its cars. */
export const campaignToTell = fact<{ campaignId: string; brandId: string; portion: number }>('workorders.campaignToTell');
const campaignStaff = ['warrantyOfficer', 'administrator'] as const;
const lookers = ['agent', 'adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

/** (K1) */
async function mustBeOfBrand(tx: Tx, vins: readonly string[], brandId: string): Promise<void> {
  const known = await vehiclesByVin(tx, vins);
  const stranger = vins.find((vin) => (known.get(vin) as Vehicle | undefined)?.brandId !== brandId);
  if (stranger !== undefined) refuse('vehicleNotFound', { field: 'vins', id: stranger });
}
function tellOf(tx: Tx, one: Campaign, action: `workorders.${string}`, after: unknown): void {
  tx.record({ action, subject: 'campaigns', subjectId: one.id, brandId: one.brandId, after });
  tx.announce({ topic: 'campaigns', id: one.id, brandId: one.brandId });
}

export async function openCampaign(tx: Tx, input: Input<typeof api.openCampaign>) {
  if (!holds(tx.actor, campaignStaff, { brandId: input.brandId })) refuse('notAllowed');
  await findBrand(tx, input.brandId);
  await mustBeOfBrand(tx, input.vins, input.brandId);
  const { vins, ...rest } = input;
  const campaign = (await insertCampaign(tx, { ...rest, id: newId(), operations: [...input.operations], openedBy: actorName(tx.actor) })) ?? refuse('campaignTaken', { field: 'code' });
  await insertCampaignCars(tx, campaign, vins);
  tx.tell(campaignToTell({ campaignId: campaign.id, brandId: campaign.brandId, portion: 0 }));
  tellOf(tx, campaign, 'workorders.openCampaign', { ...campaign, cars: vins.length });
  return campaign;
}

async function campaignToEdit(tx: Tx, id: string): Promise<Campaign> {
  const one = await campaignById(tx, id);
  return one !== undefined && holds(tx.actor, campaignStaff, { brandId: one.brandId }) ? one : refuse('campaignNotFound', { id });
}
export async function addCampaignCars(tx: Tx, input: Input<typeof api.addCampaignCars>) {
  const one = await campaignToEdit(tx, input.campaignId);
  if (one.closedOn !== null) refuse('campaignClosed');
  await mustBeOfBrand(tx, input.vins, one.brandId);
  const added = await insertCampaignCars(tx, one, input.vins);
  if (added > 0) tx.tell(campaignToTell({ campaignId: one.id, brandId: one.brandId, portion: 0 }));
  tellOf(tx, one, 'workorders.addCampaignCars', { added });
  return { added };
}
/** (K3) */
export async function closeCampaign(tx: Tx, input: Input<typeof api.closeCampaign>) {
  const one = await campaignToEdit(tx, input.campaignId);
  if (one.closedOn !== null) refuse('campaignClosed');
  const closed = await closeCampaignOn(tx, one.id, beijingDay(tx.now));
  tx.record({ action: 'workorders.closeCampaign', subject: 'campaigns', subjectId: one.id, brandId: one.brandId, before: { closedOn: null }, after: { closedOn: closed.closedOn }, why: input.why });
  tx.announce({ topic: 'campaigns', id: one.id, brandId: one.brandId });
  return { ok: true as const };
}

const brandsOf = (tx: Tx): string[] | null => {
  const places = placesOf(tx.actor, lookers);
  return places.some((place) => place.brandId === null) ? null : places.flatMap((place) => place.brandId ?? []);
};
export const listCampaigns = async (tx: Tx) => ({ campaigns: await campaigns(tx, brandsOf(tx)) });

/** How far it has come: of so many cars done, booked, told; and which are still to be reached. */
export async function showCampaign(tx: Tx, input: Input<typeof api.showCampaign>) {
  const one = await campaignById(tx, input.campaignId);
  const brandIds = brandsOf(tx);
  if (one === undefined || (brandIds !== null && !brandIds.includes(one.brandId))) return refuse('campaignNotFound', { id: input.campaignId });
  const cars = await carsOfCampaign(tx, one.id);
  const open = cars.filter((car) => car.doneAt === null).map((car) => car.vin);
  const [vehicles, booked] = [await vehiclesByVin(tx, cars.map((car) => car.vin)), new Map((await bookedVisitsOf(tx, open)).map((visit) => [visit.vin, visit]))];
  const rows = cars.map((car) => {
    const [vehicle, visit] = [vehicles.get(car.vin), booked.get(car.vin)];
    return { vehicleId: vehicle?.id ?? '', vinMasked: maskVin(car.vin), plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '', toldAt: car.toldAt, doneAt: car.doneAt, workOrderId: car.workOrderId, bookedAt: visit?.startsAt ?? null, appointmentId: visit?.id ?? null };
  });
  const standing = (row: (typeof rows)[number]): number => (row.doneAt !== null ? 2 : row.bookedAt !== null ? 1 : 0);
  return {
    campaign: one, reach: { cars: rows.length, told: rows.filter((row) => row.toldAt !== null).length, booked: rows.filter((row) => standing(row) === 1).length, done: rows.filter((row) => standing(row) === 2).length },
    cars: rows.toSorted((a, b) => standing(a) - standing(b)).slice(0, 500),
  };
}

/** The next cars whose owners have not been told; told from now on. (K2) */
export async function campaignPortion(tx: Tx, campaignId: string, most: number): Promise<{ campaign: Campaign; vins: string[] } | undefined> {
  const campaign = await campaignById(tx, campaignId);
  if (campaign === undefined || campaign.closedOn !== null) return undefined;
  return { campaign, vins: await takeUntold(tx, campaignId, most) };
}
