// Makes the past by doing it again: operations are called through their contracts with the clock of that time, their
// reactions follow at once, all in one transaction. There is no second way into the records.
import { journey } from '../server/journey.ts';
import { system, type Actor } from '../server/platform/actor.ts';
import type { Fact } from '../server/platform/facts.ts';
import { seedIds } from '../server/platform/ids.ts';
import { callFromInside, type Operations } from '../server/platform/invoke.ts';
import { Refusal } from '../server/platform/refusals.ts';
import type { Call } from '../server/platform/routes.ts';
import { actingAs, unitOfWork, type Outside, type Tx, type World } from '../server/platform/tx.ts';
import { createRandom } from './random.ts';
import { remembering } from './remember.ts';

export type Replay = {
  /** Does an operation as somebody at a time, with everything that follows from it. */
  // biome-ignore lint/suspicious/noExplicitAny: names come from scripts of the past; contracts have checked their shapes elsewhere
  call(actor: Actor, at: Date, name: string, input: Record<string, unknown>, call?: Partial<Call>): Promise<any>;
  /** Runs a round as of a time. */
  round(at: Date, round: (tx: Tx) => Promise<unknown>): Promise<void>;
  /** Uploads a small picture as somebody; answers its id. */
  picture(actor: Actor, at: Date, bytes: Uint8Array): Promise<string>;
};

/** Runs `script` in one transaction. `outside` stands for the services that the past called. */
export async function replay<T>(world: World, operations: Operations, options: { seed: number; outside: Outside }, script: (on: Replay) => Promise<T>): Promise<T> {
  const random = createRandom(options.seed).fork('ids');
  let nowMs = 0;
  seedIds({ nowMs: () => nowMs, bytes: (count) => Uint8Array.from({ length: count }, () => random.int(0, 255)) });
  try {
    // who sees all brands needs no walls; without them the year is made in three quarters of the time
    return await unitOfWork({ ...world, boundRole: undefined }, system('demo world'), async (base) => {
      const facts: Fact[] = [];
      await base.db.exec('set local plan_cache_mode = force_generic_plan'); // few statements, each thousands of times
      const db = remembering(base.db);
      const at = (actor: Actor, time: Date): Tx => {
        nowMs = time.getTime();
        return { ...actingAs(base, actor, time), db, outside: options.outside, tell: (fact) => void facts.push(fact), announce: () => undefined };
      };
      const follow = async (time: Date): Promise<void> => {
        for (let fact = facts.shift(); fact !== undefined; fact = facts.shift()) {
          const body = JSON.parse(JSON.stringify(fact.body)) as never;
          for (const reaction of journey.filter((one) => one.fact === fact?.name)) await reaction.follow(at(system(reaction.name), time), body);
        }
      };
      return script({
        async call(actor, time, name, input, call) {
          const found = operations.get(name);
          if (found === undefined) throw new Error(`no operation is called ${name}`);
          const answer = await found.verb(at(actor, time), input, { ...callFromInside, ...call }).then(async (done) => {
            await follow(time);
            return done;
          }, (error: Error) => {
            if (error instanceof Refusal) throw error;
            throw new Error(`the past broke at ${name}, ${time.toISOString()}, ${JSON.stringify(input).slice(0, 300)}`, { cause: error });
          });
          return JSON.parse(JSON.stringify(answer ?? null)) as unknown;
        },
        async round(time, round) {
          await round(at(system('round'), time));
          await follow(time);
        },
        async picture(actor, time, bytes) {
          const tx = at(actor, time);
          const found = operations.get('uploadFile');
          if (found === undefined) throw new Error('nobody takes pictures');
          const { fileId } = (await found.verb(tx, {}, { ...callFromInside, bytes })) as { fileId: string };
          return fileId;
        },
      });
    });
  } finally {
    seedIds(undefined);
  }
}
