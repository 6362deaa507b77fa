// The contract of certificates: who may do what until when, with number and proof, and what runs out soon.
import { Bytes, Id, Instant, LocalDate, Nullable, OneOf, Type, Words, op } from '../platform/contract.ts';

export const certificateKinds = ['lvElectrician', 'makerHv', 'makerGeneral', 'inspector', 'calibration'] as const;
/** How a certificate stands on a day. */
export const standings = ['counts', 'notYet', 'expired', 'reviewOverdue', 'notPractised', 'withdrawn'] as const;

const managers = ['serviceManager', 'regionalManager', 'administrator'] as const;
const Reason = Type.String({ minLength: 2, maxLength: 200, pattern: '\\S' });
/** 1 works on what is de-energised, 2 de-energises and proves it, 3 works inside the pack or live. */
const Level = Type.Integer({ minimum: 1, maximum: 3 });
const Systems = Nullable(Type.Array(Words(40), { minItems: 1, maxItems: 30, uniqueItems: true }));
const Models = Nullable(Type.Array(Id, { minItems: 1, maxItems: 60, uniqueItems: true }));

export const Certificate = Type.Object({
  id: Id, staffId: Id, kind: OneOf(certificateKinds), brandId: Nullable(Id), systems: Nullable(Type.Array(Type.String())), modelIds: Nullable(Type.Array(Id)), level: Level,
  number: Type.String(), issuer: Nullable(Type.String()), validFrom: LocalDate, validTo: LocalDate, reviewDueOn: Nullable(LocalDate), freshUntil: Nullable(LocalDate), lastJobOn: Nullable(LocalDate),
  proofFileId: Nullable(Id), withdrawnAt: Nullable(Instant),
});
const Row = Type.Object({ ...Certificate.properties, staffName: Type.String(), outletId: Id, standing: OneOf(standings), countsUntil: LocalDate, soon: Type.Boolean() });

export const refusals = ['certificateNotFound', 'certificateNumberTaken', 'certificateDatesNotValid', 'certificateTooLong', 'certificateProofNotYours', 'practiceInFuture'] as const;

export const api = {
  listCertificates: op({
    method: 'GET', path: '/certificates', who: [...managers, 'auditor'], summary: 'The certificates at my outlets, what runs out first on top; and technicians without any',
    input: Type.Object({ outletId: Type.Optional(Id) }),
    output: Type.Object({
      soonDays: Type.Integer(), certificates: Type.Array(Row),
      people: Type.Array(Type.Object({ staffId: Id, name: Type.String(), outletId: Id, mayWorkHv: Type.Boolean() })),
    }), refusals: ['outletNotFound'],
  }),
  addCertificate: op({
    method: 'POST', path: '/technicians/:staffId/certificates', who: [...managers], summary: 'A certificate with what it is for, its term, its number and proof',
    input: Type.Object({
      staffId: Id, kind: OneOf(certificateKinds), brandId: Nullable(Id), number: Words(60), validFrom: LocalDate, validTo: LocalDate,
      systems: Type.Optional(Systems), modelIds: Type.Optional(Models), level: Type.Optional(Level), issuer: Type.Optional(Nullable(Words(80))), reviewDueOn: Type.Optional(Nullable(LocalDate)),
      proofFileId: Type.Optional(Nullable(Id)),
    }),
    output: Certificate, refusals: ['staffNotFound', 'technicianNotFound', 'certificateNumberTaken', 'certificateDatesNotValid', 'certificateTooLong', 'certificateProofNotYours', 'brandNotFound'],
  }),
  reviewCertificate: op({
    method: 'POST', path: '/certificates/:id/review', who: [...managers], summary: 'The review was passed on a day; the next is due by the rule',
    input: Type.Object({ id: Id, reviewedOn: LocalDate, proofFileId: Type.Optional(Nullable(Id)) }), output: Certificate,
    refusals: ['certificateNotFound', 'technicianNotFound', 'staffNotFound', 'certificateDatesNotValid', 'certificateProofNotYours'],
  }),
  withdrawCertificate: op({
    method: 'POST', path: '/certificates/:id/withdraw', who: [...managers], summary: 'A certificate no longer counts',
    input: Type.Object({ id: Id, why: Reason }), output: Certificate, refusals: ['certificateNotFound', 'technicianNotFound', 'staffNotFound'],
  }),
  recordPractice: op({
    method: 'POST', path: '/technicians/:staffId/practice', who: [...managers], summary: 'Somebody showed on a day that they still can: an exercise or a practical examination',
    input: Type.Object({ staffId: Id, kind: OneOf(certificateKinds), onDay: LocalDate, why: Reason }), output: Type.Object({ staffId: Id, lastOn: LocalDate }),
    refusals: ['staffNotFound', 'technicianNotFound', 'practiceInFuture'],
  }),
  showCertificateProof: op({
    method: 'GET', path: '/certificates/:id/proof', who: [...managers], summary: 'The photographed certificate', sendsBytes: true,
    input: Type.Object({ id: Id }), output: Bytes, refusals: ['certificateNotFound', 'technicianNotFound', 'staffNotFound', 'notFound'],
  }),
};
