// Staff sign in with a name and a password.
// I1 an unknown name, a disabled person and a wrong password are answered alike, after the same work; I2 wrong tries
// are counted before the answer leaves, also when many come at once, and so is a wrong old password; I3 the first administrator is made once.
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse, refuseAndKeep } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import type { api } from './api.ts';
import { normalUserName } from './person.ts';
import { hashSecret, passwordWeakness, secretMatches, tokenHash } from './secret.ts';
import { sessionFor } from './sessions.ts';
import { afterWrongPassword, isResting } from './sign-in-limits.ts';
import { clearTries, countStaff, endSessionsOf, insertStaff, lockStaffList, lockTries, passwordHashOf, staffById, staffToSignIn, writeGrants, writePassword, writeTries } from './store.ts';

export const signedIn = { signedIn: true, reason: null, nextTryAt: null } as const;

export async function signInStaff(tx: Tx, input: Input<typeof api.signInStaff>, call: Call) {
  const userName = normalUserName(input.userName);
  const tries = await lockTries(tx, userName);
  if (isResting(tries, tx.now)) return { signedIn: false, reason: 'tooManyTries' as const, nextTryAt: tries.lockedUntil };
  const member = await staffToSignIn(tx, userName);
  const right = await secretMatches(input.password, member?.passwordHash);
  if (member === undefined || member.disabledAt !== null || !right) {
    const after = afterWrongPassword(tries, tx.now);
    await writeTries(tx, userName, after);
    // what no member of staff is called may be a password or a phone typed into the wrong field
    tx.record({ action: 'people.signInFailed', subject: 'signIns', subjectId: member === undefined ? 'unknown' : userName });
    return { signedIn: false, reason: 'wrongPassword' as const, nextTryAt: after.lockedUntil };
  }
  await clearTries(tx, userName);
  call.session(await sessionFor(tx, { kind: 'staff', id: member.id, device: call.headers['user-agent'] ?? '' }));
  tx.record({ action: 'people.signIn', subject: 'staff', subjectId: member.id });
  return signedIn;
}

/** The first administrator of an empty house, signed in at once. (I3) */
export async function setUpFirstAdministrator(tx: Tx, input: Input<typeof api.setUpFirstAdministrator>, call: Call) {
  await lockStaffList(tx);
  if ((await countStaff(tx)) > 0) refuse('alreadySetUp');
  const id = newId();
  const userName = normalUserName(input.userName);
  refuseWeak(input.password, userName, 'password');
  await insertStaff(tx, { id, userName, name: input.name.trim(), language: input.language ?? 'zh', passwordHash: await hashSecret(input.password), temporary: false });
  await acrossWalls(tx, 'nobody is here yet who could see a grant', () => writeGrants(tx, id, [{ role: 'administrator', brandId: null, outletId: null }]));
  call.session(await sessionFor(tx, { kind: 'staff', id, device: call.headers['user-agent'] ?? '' }));
  tx.record({ action: 'people.setUpFirstAdministrator', subject: 'staff', subjectId: id, after: { userName, name: input.name } });
  return signedIn;
}

export function refuseWeak(password: string, userName: string, field: string): void {
  const weakness = passwordWeakness(password, userName);
  if (weakness !== undefined) refuse('passwordTooWeak', { field, reason: weakness });
}

export async function changeMyPassword(tx: Tx, input: Input<typeof api.changeMyPassword>, call: Call) {
  if (tx.actor.kind !== 'staff') refuse('notAllowed');
  const { id } = tx.actor;
  const userName = (await staffById(tx, id))?.userName ?? '';
  const tries = await lockTries(tx, userName);
  if (isResting(tries, tx.now)) refuse('tooManyTries', { field: 'old', nextTryAt: tries.lockedUntil });
  if (!(await secretMatches(input.old, await passwordHashOf(tx, id)))) {
    await writeTries(tx, userName, afterWrongPassword(tries, tx.now)); // (I2)
    refuseAndKeep('passwordWrong', { field: 'old' });
  }
  await clearTries(tx, userName);
  refuseWeak(input.fresh, userName, 'fresh');
  if (input.fresh === input.old) refuse('passwordTooWeak', { field: 'fresh', reason: 'same' });
  await writePassword(tx, id, await hashSecret(input.fresh), false);
  await endSessionsOf(tx, id, call.token === undefined ? null : tokenHash(call.token));
  tx.record({ action: 'people.changePassword', subject: 'staff', subjectId: id });
  tx.announce({ topic: 'people', id });
  return { ok: true as const };
}
