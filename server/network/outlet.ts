// What an outlet, a bay and a technician's papers are.
// T1 a certificate counts from its first to its last day, and no longer once withdrawn; T2 a maker's certificate
// counts for that maker's cars only; T3 high voltage takes the state's low-voltage electrician paper and the maker's course.
import type { Static } from '#platform/contract';
import type { Absence as AbsenceShape, Bay as BayShape, DayException as DayExceptionShape, Outlet as OutletShape, Period as PeriodShape, WeekPeriod as WeekPeriodShape, absenceKinds, capabilities, certificateKinds } from './api.ts';

export type Outlet = Static<typeof OutletShape>;
export type Bay = Static<typeof BayShape>;
export type Absence = Static<typeof AbsenceShape>;
export type AbsenceKind = (typeof absenceKinds)[number];
export type DayException = Static<typeof DayExceptionShape>;
export type Period = Static<typeof PeriodShape>;
export type WeekPeriod = Static<typeof WeekPeriodShape>;
export type Capability = (typeof capabilities)[number];
export type CertificateKind = (typeof certificateKinds)[number];

export type Certificate = {
  id: string; staffId: string; kind: CertificateKind; brandId: string | null; number: string; validFrom: string; validTo: string;
  proofFileId: string | null; withdrawnAt: Date | null;
};
/** A member of staff who works as technician at an outlet; brandIds null means for all brands. */
export type Technician = { staffId: string; name: string; brandIds: string[] | null; certificates: Certificate[] };

type Papers = { certificates: readonly Pick<Certificate, 'kind' | 'brandId' | 'validFrom' | 'validTo' | 'withdrawnAt'>[] };

/** Whether a technician holds a certificate that counts on the day, for cars of the brand where one is given. (T1, T2) */
export const isCertified = (technician: Papers, kind: CertificateKind, onDay: string, brandId?: string): boolean =>
  technician.certificates.some((certificate) =>
    certificate.kind === kind && certificate.withdrawnAt === null && certificate.validFrom <= onDay && onDay <= certificate.validTo &&
    (certificate.brandId === null || brandId === undefined || certificate.brandId === brandId));

/** Whether a technician may work on, or guard, high voltage of the brand's cars on the day. (T3) */
export const mayWorkHv = (technician: Papers, onDay: string, brandId?: string): boolean =>
  isCertified(technician, 'lvElectrician', onDay, brandId) && isCertified(technician, 'makerHv', onDay, brandId);

/** Whether this technician has, among the others, a second certified person to guard: nobody opens high voltage alone. */
export const hasGuardian = (technician: { staffId: string } & Papers, others: readonly ({ staffId: string } & Papers)[], onDay: string, brandId?: string): boolean =>
  mayWorkHv(technician, onDay, brandId) && others.some((other) => other.staffId !== technician.staffId && mayWorkHv(other, onDay, brandId));
