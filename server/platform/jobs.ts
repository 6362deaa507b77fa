// The two ways to happen later: a reaction to a fact (queued in the transaction that told it, run at least once), and
// a round of the clock. J1 a fact told is followed by every reaction of the journey, also after a crash; J2 a reaction
// that keeps failing ends in a list that staff can see, never in silence; J3 a round never runs twice at once.
import { PgBoss, fromPglite } from 'pg-boss';
import { system } from './actor.ts';
import { sql, write, type Database, type Db, type Written } from './database.ts';
import type { Around, Fact, Reaction } from './facts.ts';
import { log } from './log.ts';
import { metrics } from './metrics.ts';
import { unitOfWork, type Tx, type World } from './tx.ts';

export type Round = { name: string; everySeconds: number; round(tx: Tx): Promise<unknown> };

const queue = 'reactions';
const failedQueue = 'reactions-failed';
type Job = { reaction: string; fact: Fact };
type BossDatabase = { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> };

/** Facts waiting to be followed, and a way to follow them here and now (tests, and the making of a world). */
export type Jobs = {
  queueFacts(tx: { db: Db; written: Written }, facts: readonly Fact[]): Promise<void>;
  wake(): void;
  /** Starts working on reactions. */
  work(world: World): Promise<void>;
  /** Follows what is queued until nothing is left; answers how many were followed. Throws what a reaction throws. */
  settle(world: World): Promise<number>;
  /** How many reactions have failed for good. */
  failedCount(): Promise<number>;
  stop(): Promise<void>;
};

/** Telling people waits until the records have moved on. */
const laterNames: ReadonlySet<string> = new Set(['tell', 'send']);
const nameOf = (reaction: Reaction): string => `${reaction.fact} → ${reaction.name}`;

async function follow(world: World, byName: Map<string, Reaction>, job: Job): Promise<void> {
  const reaction = byName.get(job.reaction);
  if (reaction === undefined) throw new Error(`the journey has no reaction "${job.reaction}"`);
  const started = performance.now();
  const { around } = reaction;
  if (around === undefined) await unitOfWork(world, system(reaction.name), (tx) => reaction.follow(tx, job.fact.body as never));
  else await followAround(world, reaction.name, around, job.fact.body);
  metrics.reactionSeconds.observe({ reaction: job.reaction }, (performance.now() - started) / 1000);
}

async function followAround(world: World, name: string, around: Around, body: unknown): Promise<void> {
  const need = await unitOfWork(world, system(name), (tx) => around.read(tx, body as never));
  if (need === undefined) return;
  const got = await around.step(need);
  await unitOfWork(world, system(name), (tx) => around.write(tx, need, got));
}

/** Inside a unit of work the queue writes like everybody else; nobody asks for the ids of what it wrote. */
const through = (tx: { db: Db; written: Written }): BossDatabase => ({
  async executeSql(text, values) {
    write(tx, { text, values: values ?? [] });
    return { rows: [] };
  },
});

async function openBoss(database: Database): Promise<PgBoss> {
  const boss = 'pool' in database.native
    ? new PgBoss({ db: fromPool(database.native.pool), supervise: true, superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, schedule: false } as never)
    : new PgBoss({ db: fromPglite(database.native.pglite), backend: 'pglite', supervise: true, superviseIntervalSeconds: 10, monitorIntervalSeconds: 10, schedule: false } as never);
  boss.on('error', (error) => log.error({ err: error }, 'the job queue reports an error'));
  await boss.start();
  await boss.createQueue(failedQueue, { retentionSeconds: 90 * 86_400 } as never);
  await boss.createQueue(queue, { retryLimit: 8, retryDelay: 1, retryBackoff: true, deadLetter: failedQueue, retentionSeconds: 30 * 86_400, expireInSeconds: 30 } as never);
  return boss;
}

function fromPool(pool: { query(text: string, values?: unknown[]): Promise<{ rows: unknown[] } | { rows: unknown[] }[]> }): BossDatabase {
  return {
    async executeSql(text, values) {
      const result = await pool.query(text, values);
      return Array.isArray(result) ? { rows: result.flatMap((each) => each.rows ?? []) } : { rows: result.rows };
    },
  };
}

