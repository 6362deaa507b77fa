// A session is an opaque token on a device; we keep only its hash. N1 a session ends by itself, by signing out, from
// another device, and at once when its person is disabled; N2 nobody ends somebody else's.
import type { Input } from '#platform/contract';
import { newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import { newToken, tokenHash } from './secret.ts';
import { sessionLivesMs } from './sign-in-limits.ts';
import { endSessionById, endSessionByToken, insertSession, sessionsOf } from './store.ts';

export type SignIn = { kind: 'owner' | 'staff'; id: string; driverId?: string | null; device?: string };

/** A new session's token: the only time it can be read. Whoever calls has made sure who it is. */
export async function sessionFor(tx: Tx, person: SignIn): Promise<string> {
  const token = newToken();
  await insertSession(tx, {
    id: newId(), kind: person.kind, personId: person.id, driverId: person.driverId ?? null, device: (person.device ?? '').slice(0, 200),
    tokenSha256: tokenHash(token), expiresAt: new Date(tx.now.getTime() + sessionLivesMs[person.kind]),
  });
  return token;
}

const me = (tx: Tx): string => (tx.actor.kind === 'nobody' ? refuse('notSignedIn') : tx.actor.id);

/** Every door hears that a session of this person ended. */
const announceChange = (tx: Tx): void => tx.announce({ topic: 'people', id: me(tx), ...(tx.actor.kind === 'owner' ? { ownerId: tx.actor.id } : {}) });

export async function signOut(tx: Tx, _input: unknown, call: Call) {
  if (call.token !== undefined) await endSessionByToken(tx, tokenHash(call.token));
  call.session(null);
  if (tx.actor.kind !== 'nobody') announceChange(tx);
  return { ok: true as const };
}

export async function listMySessions(tx: Tx, _input: unknown, call: Call) {
  return { sessions: await sessionsOf(tx, me(tx), call.token === undefined ? null : tokenHash(call.token)) };
}

export async function endMySession(tx: Tx, input: Input<typeof api.endMySession>) {
  if ((await endSessionById(tx, me(tx), input.id)) === 0) refuse('sessionNotFound', { id: input.id });
  tx.record({ action: 'people.endSession', subject: 'sessions', subjectId: input.id });
  announceChange(tx);
  return { ok: true as const };
}
