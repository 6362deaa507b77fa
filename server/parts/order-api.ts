// The contract of what is ordered and comes: suppliers, purchases, receipts, transfers, and the cars that wait.
import { Fen, Id, Instant, LocalDate, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';
import { Code, Count, Quantity, keepers, planners, readers } from './shapes.ts';

export const purchaseStates = ['draft', 'sent', 'partly', 'received', 'cancelled'] as const;
export const transferStates = ['asked', 'sent', 'received', 'cancelled'] as const;
export const receiptFaults = ['wrongPart', 'damaged', 'incomplete', 'outOfDate', 'quality'] as const;

const Box = Type.Object({ waitingId: Id, label: Type.String(), vinMasked: Type.String(), code: Code, quantity: Type.Integer(), complete: Type.Boolean() });
const Purchase = Type.Object({
  id: Id, number: Type.String(), outletId: Id, placeId: Id, supplierId: Nullable(Id), supplierName: Nullable(Type.String()), supplierNameEn: Nullable(Type.String()), state: OneOf(purchaseStates), note: Nullable(Type.String()), madeBy: Type.String(), madeAt: Instant, version: Version,
  lines: Type.Array(Type.Object({
    id: Id, code: Code, quantity: Type.Integer(), received: Type.Integer(), unitFen: Nullable(Fen), expectedOn: Nullable(LocalDate), open: Type.Boolean(), late: Type.Boolean(), waitingFor: Nullable(Type.String()), serialised: Type.Boolean(), unNumber: Nullable(Type.String()), socMaxPct: Nullable(Type.Integer()),
  })),
});
const Transfer = Type.Object({
  id: Id, number: Type.String(), code: Code, quantity: Type.Integer(), came: Nullable(Type.Integer()), fromPlaceId: Id, fromOutletId: Id, toPlaceId: Id, toOutletId: Id, state: OneOf(transferStates), why: Nullable(Type.String()), askedBy: Type.String(), askedAt: Instant, expectedOn: Nullable(LocalDate), version: Version,
});
const lines = Type.Array(Type.Object({ code: Code, quantity: Quantity, expectedOn: Type.Optional(LocalDate), waitingPartId: Type.Optional(Id) }), { minItems: 1, maxItems: 200 });
const place = { outletId: Id, brandId: Id, placeId: Type.Optional(Id) };
const placeRefusals = ['outletNotFound', 'outletDoesNotStock', 'brandNotFound', 'priceBookNotFound', 'placeNotFound'] as const;
const ofPurchase = { purchaseId: Id, version: Version };
const ofTransfer = { transferId: Id, version: Version };

export const orderRefusals = ['supplierNotFound', 'supplierTaken', 'purchaseNotFound', 'purchaseNotNow', 'moreThanOrdered', 'nothingExpected', 'faultNeeded', 'packingUnseen', 'socTooHigh', 'waitingPartNotFound', 'doesNotServe', 'transferNotFound', 'transferNotNow'] as const;

export const orderApi = {
  addSupplier: op({ method: 'POST', path: '/parts/suppliers', who: [...planners], summary: 'A supplier and the days it promises', input: Type.Object({ brandId: Id, name: Words(60), nameEn: Words(80), promisedDays: Type.Integer({ minimum: 0, maximum: 400 }) }), output: Type.Object({ id: Id }), refusals: ['brandNotFound', 'supplierTaken'] }),
  listSuppliers: op({
    method: 'GET', path: '/parts/suppliers', who: [...keepers, 'auditor'], summary: 'Suppliers: what they promise, and what they kept in a year’s receipts', input: Type.Object({ brandId: Id }),
    output: Type.Object({ suppliers: Type.Array(Type.Object({ id: Id, name: Type.String(), nameEn: Type.String(), promisedDays: Type.Integer(), receipts: Type.Integer(), meanDays: Nullable(Type.Number()), longDays: Nullable(Type.Number()), inTimePct: Nullable(Type.Integer()), rejectedPct: Nullable(Type.Number()) })) }), refusals: ['brandNotFound'],
  }),
  orderFromSupplier: op({
    method: 'POST', path: '/parts/purchases', who: [...planners], summary: 'Orders parts, sent at once unless it is a draft; a line may be for one waiting car',
    input: Type.Object({ ...place, supplierId: Type.Optional(Id), lines, sent: Type.Optional(Type.Boolean()), note: Type.Optional(Words(200)) }), output: Purchase, refusals: [...placeRefusals, 'partNotFound', 'supplierNotFound', 'waitingPartNotFound', 'purchaseNotFound'],
  }),
  sendPurchase: op({ method: 'POST', path: '/parts/purchases/:purchaseId/send', who: [...planners], summary: 'Sends a draft: it is on order now', input: Type.Object(ofPurchase), output: Purchase, refusals: ['purchaseNotFound', 'purchaseNotNow'] }),
  cancelPurchase: op({ method: 'POST', path: '/parts/purchases/:purchaseId/cancel', who: [...planners], summary: 'What has not come is no longer on order', input: Type.Object({ ...ofPurchase, why: Words(200) }), output: Purchase, refusals: ['purchaseNotFound', 'purchaseNotNow'] }),
  expectPurchase: op({ method: 'POST', path: '/parts/purchases/:purchaseId/expect', who: [...planners], summary: 'The supplier names another day, for a line or for all that is open', input: Type.Object({ ...ofPurchase, purchaseLineId: Type.Optional(Id), expectedOn: LocalDate, why: Words(200) }), output: Purchase, refusals: ['purchaseNotFound', 'purchaseNotNow'] }),
  listPurchases: op({
    method: 'GET', path: '/parts/purchases', who: [...readers], summary: 'Orders of a brand, newest first', input: Type.Object({ brandId: Id, outletId: Type.Optional(Id), open: Type.Optional(Type.Boolean()) }), output: Type.Object({ purchases: Type.Array(Purchase) }), refusals: ['brandNotFound', 'outletNotFound', 'outletDoesNotStock'],
  }),
  receivePurchase: op({
    method: 'POST', path: '/parts/purchases/:purchaseId/receive', who: [...keepers], summary: 'So many came of each line, so many wrong or broken; answers the boxes of the cars that waited',
    input: Type.Object({ ...ofPurchase, came: Type.Array(Type.Object({
      purchaseLineId: Id, quantity: Count, rejected: Type.Optional(Count), fault: Type.Optional(OneOf(receiptFaults)), serials: Type.Optional(Type.Array(Words(40), { maxItems: 200, uniqueItems: true })), packingSound: Type.Optional(Type.Boolean()), socPct: Type.Optional(Type.Integer({ minimum: 0, maximum: 100 })),
    }), { minItems: 1, maxItems: 200 }) }),
    output: Type.Object({ boxes: Type.Array(Box), shelf: Type.Array(Type.Object({ code: Code, quantity: Type.Integer(), bin: Nullable(Type.String()) })), state: OneOf(purchaseStates) }), refusals: ['purchaseNotFound', 'purchaseNotNow', 'moreThanOrdered', 'nothingExpected', 'faultNeeded', 'serialNeeded', 'packingUnseen', 'socTooHigh'],
  }),
  fillBox: op({
    method: 'POST', path: '/parts/waiting/:waitingPartId/fill', who: [...keepers], summary: 'Takes a part from the shelf for a car that waits', input: Type.Object({ waitingPartId: Id, code: Type.Optional(Code), quantity: Type.Optional(Quantity) }), output: Box, refusals: ['waitingPartNotFound', 'notThatMany', 'doesNotServe'],
  }),
  askTransfer: op({
    method: 'POST', path: '/parts/transfers', who: [...keepers], summary: 'Asks a place for parts it can spare', input: Type.Object({ brandId: Id, fromPlaceId: Id, toPlaceId: Id, code: Code, quantity: Quantity, why: Type.Optional(Words(200)) }), output: Transfer,
    refusals: [...placeRefusals, 'partNotFound', 'notThatMany'],
  }),
  sendTransfer: op({ method: 'POST', path: '/parts/transfers/:transferId/send', who: [...keepers], summary: 'They left the shelf and are on their way', input: Type.Object(ofTransfer), output: Transfer, refusals: ['transferNotFound', 'transferNotNow', 'notThatMany'] }),
  receiveTransfer: op({
    method: 'POST', path: '/parts/transfers/:transferId/receive', who: [...keepers], summary: 'So many arrived; what is missing on the way is said', input: Type.Object({ ...ofTransfer, quantity: Count, why: Type.Optional(Words(200)) }), output: Type.Object({ transfer: Transfer, boxes: Type.Array(Box) }), refusals: ['transferNotFound', 'transferNotNow', 'moreThanOrdered', 'reasonNeeded'],
  }),
  cancelTransfer: op({ method: 'POST', path: '/parts/transfers/:transferId/cancel', who: [...keepers], summary: 'It is not sent', input: Type.Object({ ...ofTransfer, why: Words(200) }), output: Transfer, refusals: ['transferNotFound', 'transferNotNow'] }),
  listTransfers: op({ method: 'GET', path: '/parts/transfers', who: [...readers], summary: 'Parts between places, newest first', input: Type.Object({ brandId: Id, outletId: Type.Optional(Id), open: Type.Optional(Type.Boolean()) }), output: Type.Object({ transfers: Type.Array(Transfer) }), refusals: ['brandNotFound'] }),
};
