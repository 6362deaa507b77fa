// WeChat in the demo: an account for each brand, with secrets of its own, and two followers: one joined already, one not.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callFromInside } from '#platform/invoke';
import type { Actor } from '#platform/actor';
import type { House } from '#platform/house';
import { wechat, type WechatAccount } from '#platform/outside/wechat';
import { unitOfWork } from '#platform/tx';
import { vehicleByVin } from '#vehicles';
import { readWechatAccounts } from '../server/wechat-settings.ts';
import { openWechatOffice, type WechatOffice } from './outside/wechat-office.ts';
import { administrator } from './settle-world.ts';
import type { World as Country } from './world.ts';

export type WechatPhones = { office: WechatOffice; phones: { brandId: string; openId: string; vin: string }[]; houseAt(url: string): Promise<void> };

const newAccount = (brandId: string): Omit<WechatAccount, 'url'> => ({
  brandId, appId: `wx${randomBytes(8).toString('hex')}`, appSecret: randomBytes(16).toString('hex'), token: randomBytes(12).toString('hex'),
  encodingAesKey: randomBytes(32).toString('base64').slice(0, 43),
});

/** The accounts in the file that a house reads by WECHAT_ACCOUNTS: made once, with the address of this run. */
function accountsIn(file: string, brandIds: readonly string[]): WechatAccount[] {
  const known = existsSync(file) ? readWechatAccounts({ WECHAT_ACCOUNTS: file }) : [];
  return brandIds.map((brandId) => known.find((one) => one.brandId === brandId) ?? newAccount(brandId));
}

/** Opens WeChat's office, connects the house with it and puts a phone into the hands of two owners of each brand, those of `vins` first. */
export async function openPhones(house: House, country: Country, vins: readonly string[], dir: string): Promise<WechatPhones> {
  const file = join(dir, 'accounts.json');
  const office = await openWechatOffice({ accounts: accountsIn(file, country.brands.map((brand) => brand.id)), clock: house.world.clock, dir });
  mkdirSync(dir, { recursive: true });
  writeFileSync(file, JSON.stringify(office.accounts, null, 2), { mode: 0o600 });
  house.world.outside.wechat = wechat(readWechatAccounts({ WECHAT_ACCOUNTS: file }), () => house.world.clock().getTime());
  const phones = country.brands.flatMap((brand) => {
    const cars = [...vins.flatMap((vin) => country.cars.find((car) => car.vin === vin) ?? []), ...country.cars.slice(0, 60)].filter((car) => car.brandId === brand.id);
    const owners = [...new Map(cars.map((car) => [car.ownerKey, car])).values()].filter((car) => country.owners.find((owner) => owner.key === car.ownerKey)?.kind === 'person').slice(0, 2);
    return owners.map((car) => ({ brandId: brand.id, openId: `o${Buffer.from(`${brand.id}${car.vin}`).toString('base64url').slice(-27)}`, vin: car.vin, name: country.owners.find((owner) => owner.key === car.ownerKey)?.name ?? '' }));
  });
  const silent = phones.filter((phone) => office.followerOf(phone.brandId, phone.openId) === undefined);
  for (const phone of phones) office.addFollower(phone);

  /** The first follower of a brand sends the code from the app, as anybody does. */
  async function joinByCode(phone: (typeof phones)[number]): Promise<void> {
    const car = await unitOfWork(house.world, administrator, (tx) => vehicleByVin(tx, phone.vin));
    const ask = house.operations.get('wechatCode');
    if (car === undefined || ask === undefined) return;
    const owner: Actor = { kind: 'owner', id: car.ownerId, name: phone.name, brandIds: [phone.brandId] };
    const { code } = (await unitOfWork(house.world, owner, (tx) => ask.verb(tx, { brandId: phone.brandId }, callFromInside))) as { code: string };
    await office.send(phone.brandId, phone.openId, { text: `绑定 ${code}` });
  }
  return {
    office, phones,
    async houseAt(url) {
      await office.houseAt(url);
      for (const phone of silent) await office.send(phone.brandId, phone.openId, { event: 'subscribe' });
      for (const phone of silent.filter((one) => phones.find((first) => first.brandId === one.brandId) === one)) await joinByCode(phone);
    },
  };
}
