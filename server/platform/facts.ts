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
export type Reaction = { readonly fact: string; readonly name: string; follow(tx: Tx, body: never): Promise<void> };

export function when<Body>(kind: FactKind<Body>, name: string, follow: (tx: Tx, body: Body) => Promise<unknown>): Reaction {
  return { fact: kind.name, name, follow: (async (tx: Tx, body: Body) => void (await follow(tx, body))) as Reaction['follow'] };
}
