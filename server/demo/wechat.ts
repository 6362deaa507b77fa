// A follower's phone in the demo's WeChat: what stands on it, and what is sent from it. The press is a unit of work in the house that
// will hear of it, so the letter is never waited for.
import { allBrands } from '#brands';
import { joinedInWechat } from '#conversations';
import type { Input } from '#platform/contract';
import { mediaTypeOf } from '#platform/files';
import { limits } from '#platform/limits';
import { log } from '#platform/log';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import type { DemoWechat } from './demo.ts';

const wechatOf = (tx: Tx): DemoWechat => tx.outside.demo?.wechat ?? refuse('notFound');
const windowMs = 48 * 3_600_000;
/** A place to send: the expressway where a car of the demo might stand. */
const place = { label: '上海市闵行区沪青平公路 1888 号', lat: 31.1672, lon: 121.3358 };

export function demoWechat(tx: Tx) {
  const wechat = wechatOf(tx);
  return acrossWalls(tx, 'the demo shows followers of every brand', async () => {
    const brands = await allBrands(tx);
    const cars = await vehiclesByVin(tx, wechat.phones.map((phone) => phone.vin));
    const followers = [];
    for (const { brandId, openId, name } of wechat.followers()) {
      const brand = brands.find((one) => one.id === brandId);
      const car = cars.get(wechat.phones.find((phone) => phone.brandId === brandId && phone.openId === openId)?.vin ?? '');
      if (brand !== undefined) followers.push({ openId, name, brand, ownerId: car?.ownerId ?? null, vehicleId: car?.id ?? null, joined: await joinedInWechat(tx, brandId, openId) });
    }
    return { followers };
  });
}

const followerOf = (tx: Tx, input: { brandId: string; openId: string }) => wechatOf(tx).followerOf(input.brandId, input.openId) ?? refuse('noSuchFollower', { field: 'openId' });

export async function demoWechatPhone(tx: Tx, input: Input<typeof api.demoWechatPhone>) {
  const { follows, spokeAt, answers, bubbles } = followerOf(tx, input);
  const until = spokeAt + windowMs;
  return { follows, until: until > tx.now.getTime() ? new Date(until) : null, answersLeft: Math.max(0, 5 - answers), bubbles: bubbles.map(({ mediaId = null, ...bubble }) => ({ ...bubble, mediaId })) };
}

const unwaited = (tx: Tx, input: { brandId: string; openId: string }, said: Parameters<DemoWechat['send']>[2]): void =>
  void wechatOf(tx).send(input.brandId, input.openId, said).catch((error: unknown) => log.warn({ err: error }, 'the demo’s WeChat could not post a letter'));

export async function sendDemoWechat(tx: Tx, input: Input<typeof api.sendDemoWechat>) {
  followerOf(tx, input);
  const words = (): string => input.text?.trim() || refuse('badInput', { field: 'text', reason: 'required' });
  if (input.kind === 'twoDays') wechatOf(tx).twoDaysPass(input.brandId, input.openId);
  else unwaited(tx, input, input.kind === 'text' ? { text: words() } : input.kind === 'voice' ? { heard: words() } : input.kind === 'place' ? place : { event: input.kind === 'follow' ? 'subscribe' : 'unsubscribe' });
  return { ok: true as const };
}

export async function sendDemoWechatPicture(tx: Tx, input: Input<typeof api.sendDemoWechatPicture>, call: Call) {
  followerOf(tx, input);
  if (call.bytes.length > limits.photoBytes) refuse('tooLarge', { maxMegabytes: limits.photoBytes / 1_048_576 });
  if (mediaTypeOf(call.bytes)?.startsWith('image/') !== true) refuse('badInput', { field: 'photo', reason: 'notAPicture' });
  unwaited(tx, input, { mediaId: wechatOf(tx).keepPicture(call.bytes) });
  return { ok: true as const };
}

export async function showDemoWechatPicture(tx: Tx, input: Input<typeof api.showDemoWechatPicture>) {
  const bytes = wechatOf(tx).picture(input.mediaId) ?? refuse('notFound');
  return { bytes, mediaType: mediaTypeOf(bytes) ?? 'application/octet-stream' };
}
