// A house for one test file: a database of its own, callers who are signed in, a clock that the test moves.
// Uses PostgreSQL when CARELOOP_TEST_PG names a server with the template (tests/setup.ts makes it), else PGlite.
import { readFile } from 'node:fs/promises';
import { afterAll } from 'vitest';
import { openDatabase, sql } from './database.ts';
import { filesInMemory } from './files.ts';
import type { Actor, Grant, Role } from './actor.ts';
import { buildHouse } from './house.ts';
import { buildHttp } from './http.ts';
import { newId } from './ids.ts';
import type { Input, Operation, Output } from './contract.ts';
import { demoInbox, type DemoInbox } from './outside/sms.ts';
import { notConnected } from './outside/payment.ts';
import { Refusal } from './refusals.ts';
import { runRound } from './jobs.ts';
import { unitOfWork, type Outside, type Tx } from './tx.ts';

const where = { modules: '../modules.ts', journey: '../journey.ts', rounds: '../rounds.ts', people: '../people/people.ts' };

type AnyApi = Record<string, Operation>;
/** Someone who calls operations over HTTP. */
export type Caller = {
  actor: Actor;
  /** Calls by name; answers the output, throws a Refusal with code and details. */
  // biome-ignore lint/suspicious/noExplicitAny: the name is only known when the test runs; `on` is the typed way
  call(name: string, input?: Record<string, unknown>, options?: { key?: string }): Promise<any>;
  /** Like `call`, typed by a module's contract: `agent.on(api).call…`. */
  on<Api extends AnyApi>(api: Api): { [K in keyof Api]: (input: Input<Api[K]>) => Promise<Output<Api[K]>> };
  token: string;
};

async function ownDatabase(): Promise<{ at: Parameters<typeof openDatabase>[0]; drop(): Promise<void> }> {
  const url = process.env['CARELOOP_TEST_PG'];
  if (url === undefined || url === '') {
    const snapshot = process.env['CARELOOP_TEST_SNAPSHOT'];
    return { at: snapshot === undefined ? {} : { snapshot: new Blob([await readFile(snapshot)]) }, drop: async () => undefined };
  }
  const name = `careloop_${newId()}`;
  const admin = await openDatabase({ url, poolSize: 1 });
  await admin.exec(`create database ${name} template careloop_template`);
  await admin.close();
  const at = new URL(url);
  at.pathname = `/${name}`;
  return {
    at: { url: at.href, poolSize: 6 },
    async drop() {
      const again = await openDatabase({ url, poolSize: 1 });
      await again.exec(`drop database if exists ${name} with (force)`);
      await again.close();
    },
  };
}

const pathFor = (operation: Operation, input: Record<string, unknown>): { url: string; rest: Record<string, unknown> } => {
  const rest = { ...input };
  const url = `/api${operation.path}`.replaceAll(/:([A-Za-z]+)/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value));
  });
  return { url, rest };
};

