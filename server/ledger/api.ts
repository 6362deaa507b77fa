// The contract of the ledger: the chart of accounts, what stands on each, and the entries behind it.
import { Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, op } from '../platform/contract.ts';

/**
 * Debit is positive. `receivable` by payer at the till, `warrantyReceivable` by maker, `insuranceReceivable` by insurer, `cash` by
 * channel; `deposits` and `packages` are owed to customers until they are used; `differences` waits for an explanation; `recoveries` is what suppliers and drivers give
 * back, `passedOn` what is owed on to others, such as a fine.
 */
export const accounts = [
  'receivable', 'warrantyReceivable', 'insuranceReceivable', 'cash', 'deposits', 'packages', 'goodwillMaker', 'goodwillOutlet', 'internalCost', 'discounts', 'revenue', 'forfeits', 'tax', 'rounding', 'channelFees', 'differences', 'recoveries', 'passedOn',
] as const;
/** What kind of actor posted an entry: somebody of the house, an owner, an outside service that signs, the house itself. */
export const posterKinds = ['staff', 'owner', 'nobody', 'system'] as const;
export const ledgerLookers = ['cashier', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'] as const;

export const Entry = Type.Object({
  id: Id, onDay: LocalDate, kind: Type.String(), reference: Type.String(), subject: Type.String(), subjectId: Id, amountFen: Type.Integer(), words: Type.String(), postedBy: Type.String(), postedByKind: OneOf(posterKinds), at: Instant, reverses: Nullable(Id),
  postings: Type.Array(Type.Object({ account: OneOf(accounts), party: Type.String(), fen: Type.Integer() })),
});
const where = { brandId: Type.Optional(Id), outletId: Type.Optional(Id), fromOn: Type.Optional(LocalDate), untilOn: Type.Optional(LocalDate) };

export const refusals = ['entryReversed'] as const;

export const api = {
  showBalances: op({
    method: 'GET', path: '/ledger/balances', who: [...ledgerLookers], summary: 'What stands on each account of my places; all together is zero', input: Type.Object(where),
    output: Type.Object({ balances: Type.Array(Type.Object({ account: OneOf(accounts), party: Nullable(Type.String()), debitFen: Type.Integer(), creditFen: Type.Integer(), fen: Type.Integer() })), sumFen: Fen }), refusals: [],
  }),
  listEntries: op({
    method: 'GET', path: '/ledger/entries', who: [...ledgerLookers], summary: 'Entries of my places, newest first', input: Type.Object({ ...where, account: Type.Optional(OneOf(accounts)), subjectId: Type.Optional(Id), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    output: Type.Object({ entries: Type.Array(Entry) }), refusals: [],
  }),
};
