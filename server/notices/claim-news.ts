// What owners and staff are told of mobility, refusals of the guarantees, goodwill and claims. (T1)
import type { Tx } from '#platform/tx';
import { colleaguesFor } from '#people';
import { vehicleByIdOrVin } from '#vehicles';
import type { StaffNoticeCode } from './notice.ts';
import { tellDesk, tellOwner, tellStaff } from './tell.ts';

type Car = { vehicleId: string; brandId: string; ownerId: string; outletId: string; caseId: string; number: string };

async function dataOf(tx: Tx, vehicleId: string, number: string): Promise<Record<string, unknown>> {
  const vehicle = await vehicleByIdOrVin(tx, vehicleId);
  return { vehicleId, number, plateNo: vehicle?.plateNo ?? null, modelName: vehicle?.modelName ?? '', modelNameEn: vehicle?.modelNameEn ?? '' };
}

export async function tellOfMobility(tx: Tx, body: Car & { dutyId: string; workOrderId: string; holderId: string | null }): Promise<void> {
  const data = { ...(await dataOf(tx, body.vehicleId, body.number)), workOrderId: body.workOrderId };
  const about = { brandId: body.brandId, caseId: body.caseId, data, key: `mobility ${body.dutyId}`, urgent: true };
  await tellOwner(tx, { ...about, ownerId: body.ownerId, code: 'mobilityDue' });
  if (body.holderId === null) await tellDesk(tx, { ...about, desk: 'outletDesk', outletId: body.outletId, code: 'mobilityOwed' });
  else await tellStaff(tx, { ...about, staffId: body.holderId, code: 'mobilityOwed' });
}

/** Nobody met it: the managers of the outlet hear it, then the region. */
export async function tellOfClimbedMobility(tx: Tx, body: Car & { dutyId: string; level: number; workOrderId: string; holderName: string | null; hours: number }): Promise<void> {
  const data = { ...(await dataOf(tx, body.vehicleId, body.number)), workOrderId: body.workOrderId, holderName: body.holderName, hours: body.hours };
  await tellDesk(tx, { brandId: body.brandId, caseId: body.caseId, data, key: `mobility ${body.dutyId} ${body.level}`, urgent: true, desk: body.level > 1 ? 'regionalDesk' : 'managerDesk', outletId: body.outletId, code: 'mobilityUnmet' });
}

/** The owner reads the refusal itself: its ground, the evidence, and how it caused the fault. */
export async function tellOfExclusion(tx: Tx, body: Car & { statementId: string; ground: string; evidence: string; causalLink: string }): Promise<void> {
  const data = { ...(await dataOf(tx, body.vehicleId, body.number)), ground: body.ground, evidence: body.evidence, causalLink: body.causalLink };
  await tellOwner(tx, { brandId: body.brandId, caseId: body.caseId, data, key: `exclusion ${body.statementId}`, ownerId: body.ownerId, code: 'guaranteeRefused' });
}

type Goodwill = Car & { requestId: string; workOrderId: string };
export async function tellOfGoodwillAsked(tx: Tx, body: Goodwill & { appeal: boolean; neededRole: string | null }): Promise<void> {
  const data = { ...(await dataOf(tx, body.vehicleId, body.number)), workOrderId: body.workOrderId, appeal: body.appeal };
  const about = { brandId: body.brandId, caseId: body.caseId, data, code: 'goodwillAsked' as const };
  const higher = body.neededRole === 'warrantyOfficer' || body.neededRole === 'regionalManager' ? body.neededRole : null;
  const named = higher === null ? [] : await colleaguesFor(tx, { roles: [higher], brandId: body.brandId, outletIds: [body.outletId], nearOutletId: body.outletId, limit: 10 });
  const key = `goodwill ${body.requestId} ${body.appeal}`;
  if (named.length === 0) await tellDesk(tx, { ...about, key, desk: higher === 'regionalManager' || body.appeal ? 'regionalDesk' : 'managerDesk', outletId: body.outletId });
  for (const one of named) await tellStaff(tx, { ...about, key: `${key} ${one.id}`, staffId: one.id });
}
export async function tellOfGoodwill(tx: Tx, body: Goodwill & { granted: boolean; sentence: string; final: boolean }): Promise<void> {
  const data = { ...(await dataOf(tx, body.vehicleId, body.number)), workOrderId: body.workOrderId, sentence: body.sentence, granted: body.granted };
  const about = { brandId: body.brandId, caseId: body.caseId, data, key: `goodwill decided ${body.requestId} ${body.granted} ${body.final}` };
  await tellOwner(tx, { ...about, ownerId: body.ownerId, code: body.granted ? 'goodwillGranted' : 'goodwillRefused' });
  await tellDesk(tx, { ...about, desk: 'outletDesk', outletId: body.outletId, code: 'goodwillAnswered' });
}

type Claim = { claimId: string; number: string; brandId: string; outletId: string; caseId: string };
async function tellOfficers(tx: Tx, body: Claim, code: StaffNoticeCode, key: string, more: Record<string, unknown>, urgent: boolean): Promise<void> {
  const about = { brandId: body.brandId, caseId: body.caseId, data: { number: body.number, claimId: body.claimId, ...more }, code, urgent };
  const officers = await colleaguesFor(tx, { roles: ['warrantyOfficer'], brandId: body.brandId, outletIds: [body.outletId], nearOutletId: body.outletId, limit: 20 });
  if (officers.length === 0) await tellDesk(tx, { ...about, key, desk: 'managerDesk', outletId: body.outletId });
  for (const one of officers) await tellStaff(tx, { ...about, key: `${key} ${one.id}`, staffId: one.id });
}
export const tellOfLateClaim = (tx: Tx, body: Claim & { dueOn: string }): Promise<void> => tellOfficers(tx, body, 'claimLate', `claim late ${body.claimId} ${body.dueOn}`, { dueOn: body.dueOn }, false);
export const tellOfPart = (tx: Tx, body: Claim & { partId: string; partName: string; dueOn: string; missing: boolean }): Promise<void> =>
  tellOfficers(tx, body, body.missing ? 'partMissing' : 'partDue', `part ${body.partId} ${body.missing}`, { partName: body.partName, dueOn: body.dueOn }, body.missing);
