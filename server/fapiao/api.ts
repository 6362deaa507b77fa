// The contract of tax invoices (发票): asked for after settlement in the buyer's own title, red ones for what was given back.
import { Bytes, Fen, Id, Instant, Nullable, OneOf, Type, Version, Words, op } from '../platform/contract.ts';

export const paperStates = ['asked', 'waitsForBuyer', 'confirmed', 'issued', 'failed'] as const;
export const buyerKinds = ['person', 'company'] as const;
const till = ['adviser', 'cashier', 'serviceManager'] as const;
const lookers = [...till, 'agent', 'warrantyOfficer', 'regionalManager', 'auditor', 'administrator'] as const;

export const Paper = Type.Object({
  id: Id, brandId: Id, invoiceId: Id, invoiceNumber: Type.String(), payerId: Id, kind: OneOf(['blue', 'red'] as const), ofId: Nullable(Id), state: OneOf(paperStates), number: Nullable(Type.String()), buyerKind: OneOf(buyerKinds), buyerTitle: Type.String(), buyerTaxNo: Nullable(Type.String()),
  grossFen: Fen, taxFen: Fen, taxBasisPoints: Type.Integer(), reason: Nullable(Type.String()), error: Nullable(Type.String()), askedAt: Instant, issuedAt: Nullable(Instant), version: Version,
});
const TaxNo = Type.String({ pattern: '^[0-9A-Z]{15,20}$' });
const Buyer = { buyerKind: OneOf(buyerKinds), title: Words(100), taxNo: Type.Optional(TaxNo) };

export const refusals = ['fapiaoNotFound', 'fapiaoNotSettled', 'fapiaoAskedAlready', 'fapiaoNothing', 'fapiaoTaxNoNeeded', 'fapiaoNotFailed', 'fapiaoNoFile'] as const;

export const api = {
  myFapiao: op({ method: 'GET', path: '/my/fapiao', who: ['owner'], summary: 'My tax invoices', input: Type.Object({ invoiceId: Type.Optional(Id) }), output: Type.Object({ papers: Type.Array(Paper) }), refusals: [] }),
  listFapiao: op({ method: 'GET', path: '/fapiao', who: [...lookers], summary: 'Tax invoices of my places, those that wait or failed first', input: Type.Object({ invoiceId: Type.Optional(Id), state: Type.Optional(OneOf(paperStates)), limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })) }), output: Type.Object({ papers: Type.Array(Paper) }), refusals: [] }),
  askFapiao: op({
    method: 'POST', path: '/invoices/:invoiceId/fapiao', who: ['owner', ...till], summary: 'Asks for a tax invoice over what a payer paid, in the title of the buyer',
    input: Type.Object({ invoiceId: Id, payerId: Type.Optional(Id), ...Buyer }), output: Paper, refusals: ['invoiceNotFound', 'payerNotFound', 'fapiaoNotSettled', 'fapiaoAskedAlready', 'fapiaoNothing', 'fapiaoTaxNoNeeded'],
  }),
  retryFapiao: op({ method: 'POST', path: '/fapiao/:paperId/retry', who: [...till], summary: 'Asks again for one the tax platform refused, with the title corrected', input: Type.Object({ paperId: Id, version: Version, ...Buyer }), output: Paper, refusals: ['fapiaoNotFound', 'fapiaoNotFailed', 'fapiaoTaxNoNeeded'] }),
  fapiaoFile: op({ method: 'GET', path: '/fapiao/:paperId/file', who: ['owner', ...lookers], summary: 'The file of an issued tax invoice', sendsBytes: true, input: Type.Object({ paperId: Id }), output: Bytes, refusals: ['fapiaoNotFound', 'fapiaoNoFile'] }),
};
