// The contract of the till: the day as our books say it, closing it by name, and the differences to the payment platforms' bills.
import { Done, Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const billChannels = ['wechat', 'alipay'] as const;
export const differenceKinds = ['missingInBill', 'missingHere', 'amountDiffers'] as const;
export const differenceStates = ['open', 'explained', 'resolved'] as const;
const till = ['cashier', 'serviceManager'] as const;
const lookers = [...till, 'regionalManager', 'auditor', 'administrator'] as const;

export const Difference = Type.Object({
  id: Id, brandId: Id, outletId: Id, channel: OneOf(billChannels), onDay: LocalDate, kind: OneOf(differenceKinds), moved: OneOf(['payment', 'refund'] as const), no: Type.String(), ourFen: Nullable(Fen), billFen: Nullable(Fen), invoiceId: Nullable(Id),
  state: OneOf(differenceStates), holder: Nullable(Type.String()), words: Nullable(Type.String()), foundAt: Instant, version: Version,
});
export const ClosedDay = Type.Object({ onDay: LocalDate, closedBy: Type.String(), closedAt: Instant, countedCashFen: Fen, bookedCashFen: Fen, words: Nullable(Type.String()), sums: Type.Array(Type.Object({ channel: Type.String(), fen: Fen })) });
const Movement = Type.Object({ id: Id, onDay: LocalDate, at: Instant, kind: Type.String(), words: Type.String(), postedBy: Type.String(), postedByKind: OneOf(['staff', 'owner', 'nobody', 'system'] as const), channel: Type.String(), fen: Fen, subject: Type.String(), subjectId: Type.String(), reversed: Type.Boolean(), mayReverse: Type.Boolean() });
const place = { brandId: Id, outletId: Id };

export const refusals = ['dayClosedAlready', 'dayNotCome', 'countNeedsWords', 'differenceNotFound', 'differenceEnded', 'entryNotFound', 'entryNotByHand', 'notSoMuchCash'] as const;

export const api = {
  showTill: op({
    method: 'GET', path: '/till', who: [...lookers], summary: 'The till since it was last closed: sums by channel, cash that should be there, every movement, differences that are open', input: Type.Object({ ...place, onDay: Type.Optional(LocalDate) }),
    output: Type.Object({
      onDay: LocalDate, fromOn: Nullable(LocalDate), closed: Nullable(ClosedDay), sums: Type.Array(Type.Object({ channel: Type.String(), inFen: Fen, outFen: Fen, fen: Fen })), cashFen: Fen, movements: Type.Array(Movement),
      differences: Type.Array(Difference), bills: Type.Array(Type.Object({ channel: OneOf(billChannels), onDay: LocalDate, lines: Type.Integer(), fetchedAt: Instant })), past: Type.Array(ClosedDay),
    }), refusals: ['outletNotFound'],
  }),
  closeTill: op({
    method: 'POST', path: '/till/close', who: [...till], summary: 'Closes the till up to a day: counted cash, and words where it is not what the books say; afterwards nothing of those days changes',
    input: Type.Object({ ...place, onDay: LocalDate, countedCashFen: Type.Integer({ minimum: 0, maximum: 2_000_000_000 }), words: Type.Optional(Words(300)) }), output: ClosedDay, refusals: ['outletNotFound', 'dayClosedAlready', 'dayNotCome', 'countNeedsWords'],
  }),
  takeToBank: op({ method: 'POST', path: '/till/bank', who: [...till], summary: 'Cash that is taken to the bank', input: Type.Object({ ...place, amountFen: Type.Integer({ minimum: 1, maximum: 2_000_000_000 }), reference: Words(60) }), output: Done, refusals: ['outletNotFound', 'notSoMuchCash'] }),
  reverseEntry: op({ method: 'POST', path: '/till/entries/:entryId/reverse', who: ['serviceManager'], summary: 'Undoes an entry made by hand by another on a day that is open', input: Type.Object({ entryId: Id, why: Words(300) }), output: Done, refusals: ['entryNotFound', 'entryNotByHand', 'entryReversed'] }),
  askBill: op({ method: 'POST', path: '/till/bills', who: [...till], summary: 'Fetches the bill of a day from a payment platform once more and compares', input: Type.Object({ brandId: Id, channel: OneOf(billChannels), onDay: LocalDate }), output: Done, refusals: ['brandNotFound', 'dayNotCome'] }),
  listDifferences: op({ method: 'GET', path: '/till/differences', who: [...lookers], summary: 'Differences to the bills at my places, open ones first', input: Type.Object({ state: Type.Optional(OneOf(differenceStates)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }), output: Type.Object({ differences: Type.Array(Difference) }), refusals: [] }),
  holdDifference: op({
    method: 'POST', path: '/till/differences/:differenceId', who: [...till], summary: 'Takes a difference in hand with the reason, or explains it', input: Type.Object({ differenceId: Id, words: Words(300), explained: Type.Boolean(), version: Version }), output: Difference, refusals: ['differenceNotFound', 'differenceEnded'],
  }),
};
