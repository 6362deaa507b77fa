// An insured accident: its states in one table of moves and what is still to be asked of the insurer. Pure. A1 a line is asked once
// at its price: approved, it is asked again only when its price changed; A2 the insurer never approves more of a line than it was asked.
import type { Static } from '#platform/contract';
import { fact } from '#platform/facts';
import { refuse } from '#platform/refusals';
import type { accidentStates, Assessment, faults, Survey } from './api.ts';

export type AccidentState = (typeof accidentStates)[number];
type Stored<T> = { [K in keyof T]: T[K] };
export type Assessed = Static<typeof Assessment>;
export type Accident = {
  id: string; number: string; brandId: string; ownerId: string; outletId: string; caseId: string; workOrderId: string; orderNumber: string; vehicleId: string; vin: string; insurer: string; reportNo: string; policyNo: string | null; fault: (typeof faults)[number];
  happenedAt: Date; words: string; state: AccidentState; survey: Stored<Static<typeof Survey>> | null; assessments: Assessed[]; billedFen: number | null; paidFen: number; borneFen: number; reference: string | null; endedWhy: string | null; openedBy: string; openedAt: Date; stateSince: Date; version: number;
};

/** From each state, where it may go. Nothing is billed before the insurer answered. */
export const moves: Record<AccidentState, readonly AccidentState[]> = {
  reported: ['surveyed', 'refused', 'withdrawn'],
  surveyed: ['asked', 'refused', 'totalLoss', 'withdrawn'],
  asked: ['approved', 'billed', 'refused', 'totalLoss', 'withdrawn'],
  approved: ['supplementAsked', 'billed', 'totalLoss', 'withdrawn'],
  supplementAsked: ['approved', 'billed', 'totalLoss'],
  billed: ['settled'],
  settled: [], refused: [], totalLoss: [], withdrawn: [],
};
export function moved(one: Accident, to: AccidentState): Accident {
  if (!moves[one.state].includes(to)) refuse('accidentNotNow', { state: one.state });
  return { ...one, state: to };
}
/** An insurer stands behind it until it has paid. */
export const stands = (state: AccidentState): boolean => !['refused', 'totalLoss', 'withdrawn'].includes(state);

type Keyed = { kind: string; code: string; forOperation: string | null };
export const keyOf = (line: Keyed): string => `${line.kind} ${line.code} ${line.forOperation ?? ''}`;
type OrderLine = Keyed & { id: string; payType: string; totalFen: number; answer: string };
/** What the insurer approved of each line last, by line. */
export function approvedBy(assessments: readonly Assessed[]): Map<string, { totalFen: number; approvedFen: number }> {
  return new Map(assessments.flatMap((one) => one.lines.flatMap((line) => (line.approvedFen === null ? [] : [[keyOf(line), { totalFen: line.totalFen, approvedFen: line.approvedFen }] as const]))));
}
export const approvedFen = (assessments: readonly Assessed[]): number => [...approvedBy(assessments).values()].reduce((sum, one) => sum + one.approvedFen, 0);
/** Lines that the insurer is to pay and has not answered at this price. (A1) */
export function linesToAsk<L extends OrderLine>(lines: readonly L[], assessments: readonly Assessed[]): L[] {
  const known = approvedBy(assessments);
  return lines.filter((line) => line.payType === 'insurance' && line.answer !== 'declined' && line.totalFen > 0 && known.get(keyOf(line))?.totalFen !== line.totalFen);
}

type About = { insuranceId: string; number: string; insurer: string; brandId: string; ownerId: string; outletId: string; workOrderId: string; caseId: string };
export const about = (one: Accident): About => ({ insuranceId: one.id, number: one.number, insurer: one.insurer, brandId: one.brandId, ownerId: one.ownerId, outletId: one.outletId, workOrderId: one.workOrderId, caseId: one.caseId });
/** The insurer paid; what was short is the outlet's. */
export const accidentSettled = fact<About & { paidFen: number; shortFen: number; reference: string; byName: string }>('insurance.settled');
