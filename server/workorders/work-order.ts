// The work order: its states in one table of moves, its lines, and the facts it tells.
import type { Static } from '#platform/contract';
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { waitChoices } from './parts-api.ts';
import type { CheckIn, Comeback, holdReasons, lineAnswers, oldPartsChoices, origins, TestDrive, workStates } from './api.ts';
import type { PayReason, PayType } from './who-pays.ts';

export type WorkState = (typeof workStates)[number];
export type WorkOrder = {
  id: string; number: string; brandId: string; ownerId: string; vehicleId: string; vin: string; caseId: string; outletId: string; appointmentId: string | null; bookId: string; tier: number;
  state: WorkState; holdReason: (typeof holdReasons)[number] | null; checkIn: Static<typeof CheckIn>; diagnosis: { complaint: string; cause: string; correction: string; byName: string; faultCodes?: string[]; spentCentihours?: number } | null;
  promisedAt: Date; promises: { promisedAt: string; at: string; reason: string | null }[]; promiseWarnedAt: Date | null; promiseMissedAt: Date | null; ownerToldLateAt: Date | null; estimateVersion: number; estimateValidUntil: Date | null;
  inspection: { passed: boolean; byName: string; words: string; at: string } | null; handedBack: { toName: string; odometerKm: number; socPct: number; unpaidReason: string | null; oldParts?: (typeof oldPartsChoices)[number] | null; toRole?: 'owner' | 'authorised'; authorisation?: string | null } | null; testDrives: Static<typeof TestDrive>[]; settled: boolean;
  modelId: string; comeback: Static<typeof Comeback> | null; stateSince: Date; checkedInAt: Date; checkedInBy: string; finishedAt: Date | null; handedBackAt: Date | null; version: number;
  /** While parts are waited for the car may be home: since when, and each time with its figures. */
  awaySince: Date | null; aways: Away[]; partsChoice: { choice: (typeof waitChoices)[number]; words: string | null; channel: string; byName: string; at: string } | null; resumeAppointmentId: string | null;
};
export type Away = { fromAt: string; fromKm: number; fromSocPct: number; untilAt: string | null; untilKm: number | null; untilSocPct: number | null };
export type Line = {
  id: string; workOrderId: string; position: number; estimateVersion: number; kind: 'labour' | 'part'; code: string; forOperation: string | null; name: string; nameEn: string; quantity: number; unitFen: number; totalFen: number;
  system: string; hv: boolean; safety: boolean; payType: PayType; ownerFen: number; makerFen: number; payReason: PayReason; goodwillBy: string | null; goodwillOkBy: string | null;
  answer: (typeof lineAnswers)[number]; answeredAt: Date | null; answeredBy: string | null; answerChannel: string | null; answerWords: string | null; proof: string | null; done: boolean; photos: string[]; origin: (typeof origins)[number] | null;
  labourCentihours: number | null; wasFen: number | null; listFen: number | null; overrideWhy: string | null; overrideBy: string | null;
};

/** From each state, where it may go. */
export const moves: Record<WorkState, readonly WorkState[]> = {
  checkedIn: ['diagnosed', 'quoted', 'cancelled'],
  diagnosed: ['quoted', 'cancelled'],
  quoted: ['approved', 'ready', 'cancelled'],
  approved: ['inProgress', 'quoted', 'ready', 'cancelled'],
  inProgress: ['quoted', 'inspection', 'ready'],
  inspection: ['inProgress', 'ready'],
  ready: ['handedBack', 'cancelled'],
  handedBack: [],
  cancelled: [],
};
export function mustMove(order: WorkOrder, to: WorkState): void {
  if (order.state !== to && !moves[order.state].includes(to)) refuse('workNotNow', { state: order.state });
}

type About = { workOrderId: string; caseId: string; brandId: string; ownerId: string; outletId: string };
export const carCheckedIn = fact<About & { appointmentId: string | null }>('workorders.checkedIn');
export const estimateSent = fact<About & { version: number; totalFen: number; ownerFen: number; toAnswer: number }>('workorders.estimateSent');
export const estimateAnswered = fact<About & { version: number; approved: number; declined: number; asked: number }>('workorders.estimateAnswered');
export const workStarted = fact<About>('workorders.started');
/** `nothingDone`: the owner declined every line, so the car is ready as it came. */
export const inspectionPassed = fact<About & { nothingDone?: true }>('workorders.inspectionPassed');
export const promiseMoved = fact<About & { promiseId: string; promisedAt: string; fromAt: string | null; reason: string }>('workorders.promiseMoved');
export const workHeld = fact<About & { reason: string }>('workorders.held');
export const inspectionFailed = fact<About & { inspectionId: string }>('workorders.inspectionFailed');
export const promiseAtRisk = fact<About & { promisedAt: string }>('workorders.promiseAtRisk');
/** The owner is to hear that a promise will hardly be kept. */
export const promiseLate = fact<About & { promisedAt: string }>('workorders.promiseLate');
export const promisePassed = fact<About & { promisedAt: string }>('workorders.promisePassed');
export const workCancelled = fact<About & { why: string }>('workorders.cancelled');
/** Of the parts ordered for a visit some came: so many of so many. */
export const partsArrived = fact<About & { arrivalId: string; came: number; of: number; complete: boolean; away: boolean }>('workorders.partsArrived');
export const partsAnswered = fact<About & { choice: string; at: string; byOwner: boolean }>('workorders.partsAnswered');
export const carWentHome = fact<About & { at: string }>('workorders.wentHome');
export const carCameBack = fact<About & { at: string }>('workorders.cameBack');
export const carHandedBack = fact<About>('workorders.handedBack');
export const about = (one: WorkOrder): About => ({ workOrderId: one.id, caseId: one.caseId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId });
