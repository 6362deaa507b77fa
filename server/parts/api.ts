// The contract of parts: what lies where and moves how, what is on order, which car waits for which box. What a number is,
// what is ordered, and what the night advises stand beside this contract.
import { Done, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { catalogueApi, catalogueRefusals } from './catalogue-api.ts';
import { orderApi, orderRefusals } from './order-api.ts';
import { planApi, planRefusals } from './plan-api.ts';
import { sheetApi, sheetRefusals } from './sheet-api.ts';
import { Code, Count, Quantity, keepers, planners, readers } from './shapes.ts';

export const shelfDeeds = ['pick', 'return', 'quarantine', 'release', 'scrap', 'supplierReturn', 'coreIn', 'coreOut'] as const;
export const movementKinds = ['opening', 'receive', 'pick', 'return', 'transferOut', 'transferIn', 'count', 'quarantine', 'release', 'scrap', 'supplierReturn', 'coreIn', 'coreOut'] as const;
export { suggestionKinds, suggestionStates } from './plan-api.ts';
export { sheetFaults } from './sheet-api.ts';
export { purchaseStates, receiptFaults, transferStates } from './order-api.ts';
export { origins, partClasses } from './catalogue-api.ts';

const Expected = Type.Object({ id: Id, code: Code, quantity: Type.Integer(), expectedOn: Nullable(LocalDate), note: Nullable(Type.String()), late: Type.Boolean() });
const place = { outletId: Id, brandId: Id, placeId: Type.Optional(Id) };
const placeRefusals = ['outletNotFound', 'outletDoesNotStock', 'brandNotFound', 'priceBookNotFound', 'placeNotFound'] as const;
const Label = Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Za-z0-9-]+$' });

export const refusals = ['partNotFound', 'expectedPartsNotFound', 'outletDoesNotStock', 'placeNotFound', 'notThatMany', 'notThatManyAside', 'nothingTaken', 'serialNeeded', 'serialNotHere', 'kitIsPieces', ...orderRefusals, ...catalogueRefusals, ...planRefusals, ...sheetRefusals] as const;

