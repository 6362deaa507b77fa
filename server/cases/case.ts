// A case: one trouble of one car, from the first word of it until the owner says it is solved.
// S1 the table of stages is total; S2 nothing but the owner's word, a stated silence, a duplicate or the owner's own
// cancelling ends a case; S3 news that comes late moves nothing back.
import { fact } from '#platform/facts';
import type { closedHow, caseKinds, desks, stages, PlaceKind, Trouble } from './codes.ts';
import type { Reason, Urgency } from './urgency.ts';

export type Stage = (typeof stages)[number];
export type CaseKind = (typeof caseKinds)[number];
export type ClosedHow = (typeof closedHow)[number];
export type Desk = (typeof desks)[number];
export type Source = 'alert' | 'owner' | 'phone' | 'survey' | 'battery';
export type Place = { kind?: PlaceKind; words?: string; lon?: number; lat?: number };

export type Holder = { kind: 'desk' | 'person'; desk: Desk | null; outletId: string | null; staffId: string | null; name: string | null; sinceAt: Date };

export type Case = {
  id: string; number: string; kind: CaseKind; vin: string; vehicleId: string; plateNo: string | null; modelId: string; modelName: string; modelNameEn: string;
  brandId: string; ownerId: string; outletId: string | null; trouble: Trouble; urgency: Urgency; urgencyReasons: Reason[]; urgencyJudged: Urgency | null;
  place: Place; stage: Stage; nextDueAt: Date; openedAt: Date; confirmationAskedAt: Date | null; reminders: number; remindedAt: Date | null;
  closedAt: Date | null; closedHow: ClosedHow | null; linkedCaseId: string | null; comebackOf: string | null; version: number; holder: Holder;
};

type Move = 'moves' | 'stays' | 'late' | 'refused';
/** From each stage to each: moves; stays where it is; late news, ignored; refused to whoever asks. (S1, S3) */
export const moves: Record<Stage, Record<Stage, Move>> = {
  open: { open: 'stays', booked: 'moves', inService: 'moves', awaitingPayment: 'moves', awaitingConfirmation: 'moves', closed: 'moves' },
  booked: { open: 'moves', booked: 'stays', inService: 'moves', awaitingPayment: 'moves', awaitingConfirmation: 'moves', closed: 'moves' },
  inService: { open: 'moves', booked: 'late', inService: 'stays', awaitingPayment: 'moves', awaitingConfirmation: 'moves', closed: 'refused' },
  awaitingPayment: { open: 'late', booked: 'late', inService: 'late', awaitingPayment: 'stays', awaitingConfirmation: 'moves', closed: 'refused' },
  awaitingConfirmation: { open: 'moves', booked: 'moves', inService: 'moves', awaitingPayment: 'late', awaitingConfirmation: 'stays', closed: 'moves' },
  closed: { open: 'moves', booked: 'late', inService: 'late', awaitingPayment: 'late', awaitingConfirmation: 'late', closed: 'refused' },
};

type OfCase = { caseId: string; brandId: string; ownerId: string };
export const caseOpened = fact<OfCase & { vin: string; urgency: Urgency; source: Source; quietDesk?: boolean }>('cases.opened');
export const caseJoined = fact<OfCase & { contactId: string; source: Source }>('cases.joined');
export const caseEscalated = fact<OfCase & { from: Urgency; to: Urgency }>('cases.escalated');
export const caseTaken = fact<OfCase & { staffId: string; holdingId: string }>('cases.taken');
export const helpPlanned = fact<OfCase & { entryId: string }>('cases.helpPlanned');
export const ownerMessaged = fact<OfCase & { entryId: string }>('cases.ownerMessaged');
export const deskMessaged = fact<OfCase & { entryId: string }>('cases.deskMessaged');
export const handOverAsked = fact<OfCase & { handOverId: string }>('cases.handOverAsked');
export const handOverAccepted = fact<OfCase & { handOverId: string }>('cases.handOverAccepted');
export const handOverRefused = fact<OfCase & { handOverId: string }>('cases.handOverRefused');
export const handOverClimbed = fact<OfCase & { desk: Desk; key: string }>('cases.handOverClimbed');
export const clockAtRisk = fact<OfCase & { clockId: string; clock: string }>('cases.clockAtRisk');
export const clockBreached = fact<OfCase & { clockId: string; clock: string }>('cases.clockBreached');
export const confirmationAsked = fact<OfCase & { askedAt: string }>('cases.confirmationAsked');
export const confirmationReminded = fact<OfCase & { askedAt: string; nth: number }>('cases.confirmationReminded');
export const caseReopened = fact<OfCase & { at: string }>('cases.reopened');
export const caseClosed = fact<OfCase & { how: ClosedHow; at: string }>('cases.closed');

export const ofCase = (one: Case): OfCase => ({ caseId: one.id, brandId: one.brandId, ownerId: one.ownerId });
