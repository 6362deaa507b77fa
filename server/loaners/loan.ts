// A loan of a loaner car: its states with one table of moves, and what is charged by rule. Pure.
// L1 what is settled opens again only for a charge that became known later; L2 missing charge beyond the tolerance and every
// day begun after the agreed return are charged; L3 the deposit goes back less the charges, never below nothing.
import { refuse } from '#platform/refusals';
import type { chargeKinds, depositWays, grounds, licenceClasses, loanStates } from './api.ts';

export type LoanState = (typeof loanStates)[number];
export type Ground = (typeof grounds)[number];
export type ChargeKind = (typeof chargeKinds)[number];
export type Seen = { at: string; odometerKm: number; socPct: number; photoIds: string[]; byName: string; damage: string | null };
export type Contract = {
  holder: string; licenceNo: string; licenceClass: (typeof licenceClasses)[number]; licenceUntil: string; checkedBy: string; checkedAt: string; signatureFileId: string; depositWay: (typeof depositWays)[number]; depositRef: string | null;
};
export type Loan = {
  id: string; number: string; brandId: string; ownerId: string; vehicleId: string; caseId: string | null; outletId: string; carId: string; state: LoanState; ground: Ground; groundRule: string;
  fromAt: Date; untilAt: Date; contract: Contract | null; outRecord: Seen | null; backRecord: Seen | null; depositFen: number; depositBackFen: number | null; takenFen: number; paidFen: number; finesUntil: string | null; endedWhy: string | null; version: number;
};
export type LoanerCar = {
  id: string; brandId: string; outletId: string; plateNo: string; modelName: string; modelNameEn: string; odometerKm: number; socPct: number; insuredUntil: string; inUse: boolean; note: string | null; version: number;
};

/** From each state, where it may go. (L1) */
export const loanMoves: Record<LoanState, readonly LoanState[]> = {
  reserved: ['contracted', 'cancelled'], contracted: ['out', 'cancelled'], out: ['returned'], returned: ['settled'], settled: ['returned'], cancelled: [],
};
export function mustMove(loan: Pick<Loan, 'state'>, to: LoanState): void {
  if (!loanMoves[loan.state].includes(to)) refuse('loanNotNow', { state: loan.state });
}

export type ReturnRules = { fenPerSocPct: number; socTolerancePct: number; lateFenPerDay: number };
/** What the return itself costs. (L2) */
export function chargesOfReturn(loan: Pick<Loan, 'untilAt'>, out: Pick<Seen, 'socPct'>, back: { at: Date; socPct: number }, rules: ReturnRules): { kind: ChargeKind; what: string; fen: number }[] {
  const missing = out.socPct - back.socPct;
  const lateDays = Math.ceil((back.at.getTime() - loan.untilAt.getTime()) / 86_400_000);
  return [
    ...(missing > rules.socTolerancePct ? [{ kind: 'charging' as const, what: `${out.socPct}% → ${back.socPct}%`, fen: missing * rules.fenPerSocPct }] : []),
    ...(lateDays > 0 ? [{ kind: 'late' as const, what: `${lateDays} × 24 h`, fen: lateDays * rules.lateFenPerDay }] : []),
  ].filter((one) => one.fen > 0);
}

/** What goes back of a deposit, what of it pays charges, and what is owed beside it; `backFen` is what went back already. (L3) */
export function settlement(depositFen: number, chargedFen: number, backFen: number | null = null): { backFen: number; takenFen: number; stillOwedFen: number } {
  const back = backFen ?? Math.max(0, depositFen - chargedFen);
  const takenFen = Math.min(chargedFen, depositFen - back);
  return { backFen: back, takenFen, stillOwedFen: chargedFen - takenFen };
}

/** What the deposit of a loan does not cover of its charges; before it is settled, so far. */
export const owedBeside = (loan: Pick<Loan, 'depositFen' | 'depositBackFen'>, chargedFen: number): number => settlement(loan.depositFen, chargedFen, loan.depositBackFen).stillOwedFen;

/** Who is given one: owed by the guarantees of a car in repair, a stay that is long enough, or only goodwill. */
export function groundOf(owedArticle: string | undefined, hours: number, longStayHours: number): { ground: Ground; rule: string } {
  if (owedArticle !== undefined) return { ground: 'owed', rule: owedArticle };
  return hours >= longStayHours ? { ground: 'longStay', rule: `longStayHours ≥ ${longStayHours}` } : { ground: 'goodwill', rule: `longStayHours < ${longStayHours}` };
}
