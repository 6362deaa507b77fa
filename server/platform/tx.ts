// A unit of work: one transaction, one actor, one reading of the clock. What it tells, records and announces is
// written in the same transaction, so nothing is told of something that was rolled back. (T1 told facts are never lost)
import { actorId, actorName, visibleBrands, type Actor } from './actor.ts';
import type { Database, Db, Written } from './database.ts';
import type { Fact } from './facts.ts';
import { sql, write } from './database.ts';
import type { VehicleStream } from './stream/stream.ts';
import { Refusal } from './refusals.ts';

/** What the audit keeps of a change: who and when are added by the unit of work. */
export type AuditEntry = {
  action: `${string}.${string}`; subject: string; subjectId: string; brandId?: string | null;
  version?: number; before?: unknown; after?: unknown; why?: string | null;
};

/** News for open screens: which record of which module changed, and whose it is. */
export type LiveNews = { topic: string; id: string; brandId?: string | null; ownerId?: string | null; outletId?: string | null };

export type Tx = {
  readonly db: Db;
  /** Statements that travel with later ones (`write`); the unit of work counts only if they succeed. */
  readonly written: Written;
  readonly actor: Actor;
  readonly now: Date;
  readonly files: Files;
  readonly outside: Outside;
  readonly stream: VehicleStream;
  tell(fact: Fact): void;
  record(entry: AuditEntry, as?: { actor: Actor; at: Date }): void;
  announce(news: LiveNews): void;
};

/** Places outside the transaction that verbs may reach: filled by main.ts, extended by outside/ adapters. */
// biome-ignore lint/suspicious/noEmptyInterface: adapters add their ports by declaration merging
export interface Outside {}
export interface Files {
  /** Stores bytes under their hash; answers the id. */
  put(bytes: Uint8Array): Promise<string>;
  get(id: string): Promise<Uint8Array | undefined>;
}

export type World = {
  database: Database;
  clock: () => Date;
  files: Files;
  outside: Outside;
  stream: VehicleStream;
  /** Role that row-level security binds, when the connection itself would bypass it. */
  boundRole: string | undefined;
  queueFacts(tx: { db: Db; written: Written }, facts: readonly Fact[]): Promise<void>;
  committed(told: readonly Fact[]): void;
};

type Told = { facts: Fact[]; audit: { entry: AuditEntry; actor: Actor; at: Date }[]; news: LiveNews[] };

/** The same transaction with another actor and another reading of the clock; for replaying what happened before. */
export function actingAs(tx: Tx, actor: Actor, now: Date): Tx {
  return { ...tx, actor, now, record: (entry) => tx.record(entry, { actor, at: now }) };
}

async function flush(world: World, tx: Tx, told: Told): Promise<void> {
  if (told.audit.length > 0) {
    const rows = told.audit.map(({ entry, actor, at }) => ({
      at: at.toISOString(), actor_kind: actor.kind, actor_id: actorId(actor), actor_name: actorName(actor),
      action: entry.action, subject: entry.subject, subject_id: entry.subjectId, brand_id: entry.brandId ?? null,
      version: entry.version ?? null, before: entry.before ?? null, after: entry.after ?? null, why: entry.why ?? null,
    }));
    write(tx, sql`insert into platform.audit (at, actor_kind, actor_id, actor_name, action, subject, subject_id, brand_id, version, before, after, why)
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(at timestamptz, actor_kind text, actor_id text, actor_name text,
        action text, subject text, subject_id text, brand_id text, version int, before jsonb, after jsonb, why text)`);
  }
  if (told.facts.length > 0) await world.queueFacts(tx, told.facts);
  if (told.news.length > 0) {
    const payloads = [...new Set(told.news.map((news) => JSON.stringify(news)))];
    write(tx, sql`select pg_notify('careloop_live', payload) from unnest(${payloads}::text[]) as payload`);
  }
}

/** Runs `work` as `actor` in one transaction; what it told is committed with it. */
export async function unitOfWork<T>(world: World, actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> {
  const settings: Record<string, string> = {
    'careloop.brands': visibleBrands(actor),
    'careloop.person': actor.kind === 'owner' ? actor.id : '',
  };
  if (world.boundRole !== undefined) settings['role'] = world.boundRole;
  let told: Told = { facts: [], audit: [], news: [] };
  let refused: Refusal | undefined;
  const result = await world.database.transaction(settings, async (db, written) => {
    told = { facts: [], audit: [], news: [] };
    const tx: Tx = {
      db, written, actor, now: world.clock(), files: world.files, outside: world.outside, stream: world.stream,
      tell: (fact) => void told.facts.push(fact),
      record: (entry, as) => void told.audit.push({ entry, actor: as?.actor ?? actor, at: as?.at ?? tx.now }),
      announce: (news) => void told.news.push(news),
    };
    refused = undefined;
    const value = await work(tx).catch((error: unknown) => {
      if (!(error instanceof Refusal && error.kept)) throw error;
      refused = error;
      return undefined as T;
    });
    await flush(world, tx, told);
    return value;
  });
  if (told.facts.length > 0) world.committed(told.facts);
  if (refused !== undefined) throw refused;
  return result;
}

/**
 * Lifts the walls for `work`, inside the same transaction: for looking up who signs in, for sharing a bay between
 * brands. The reason is a sentence for the reader of the code; what is read must not reach the actor unfiltered. Nothing
 * else may be asked of this transaction meanwhile: reads that go together (Promise.all) never lift walls.
 */
export async function acrossWalls<T>(tx: Tx, _reason: string, work: () => Promise<T>): Promise<T> {
  if (lifted.has(tx.db)) return work();
  lifted.add(tx.db);
  write(tx, sql`with seen as materialized (select current_setting('careloop.brands') as brands, current_setting('careloop.person') as person)
    select set_config('careloop.brands_within', brands, true), set_config('careloop.person_within', person, true), set_config('careloop.brands', left(brands, 0) || '*', true), set_config('careloop.person', left(person, 0), true) from seen`);
  try {
    return await work();
  } finally {
    lifted.delete(tx.db);
    write(tx, sql`select set_config('careloop.brands', current_setting('careloop.brands_within'), true), set_config('careloop.person', current_setting('careloop.person_within'), true)`);
  }
}

/** Transactions whose walls are lifted now. */
const lifted = new WeakSet<Db>();
