// Staff come, change what they may do, go and come back.
// G1, G2: see granting.ts. G3 the house always has an administrator who can let others in; G4 who is let out is out at once.
import type { Input } from '#platform/contract';
import type { Grant } from '#platform/actor';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import type { api } from './api.ts';
import { grantsAfter, mayGovern } from './granting.ts';
import { auditBrands, changesSeen } from './list-audit.ts';
import { normalUserName, type StaffMember } from './person.ts';
import { hashSecret } from './secret.ts';
import { refuseWeak } from './sign-in-staff.ts';
import { endSessionsOf, insertStaff, listedStaff, lockStaffList, otherAdministrators, staffById, stepStaff, writeDisabled, writeGrants, writePassword } from './store.ts';

/** The person with all grants, also those of brands behind the wall: needed to judge, not to show. */
async function wholePerson(tx: Tx, id: string): Promise<StaffMember> {
  return (await acrossWalls(tx, 'who governs a person must reach all their grants', () => staffById(tx, id))) ?? refuse('staffNotFound', { id });
}

/** The person as the actor may see them. */
async function seenPerson(tx: Tx, id: string): Promise<StaffMember> {
  return (await staffById(tx, id)) ?? refuse('staffNotFound', { id });
}

const isHead = (grants: readonly Grant[]): boolean => grants.some((grant) => grant.role === 'administrator' && grant.brandId === null && grant.outletId === null);

/** Refuses to lose the last administrator of the whole house. (G3) */
async function keepAnAdministrator(tx: Tx, person: StaffMember, still: boolean): Promise<void> {
  if (still || !isHead(person.grants)) return;
  await lockStaffList(tx);
  if ((await otherAdministrators(tx, person.id)) === 0) refuse('lastAdministrator');
}

const brandOf = (grants: readonly Grant[]): string | null => {
  const brands = new Set(grants.map((grant) => grant.brandId));
  return brands.size === 1 ? ([...brands][0] ?? null) : null;
};

function tellOf(tx: Tx, action: `people.${string}`, person: StaffMember, more: { before?: unknown; after?: unknown; why?: string | undefined } = {}): void {
  tx.record({ action, subject: 'staff', subjectId: person.id, brandId: brandOf(person.grants), version: person.version, ...more, why: more.why ?? null });
  tx.announce({ topic: 'people', id: person.id, brandId: brandOf(person.grants) });
}

export async function addStaff(tx: Tx, input: Input<typeof api.addStaff>): Promise<StaffMember> {
  const verdict = grantsAfter(tx.actor, [], input.grants);
  if (!verdict.ok) refuse('grantNotYours', { field: 'grants', ...verdict.grant });
  if (verdict.grants.length === 0 && !mayGovern(tx.actor, [])) refuse('grantNotYours', { field: 'grants' });
  const userName = normalUserName(input.userName);
  if (input.password !== undefined) refuseWeak(input.password, userName, 'password');
  const id = newId();
  const passwordHash = input.password === undefined ? null : await hashSecret(input.password);
  const made = await insertStaff(tx, { id, userName, name: input.name.trim(), language: input.language ?? 'zh', passwordHash, temporary: true });
  if (made === undefined) refuse('userNameTaken', { field: 'userName', userName });
  await acrossWalls(tx, 'grants were judged one by one', () => writeGrants(tx, id, verdict.grants));
  const member = await seenPerson(tx, id);
  tellOf(tx, 'people.addStaff', member, { after: { userName, name: member.name, grants: member.grants } });
  return member;
}

export async function changeGrants(tx: Tx, input: Input<typeof api.changeGrants>): Promise<StaffMember> {
  const person = await wholePerson(tx, input.id);
  const verdict = grantsAfter(tx.actor, person.grants, input.grants);
  if (!verdict.ok) refuse('grantNotYours', { field: 'grants', ...verdict.grant });
  await keepAnAdministrator(tx, person, isHead(verdict.grants));
  if (!(await stepStaff(tx, input.id, input.version))) refuse('staleEdit', { changes: await changesSeen(tx, { subject: 'staff', subjectId: input.id, version: input.version, brandIds: auditBrands(tx.actor) }) });
  const before = (await seenPerson(tx, input.id)).grants;
  await acrossWalls(tx, 'grants were judged one by one', () => writeGrants(tx, input.id, verdict.grants));
  const member = await seenPerson(tx, input.id);
  tellOf(tx, 'people.changeGrants', member, { before, after: member.grants, why: input.why });
  return member;
}

async function governed(tx: Tx, id: string): Promise<StaffMember> {
  const person = await wholePerson(tx, id);
  if (!mayGovern(tx.actor, person.grants)) refuse('personNotYours', { id });
  return person;
}

export async function disableStaff(tx: Tx, input: Input<typeof api.disableStaff>): Promise<StaffMember> {
  const person = await governed(tx, input.id);
  await keepAnAdministrator(tx, person, false);
  await writeDisabled(tx, input.id, true);
  await endSessionsOf(tx, input.id);
  const member = await seenPerson(tx, input.id);
  tellOf(tx, 'people.disableStaff', member, { why: input.why });
  return member;
}

export async function enableStaff(tx: Tx, input: Input<typeof api.enableStaff>): Promise<StaffMember> {
  await governed(tx, input.id);
  await writeDisabled(tx, input.id, false);
  const member = await seenPerson(tx, input.id);
  tellOf(tx, 'people.enableStaff', member, { why: input.why });
  return member;
}

export async function resetPassword(tx: Tx, input: Input<typeof api.resetPassword>) {
  const person = await governed(tx, input.id);
  refuseWeak(input.password, person.userName, 'password');
  await writePassword(tx, input.id, await hashSecret(input.password), true);
  await endSessionsOf(tx, input.id);
  tellOf(tx, 'people.resetPassword', person);
  return { ok: true as const };
}

/** Where the actor may read who works there: these outlets, or everywhere. */
function placesOfReader(tx: Tx): { outletIds?: string[] } {
  const mine = tx.actor.kind === 'staff' ? tx.actor.grants.filter((grant) => ['administrator', 'serviceManager', 'regionalManager', 'auditor'].includes(grant.role)) : [];
  const places = mine.map((grant) => grant.outletId);
  return places.includes(null) ? {} : { outletIds: places.filter((place) => place !== null) };
}

/** Members of staff for the one search box, as far as the actor may list them. */
export const searchStaff = (tx: Tx, text: string, limit: number): Promise<StaffMember[]> => listedStaff(tx, { ...placesOfReader(tx), text: text.normalize('NFKC').trim(), limit });

export async function listStaff(tx: Tx, input: Input<typeof api.listStaff>) {
  const limit = input.limit ?? 100;
  const found = await listedStaff(tx, {
    limit: limit + 1,
    ...placesOfReader(tx),
    ...(input.role === undefined ? {} : { role: input.role }),
    ...(input.text === undefined ? {} : { text: input.text.trim() }),
    ...(input.after === undefined ? {} : { after: input.after }),
  });
  const staff = found.slice(0, limit);
  return { staff, next: found.length > limit ? (staff.at(-1)?.userName ?? null) : null };
}
