// What a certificate is and when it counts.
// T1 it counts from its first to its last day, not once withdrawn, not past a review that was due, and not for somebody who has
// not done such work for longer than the rule allows; T2 a maker's certificate counts for that maker's cars only, and where it
// names systems, models or a level, for those only; T3 high voltage takes the state's electrician paper and the maker's course.
import type { certificateKinds, standings } from './certificates-api.ts';

export type CertificateKind = (typeof certificateKinds)[number];
export type Standing = (typeof standings)[number];
export type Certificate = {
  id: string; staffId: string; kind: CertificateKind; brandId: string | null; systems: string[] | null; modelIds: string[] | null; level: number; number: string; issuer: string | null;
  validFrom: string; validTo: string; reviewDueOn: string | null;
  /** The last day on which it counts without new practice; null where no rule asks for practice. */
  freshUntil: string | null; lastJobOn: string | null;
  proofFileId: string | null; withdrawnAt: Date | null;
};

/** What the work is on; what is not said is not asked. */
export type Work = { brandId?: string | undefined; modelId?: string | undefined; system?: string | undefined; level?: number | undefined };
export type Papers = { certificates: readonly Certificate[] };

/** How a certificate stands on a day: `counts`, or why it does not. (T1) */
export function standingOn(paper: Pick<Certificate, 'validFrom' | 'validTo' | 'reviewDueOn' | 'freshUntil' | 'withdrawnAt'>, onDay: string): Standing {
  if (paper.withdrawnAt !== null) return 'withdrawn';
  if (onDay < paper.validFrom) return 'notYet';
  if (onDay > paper.validTo) return 'expired';
  if (paper.reviewDueOn !== null && onDay > paper.reviewDueOn) return 'reviewOverdue';
  if (paper.freshUntil !== null && onDay > paper.freshUntil) return 'notPractised';
  return 'counts';
}

/** The first day after which it no longer counts, if nothing is done. */
export const countsUntil = (paper: Pick<Certificate, 'validTo' | 'reviewDueOn' | 'freshUntil'>): string =>
  [paper.validTo, paper.reviewDueOn, paper.freshUntil].reduce<string>((first, one) => (one !== null && one < first ? one : first), paper.validTo);

/** Whether it is for this kind of work at all. (T2) */
const isFor = (paper: Certificate, work: Work): boolean =>
  (paper.brandId === null || work.brandId === undefined || paper.brandId === work.brandId) &&
  (paper.systems === null || work.system === undefined || paper.systems.includes(work.system)) &&
  (paper.modelIds === null || work.modelId === undefined || paper.modelIds.includes(work.modelId)) &&
  (work.level === undefined || paper.level >= work.level);

/** Why somebody may not do work that takes a kind of certificate; undefined when one counts. */
export function missing(technician: Papers, kind: CertificateKind, onDay: string, work: Work = {}): { kind: CertificateKind; standing: Standing | 'none'; until: string | null } | undefined {
  let nearest: { kind: CertificateKind; standing: Standing | 'none'; until: string | null } = { kind, standing: 'none', until: null };
  for (const paper of technician.certificates) {
    if (paper.kind !== kind || !isFor(paper, work)) continue;
    const standing = standingOn(paper, onDay);
    if (standing === 'counts') return undefined;
    nearest = { kind, standing, until: standing === 'notYet' ? paper.validFrom : countsUntil(paper) };
  }
  return nearest;
}

export const isCertified = (technician: Papers, kind: CertificateKind, onDay: string, brandId?: string, work: Omit<Work, 'brandId'> = {}): boolean =>
  missing(technician, kind, onDay, { ...work, brandId }) === undefined;

/** Which of the two papers for high voltage is missing; undefined when both count. A level is the maker's. (T3) */
export const missingForHv = (technician: Papers, onDay: string, work: Work = {}) =>
  missing(technician, 'lvElectrician', onDay, { brandId: work.brandId }) ?? missing(technician, 'makerHv', onDay, work);

/** Which paper an operation takes that this technician has not, on this day, for this car: the same for planning and for beginning. */
export const missingFor = (technician: Papers, operation: { certificate: CertificateKind | null; hv: boolean; system?: string; level?: number }, onDay: string, car: Pick<Work, 'brandId' | 'modelId'>) => {
  const work: Work = { ...car, ...(operation.system === undefined ? {} : { system: operation.system }), ...(operation.level === undefined ? {} : { level: operation.level }) };
  return (operation.certificate === null ? undefined : missing(technician, operation.certificate, onDay, work)) ?? (operation.hv ? missingForHv(technician, onDay, work) : undefined);
};

/** Whether a technician may work on, or guard, high voltage of the brand's cars on the day. (T3) */
export const mayWorkHv = (technician: Papers, onDay: string, brandId?: string, work: Omit<Work, 'brandId'> = {}): boolean => missingForHv(technician, onDay, { ...work, brandId }) === undefined;

/** Whether this technician has, among the others, a second certified person to guard: nobody opens high voltage alone. */
export const hasGuardian = (technician: { staffId: string } & Papers, others: readonly ({ staffId: string } & Papers)[], onDay: string, brandId?: string): boolean =>
  mayWorkHv(technician, onDay, brandId) && others.some((other) => other.staffId !== technician.staffId && mayWorkHv(other, onDay, brandId));
