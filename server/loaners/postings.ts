// What a loan means in the ledger; pure. M1 a deposit in money is owed to the driver, one that is only blocked on a phone moves nothing
// until it is taken; M2 what is charged is owed by the driver: the house's own service with its tax, damage as what the driver makes
// good, tolls and fines as owed on to others; M3 taken and given back together are the deposit.
import { earned, type Posting } from '#ledger';
import type { ChargeKind, Loan } from './loan.ts';

type Way = NonNullable<Loan['contract']>['depositWay'];
const isMoney = (way: Way): boolean => way === 'cash' || way === 'card';
const channelOf: Record<Exclude<Way, 'none'>, string> = { cash: 'cash', card: 'card', wechatHold: 'wechat', alipayHold: 'alipay' };
const driver = (loan: Loan): string => `owner:${loan.ownerId}`;
const kept = (loan: Loan): string => `loan:${loan.id}`;
const wayOf = (loan: Loan): Way => loan.contract?.depositWay ?? 'none';

/** (M1) */
export const ofDeposit = (loan: Loan): Posting[] => (isMoney(wayOf(loan)) && loan.depositFen > 0 ? [{ account: 'cash', party: channelOf[wayOf(loan) as 'cash'], fen: loan.depositFen }, { account: 'deposits', party: kept(loan), fen: -loan.depositFen }] : []);
/** A loan that comes to nothing. */
export const ofDepositBack = (loan: Loan): Posting[] => ofDeposit(loan).map((one) => ({ ...one, fen: -one.fen }));

/** (M2) */
export function ofCharge(loan: Loan, kind: ChargeKind, fen: number, basisPoints: number): Posting[] {
  const owed: Posting = { account: 'receivable', party: driver(loan), fen };
  if (kind === 'damage') return [owed, { account: 'recoveries', party: 'loaner', fen: -fen }];
  if (kind === 'toll' || kind === 'fine') return [owed, { account: 'passedOn', party: 'loaner', fen: -fen }];
  return [owed, ...earned(fen, basisPoints, 'loaner')];
}

/** `takenFen` goes from the deposit to what is owed, `backFen` to the driver. (M3) */
export function ofSettlement(loan: Loan, takenFen: number, backFen: number): Posting[] {
  const way = wayOf(loan);
  if (way === 'none') return [];
  const paid: Posting = { account: 'receivable', party: driver(loan), fen: -takenFen };
  return isMoney(way) ? [paid, { account: 'deposits', party: kept(loan), fen: takenFen + backFen }, { account: 'cash', party: channelOf[way], fen: -backFen }] : [paid, { account: 'cash', party: channelOf[way], fen: takenFen }];
}

export const ofMoney = (loan: Loan, channel: string, fen: number): Posting[] => [{ account: 'cash', party: channel, fen }, { account: 'receivable', party: driver(loan), fen: -fen }];
