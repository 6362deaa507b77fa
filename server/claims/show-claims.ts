// Claims as those see them who claim, look after parts or audit; looking one up is asking permission. Ageing counts what was
// sent and is neither paid nor given up, by the days since.
import { outletsById } from '#network';
import { holds, type Role } from '#platform/actor';
import { changesSince } from '#platform/audit';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { placesOf } from '#platform/places';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { ages, type api } from './api.ts';
import { isOver, outstanding, type Claim, type ReturnPart } from './claim.ts';
import { checkRules, claimById, listedClaims, lockClaim, outstandingByDay, partsLate, partsOf, recoveriesOf, versionsOf } from './store.ts';

const readers: readonly Role[] = ['adviser', 'technician', 'partsPlanner', 'warrantyOfficer', 'serviceManager', 'regionalManager', 'auditor', 'administrator'];

export async function findClaim(tx: Tx, id: string): Promise<Claim> {
  const one = await claimById(tx, id);
  return one !== undefined && holds(tx.actor, readers, one) ? one : refuse('claimNotFound', { id });
}
/** The claim for an edit by one of the roles, kept from others until the transaction ends. */
export async function claimToEdit(tx: Tx, id: string, version: number, roles: readonly Role[]): Promise<Claim> {
  const one = await lockClaim(tx, id);
  if (one === undefined || !holds(tx.actor, readers, one)) return refuse('claimNotFound', { id });
  if (!holds(tx.actor, roles, one)) refuse('notAllowed');
  if (one.version !== version) refuse('staleEdit', { changes: await changesSince(tx, 'claims', id, version) });
  return one;
}

export const isLate = (part: Pick<ReturnPart, 'state' | 'dueOn'>, today: string): boolean => part.state === 'missing' || (['kept', 'labelled'].includes(part.state) && part.dueOn !== null && part.dueOn < today);

export async function rowsOf(tx: Tx, claims: readonly Claim[]) {
  const [outlets, parts, today] = [await outletsById(tx, claims.map((one) => one.outletId)), Map.groupBy(await partsOf(tx, claims.map((one) => one.id)), (part) => part.claimId), beijingDay(tx.now)];
  return claims.map((one) => {
    const own = (parts.get(one.id) ?? []).filter((part) => ['kept', 'labelled', 'missing'].includes(part.state));
    return {
      ...one, outletName: outlets.get(one.outletId)?.name ?? '', outletNameEn: outlets.get(one.outletId)?.nameEn ?? '', ageDays: one.sentAt === null || !outstanding.includes(one.state) ? null : Math.floor((tx.now.getTime() - one.sentAt.getTime()) / 86_400_000),
      late: ['sent', 'appealed'].includes(one.state) && one.answerDueOn !== null && one.answerDueOn < today, partDueOn: own.flatMap((part) => (part.dueOn === null ? [] : [part.dueOn])).toSorted()[0] ?? null, partLate: own.some((part) => isLate(part, today)),
      errors: one.findings.filter((finding) => finding.severity === 'error').length, warnings: one.findings.filter((finding) => finding.severity === 'warning').length,
    };
  });
}

export async function pageOf(tx: Tx, claim: Claim) {
  const [row] = await rowsOf(tx, [claim]);
  if (row === undefined) return refuse('claimNotFound', { id: claim.id });
  const today = beijingDay(tx.now);
  return {
    claim: row, lines: claim.lines, findings: claim.findings, parts: (await partsOf(tx, [claim.id])).map((part) => ({ ...part, late: isLate(part, today) })),
    versions: await versionsOf(tx, claim.id), recoveries: await rowsOf(tx, await recoveriesOf(tx, claim.id)),
  };
}

/** Whole days since it was sent, first and last. */
const daysOf: Record<(typeof ages)[number], readonly [from: number, to: number]> = { week: [0, 7], month: [8, 30], quarter: [31, 90], older: [91, 100_000] };
/** Where a list goes on: what is late stands first, what is over last, each newest first. */
function placeOf(text: string | undefined): { after?: { late: boolean; over: boolean; at: Date; id: string } } {
  const [late, over, at, id] = text?.split('~') ?? [];
  return at === undefined || id === undefined || Number.isNaN(Date.parse(at)) ? {} : { after: { late: late === '1', over: over === '1', at: new Date(at), id } };
}
export async function listClaims(tx: Tx, input: Input<typeof api.listClaims>) {
  const places = placesOf(tx.actor, readers);
  const { after, find, age, ...where } = input;
  const limit = input.limit ?? 100;
  const today = beijingDay(tx.now);
  const list = await listedClaims(tx, places, { ...where, ...(age === undefined ? {} : { outstandingDays: daysOf[age] }), ...(find === undefined ? {} : { find: find.normalize('NFKC').trim().toUpperCase() }), ...placeOf(after), limit: limit + 1 }, today);
  const byDay = await outstandingByDay(tx, places);
  const ageing = ages.map((age) => {
    const own = byDay.filter((one) => daysOf[age][0] <= one.days && one.days <= daysOf[age][1]);
    return { age, count: own.reduce((sum, one) => sum + one.count, 0), fen: Math.round(own.reduce((sum, one) => sum + one.fen, 0)) };
  });
  const claims = await rowsOf(tx, list.slice(0, limit));
  const last = claims.at(-1);
  const next = list.length > limit && last !== undefined ? `${last.late || last.partLate ? 1 : 0}~${isOver(last.state) ? 1 : 0}~${last.createdAt.toISOString()}~${last.id}` : null;
  return { claims, next, ageing, partsLate: await partsLate(tx, places, today) };
}
export const claimsNumbered = (tx: Tx, number: string, limit: number): Promise<Claim[]> => listedClaims(tx, placesOf(tx.actor, readers), { find: number, limit }, beijingDay(tx.now));
export const showClaim = async (tx: Tx, input: Input<typeof api.showClaim>) => pageOf(tx, await findClaim(tx, input.claimId));
export const listCheckRules = async (tx: Tx) => ({ rules: await checkRules(tx) });

export function tellOf(tx: Tx, claim: Claim, action: `claims.${string}`, more: { before?: unknown; after?: unknown; why?: string } = {}): void {
  tx.record({ action, subject: 'claims', subjectId: claim.id, brandId: claim.brandId, version: claim.version, after: { state: claim.state, claimedFen: claim.claimedFen, acceptedFen: claim.acceptedFen }, ...more });
  tx.announce({ topic: 'claims', id: claim.id, brandId: claim.brandId, outletId: claim.outletId });
}
