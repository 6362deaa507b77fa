// Certificates are entered, reviewed, withdrawn and kept alive by practice; only who runs a place where the technician works may.
// Z1 a number is registered once for its kind; Z2 no paper of the state is longer than the law gives it; Z3 a proof is one's own
// upload and is shown only to those who run the place; Z4 done work keeps a certificate fresh by itself.
import { findBrand } from '#brands';
import { staffAt } from '#people';
import { actorName, holds } from '#platform/actor';
import { addDays, beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { ownUploads, readKeptFile } from '#platform/files';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { runsOutlet } from './add-outlet.ts';
import { certificateById, certificatesOf, insertCertificate, rulesOn, writePractice, writeReview, writeWithdrawn } from './certificate-store.ts';
import type { api } from './certificates-api.ts';
import { countsUntil, mayWorkHv, standingOn, type Certificate, type CertificateKind } from './paper.ts';
import { outletById, outletsFor } from './store.ts';
import { ownTechnician, tellOfTechnician } from './technicians.ts';

/** The same day so many months later, the month's last where it is shorter. */
export function addMonths(onDay: string, months: number): string {
  const [year, month, day] = onDay.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}

/** (Z3) */
async function ownProof(tx: Tx, fileId: string | null | undefined): Promise<string | null> {
  if (fileId === null || fileId === undefined) return null;
  return (await ownUploads(tx, [fileId])).length === 1 ? fileId : refuse('certificateProofNotYours', { field: 'proofFileId' });
}

/** When the next review is due by the rule, counted in its steps from the first day; null where no rule asks for one. */
function nextReview(validFrom: string, today: string, months: number | undefined): string | null {
  if (months === undefined) return null;
  for (let nth = 1; nth < 30; nth += 1) if (addMonths(validFrom, nth * months) > today) return addMonths(validFrom, nth * months);
  return null;
}

const found = async (tx: Tx, id: string): Promise<Certificate> => (await certificateById(tx, id)) ?? refuse('certificateNotFound', { id });

export async function addCertificate(tx: Tx, input: Input<typeof api.addCertificate>): Promise<Certificate> {
  const person = await ownTechnician(tx, input.staffId);
  if (input.validTo < input.validFrom) refuse('certificateDatesNotValid', { field: 'validTo' });
  const today = beijingDay(tx.now);
  const rules = await rulesOn(tx, today);
  const term = rules.get(`termMonths ${input.kind}`);
  if (term !== undefined && input.validTo > addMonths(input.validFrom, term)) refuse('certificateTooLong', { field: 'validTo', years: Math.round(term / 12) }); // (Z2)
  if (input.brandId !== null) await findBrand(tx, input.brandId);
  const certificate = await insertCertificate(tx, {
    ...input, number: input.number.trim(), systems: input.systems ?? null, modelIds: input.modelIds ?? null, level: input.level ?? 1, issuer: input.issuer?.trim() ?? null,
    reviewDueOn: input.reviewDueOn === undefined ? nextReview(input.validFrom, today, rules.get(`reviewMonths ${input.kind}`)) : input.reviewDueOn, proofFileId: await ownProof(tx, input.proofFileId),
  });
  if (certificate === undefined) refuse('certificateNumberTaken', { field: 'number', number: input.number }); // (Z1)
  tellOfTechnician(tx, 'network.addCertificate', person, { after: certificate });
  return certificate;
}

export async function reviewCertificate(tx: Tx, input: Input<typeof api.reviewCertificate>): Promise<Certificate> {
  const before = await found(tx, input.id);
  const person = await ownTechnician(tx, before.staffId);
  const today = beijingDay(tx.now);
  if (input.reviewedOn > today || input.reviewedOn < before.validFrom) refuse('certificateDatesNotValid', { field: 'reviewedOn' });
  const months = (await rulesOn(tx, today)).get(`reviewMonths ${before.kind}`) ?? refuse('certificateDatesNotValid', { field: 'reviewedOn' });
  await writeReview(tx, input.id, addMonths(input.reviewedOn, months), await ownProof(tx, input.proofFileId));
  const after = await found(tx, input.id);
  tellOfTechnician(tx, 'network.reviewCertificate', person, { before, after });
  return after;
}

export async function withdrawCertificate(tx: Tx, input: Input<typeof api.withdrawCertificate>): Promise<Certificate> {
  const before = await found(tx, input.id);
  const person = await ownTechnician(tx, before.staffId);
  await writeWithdrawn(tx, input.id, input.why.trim());
  const after = await found(tx, input.id);
  tellOfTechnician(tx, 'network.withdrawCertificate', person, { before, after, why: input.why });
  return after;
}

export async function recordPractice(tx: Tx, input: Input<typeof api.recordPractice>) {
  const person = await ownTechnician(tx, input.staffId);
  if (input.onDay > beijingDay(tx.now)) refuse('practiceInFuture', { field: 'onDay' });
  const [kept] = await writePractice(tx, [{ staffId: input.staffId, kind: input.kind, lastOn: input.onDay, how: 'exercise', notedBy: actorName(tx.actor) }]);
  tellOfTechnician(tx, 'network.recordPractice', person, { after: { kind: input.kind, onDay: input.onDay }, why: input.why });
  return { staffId: input.staffId, lastOn: kept?.lastOn ?? input.onDay };
}

/** Work of these kinds was done by these people on the day. (Z4) */
export async function notePractice(tx: Tx, staffIds: readonly string[], kinds: readonly CertificateKind[], onDay: string): Promise<void> {
  if (staffIds.length * kinds.length > 0) await writePractice(tx, staffIds.flatMap((staffId) => kinds.map((kind) => ({ staffId, kind, lastOn: onDay, how: 'job' as const, notedBy: actorName(tx.actor) }))));
}

/** (Z3) */
export async function showCertificateProof(tx: Tx, input: Input<typeof api.showCertificateProof>) {
  const certificate = await found(tx, input.id);
  await ownTechnician(tx, certificate.staffId);
  return readKeptFile(tx, certificate.proofFileId ?? refuse('notFound'));
}

/** Outlets whose papers the actor may read: those they run, or audit. */
async function readOutlets(tx: Tx, outletId: string | undefined) {
  const outlets = outletId === undefined ? await outletsFor(tx) : [(await outletById(tx, outletId)) ?? refuse('outletNotFound', { id: outletId })];
  const mine = outlets.filter((one) => runsOutlet(tx, one) || one.brandIds.some((brandId) => holds(tx.actor, ['auditor'], { brandId, outletId: one.id })));
  return mine.length === 0 && outletId !== undefined ? refuse('outletNotFound', { id: outletId }) : mine;
}

export async function listCertificates(tx: Tx, input: Input<typeof api.listCertificates>) {
  const today = beijingDay(tx.now);
  const soonDays = (await rulesOn(tx, today)).get('expiresSoonDays') ?? 0;
  const soonOn = addDays(today, soonDays);
  const people = new Map<string, { staffId: string; name: string; outletId: string }>();
  for (const outlet of await readOutlets(tx, input.outletId)) {
    for (const one of await staffAt(tx, outlet.id, ['technician'])) if (!people.has(one.id)) people.set(one.id, { staffId: one.id, name: one.name, outletId: outlet.id });
  }
  const papers = await certificatesOf(tx, [...people.keys()]);
  const held = Map.groupBy(papers, (paper) => paper.staffId);
  const rows = papers.map((paper) => {
    const person = people.get(paper.staffId);
    const standing = standingOn(paper, today);
    const until = countsUntil(paper);
    return { ...paper, staffName: person?.name ?? '', outletId: person?.outletId ?? '', standing, countsUntil: until, soon: standing === 'counts' && until <= soonOn };
  });
  return {
    soonDays, certificates: rows.sort((a, b) => Number(a.withdrawnAt !== null) - Number(b.withdrawnAt !== null) || a.countsUntil.localeCompare(b.countsUntil) || a.id.localeCompare(b.id)),
    people: [...people.values()].map((one) => ({ ...one, mayWorkHv: mayWorkHv({ certificates: held.get(one.staffId) ?? [] }, today) })),
  };
}
