// The contract of planning: which cars wait, what is foreseen, what is advised and why, and what would be if.
import { Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { Code, planners, readers } from './shapes.ts';

export const suggestionKinds = ['buy', 'move', 'lastBuy'] as const;
export const suggestionStates = ['open', 'accepted', 'dismissed', 'lapsed'] as const;
const Money = Type.Integer();
const brand = Type.Object({ brandId: Id });
const Waiting = Type.Object({
  id: Id, outletId: Id, code: Code, name: Type.String(), nameEn: Type.String(), missing: Type.Integer(), forId: Type.String(), label: Type.String(), vinMasked: Type.String(), safety: Type.Boolean(), guaranteeDaysLeft: Nullable(Type.Integer()), loanerFenPerDay: Fen, costFen: Money, askedAt: Instant, waitedDays: Type.Number(), expectedOn: Nullable(LocalDate), late: Type.Boolean(),
  /** What lies on this outlet's shelf for it now, at other places, and what may stand in for it. */
  onShelf: Type.Integer(), elsewhere: Type.Array(Type.Object({ placeId: Id, outletId: Id, units: Type.Integer() })), ordered: Type.Boolean(),
});
const Suggestion = Type.Object({
  id: Id, outletId: Id, placeId: Id, code: Code, name: Type.String(), nameEn: Type.String(), kind: OneOf(suggestionKinds), fromPlaceId: Nullable(Id), fromOutletId: Nullable(Id), supplierId: Nullable(Id), supplierName: Nullable(Type.String()), supplierNameEn: Nullable(Type.String()), quantity: Type.Integer(), costFen: Money, savesFen: Money, version: Version,
  why: Type.Object({ perMonth: Type.Number(), onHand: Type.Integer(), held: Type.Integer(), onOrder: Type.Integer(), waiting: Type.Integer(), target: Type.Integer(), leadDays: Type.Integer(), fillPct: Type.Integer(), spareThere: Nullable(Type.Integer()), months: Nullable(Type.Integer()) }),
});
const Verdict = Type.Object({ class: Type.String(), parts: Type.Integer(), asked: Type.Number(), errorPct: Type.Number(), plainErrorPct: Type.Number(), biasPct: Type.Number(), insidePct: Type.Number(), loss: Type.Number() });
const Run = Type.Object({ onDay: LocalDate, endedAt: Nullable(Instant), parts: Type.Integer(), pairs: Type.Integer(), suggestions: Type.Integer(), tookMs: Type.Integer() });

export const planRefusals = ['suggestionNotFound', 'suggestionTaken'] as const;

export const planApi = {
  listShortages: op({ method: 'GET', path: '/parts/shortages', who: [...readers], summary: 'Cars that wait for parts, the most urgent first, with what could help', input: Type.Object({ brandId: Id, outletId: Type.Optional(Id) }), output: Type.Object({ waiting: Type.Array(Waiting) }), refusals: ['brandNotFound', 'priceBookNotFound'] }),
  listSuggestions: op({
    method: 'GET', path: '/parts/suggestions', who: [...planners, 'auditor'], summary: 'What the last run advises to buy and move, by what it saves', input: Type.Object({ brandId: Id, limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_000 })) }),
    output: Type.Object({ run: Nullable(Run), open: Type.Integer(), costFen: Money, savesFen: Money, suggestions: Type.Array(Suggestion) }), refusals: ['brandNotFound', 'priceBookNotFound'],
  }),
  acceptSuggestions: op({
    method: 'POST', path: '/parts/suggestions/accept', who: [...planners], summary: 'Takes advice, one piece or many: orders by supplier and place, and transfers', input: Type.Object({ brandId: Id, suggestionIds: Type.Array(Id, { minItems: 1, maxItems: 2_000, uniqueItems: true }) }),
    output: Type.Object({ purchases: Type.Integer(), transfers: Type.Integer(), failed: Type.Array(Type.Object({ suggestionId: Id, code: Type.String() })) }), refusals: ['brandNotFound', 'suggestionNotFound', 'suggestionTaken', 'priceBookNotFound'],
  }),
  dismissSuggestion: op({ method: 'POST', path: '/parts/suggestions/:suggestionId/dismiss', who: [...planners], summary: 'No, with the reason; not advised again for a fortnight', input: Type.Object({ suggestionId: Id, why: Words(200), version: Version }), output: Type.Object({ ok: Type.Literal(true) }), refusals: ['suggestionNotFound', 'suggestionTaken'] }),
  bringPastUse: op({
    method: 'POST', path: '/outlets/:outletId/parts/past-use', who: [...planners], summary: 'What an outlet used month by month before it kept its store here; a month that is brought again is replaced',
    input: Type.Object({ outletId: Id, brandId: Id, rows: Type.Array(Type.Object({ code: Code, month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }), units: Type.Integer({ minimum: 0, maximum: 100_000 }) }), { minItems: 1, maxItems: 5_000 }) }),
    output: Type.Object({ months: Type.Integer() }), refusals: ['outletNotFound', 'outletDoesNotStock', 'brandNotFound', 'priceBookNotFound', 'partNotFound'],
  }),
  planParts: op({ method: 'POST', path: '/parts/plan', who: [...planners], summary: 'Foresees and advises now instead of tonight', input: brand, output: Run, refusals: ['brandNotFound', 'priceBookNotFound'] }),
  showPart: op({
    method: 'GET', path: '/parts/numbers/:code', who: [...readers], summary: 'A number: its past and what is foreseen with its error, stock everywhere, its chain, cars that carry it, who waits',
    input: Type.Object({ brandId: Id, code: Code }),
    output: Type.Object({
      code: Code, name: Type.String(), nameEn: Type.String(), class: Type.String(), origin: Type.String(), costFen: Nullable(Fen), unNumber: Nullable(Type.String()), packing: Nullable(Type.String()), socMaxPct: Nullable(Type.Integer()), softwareCoded: Type.Boolean(), serialised: Type.Boolean(), coreReturn: Type.Boolean(), side: Nullable(Type.String()), pairCode: Nullable(Code), colour: Nullable(Type.String()),
      kit: Type.Array(Type.Object({ code: Code, quantity: Type.Integer() })), dutyUntil: Nullable(LocalDate), supplierId: Nullable(Id), supplierName: Nullable(Type.String()), supplierNameEn: Nullable(Type.String()), lot: Type.Integer(), modelIds: Nullable(Type.Array(Id)), builtFrom: Nullable(LocalDate), builtTo: Nullable(LocalDate), shelfLifeDays: Nullable(Type.Integer()), endedOn: Nullable(LocalDate), version: Type.Integer(),
      firstMonth: LocalDate, history: Type.Array(Type.Integer()), forecast: Nullable(Type.Object({ runOn: LocalDate, months: Type.Array(Type.Object({ mean: Type.Number(), low: Type.Number(), high: Type.Number() })), backTest: Nullable(Type.Object({ asked: Type.Number(), foretold: Type.Number(), errorPct: Nullable(Type.Number()), plainErrorPct: Nullable(Type.Number()), insidePct: Nullable(Type.Number()) })) })),
      stock: Type.Array(Type.Object({ placeId: Id, outletId: Id, code: Code, bin: Nullable(Type.String()), onHand: Type.Integer(), quarantined: Type.Integer(), onOrder: Type.Integer(), expectedOn: Nullable(LocalDate), target: Nullable(Type.Integer()), perMonth: Nullable(Type.Number()), fillPct: Nullable(Type.Integer()) })),
      chain: Type.Array(Type.Object({ code: Code, servesThis: Type.Boolean(), onHand: Type.Integer() })), links: Type.Array(Type.Object({ oldCode: Code, newCode: Code, bothWays: Type.Boolean(), useOldFirst: Type.Boolean(), fromOn: LocalDate, why: Type.String() })),
      models: Type.Array(Type.Object({ modelId: Id, name: Type.String(), nameEn: Type.String(), cars: Type.Integer() })), waiting: Type.Array(Type.Object({ label: Type.String(), forId: Type.String(), vinMasked: Type.String(), missing: Type.Integer(), expectedOn: Nullable(LocalDate) })), suggestions: Type.Array(Suggestion),
      movements: Type.Array(Type.Object({ at: Instant, outletId: Id, kind: Type.String(), quantity: Type.Integer(), refLabel: Nullable(Type.String()), byName: Type.String() })),
    }), refusals: ['brandNotFound', 'partNotFound', 'priceBookNotFound'],
  }),
  partsReport: op({
    method: 'GET', path: '/parts/report', who: [...planners, 'auditor'], summary: 'How well the forecast did by class, how often parts were there by outlet, and what lies still', input: brand,
    output: Type.Object({
      run: Nullable(Run), verdicts: Type.Array(Verdict), service: Type.Array(Type.Object({ outletId: Id, name: Type.String(), nameEn: Type.String(), tier: Type.Integer(), asked: Type.Integer(), waited: Type.Integer(), fillPct: Nullable(Type.Number()), meanDays: Nullable(Type.Number()), foreseenPct: Nullable(Type.Number()) })),
      slow: Type.Array(Type.Object({ placeId: Id, outletId: Id, code: Code, name: Type.String(), nameEn: Type.String(), onHand: Type.Integer(), valueFen: Money, stillDays: Type.Integer() })), stockFen: Money,
    }), refusals: ['brandNotFound', 'priceBookNotFound'],
  }),
  tryScenario: op({
    method: 'GET', path: '/parts/scenario', who: [...planners, 'auditor'], summary: 'What stock and waiting would be if suppliers took longer, or a model came with so many cars', input: Type.Object({ brandId: Id, leadFactor: Type.Number({ minimum: 0.25, maximum: 4 }), newCars: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
    output: Type.Object({ stockFen: Money, stockFenThen: Money, waiting: Type.Number(), waitingThen: Type.Number(), cars: Type.Integer(), parts: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String(), units: Type.Integer(), unitsThen: Type.Integer(), moreFen: Money })) }), refusals: ['brandNotFound', 'priceBookNotFound'],
  }),
};
