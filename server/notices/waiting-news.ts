// What somebody in line is told: a time is kept for them, until when; or that their place in line is over. Each once. (T1)
import { vehicleByIdOrVin } from '#vehicles';
import type { Tx } from '#platform/tx';
import { findOutlet } from '#network';
import { tellOwner } from './tell.ts';
import { momentWords } from './visit-news.ts';

type Place = { waitingId: string; vehicleId: string; brandId: string; ownerId: string; outletId: string };

export async function tellOfOffer(tx: Tx, body: Place & { startsAt: string; offerUntil: string }): Promise<void> {
  const [vehicle, outlet] = [await vehicleByIdOrVin(tx, body.vehicleId), await findOutlet(tx, body.outletId)];
  const plate = vehicle?.plateNo ?? vehicle?.modelName ?? '';
  await tellOwner(tx, {
    brandId: body.brandId, ownerId: body.ownerId, caseId: null, code: 'waitingOffered', key: `waiting ${body.waitingId} ${body.offerUntil}`, plate,
    data: { waitingId: body.waitingId, plateNo: plate, startsAt: body.startsAt, offerUntil: body.offerUntil, outletName: outlet.name, outletNameEn: outlet.nameEn },
    sms: { template: 'waitingOffered', params: { startsAt: momentWords(new Date(body.startsAt)), until: momentWords(new Date(body.offerUntil)), outlet: { zh: outlet.name, en: outlet.nameEn } } },
  });
}

export async function tellOfWaitingEnded(tx: Tx, body: Place & { why: string }): Promise<void> {
  const [vehicle, outlet] = [await vehicleByIdOrVin(tx, body.vehicleId), await findOutlet(tx, body.outletId)];
  await tellOwner(tx, {
    brandId: body.brandId, ownerId: body.ownerId, caseId: null, code: 'waitingEnded', key: `waiting ${body.waitingId} ended`,
    data: { waitingId: body.waitingId, plateNo: vehicle?.plateNo ?? null, why: body.why, outletName: outlet.name, outletNameEn: outlet.nameEn },
  });
}