/** Opens the queue in the same database. */
export async function openJobs(database: Database, journey: readonly Reaction[], boundRole: string | undefined): Promise<Jobs> {
  const boss = await openBoss(database);
  if (boundRole !== undefined) {
    await database.exec(`grant usage on schema pgboss to ${boundRole}; grant all on all tables in schema pgboss to ${boundRole};
      grant execute on all functions in schema pgboss to ${boundRole}`);
  }
  const byFact = Map.groupBy(journey, (reaction) => reaction.fact);
  const byName = new Map(journey.map((reaction) => [nameOf(reaction), reaction]));
  const workers: string[] = [];
  return {
    async queueFacts(tx, facts) {
      const jobs = facts.flatMap((fact) =>
        (byFact.get(fact.name) ?? []).map((reaction) => ({ data: { reaction: nameOf(reaction), fact } satisfies Job, priority: laterNames.has(reaction.name) ? 0 : 1 })));
      if (jobs.length > 0) await boss.insert(queue, jobs, { db: through(tx) });
    },
    wake() {
      for (const worker of workers) boss.notifyWorker(worker);
    },
    async work(world) {
      const options = { batchSize: 5, pollingIntervalSeconds: 1, localConcurrency: database.engine === 'pglite' ? 1 : 4, burstWhenBatchFull: true };
      workers.push(await boss.work<Job>(queue, options as never, async (jobs: { id: string; data: Job }[]) => {
        for (const job of jobs) {
          try {
            await follow(world, byName, job.data);
          } catch (error) {
            log.warn({ err: error, reaction: job.data.reaction }, 'a reaction failed and will be tried again');
            await boss.fail(queue, job.id, { message: String(error) }); // the others of its batch are not to suffer
          }
        }
      }));
    },
    async settle(world) {
      for (let followed = 0; ; ) {
        const jobs = await boss.fetch<Job>(queue, { batchSize: 50 } as never);
        if (jobs.length === 0) return followed;
        for (const job of jobs) {
          try {
            await follow(world, byName, job.data);
          } catch (error) {
            await boss.fail(queue, job.id, { message: String(error) });
            throw error;
          }
          await boss.complete(queue, job.id);
          followed++;
        }
      }
    },
    async failedCount() {
      const [stats] = await boss.getQueueStats(failedQueue);
      return (stats as { queuedCount?: number } | undefined)?.queuedCount ?? 0;
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 8_000 });
    },
  };
}

/** Runs one round unless another process is at it. */
export async function runRound(world: World, round: Round): Promise<void> {
  await unitOfWork(world, system(`round ${round.name}`), async (tx) => {
    const [free] = await tx.db.query<{ free: boolean }>(sql`select pg_try_advisory_xact_lock(hashtext(${`round ${round.name}`})) as free`);
    if (free?.free === true) await round.round(tx);
  });
}

/**
 * Keeps all rounds going at their pace until stopped. A round that fails is logged and comes again. A round that is rare has its
 * first turn in the second minute, one after the other: a house that is restarted more often than once an hour is watched too.
 */
export function startRounds(world: World, rounds: readonly Round[]): () => Promise<void> {
  let stopped = false;
  const running = new Set<Promise<void>>();
  const turnOf = (round: Round) => (): void => {
    if (stopped) return;
    const turn = runRound(world, round).catch((error: unknown) => log.error({ err: error, round: round.name }, 'a round failed'));
    running.add(turn);
    void turn.finally(() => running.delete(turn));
  };
  const timers = rounds.map((round) => setInterval(turnOf(round), round.everySeconds * 1000));
  const firsts = rounds.map((round, index) => (round.everySeconds <= 120 ? undefined : setTimeout(turnOf(round), 1000 * (60 + (index % 60)))));
  return async () => {
    stopped = true;
    for (const timer of timers) clearInterval(timer);
    for (const first of firsts) clearTimeout(first);
    await Promise.all(running);
  };
}