export const api = {
  showStock: op({
    method: 'GET', path: '/outlets/:outletId/parts', who: [...readers], summary: 'A brand’s parts at a place: counted on hand, kept for visits, set aside, and expected',
    input: Type.Object(place),
    output: Type.Object({
      parts: Type.Array(Type.Object({ code: Code, name: Type.String(), nameEn: Type.String(), onHand: Nullable(Type.Integer()), countedAt: Nullable(Instant), countedBy: Nullable(Type.String()), bin: Nullable(Type.String()), quarantined: Type.Integer(), cores: Type.Integer(), held: Type.Integer(), softwareCoded: Type.Boolean(), colour: Nullable(Type.String()), serialised: Type.Boolean(), coreReturn: Type.Boolean(), unNumber: Nullable(Type.String()), expected: Type.Array(Expected) })),
    }), refusals: [...placeRefusals],
  }),
  countPart: op({
    method: 'POST', path: '/outlets/:outletId/parts/count', who: [...keepers], summary: 'So many were counted; the difference is a movement',
    input: Type.Object({ ...place, code: Code, onHand: Count, bin: Type.Optional(Words(20)), why: Type.Optional(Words(200)) }), output: Type.Object({ code: Code, onHand: Type.Integer(), difference: Type.Integer() }), refusals: [...placeRefusals, 'partNotFound', 'kitIsPieces'],
  }),
  moveStock: op({
    method: 'POST', path: '/outlets/:outletId/parts/move', who: [...keepers], summary: 'Picked, come back, set aside, released, scrapped, sent back, or an old part that came in or left',
    input: Type.Object({ ...place, code: Code, kind: OneOf(shelfDeeds), quantity: Quantity, label: Type.Optional(Label), serial: Type.Optional(Words(40)), why: Type.Optional(Words(200)) }),
    output: Type.Object({ code: Code, onHand: Type.Integer() }), refusals: [...placeRefusals, 'partNotFound', 'notThatMany', 'notThatManyAside', 'nothingTaken', 'serialNeeded', 'serialNotHere', 'kitIsPieces', 'reasonNeeded'],
  }),
  listPicks: op({
    method: 'GET', path: '/outlets/:outletId/parts/picks', who: [...readers], summary: 'What is kept for visits and work and not yet picked, by the day it is needed, with the number to take and its bin', input: Type.Object({ outletId: Id, brandId: Id }),
    output: Type.Object({ picks: Type.Array(Type.Object({ label: Type.String(), forKind: OneOf(['appointment', 'workOrder'] as const), code: Code, take: Code, quantity: Type.Integer(), onDay: LocalDate, onHand: Type.Integer(), bin: Nullable(Type.String()) })) }), refusals: [...placeRefusals],
  }),
  setBin: op({ method: 'POST', path: '/outlets/:outletId/parts/bin', who: [...keepers], summary: 'Where on the shelf a part lies', input: Type.Object({ ...place, code: Code, bin: Nullable(Words(20)) }), output: Done, refusals: [...placeRefusals, 'partNotFound'] }),
  listMovements: op({
    method: 'GET', path: '/outlets/:outletId/parts/movements', who: [...readers], summary: 'What moved at a place, newest first', input: Type.Object({ ...place, code: Type.Optional(Code), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }),
    output: Type.Object({ movements: Type.Array(Type.Object({ id: Type.Integer(), at: Instant, code: Code, kind: OneOf(movementKinds), shelf: OneOf(['good', 'quarantine', 'core'] as const), quantity: Type.Integer(), refLabel: Nullable(Type.String()), why: Nullable(Type.String()), byName: Type.String() })) }), refusals: [...placeRefusals],
  }),
  expectParts: op({
    method: 'POST', path: '/outlets/:outletId/parts/expect', who: [...keepers], summary: 'So many are expected on a day',
    input: Type.Object({ ...place, code: Code, quantity: Quantity, expectedOn: LocalDate, note: Type.Optional(Words(120)) }), output: Expected, refusals: [...placeRefusals, 'partNotFound'],
  }),
  receiveParts: op({ method: 'POST', path: '/parts/expected/:expectedId/receive', who: [...keepers], summary: 'They came, so many of them; the rest stays expected', input: Type.Object({ expectedId: Id, quantity: Quantity }), output: Done, refusals: ['expectedPartsNotFound', 'purchaseNotFound', 'purchaseNotNow', 'moreThanOrdered', 'nothingExpected', 'serialNeeded', 'packingUnseen', 'socTooHigh'] }),
  dropExpectedParts: op({ method: 'POST', path: '/parts/expected/:expectedId/drop', who: [...keepers], summary: 'They will not come', input: Type.Object({ expectedId: Id }), output: Done, refusals: ['expectedPartsNotFound'] }),
  addPlace: op({
    method: 'POST', path: '/outlets/:outletId/parts/places', who: [...planners], summary: 'A warehouse that keeps parts of a brand, at an outlet',
    input: Type.Object({ outletId: Id, brandId: Id, name: Words(40), nameEn: Words(60) }), output: Type.Object({ id: Id, name: Type.String(), version: Version }), refusals: ['outletNotFound', 'outletDoesNotStock'],
  }),
  listPlaces: op({
    method: 'GET', path: '/parts/places', who: [...readers], summary: 'Vans and warehouses of a brand', input: Type.Object({ brandId: Id, outletId: Type.Optional(Id) }),
    output: Type.Object({ places: Type.Array(Type.Object({ id: Id, outletId: Id, kind: OneOf(['van', 'warehouse'] as const), name: Type.String(), nameEn: Type.String() })) }), refusals: ['brandNotFound'],
  }),
  ...orderApi, ...catalogueApi, ...planApi, ...sheetApi,
};
