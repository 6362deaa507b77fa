// People are owners (persons, families with several drivers, companies) and members of staff with roles by brand and
// place. One phone is one account, however many brands; what each brand knows of an owner is its own and behind the
// wall. Staff sign in with a password, owners with a code to their phone.
import type { Actor } from '#platform/actor';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Owner, StaffMember } from './person.ts';
import { tokenHash } from './secret.ts';
import { actorBySession, namesOf, ownerById, staffById } from './store.ts';

export { codeAsked, maskPhone, normalPhone, type Owner, type StaffMember } from './person.ts';
export { accountAtBrand } from './add-owner.ts';
export { allows, type Purpose } from './consents.ts';
export { mayGrant, mayGovern } from './granting.ts';
export { refuseDrivers } from './drivers.ts';
export { recordLook } from './reveal-owner-phone.ts';
export { addStaff, disableStaff, searchStaff } from './add-staff.ts';
export { hashSecret, passwordWeakness, secretMatches } from './secret.ts';
export { searchOwners } from './list-owners.ts';
export { sendPhoneCode } from './sign-in-owner.ts';
export { sessionFor } from './sessions.ts';
export { colleaguesFor, countStaff, driversOf, fillSounds, forgetOldSignIns, languageOf, namesOf, ownerByPhone, ownersById, ownersDrivenBy, staffAt, staffById, staffFor } from './store.ts';
export { api } from './api.ts';
export { routes } from './routes.ts';

/** Who a session token is; nobody when it is unknown, over, or its person may no longer come in. */
export async function actorFor(tx: Tx, token: string): Promise<Actor> {
  return (await actorBySession(tx, tokenHash(token))) ?? { kind: 'nobody' };
}

export async function findOwner(tx: Tx, id: string): Promise<Owner> {
  return (await ownerById(tx, id)) ?? refuse('ownerNotFound', { id });
}

export async function findStaffMember(tx: Tx, id: string): Promise<StaffMember> {
  return (await staffById(tx, id)) ?? refuse('staffNotFound', { id });
}

/** The name of a member of staff or of an owner, '' when it cannot be seen. */
export const nameOf = async (tx: Tx, id: string): Promise<string> => (await namesOf(tx, [id])).get(id) ?? '';
