// What owners and desks are told of campaigns: an owner once of each, in portions; the desk that awaits the car of a booked visit. (T1)
import { bookedVisitsOf } from '#appointments';
import { caseById } from '#cases';
import type { Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { campaignPortion, campaignToTell, openCampaignsOf } from '#workorders';
import { dataOf, tellDesk, tellOwner } from './tell.ts';

const portion = 200;
type Named = { id: string; code: string; kind: string; name: string; nameEn: string };
const said = ({ id, code, kind, name, nameEn }: Named) => ({ campaignId: id, code, kind, name, nameEn });

async function tellOfVisit(tx: Tx, visit: { id: string; brandId: string; outletId: string; caseId: string; startsAt: Date }, campaign: Named): Promise<void> {
  const one = await caseById(tx, visit.caseId);
  await tellDesk(tx, { brandId: visit.brandId, caseId: visit.caseId, desk: 'outletDesk', outletId: visit.outletId, code: 'campaignAtVisit', key: `campaign ${campaign.id} ${visit.id}`, data: { ...(one === undefined ? {} : dataOf(one)), ...said(campaign), text: `${campaign.code} ${campaign.name}`, startsAt: visit.startsAt } });
}

/** A reaction: the next owners of a campaign are told; when there may be more, this comes again. */
export async function tellOfCampaign(tx: Tx, body: { campaignId: string; brandId: string; portion: number }): Promise<void> {
  const next = await campaignPortion(tx, body.campaignId, portion);
  if (next === undefined || next.vins.length === 0) return;
  const vehicles = await vehiclesByVin(tx, next.vins);
  for (const vehicle of vehicles.values()) {
    await tellOwner(tx, { brandId: vehicle.brandId, ownerId: vehicle.ownerId, caseId: null, code: 'campaignOpened', key: `campaign ${next.campaign.id} ${vehicle.vin}`, plate: vehicle.plateNo ?? vehicle.modelName, data: { ...said(next.campaign), vehicleId: vehicle.id, plateNo: vehicle.plateNo, modelName: vehicle.modelName, modelNameEn: vehicle.modelNameEn } });
  }
  for (const visit of await bookedVisitsOf(tx, next.vins)) await tellOfVisit(tx, visit, next.campaign);
  if (next.vins.length === portion) tx.tell(campaignToTell({ ...body, portion: body.portion + 1 }));
}

/** A reaction: a visit is booked for a car that is called in. */
export async function tellOfCampaignsAtVisit(tx: Tx, body: { appointmentId: string; caseId: string }): Promise<void> {
  const one = await caseById(tx, body.caseId);
  if (one === undefined) return;
  const visit = (await bookedVisitsOf(tx, [one.vin])).find((each) => each.id === body.appointmentId);
  if (visit !== undefined) for (const campaign of await openCampaignsOf(tx, one.vin)) await tellOfVisit(tx, visit, campaign);
}
