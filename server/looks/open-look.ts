// Opening, ending and showing looks into cars. What a person does inside a look is counted on it.
import type { Input } from '#platform/contract';
import { actorId, holds } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { findVehicle, type Vehicle } from '#vehicles';
import { lookScopes, type api } from './api.ts';
import { isOpen, rolesFor, type Look, type Scope } from './look.ts';
import { endLookNow, insertLook, lookById, looksAtOwner, looksInto, noteUse, openLookOf, usesOf } from './store.ts';

const looksShown = 100;

async function shown(tx: Tx, looks: readonly Look[]) {
  const uses = Map.groupBy(await usesOf(tx, looks.map((look) => look.id)), (use) => use.lookId);
  return looks.map((look) => ({ ...look, open: isOpen(look, tx.now), mine: look.staffId === actorId(tx.actor), uses: uses.get(look.id) ?? [] }));
}
const shownOne = async (tx: Tx, look: Look) => (await shown(tx, [look]))[0] ?? refuse('lookNotFound', { id: look.id });

const announce = (tx: Tx, look: Look): void => tx.announce({ topic: 'looks', id: look.id, brandId: look.brandId, ownerId: look.ownerId });

export async function openLook(tx: Tx, input: Input<typeof api.openLook>) {
  const vehicle = await findVehicle(tx, input.vin);
  if (tx.actor.kind !== 'staff') refuse('notAllowed');
  const foreign = input.scopes.filter((scope) => !holds(tx.actor, rolesFor[scope], { brandId: vehicle.brandId }));
  if (foreign.length > 0) refuse('lookNotYours', { field: 'scopes', scopes: foreign });
  const look = await insertLook(tx, {
    vin: vehicle.vin, brandId: vehicle.brandId, ownerId: vehicle.ownerId, staffId: tx.actor.id, staffName: tx.actor.name, purpose: input.purpose, why: input.why.trim(),
    scopes: [...new Set(input.scopes)], until: new Date(tx.now.getTime() + input.minutes * 60_000),
  });
  tx.record({ action: 'looks.open', subject: 'vehicles', subjectId: vehicle.vin, brandId: vehicle.brandId, why: look.why, after: { purpose: look.purpose, scopes: look.scopes, until: look.until } });
  announce(tx, look);
  return shownOne(tx, look);
}

export async function endLook(tx: Tx, input: Input<typeof api.endLook>) {
  const before = await lookById(tx, input.lookId);
  if (before === undefined || before.staffId !== actorId(tx.actor)) refuse('lookNotFound', { id: input.lookId });
  const look = await endLookNow(tx, before.id);
  tx.record({ action: 'looks.end', subject: 'vehicles', subjectId: look.vin, brandId: look.brandId });
  announce(tx, look);
  return shownOne(tx, look);
}

export async function listLooks(tx: Tx, input: Input<typeof api.listLooks>) {
  const vehicle = await findVehicle(tx, input.vin);
  return {
    looks: await shown(tx, await looksInto(tx, vehicle.vin, looksShown)),
    mayOpen: lookScopes.filter((scope) => holds(tx.actor, rolesFor[scope], { brandId: vehicle.brandId })),
  };
}

export async function myCarLooks(tx: Tx) {
  if (tx.actor.kind !== 'owner') refuse('notAllowed');
  return { looks: await shown(tx, await looksAtOwner(tx, tx.actor.id, looksShown)) };
}

/** Uses an open look of the actor's, and counts it; undefined when there is none. The system and owners need none. */
export async function lookNow(tx: Tx, vehicle: Pick<Vehicle, 'vin' | 'ownerId'>, scope: Scope): Promise<Look | undefined> {
  if (tx.actor.kind !== 'staff') return undefined;
  const look = await openLookOf(tx, tx.actor.id, vehicle, scope);
  if (look !== undefined) await noteUse(tx, look, scope);
  return look;
}

/** Like `lookNow`; refuses without one. */
export const needLook = async (tx: Tx, vehicle: Pick<Vehicle, 'vin' | 'ownerId'>, scope: Scope): Promise<Look> =>
  (await lookNow(tx, vehicle, scope)) ?? refuse('lookNeeded', { scope });
