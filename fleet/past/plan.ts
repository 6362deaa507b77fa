// A service of the past as it is planned: whose car, why, how it comes in, how it ends, and how far it has come by now.
import type { CarPlan } from '../world.ts';
import type { Complaint, Reason } from './reasons.ts';
import type { Signal } from './signals.ts';

/** How far a service has come by now. */
export const stages = ['reported', 'taken', 'booked', 'arrived', 'checkedIn', 'diagnosed', 'quoted', 'approved', 'held', 'inProgress', 'inspection', 'unpaid', 'ready', 'handedBack', 'complained', 'end'] as const;
export type Until = (typeof stages)[number];
export type Ending = 'visit' | 'byPhone' | 'cancelledByOwner' | 'visitCancelled' | 'noShow' | 'silence';
export type VisitPlan = {
  car: CarPlan; at: Date; reason: Reason; entry: 'owner' | 'phone' | Signal; ending: Ending; until: Until; score: number | null; complaint?: Complaint;
  /** Of a car that waits for parts: the owner has it meanwhile. */
  goesHome?: boolean;
  /** Comes without an appointment. */
  walkIn?: boolean;
  /** The slot to take: the first from then on, or the last before. */
  slot?: { from: Date } | { before: Date };
  /** Of the present: steps follow quickly, so that it stands where it should. */
  present?: { promisedAt: Date };
  /** Working minutes until somebody took it: longer than was promised. */
  lateMin?: number;
  refundShare?: number; picture?: Uint8Array;
};
export type Script = AsyncGenerator<Date, void>;
export type Booked = { id: string; startsAt: string; version: number };

export const reaches = (plan: VisitPlan, stage: Until): boolean => stages.indexOf(plan.until) >= stages.indexOf(stage);
