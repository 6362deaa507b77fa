// A claim: its states in one table of moves, its lines, and the facts it tells. L1 the sum claimed is the sum of its lines,
// each the maker's share of a line of the work order, to the fen; L2 what was accepted never exceeds what was claimed.
import type { Static } from '#platform/contract';
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { ClaimLine as ClaimLineShape, claimKinds, claimPayTypes, claimStates, partStates, versionWhats } from './api.ts';
import type { Finding } from './pre-check.ts';

export type ClaimState = (typeof claimStates)[number];
export type ClaimLine = Static<typeof ClaimLineShape>;
export type Claim = {
  id: string; number: string; brandId: string; outletId: string; workOrderId: string; orderNumber: string; caseId: string; vehicleId: string; vin: string; plateNo: string | null; modelName: string; modelNameEn: string;
  kind: (typeof claimKinds)[number]; payType: (typeof claimPayTypes)[number]; partnerId: string | null; partnerName: string; partnerNameEn: string; parentId: string | null; odometerKm: number; finishedOn: string; state: ClaimState;
  complaint: string; cause: string; correction: string; lines: ClaimLine[]; claimedFen: number; acceptedFen: number | null; findings: Finding[]; checkedAt: Date | null; checkedHash: string | null;
  sentAt: Date | null; answerDueOn: string | null; answeredAt: Date | null; appeals: number; appealDueOn: string | null; heldUntil: string | null; settledAt: Date | null; settledReference: string | null; reversedAt: Date | null; reversedWhy: string | null; lateToldAt: Date | null; createdAt: Date; version: number;
};
export type PartState = (typeof partStates)[number];
export type ReturnPart = {
  id: string; claimId: string; brandId: string; outletId: string; lineId: string; code: string; name: string; nameEn: string; quantity: number; label: string | null; state: PartState; dueOn: string | null; warnedAt: Date | null;
  steps: { step: PartState; at: string; byName: string; words: string; waybill: string | null; fileIds: string[] }[]; version: number;
};
export type ClaimVersion = { number: number; direction: 'out' | 'in'; what: (typeof versionWhats)[number]; partnerId: string | null; partnerName: string; totalFen: number; lines: ClaimLine[]; words: string; byName: string; at: Date; hash: string };

/** From each state, where it may go. */
export const moves: Record<ClaimState, readonly ClaimState[]> = {
  draft: ['draft', 'checked', 'withdrawn'],
  checked: ['draft', 'checked', 'sent', 'withdrawn'],
  sent: ['accepted', 'partlyAccepted', 'refused', 'held'],
  accepted: ['settled', 'reversed'],
  partlyAccepted: ['appealed', 'settled', 'reversed'],
  refused: ['appealed', 'withdrawn'],
  appealed: ['accepted', 'partlyAccepted', 'refused', 'held'],
  held: ['sent', 'appealed', 'reversed'],
  settled: ['reversed'],
  reversed: [],
  withdrawn: [],
};
export function moved(claim: Claim, to: ClaimState): Claim {
  if (!moves[claim.state].includes(to)) refuse('claimNotNow', { state: claim.state });
  return { ...claim, state: to };
}
/** From each state of an old part, where it may go; what is missing may still turn up. */
export const partMoves: Record<PartState, readonly PartState[]> = {
  kept: ['labelled', 'missing'],
  labelled: ['shipped', 'scrapped', 'missing'],
  shipped: ['received'],
  received: [],
  scrapped: [],
  missing: ['shipped'],
};

/** Sent, and neither paid nor given up. */
export const outstanding: readonly ClaimState[] = ['sent', 'accepted', 'partlyAccepted', 'appealed', 'held'];
/** Nothing more is expected of it. */
export const isOver = (state: ClaimState): boolean => ['settled', 'reversed', 'withdrawn'].includes(state);
export const sumOf = (lines: readonly { claimedFen: number }[]): number => lines.reduce((sum, line) => sum + line.claimedFen, 0);

type About = { claimedFen: number; claimId: string; number: string; kind: Claim['kind']; payType: Claim['payType']; partnerId: string | null; brandId: string; outletId: string; workOrderId: string; caseId: string };
export const aboutClaim = (one: Claim): About => ({ claimedFen: one.claimedFen, claimId: one.id, number: one.number, kind: one.kind, payType: one.payType, partnerId: one.partnerId, brandId: one.brandId, outletId: one.outletId, workOrderId: one.workOrderId, caseId: one.caseId });
export const claimSent = fact<About>('claims.sent');
export const claimAnswered = fact<About & { acceptedFen: number; answeredId: string }>('claims.answered');
/** What a ledger posts from: money that came in, and money that must go back. */
export const claimSettled = fact<About & { acceptedFen: number; reference: string; byName: string }>('claims.settled');
export const claimReversed = fact<About & { acceptedFen: number; wasSettled: boolean; why: string }>('claims.reversed');
/** Nobody claims it any more. */
export const claimWithdrawn = fact<About & { why: string }>('claims.withdrawn');
export const claimDrafted = fact<About>('claims.drafted');
export const claimLate = fact<About & { dueOn: string }>('claims.late');
export const partDue = fact<About & { partId: string; partName: string; dueOn: string; missing: boolean }>('claims.partDue');
