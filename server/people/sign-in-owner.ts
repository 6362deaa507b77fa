// Owners sign in with a code that is sent to their phone.
// O1 asking answers alike whether the phone is known or not, and only a known phone gets a message; O2 a code opens
// the account once, within its minutes and tries; O3 the code is written nowhere but in the message.
import type { Input } from '#platform/contract';
import { digitCode, newId } from '#platform/ids';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import { theAlliance } from '#brands';
import type { api } from './api.ts';
import { codeAsked, normalPhone } from './person.ts';
import { hashSecret, secretMatches } from './secret.ts';
import { sessionFor } from './sessions.ts';
import { codeLivesMs, codeTries, nextAskAt } from './sign-in-limits.ts';
import { accountToSignIn, askById, insertAsk, lockAsks, tryLastAsk, writeCodeHash, writeCodeUsed } from './store.ts';
import { signedIn } from './sign-in-staff.ts';

export async function askPhoneCode(tx: Tx, input: Input<typeof api.askPhoneCode>) {
  const phone = normalPhone(input.phone) ?? refuse('phoneNotValid', { field: 'phone' });
  const asked = await lockAsks(tx, phone);
  const waitUntil = nextAskAt(asked, tx.now);
  if (waitUntil !== undefined) refuse('codeAskedTooOften', { field: 'phone', nextAskAt: waitUntil.toISOString(), seconds: Math.ceil((waitUntil.getTime() - tx.now.getTime()) / 1000) });
  const askId = newId();
  const expiresAt = new Date(tx.now.getTime() + codeLivesMs);
  await insertAsk(tx, { id: askId, phone, expiresAt });
  tx.tell(codeAsked({ askId }));
  return { expiresAt, nextAskAt: nextAskAt([...asked, tx.now], tx.now) ?? tx.now };
}

/** Makes the code and sends it, if the phone is somebody's. When repeated, the last message is the one that counts. */
export async function sendPhoneCode(tx: Tx, { askId }: { askId: string }): Promise<void> {
  const ask = await askById(tx, askId);
  if (ask === undefined || ask.usedAt !== null || ask.expiresAt <= tx.now) return;
  const account = await accountToSignIn(tx, ask.phone);
  if (account === undefined) return;
  const code = digitCode();
  const hash = await hashSecret(code);
  await writeCodeHash(tx, askId, hash);
  const alliance = await theAlliance(tx);
  const sign = (account.language === 'zh' ? alliance?.name : alliance?.nameEn) ?? 'CareLoop';
  const text = account.language === 'zh' ? `【${sign}】验证码 ${code}，5 分钟内有效。请勿告诉他人，我们的工作人员不会向您索要。`
    : `[${sign}] Your code is ${code}, valid for 5 minutes. Do not tell it to anyone; our staff will never ask for it.`;
  await tx.outside.sms.send({ to: ask.phone, template: 'signInCode', params: { code, minutes: '5' }, key: `code:${askId}:${hash.slice(-12)}`, text });
}

export async function signInOwner(tx: Tx, input: Input<typeof api.signInOwner>, call: Call) {
  const phone = normalPhone(input.phone) ?? refuse('phoneNotValid', { field: 'phone' });
  const ask = await tryLastAsk(tx, phone);
  if (ask !== undefined && ask.tries > codeTries) return { signedIn: false, reason: 'tooManyTries' as const, nextTryAt: ask.expiresAt };
  const right = await secretMatches(input.code.normalize('NFKC').replaceAll(' ', ''), ask?.codeHash);
  const account = await acrossWalls(tx, 'who signs in is not known yet', () => accountToSignIn(tx, phone));
  if (ask === undefined || !right || account === undefined) return { signedIn: false, reason: 'wrongCode' as const, nextTryAt: null };
  await writeCodeUsed(tx, ask.id);
  call.session(await sessionFor(tx, { kind: 'owner', id: account.ownerId, driverId: account.driverId, device: call.headers['user-agent'] ?? '' }));
  tx.record({ action: 'people.signIn', subject: 'owners', subjectId: account.ownerId });
  return signedIn;
}
