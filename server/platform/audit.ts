// Reading the audit: who did what to which record and why. Writing is `tx.record` in the unit of work.
import { join, many, sql, type Sql } from './database.ts';
import { refuse } from './refusals.ts';
import type { Tx } from './tx.ts';

export type AuditRow = {
  id: number; at: Date; actorKind: string; actorId: string | null; actorName: string; action: string; subject: string;
  subjectId: string; brandId: string | null; version: number | null; before: unknown; after: unknown; why: string | null;
};

/** What happened to a record since `version`: shown to the one whose edit was stale. */
export async function changesSince(tx: Tx, subject: string, subjectId: string, version: number): Promise<unknown[]> {
  return many(tx, sql`select at, actor_name, action, before, after, why from platform.audit
    where subject = ${subject} and subject_id = ${subjectId} and (version is null or version > ${version}) order by id desc limit 10`);
}

export type Change = { at: Date; actorName: string; action: string; before: unknown; after: unknown; why: string | null };

/** What of that concerns the one thing that somebody edits: of a record that many write on at once, an edit is stale by what it is about, not by all the rest. */
export async function changesTo(tx: Tx, of: { subject: string; id: string; version: number }, concerns: (change: Change) => boolean): Promise<Change[]> {
  const all = await many<Change>(tx, sql`select at, actor_name, action, before, after, why from platform.audit
    where subject = ${of.subject} and subject_id = ${of.id} and version > ${of.version} order by id desc limit 200`);
  return all.filter(concerns).slice(0, 10);
}

/** A locked record as who acts saw it, and in the state that the deed asks for. */
export async function asSeen<State extends string, One extends { id: string; version: number; state: State }>(tx: Tx, subject: string, one: One, seen: { version: number; state: State; notNow: string }): Promise<One> {
  if (one.version !== seen.version) refuse('staleEdit', { changes: await changesSince(tx, subject, one.id, seen.version) });
  return one.state === seen.state ? one : refuse(seen.notNow, { state: one.state });
}

export type AuditFilter = {
  subject?: string; subjectId?: string; actorId?: string; action?: string; fromAt?: Date; toAt?: Date;
  /** Brands whose rows may be shown; undefined shows all, also rows of no brand. */
  brandIds?: string[]; beforeId?: number; limit: number;
};

/** Rows of the audit, newest first. The caller decides which brands the reader may see. */
export async function readAudit(tx: Tx, filter: AuditFilter): Promise<AuditRow[]> {
  const where: Sql[] = [sql`true`];
  if (filter.subject !== undefined) where.push(sql`subject = ${filter.subject}`);
  if (filter.subjectId !== undefined) where.push(sql`subject_id = ${filter.subjectId}`);
  if (filter.actorId !== undefined) where.push(sql`actor_id = ${filter.actorId}`);
  if (filter.action !== undefined) where.push(sql`action like ${`${filter.action.replaceAll('%', '')}%`}`);
  if (filter.fromAt !== undefined) where.push(sql`at >= ${filter.fromAt.toISOString()}::timestamptz`);
  if (filter.toAt !== undefined) where.push(sql`at < ${filter.toAt.toISOString()}::timestamptz`);
  if (filter.brandIds !== undefined) where.push(sql`brand_id = any(${filter.brandIds}::text[])`);
  if (filter.beforeId !== undefined) where.push(sql`id < ${filter.beforeId}::bigint`);
  return many(tx, sql`select * from platform.audit where ${join(where, ' and ')} order by id desc limit ${filter.limit}`);
}
