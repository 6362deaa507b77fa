// Puts a house together: database in shape, queue, walls bound, operations on their routes. main.ts starts one for
// production, testing.ts one for each test file; both get the same.
import { openDatabase, type Database } from './database.ts';
import type { Reaction } from './facts.ts';
import { operationsOf, type Operations } from './invoke.ts';
import { openJobs, type Jobs } from './jobs.ts';
import { bindRole, migrate } from './migrate.ts';
import type { Operation } from './contract.ts';
import type { Routes } from './routes.ts';
import { databaseStream } from './stream/journal.ts';
import { openNats, type NatsPlan } from './stream/nats.ts';
import type { Files, Outside, World } from './tx.ts';

export type Plan = {
  database: Parameters<typeof openDatabase>[0];
  modules: readonly { name: string; api: Record<string, Operation>; routes: Routes }[];
  journey: readonly Reaction[];
  files: Files;
  outside: Outside;
  clock: () => Date;
  /** Where the vehicle stream is; left out, it is in the database. */
  nats?: NatsPlan | undefined;
};

export type House = { world: World; jobs: Jobs; operations: Operations; database: Database; close(): Promise<void> };

/** Opens the database, brings it to shape and readies the queue. Throws WrongDatabase when it is not ours to serve. */
export async function buildHouse(plan: Plan): Promise<House> {
  const operations = operationsOf(plan.modules);
  const database = await openDatabase(plan.database);
  try {
    await migrate(database);
    const boundRole = await bindRole(database);
    const jobs = await openJobs(database, plan.journey, boundRole);
    const stream = plan.nats === undefined ? databaseStream() : await openNats(plan.nats);
    const world: World = {
      database, stream, boundRole, clock: plan.clock, files: plan.files, outside: plan.outside,
      queueFacts: jobs.queueFacts, committed: () => jobs.wake(),
    };
    return {
      world, jobs, operations, database,
      async close() {
        await jobs.stop();
        await stream.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}
