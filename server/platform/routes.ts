// Binds each operation of a contract to the verb that does it.
import type { Operation, Input, Output } from './contract.ts';
import type { Tx } from './tx.ts';

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
};

/** What a verb returns: the output's shape, where a Date may stand for an instant. */
export type Loose<T> = T extends Uint8Array ? T : T extends string ? T | Date : T extends readonly (infer E)[] ? readonly Loose<E>[]
  : T extends object ? { [K in keyof T]: Loose<T[K]> } : T;

export type Verb<Op> = (tx: Tx, input: Input<Op>, call: Call) => Promise<Loose<Output<Op>>>;
// biome-ignore lint/suspicious/noExplicitAny: the table holds verbs of every operation; `serve` has checked each
export type Routes = Record<string, (tx: Tx, input: any, call: Call) => Promise<unknown>>;

/** One line per operation; a missing or a superfluous verb does not compile. */
export function serve<Api extends Record<string, Operation>>(_api: Api, verbs: { [K in keyof Api]: Verb<Api[K]> }): Routes {
  return verbs as Routes;
}
