// A request for goodwill: its states in one table of moves, its shares to the fen, and the facts it tells. R1 the shares of
// maker, outlet and owner are the line, to the fen; what is left over by rounding is the outlet's.
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { goodwillReasons, goodwillRefusals, goodwillStates, ladderRoles } from './api.ts';

export type GoodwillState = (typeof goodwillStates)[number];
export type Share = { lineId: string; code: string; name: string; nameEn: string; totalFen: number; makerFen: number; outletFen: number; ownerFen: number };
export type Goodwill = {
  id: string; number: string; brandId: string; ownerId: string; outletId: string; workOrderId: string; orderNumber: string; caseId: string; vehicleId: string; vin: string; state: GoodwillState; lines: Share[]; makerPct: number; outletPct: number; ownerPct: number; givenFen: number;
  reason: (typeof goodwillReasons)[number]; words: string; requestedBy: string; requestedName: string; requestedAt: Date; neededRole: (typeof ladderRoles)[number] | null; decidedBy: string | null; decidedName: string | null; decidedAt: Date | null; decisionReason: (typeof goodwillRefusals)[number] | null; sentence: string | null;
  appealWords: string | null; appealedAt: Date | null; answeredBy: string | null; answeredName: string | null; answeredAt: Date | null; answerSentence: string | null; version: number;
};
export const moves: Record<GoodwillState, readonly GoodwillState[]> = {
  requested: ['granted', 'refused', 'withdrawn'],
  refused: ['appealed'],
  appealed: ['granted', 'upheld'],
  granted: [],
  upheld: [],
  withdrawn: [],
};
export function moved(one: Goodwill, to: GoodwillState): Goodwill {
  if (!moves[one.state].includes(to)) refuse('goodwillNotNow', { state: one.state });
  return { ...one, state: to };
}

/** (R1) */
export function shareOf(totalFen: number, pcts: { makerPct: number; ownerPct: number }): { makerFen: number; outletFen: number; ownerFen: number } {
  const part = (pct: number): number => Math.floor((totalFen * pct) / 100);
  const [makerFen, ownerFen] = [part(pcts.makerPct), part(pcts.ownerPct)];
  return { makerFen, outletFen: totalFen - makerFen - ownerFen, ownerFen };
}
export const givenOf = (lines: readonly Share[]): number => lines.reduce((sum, line) => sum + line.makerFen + line.outletFen, 0);

type About = { requestId: string; number: string; workOrderId: string; caseId: string; vehicleId: string; brandId: string; ownerId: string; outletId: string; givenFen: number };
export const aboutGoodwill = (one: Goodwill): About => ({ requestId: one.id, number: one.number, workOrderId: one.workOrderId, caseId: one.caseId, vehicleId: one.vehicleId, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, givenFen: one.givenFen });
export const goodwillRequested = fact<About & { neededRole: string | null; appeal: boolean }>('goodwill.requested');
/** What a ledger posts from: who bears how much of what was given away. */
export const goodwillDecided = fact<About & { granted: boolean; sentence: string; makerFen: number; outletFen: number; final: boolean }>('goodwill.decided');
