// Reading who did what. U1 a reader sees rows of their brands only; rows of no brand are for those who hold an
// auditor's or administrator's grant for all brands.
import type { Input } from '#platform/contract';
import { readAudit, type AuditFilter } from '#platform/audit';
import type { Actor } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { holdsEverywhere } from '#brands';
import type { api } from './api.ts';

const readers = ['auditor', 'administrator', 'serviceManager'] as const;

/** Brands whose rows the actor may read; undefined means all, and rows of no brand too. (U1) */
export function auditBrands(actor: Actor): string[] | undefined {
  if (holdsEverywhere(actor, ['auditor', 'administrator'])) return undefined;
  if (actor.kind !== 'staff') return [];
  const brands = actor.grants.filter((grant) => (readers as readonly string[]).includes(grant.role)).map((grant) => grant.brandId);
  return [...new Set(brands.filter((brand) => brand !== null))];
}

/** A Beijing day as instants. */
const dayOf = (on: string): { fromAt: Date; toAt: Date } => {
  const fromAt = new Date(`${on}T00:00:00+08:00`);
  if (Number.isNaN(fromAt.getTime())) refuse('badInput', { field: 'on', reason: 'format' });
  return { fromAt, toAt: new Date(fromAt.getTime() + 86_400_000) };
};

/** What changed on a record since a version, as far as these brands may know: for the one whose edit was stale. (U1) */
export async function changesSeen(tx: Tx, of: { subject: string; subjectId: string; version: number; brandIds: string[] | undefined }) {
  const rows = await readAudit(tx, { subject: of.subject, subjectId: of.subjectId, limit: 50, ...(of.brandIds === undefined ? {} : { brandIds: of.brandIds }) });
  return rows.filter((row) => row.version !== null && row.version > of.version).slice(0, 10)
    .map(({ at, actorName, action, before, after, why }) => ({ at, actorName, action, before, after, why }));
}

/** What of the audit is asked for, within what the actor may read. (U1) */
export function filterOf(actor: Actor, input: Input<typeof api.exportAudit>): Omit<AuditFilter, 'limit'> {
  const brandIds = auditBrands(actor);
  const filter: Omit<AuditFilter, 'limit'> = {};
  if (brandIds !== undefined) filter.brandIds = brandIds;
  if (input.subject !== undefined) filter.subject = input.subject;
  if (input.subjectId !== undefined) filter.subjectId = input.subjectId;
  if (input.actorId !== undefined) filter.actorId = input.actorId;
  if (input.action !== undefined) filter.action = input.action;
  if (input.on !== undefined) Object.assign(filter, dayOf(input.on));
  return filter;
}

export async function listAudit(tx: Tx, input: Input<typeof api.listAudit>) {
  const limit = input.limit ?? 50;
  const filter: AuditFilter = { ...filterOf(tx.actor, input), limit: limit + 1 };
  if (input.after !== undefined) filter.beforeId = /^\d{1,15}$/.test(input.after) ? Number(input.after) : refuse('badInput', { field: 'after', reason: 'format' });
  const found = await readAudit(tx, filter);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? String(rows.at(-1)?.id) : null };
}