/** Opens a house; it closes after the file's tests. */
export async function house(options: { outside?: Partial<Outside>; demo?: boolean; startsAt?: string; webDir?: string } = {}) {
  const { modules } = (await import(where.modules)) as typeof import('../modules.ts');
  const { journey } = (await import(where.journey)) as typeof import('../journey.ts');
  const { rounds } = (await import(where.rounds)) as typeof import('../rounds.ts');
  const { actorFor } = (await import(where.people)) as { actorFor(tx: Tx, token: string): Promise<Actor> };
  let nowMs = options.startsAt === undefined ? Date.now() : Date.parse(options.startsAt);
  let moving = options.startsAt === undefined;
  const started = Date.now();
  const clock = (): Date => new Date(moving ? nowMs + Date.now() - started : nowMs);
  const sms: DemoInbox = demoInbox(clock);
  const own = await ownDatabase();
  const built = await buildHouse({ database: own.at, modules, journey, files: filesInMemory(), outside: { sms, payment: notConnected, ...options.outside }, clock });
  const tokens = new Map<string, Actor>();
  const { app, close } = await buildHttp({
    world: built.world, operations: built.operations, demo: options.demo ?? false, version: 'test', webDir: options.webDir ?? '/nonexistent',
    actorFor: async (token) => tokens.get(token) ?? unitOfWork(built.world, { kind: 'system', id: 'sign-in' }, (tx) => actorFor(tx, token)),
    health: async () => ({ ok: true }),
  });
  afterAll(async () => {
    await close();
    await built.close();
    await own.drop();
  });

  const callerWith = (actor: Actor, token: string): Caller => {
    const call: Caller['call'] = async (name, input = {}, { key } = {}) => {
      const found = built.operations.get(name);
      if (found === undefined) throw new Error(`no operation is called ${name}`);
      const { url, rest } = pathFor(found.operation, input);
      const bytes = found.operation.raw === true ? (rest['bytes'] as Buffer) : undefined;
      const query = Object.fromEntries(Object.entries(rest).filter(([name, value]) => value !== undefined && (bytes === undefined || !['bytes', 'contentType', 'headers'].includes(name)))) as Record<string, string>;
      const response = await app.inject({
        method: found.operation.method, url,
        headers: { ...(token === '' ? {} : { authorization: `Bearer ${token}` }), ...(key === undefined ? {} : { 'idempotency-key': key }),
          ...(bytes === undefined ? {} : { 'content-type': (rest['contentType'] as string) ?? 'application/octet-stream', ...(rest['headers'] as object) }) },
        ...(found.operation.method === 'GET' ? { query } : { payload: bytes ?? rest, ...(bytes === undefined ? {} : { query }) }),
      });
      if (response.statusCode >= 400) {
        const body = response.json<{ code: string; details: Record<string, unknown> }>();
        throw new Refusal(body.code, { ...body.details, status: response.statusCode });
      }
      return found.operation.sendsBytes === true ? response.rawPayload : response.json();
    };
    return {
      actor, token, call,
      on: (api) => Object.fromEntries(Object.keys(api).map((name) => [name, (input: Record<string, unknown>) => call(name, input)])) as never,
    };
  };
  const callerAs = (actor: Actor): Caller => {
    const token = `test-${newId()}`;
    tokens.set(token, actor);
    return callerWith(actor, token);
  };

  return {
    ...built, app, sms,
    /** Someone with a true session token, such as one that signing in gave. */
    withToken: (token: string) => callerWith({ kind: 'nobody' }, token),
    nobody: callerWith({ kind: 'nobody' }, ''),
    /** A caller with these rights who is on no staff list (enough for most tests). */
    as: callerAs,
    staff: (grant: { role: Role; brandId?: string | null; outletId?: string | null; id?: string; name?: string }): Caller => {
      const grants: Grant[] = [{ role: grant.role, brandId: grant.brandId ?? null, outletId: grant.outletId ?? null }];
      return callerAs({ kind: 'staff', id: grant.id ?? newId(), name: grant.name ?? `A ${grant.role}`, grants });
    },
    owner: (owner: { id: string; name?: string; brandIds: string[] }): Caller => callerAs({ kind: 'owner', id: owner.id, name: owner.name ?? 'An owner', brandIds: owner.brandIds }),
    /** Runs `work` in a transaction as the system, to look or to prepare. */
    inside: <T>(work: (tx: Tx) => Promise<T>): Promise<T> => unitOfWork(built.world, { kind: 'system', id: 'test' }, work),
    /** Follows queued reactions, and what they tell, until none is left. */
    settle: () => built.jobs.settle(built.world),
    clock: {
      now: clock,
      advance(by: { days?: number; hours?: number; minutes?: number; seconds?: number }) {
        nowMs += (((by.days ?? 0) * 24 + (by.hours ?? 0)) * 60 + (by.minutes ?? 0)) * 60_000 + (by.seconds ?? 0) * 1000;
      },
      set(at: string) {
        nowMs = Date.parse(at);
        moving = false;
      },
    },
    /** Runs every round once (or those named), then what they told. */
    async runRounds(...names: string[]) {
      for (const round of rounds) if (names.length === 0 || names.includes(round.name)) await runRound(built.world, round);
      await built.jobs.settle(built.world);
    },
    sql,
  };
}
