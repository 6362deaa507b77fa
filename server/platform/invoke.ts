// Calls an operation by name inside the process, as an actor: what HTTP does after it has read the request, and what
// the making of the demo world and the tests do without HTTP.
import type { Actor } from './actor.ts';
import { holds } from './actor.ts';
import type { Operation } from './contract.ts';
import { refuse } from './refusals.ts';
import type { Call, Routes } from './routes.ts';
import { unitOfWork, type Tx, type World } from './tx.ts';

export type Operations = Map<string, { module: string; operation: Operation; verb: Routes[string] }>;

/** All operations of the house by name; a name used twice is a bug. */
export function operationsOf(modules: readonly { name: string; api: Record<string, Operation>; routes: Routes }[]): Operations {
  const operations: Operations = new Map();
  for (const module of modules) {
    for (const [name, operation] of Object.entries(module.api)) {
      const verb = module.routes[name];
      if (verb === undefined || operations.has(name)) throw new Error(`operation ${name} of ${module.name} has no verb, or its name is taken`);
      operations.set(name, { module: module.name, operation, verb });
    }
  }
  return operations;
}

/** Whether the contract lets this actor call at all; brand and place are the verb's to check. */
export function mayCall(operation: Operation, actor: Actor, demo: boolean): boolean {
  return operation.who.some((who) => {
    if (who === 'anyone') return true;
    if (who === 'demo') return demo;
    if (who === 'owner') return actor.kind === 'owner';
    return holds(actor, [who]);
  });
}

export function refuseUnlessAllowed(operation: Operation, actor: Actor, demo: boolean): void {
  if (mayCall(operation, actor, demo)) return;
  refuse(actor.kind === 'nobody' ? 'notSignedIn' : 'notAllowed');
}

export const callFromInside: Call = { bytes: new Uint8Array(), headers: {}, ip: '127.0.0.1', session: () => undefined, token: undefined };

/** Does the operation as `actor` in a transaction of its own (or in `inside`, when the caller already has one). */
export async function invoke(world: World, operations: Operations, actor: Actor, name: string, input: unknown, inside?: Tx): Promise<unknown> {
  const found = operations.get(name);
  if (found === undefined) throw new Error(`no operation is called ${name}`);
  refuseUnlessAllowed(found.operation, actor, true);
  if (inside !== undefined) return found.verb(inside, input, callFromInside);
  return unitOfWork(world, actor, (tx) => found.verb(tx, input, callFromInside));
}
