// Where outside systems send voices, signed. K1 a message without the right signature of the last five minutes is not read; K2 it is
// read whole or refused with the place of the fault; K3 what comes twice is heard once; K4 the secret is shown once.
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { Value } from 'typebox/value';
import { actorName } from '#platform/actor';
import { OneOf, Type, type Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import { voiceChannels, type api } from './api.ts';
import { brandChecked, managers } from './reach.ts';
import { countHeard, hookByKey, hookOf, writeHook } from './store.ts';
import { voicesTold } from './voice.ts';

const tolerance = 300;
const text = (maxLength: number) => Type.Optional(Type.String({ minLength: 1, maxLength }));
const Message = Type.Object({
  voices: Type.Array(Type.Object({ id: Type.String({ minLength: 1, maxLength: 80 }), channel: OneOf(voiceChannels), words: Type.String({ minLength: 1, maxLength: 4000 }), saidAt: Type.String({ minLength: 10, maxLength: 40 }), url: text(300), author: text(60), phone: text(20), car: text(20) }), { minItems: 1, maxItems: 100 }),
});

export const signed = (secret: string, seconds: number, body: Uint8Array): string => `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')}`;
/** (K1) */
export function isSigned(secret: string, header: string | undefined, body: Uint8Array, now: Date): boolean {
  const found = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(header ?? '');
  if (found === null || Math.abs(now.getTime() / 1000 - Number(found[1])) > tolerance) return false;
  return timingSafeEqual(Buffer.from(signed(secret, Number(found[1]), body)), Buffer.from(header as string));
}

export async function showVoiceHook(tx: Tx, input: Input<typeof api.showVoiceHook>) {
  await brandChecked(tx, input.brandId, managers);
  const hook = await hookOf(tx, input.brandId);
  return { path: hook === undefined ? null : `/api/voices/hooks/${hook.hookKey}`, at: hook?.at ?? null, heard: hook?.heard ?? 0, lastAt: hook?.lastAt ?? null };
}
/** (K4) */
export async function renewVoiceHook(tx: Tx, input: Input<typeof api.renewVoiceHook>) {
  await brandChecked(tx, input.brandId, managers);
  const [hookKey, secret] = [randomBytes(24).toString('base64url'), randomBytes(32).toString('base64url')];
  await writeHook(tx, { brandId: input.brandId, hookKey, secret, byName: actorName(tx.actor) });
  tx.record({ action: 'voices.renewHook', subject: 'voiceHooks', subjectId: input.brandId, brandId: input.brandId });
  return { path: `/api/voices/hooks/${hookKey}`, secret };
}

function messageIn(bytes: Uint8Array) {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return refuse('voiceUnreadable', { at: '' });
  }
  if (!Value.Check(Message, read)) return refuse('voiceUnreadable', { at: Value.Errors(Message, read)[0]?.instancePath ?? '' });
  const { voices } = read;
  const undated = voices.findIndex((one) => Number.isNaN(Date.parse(one.saidAt)));
  return undated >= 0 ? refuse('voiceUnreadable', { at: `/voices/${undated}/saidAt` }) : voices;
}
/** (K1, K2, K3) */
export async function hearVoices(tx: Tx, input: Input<typeof api.hearVoices>, call: Call) {
  const hook = (await acrossWalls(tx, 'an outside system has no brand of its own; its key names one', () => hookByKey(tx, input.hookKey))) ?? refuse('hookNotFound');
  if (!isSigned(hook.secret, call.headers['x-careloop-signature'], call.bytes, tx.now)) refuse('signatureWrong');
  const told = messageIn(call.bytes).map(({ id, saidAt, ...one }) => ({ ...one, sourceKey: id, saidAt: new Date(Math.min(Date.parse(saidAt), tx.now.getTime())).toISOString() }));
  await acrossWalls(tx, 'counts what came for the brand of the key', () => countHeard(tx, hook.brandId, told.length));
  tx.tell(voicesTold({ brandId: hook.brandId, told: told as never }));
  return { ok: true as const };
}
