// The platforms that may log in, kept by administrators. An administrator of some brands keeps platforms of those
// brands alone; a platform for every car is for administrators of the whole alliance.
import { findBrand, holdsEverywhere } from '#brands';
import { hashSecret, passwordWeakness } from '#people';
import { holds } from '#platform/actor';
import { changesSince } from '#platform/audit';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { api } from './api.ts';
import type { Platform } from './platform.ts';
import { allPlatforms, insertPlatform, platformById, tellPlatforms, updatePlatform } from './store.ts';

const mayKeep = (tx: Tx, platform: Pick<Platform, 'brandIds' | 'vinPrefixes'>): boolean =>
  holdsEverywhere(tx.actor, ['administrator']) ||
  (platform.brandIds.length > 0 && platform.vinPrefixes.length === 0 && platform.brandIds.every((brandId) => holds(tx.actor, ['administrator'], { brandId })));

async function checked<T extends Pick<Platform, 'brandIds' | 'vinPrefixes'>>(tx: Tx, said: T): Promise<T> {
  for (const brandId of said.brandIds) await findBrand(tx, brandId);
  if (!mayKeep(tx, said)) refuse('notAllowed');
  return { ...said, brandIds: [...new Set(said.brandIds)], vinPrefixes: [...new Set(said.vinPrefixes.map((prefix) => prefix.toUpperCase()))] };
}

function goodPassword(password: string, userName: string): string {
  const weak = passwordWeakness(password, userName);
  return weak === undefined ? password : refuse('linkPasswordWeak', { field: 'password', weak });
}

const shown = ({ loginOn, loginSerial, ...platform }: Platform) => ({ ...platform, loginsToday: loginOn === null ? null : loginSerial });

export async function listPlatforms(tx: Tx) {
  return { platforms: (await allPlatforms(tx)).filter((platform) => mayKeep(tx, platform)).map(shown) };
}

export async function addPlatform(tx: Tx, input: Input<typeof api.addPlatform>) {
  const said = await checked(tx, input);
  const passwordHash = await hashSecret(goodPassword(input.password, input.userName));
  const platform = (await insertPlatform(tx, { ...said, name: input.name.trim(), passwordHash })) ?? refuse('userNameTaken', { field: 'userName', userName: input.userName });
  tx.record({ action: 'gateway.addPlatform', subject: 'platforms', subjectId: platform.id, version: platform.version, after: shown(platform) });
  tx.announce({ topic: 'gateway', id: platform.id });
  return shown(platform);
}

export async function changePlatform(tx: Tx, input: Input<typeof api.changePlatform>) {
  const before = await platformById(tx, input.platformId);
  if (before === undefined || !mayKeep(tx, before)) refuse('platformNotFound', { id: input.platformId });
  const said = await checked(tx, input);
  const passwordHash = input.password === undefined ? null : await hashSecret(goodPassword(input.password, before.userName));
  const to = { ...said, name: input.name.trim(), passwordHash, disabledAt: input.enabled ? null : (before.disabledAt ?? tx.now) };
  const after = (await updatePlatform(tx, before.id, input.version, to)) ?? refuse('staleEdit', { changes: await changesSince(tx, 'platforms', before.id, input.version) });
  tx.record({ action: 'gateway.changePlatform', subject: 'platforms', subjectId: after.id, version: after.version, before: shown(before), after: { ...shown(after), newPassword: passwordHash !== null } });
  tx.announce({ topic: 'gateway', id: after.id });
  await tellPlatforms(tx);
  return shown(after);
}
