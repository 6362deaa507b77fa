// Who plays the parts around a car of the past, and which outlets its trouble may go to.
import type { Actor } from '../../server/platform/actor.ts';
import type { Message, Wallet } from '../outside/wallet.ts';
import type { OutletPlan } from '../places.ts';
import { ownerActor, staffActor, type Known } from '../settle-world.ts';
import type { CarPlan, StaffPlan, World as Country } from '../world.ts';
import type { Reason } from './reasons.ts';

export type Shop = { adviser: Actor; manager: Actor; technicians: readonly Actor[]; /** How many of them, the first ones, may work on high voltage. */ certified: number };
export type Cast = {
  agent: Actor; officer: Actor; owner: Actor; ownerId: string; ownerName: string; vehicleId: string; outlet: OutletPlan; shop: Shop; tools: readonly { kind: string; serialNo: string; calibrationDueOn: string }[];
  kmAt(at: Date): number;
  pay(outTradeNo: string, at: Date): Message;
  refunds(outTradeNo: string, at: Date): Message[];
};

const needsHv: readonly string[] = ['insulation', 'batteryCells'];
export const fits = (outlet: OutletPlan, reason: Reason): boolean =>
  (!needsHv.includes(reason.name) || outlet.hvBays > 0) && (reason.name !== 'bodyAndPaint' || outlet.capabilities.includes('paint'));

/** Outlets for the car and its trouble, the nearest first; those of its city and the next ones count as near. */
export function outletsFor(country: Country, car: CarPlan, reason: Reason): { near: OutletPlan[]; all: OutletPlan[] } {
  const away = (outlet: OutletPlan): number => {
    const city = country.cities.find((one) => one.name === outlet.city) ?? car.city;
    return Math.hypot(city.lon + outlet.off[0] - car.city.lon, city.lat + outlet.off[1] - car.city.lat);
  };
  const all = country.outlets.filter((one) => one.brandIds.includes(car.brandId) && fits(one, reason)).toSorted((a, b) => away(a) - away(b));
  return { near: all.filter((one) => away(one) < 0.6), all };
}

export function castOf(country: Country, known: Known, wallet: Wallet, car: CarPlan, outlet: OutletPlan): Cast {
  const named = (userName: string): Actor => staffActor(known, country.staff.find((one) => one.userName === userName) as StaffPlan);
  const owner = country.owners.find((one) => one.key === car.ownerKey) as Country['owners'][number];
  const [deliveredMs, todayMs] = [Date.parse(car.deliveredOn), Date.parse(country.today)];
  return {
    agent: named(`${car.brandId}-agent`), officer: named(`${car.brandId}-warrantyofficer`), owner: ownerActor(known, owner), ownerId: known.ownerId.get(owner.key) ?? '', ownerName: owner.name, vehicleId: known.vehicleId.get(car.vin) ?? '', outlet, tools: known.tools.get(outlet.id) ?? [],
    shop: {
      adviser: named(`${outlet.id}-adviser`), manager: named(`${outlet.id}-manager`), technicians: Array.from({ length: outlet.technicians }, (_, index) => named(`${outlet.id}-tech${index + 1}`)),
      certified: outlet.hvTechnicians > 2 ? outlet.hvTechnicians - 1 : outlet.hvTechnicians, // the last one's papers may run out
    },
    // a car drives the same every day
    kmAt: (at) => Math.max(5, Math.round(car.odometerKm * Math.min(1, (at.getTime() - deliveredMs) / Math.max(1, todayMs - deliveredMs)))),
    pay(outTradeNo, at) {
      wallet.payQuietly(outTradeNo, at);
      return wallet.notificationOf(outTradeNo, at);
    },
    refunds: (outTradeNo, at) => wallet.refundNotificationsOf(outTradeNo, at),
  };
}
