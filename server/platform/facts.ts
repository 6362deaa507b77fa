// A fact is something that has become known ("a case was opened"). It is told inside the transaction that made it
// true, and reactions listed in journey.ts follow from it, at least once each.
import type { Tx } from './tx.ts';

export type FactKind<Body> = { readonly name: string; (body: Body): Fact<Body> };
export type Fact<Body = unknown> = { readonly name: string; readonly body: Body };

/** Declares a fact: `export const caseOpened = fact<{ caseId: string }>('cases.opened')`. Bodies must survive JSON. */
export function fact<Body>(name: `${string}.${string}`): FactKind<Body> {
  const make = (body: Body): Fact<Body> => ({ name, body });
  return Object.defineProperty(make, 'name', { value: name }) as FactKind<Body>;
}

/** One line of the journey: when `fact` becomes known, `follow` happens, in a transaction of its own. */
export type Reaction = { readonly fact: string; readonly name: string; follow(tx: Tx, body: never): Promise<void>; readonly around?: Around };

/** A reaction with a slow step outside the house in its middle: what the step needs is read in one transaction, the step
 * holds none, and what it brought is written in another. Undefined from `read`: there is nothing to do (any more). */
export type Around<Body = never, Need = unknown, Got = unknown> = { read(tx: Tx, body: Body): Promise<Need | undefined>; step(need: Need): Promise<Got>; write(tx: Tx, need: Need, got: Got): Promise<unknown> };
export function whenAround<Body, Need, Got>(kind: FactKind<Body>, name: string, around: Around<Body, Need, Got>): Reaction {
  return { fact: kind.name, name, follow: () => Promise.resolve(), around: around as unknown as Around };
}

export function when<Body>(kind: FactKind<Body>, name: string, follow: (tx: Tx, body: Body) => Promise<unknown>): Reaction {
  return { fact: kind.name, name, follow: (async (tx: Tx, body: Body) => void (await follow(tx, body))) as Reaction['follow'] };
}
