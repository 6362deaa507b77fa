// What the counter knows of a car at the door before it is taken in. R1 an open campaign and advice that was declined cannot be
// missed; R2 a comeback is found by system, not by memory; R3 a campaign's work is paid by the maker and marked done by the visit
// that did it; R4 the promise that is proposed lies in the opening hours of the outlet.
import { findCase, openCasesOf } from '#cases';
import { holds } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findOutlet, workingDays } from '#network';
import { findBook, findBookById, operationsFor } from '#prices';
import { latestState } from '#telemetry';
import { vehicleByIdOrVin } from '#vehicles';
import type { api } from './api.ts';
import { openCampaignsOf, openOrderOfCar, visitsOf, visitsSince, writeCampaignDone } from './campaign-store.ts';
import { comebackOf, type Comeback } from './comeback.ts';
import { proposedPromise } from './promise.ts';
import { qualityPeriod, repairClassOf } from './quality-period.ts';
import { declinedBefore, linesOf, rulesOn } from './store.ts';
import type { WorkOrder } from './work-order.ts';

/** The longest quality period there is. */
const longestDays = 120;
/** The longest holiday, and the days around it. */
const proposedWithinDays = 20;

export async function carSays(tx: Tx, vin: string): Promise<{ odometerKm: number | null; socPct: number | null; at: string } | null> {
  const state = await latestState(tx, vin);
  return state === undefined ? null : { odometerKm: state.odometerKm, socPct: state.socPct, at: state.seenAt.toISOString() };
}

/** Visits this one may be a comeback of, with whether the system is that of the trouble it is here for; one per visit. (R2) */
export async function comebacksOf(tx: Tx, car: { vin: string; brandId: string; trouble: string | null; odometerKm: number }): Promise<(Comeback & { sameSystem: boolean })[]> {
  const onDay = beijingDay(tx.now);
  const past = await visitsSince(tx, car.vin, new Date(`${addDays(onDay, -longestDays)}T00:00:00+08:00`));
  if (past.length === 0) return [];
  const rules = await rulesOn(tx, onDay);
  const troubled = car.trouble === null ? new Set<string>() : new Set(operationsFor((await findBook(tx, car.brandId)).content, { trouble: car.trouble }).map((one) => one.system));
  const found: (Comeback & { sameSystem: boolean })[] = [];
  for (const one of past) {
    const { content: book } = await findBookById(tx, one.bookId);
    const maintenance = new Set(book.operations.filter((operation) => operation.troubles.includes('maintenance')).map((operation) => operation.code));
    const on = beijingDay(one.handedBackAt);
    const quality = qualityPeriod(repairClassOf(one.lines, maintenance), on, one.handedBackKm, rules);
    const candidates = [...new Set(one.lines.filter((line) => line.kind === 'labour' && !maintenance.has(line.code)).map((line) => line.system))].flatMap((system) => {
      const comeback = comebackOf({ workOrderId: one.workOrderId, number: one.number, system, handedBackOn: on, handedBackKm: one.handedBackKm, qualityUntilOn: quality.untilOn, qualityUntilKm: quality.untilKm }, { onDay, odometerKm: car.odometerKm }, rules);
      return comeback === undefined ? [] : [{ ...comeback, sameSystem: troubled.has(system) }];
    });
    const best = candidates.find((candidate) => candidate.sameSystem) ?? candidates[0];
    if (best !== undefined) found.push(best);
  }
  return found;
}

export async function showArrival(tx: Tx, input: Input<typeof api.showArrival>) {
  const vehicle = (await vehicleByIdOrVin(tx, input.vehicleId)) ?? refuse('vehicleNotFound', { id: input.vehicleId });
  if (!holds(tx.actor, ['adviser', 'serviceManager'], { brandId: vehicle.brandId })) refuse('vehicleNotFound', { id: input.vehicleId });
  const theCase = input.caseId === undefined ? undefined : await findCase(tx, input.caseId);
  if (theCase !== undefined && theCase.vin !== vehicle.vin) refuse('caseNotFound', { id: input.caseId });
  const car = await carSays(tx, vehicle.vin);
  const cases = await openCasesOf(tx, vehicle.vin);
  const open = input.outletId === undefined ? [] : (await workingDays(tx, await findOutlet(tx, input.outletId), beijingDay(tx.now), proposedWithinDays)).flatMap((day) => day.hours); // (R4)
  return {
    promise: proposedPromise(tx.now, open) ?? null, vehicleId: vehicle.id, checkedInAs: (await openOrderOfCar(tx, vehicle.vin))?.id ?? null, car, cases: cases.map(({ id, number, trouble, openedAt }) => ({ id, number, trouble, openedAt })),
    campaigns: await openCampaignsOf(tx, vehicle.vin), advice: await declinedBefore(tx, vehicle.vin, ''),
    comebacks: await comebacksOf(tx, { vin: vehicle.vin, brandId: vehicle.brandId, trouble: (theCase ?? cases[0])?.trouble ?? null, odometerKm: car?.odometerKm ?? 0 }), ...(await visitsOf(tx, vehicle.vin)),
  };
}

/** Marks the campaigns done whose operations this visit has done. (R3) */
export async function finishCampaigns(tx: Tx, order: WorkOrder): Promise<void> {
  const done = new Set((await linesOf(tx, [order.id])).filter((line) => line.done).map((line) => line.code));
  for (const campaign of await openCampaignsOf(tx, order.vin)) if (campaign.operations.every((code) => done.has(code))) await writeCampaignDone(tx, campaign.id, order);
}
