// Others who drive an owner's car: a family, the staff of a company.
// V1 only the owner lets a driver sign in; V2 a driver who is removed is out at once; V3 a driver who signed in uses
// the account but does not decide over it.
import type { Input } from '#platform/contract';
import { holds } from '#platform/actor';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { maskPhone, normalPhone, type Driver } from './person.ts';
import { tokenHash } from './secret.ts';
import { deleteDriver, driverOfSession, endSessionsOfDriver, insertDriver, ownerAtBrand } from './store.ts';

const frontDesk = ['agent', 'adviser', 'serviceManager', 'administrator'] as const;

export const driverRow = (driver: Driver): Driver => ({ ...driver, phone: maskPhone(driver.phone) });

/** Refuses a driver who came in by an owner's account. (V3) */
export async function refuseDrivers(tx: Tx, call: Call): Promise<void> {
  if (call.token !== undefined && (await driverOfSession(tx, tokenHash(call.token))) !== null) refuse('notAllowed');
}

export async function addDriver(tx: Tx, input: Input<typeof api.addDriver>, call: Call): Promise<Driver> {
  const self = tx.actor.kind === 'owner' && tx.actor.id === input.ownerId;
  if (self) await refuseDrivers(tx, call);
  else if (!holds(tx.actor, frontDesk, { brandId: input.brandId })) refuse('notAllowed');
  if ((await ownerAtBrand(tx, input.ownerId, input.brandId)) === undefined) refuse('ownerNotFound', { id: input.ownerId });
  const phone = normalPhone(input.phone) ?? refuse('phoneNotValid', { field: 'phone' });
  const driver = await insertDriver(tx, {
    id: newId(), ownerId: input.ownerId, brandId: input.brandId, name: input.name.trim(), phone, maySignIn: self && input.maySignIn,
  });
  if (driver === undefined) refuse('driverAlreadyThere', { field: 'phone' });
  tx.record({ action: 'people.addDriver', subject: 'owners', subjectId: input.ownerId, brandId: input.brandId, after: { driverId: driver.id, name: driver.name, maySignIn: driver.maySignIn } });
  tx.announce({ topic: 'people', id: input.ownerId, brandId: input.brandId, ownerId: input.ownerId });
  return driverRow(driver);
}

export async function removeDriver(tx: Tx, input: Input<typeof api.removeDriver>, call: Call) {
  await refuseDrivers(tx, call);
  const driver = (await deleteDriver(tx, input.ownerId, input.id)) ?? refuse('driverNotFound', { id: input.id });
  if (tx.actor.kind !== 'owner' && !holds(tx.actor, frontDesk, { brandId: driver.brandId })) refuse('notAllowed');
  await endSessionsOfDriver(tx, driver.id);
  tx.record({ action: 'people.removeDriver', subject: 'owners', subjectId: input.ownerId, brandId: driver.brandId, before: { driverId: driver.id, name: driver.name } });
  tx.announce({ topic: 'people', id: input.ownerId, brandId: driver.brandId, ownerId: input.ownerId });
  return { ok: true as const };
}
