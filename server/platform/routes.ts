// Binds each operation of a contract to the verb that does it.
import type { Operation, Input, Output } from './contract.ts';
import type { Actor } from './actor.ts';
import { Refusal } from './refusals.ts';
import { unitOfWork, type Outside, type Tx, type World } from './tx.ts';

/** What came with a call beside its input. */
export type Call = {
  /** Raw body of a `raw` operation. */
  bytes: Uint8Array;
  headers: Record<string, string | undefined>;
  ip: string;
  /** Sets or clears the session cookie. */
  session(token: string | null): void;
  /** The session token that came with the call. */
  token: string | undefined;
  /** What the step ahead of the verb brought. */
  brought?: unknown;
};

/** What a verb returns: the output's shape, where a Date may stand for an instant. */
export type Loose<T> = T extends Uint8Array ? T : T extends string ? T | Date : T extends readonly (infer E)[] ? readonly Loose<E>[]
  : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;

export type Verb<Op> = (tx: Tx, input: Input<Op>, call: Call) => Promise<Loose<Output<Op>>>;
/** A slow step outside the house ahead of a verb: what the step needs is read in a transaction of its own, the step holds none,
 * and the verb finds what it brought in `call.brought`. Undefined from `read`, or not `wanted`: nothing is brought, and the verb
 * does without. */
export type Ahead<I = never, Need = unknown> = { wanted(outside: Outside): boolean; read(tx: Tx, input: I, call: Call): Promise<Need | undefined>; step(need: Need): Promise<unknown> };
export const withAhead = <I, O, Need>(ahead: Ahead<I, Need>, verb: (tx: Tx, input: I, call: Call) => Promise<O>): ((tx: Tx, input: I, call: Call) => Promise<O>) =>
  Object.assign((tx: Tx, input: I, call: Call) => verb(tx, input, call), { ahead });

// biome-ignore lint/suspicious/noExplicitAny: the table holds verbs of every operation; `serve` has checked each
export type Routes = Record<string, ((tx: Tx, input: any, call: Call) => Promise<unknown>) & { ahead?: Ahead<any, any> }>;

/** What a verb's step ahead brings. What is refused here the verb refuses too, in its own words. */
export async function bringAhead(world: World, actor: Actor, verb: Routes[string], input: unknown, call: Call): Promise<Call> {
  const { ahead } = verb;
  if (ahead === undefined || !ahead.wanted(world.outside)) return call;
  const need: unknown = await unitOfWork(world, actor, (tx) => ahead.read(tx, input, call)).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    return undefined;
  });
  return need === undefined ? call : { ...call, brought: await ahead.step(need) };
}

/** One line per operation; a missing or a superfluous verb does not compile. */
export function serve<Api extends Record<string, Operation>>(_api: Api, verbs: { [K in keyof Api]: Verb<Api[K]> }): Routes {
  return verbs as Routes;
}
