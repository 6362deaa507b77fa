// A work order is the contract of one visit: what the car came with, what was found, what was offered and approved line by
// line and who pays each, who worked on it with which papers, who looked at it again, and how it went back.
import type { Tx } from '#platform/tx';
import type { Line } from './work-order.ts';
import { findWorkOrder } from './show-work-orders.ts';
import { linesOf } from './store.ts';

export { api } from './api.ts';
export { hearAlertsAgain, quietAlerts } from './in-the-workshop.ts';
export { routes } from './routes.ts';
export { campaignPortion, campaignToTell } from './campaigns.ts';
export { finishAtHome, leaveAtHome, openAtHome, type HomeVisit } from './at-home.ts';
export { openCampaignsOf } from './campaign-store.ts';
export { settleWorkOrder, watchPromises } from './at-the-counter.ts';
export { applyGoodwill, goodwillGivenBefore, linesForGoodwill, mostGoodwillFen } from './goodwill.ts';
export { applyInsurance, insuredLines } from './insured.ts';
export { goodwillLimits } from './goodwill-store.ts';
export { findWorkOrder, ordersNumbered, pageOf as workOrderPage } from './show-work-orders.ts';
export { boxesCame, boxesDated, keepApproved } from './parts-to-come.ts';
export { qualityPeriod, repairClassOf } from './quality-period.ts';
export { carsInShop, lockOutsOf, rulesOn as workRulesOn, visitsOfCars, type VisitOfCar } from './store.ts';
export { carCameBack, carCheckedIn, carHandedBack, carWentHome, estimateAnswered, estimateSent, inspectionFailed, inspectionPassed, partsAnswered, partsArrived, promiseAtRisk, promiseLate, promiseMoved, promisePassed, workCancelled, workHeld, workStarted, type Line, type WorkOrder } from './work-order.ts';

/** Lines that were approved and done, of several orders; whether they may be seen is asked before. */
export const doneLinesOf = async (tx: Tx, orderIds: readonly string[]): Promise<Line[]> => (await linesOf(tx, orderIds)).filter((line) => line.answer === 'approved' && line.done);

/** The lines that were approved and done: what an invoice is made of. */
export async function doneLines(tx: Tx, workOrderId: string) {
  await findWorkOrder(tx, workOrderId);
  return doneLinesOf(tx, [workOrderId]);
}
