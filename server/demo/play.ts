// What a visitor of the demo does: look who is there, go in as them, plant a fault, read messages, pay.
import { allBrands } from '#brands';
import { findOutlet, hasGuardian, techniciansOf } from '#network';
import { findOwner, findStaffMember, maskPhone, ownersById, sessionFor, staffFor, type StaffMember } from '#people';
import { roles } from '#platform/actor';
import { beijingDay } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import type { Call } from '#platform/routes';
import { acrossWalls, type Tx } from '#platform/tx';
import { vehiclesByVin } from '#vehicles';
import { visitsOfCars } from '#workorders';
import type { api } from './api.ts';
import type { Demo } from './demo.ts';

const theDemo = (tx: Tx): Demo => tx.outside.demo ?? refuse('notFound');

export const demoState = async (tx: Tx) => ({ demo: tx.outside.demo !== undefined });

/** Outlets where cars of the stories stand, those first that may be worked on. */
async function storyOutlets(tx: Tx, vins: readonly string[], brandId: string): Promise<string[]> {
  const here = (await visitsOfCars(tx, vins)).filter((visit) => visit.brandId === brandId && visit.awaySince === null && visit.handedBackAt === null);
  return [...new Set(here.toSorted((a, b) => Number(b.state === 'approved') - Number(a.state === 'approved')).map((visit) => visit.outletId))];
}
/** A technician who can be shown every kind of work: certified for high voltage, beside a colleague who is too, where a car of the stories stands. */
async function technicianOfStory(tx: Tx, holders: readonly StaffMember[], brandId: string, outletIds: readonly string[]): Promise<StaffMember | undefined> {
  for (const outletId of outletIds) {
    const people = await techniciansOf(tx, outletId);
    const able = people.filter((one) => hasGuardian(one, people, beijingDay(tx.now), brandId)).map((one) => one.staffId);
    const found = holders.find((holder) => able.includes(holder.id));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** For each brand and role the person who holds it there alone if there is one, else somebody who holds it too. */
export function demoPeople(tx: Tx) {
  const demo = theDemo(tx);
  return acrossWalls(tx, 'the demo shows people of every brand', async () => {
    const brands = await allBrands(tx);
    const staff: { id: string; name: string; role: string; brand: { id: string; name: string; nameEn: string } | null; outlet: { id: string; name: string; nameEn: string } | null }[] = [];
    for (const role of roles) {
      const everywhere = (await staffFor(tx, { roles: [role] })).filter((one) => one.grants.length === 1 && one.grants[0]?.brandId === null);
      if (everywhere[0] !== undefined) staff.push({ id: everywhere[0].id, name: everywhere[0].name, role, brand: null, outlet: null });
      for (const brand of brands) {
        const able = (await staffFor(tx, { roles: [role], brandId: brand.id })).filter((one) => one.grants.some((grant) => grant.role === role && grant.brandId === brand.id));
        const story = role === 'technician' ? await technicianOfStory(tx, able, brand.id, await storyOutlets(tx, demo.stories.map((one) => one.vin), brand.id)) : undefined;
        const holders = story === undefined ? able : [story];
        const one = holders.find((holder) => holder.grants.length === 1) ?? holders.find((holder) => !staff.some((shown) => shown.id === holder.id)) ?? holders[0];
        if (one === undefined) continue;
        const outletId = one.grants.find((grant) => grant.role === role)?.outletId ?? null;
        staff.push({ id: one.id, name: one.name, role, brand, outlet: outletId === null ? null : await findOutlet(tx, outletId) });
      }
    }
    const vehicles = await vehiclesByVin(tx, demo.stories.map((story) => story.vin));
    const owners = await ownersById(tx, [...vehicles.values()].map((vehicle) => vehicle.ownerId));
    return {
      staff,
      owners: demo.stories.flatMap(({ vin, story, storyEn }) => {
        const vehicle = vehicles.get(vin);
        const owner = vehicle === undefined ? undefined : owners.get(vehicle.ownerId);
        return owner === undefined ? [] : [{ id: owner.id, name: owner.name, phone: maskPhone(owner.phone), story, storyEn, brand: brands.find((brand) => brand.id === vehicle?.brandId) ?? null }];
      }),
    };
  });
}

export async function demoSignIn(tx: Tx, input: Input<typeof api.demoSignIn>, call: Call) {
  theDemo(tx);
  call.session(await acrossWalls(tx, 'the demo lets a visitor in as anyone', async () => {
    await (input.kind === 'owner' ? findOwner(tx, input.id) : findStaffMember(tx, input.id));
    return sessionFor(tx, { kind: input.kind, id: input.id });
  }));
  return { ok: true as const };
}

export const demoMessages = async (tx: Tx) => ({ messages: theDemo(tx).messages().slice(0, 50).map(({ to, text, at }) => ({ to: maskPhone(to), text, at })) });

export function demoCars(tx: Tx) {
  const demo = theDemo(tx);
  return acrossWalls(tx, 'the demo shows cars of every brand', async () => {
    const vehicles = await vehiclesByVin(tx, demo.cars.slice(0, 40));
    const owners = await ownersById(tx, [...vehicles.values()].map((vehicle) => vehicle.ownerId));
    return {
      cars: [...vehicles.values()].map(({ vin, plateNo, modelName, modelNameEn, ownerId, brandId }) => ({ vin, plateNo, modelName, modelNameEn, ownerId, brandId, ownerName: owners.get(ownerId)?.name ?? '' })),
      planted: [...demo.planted()],
    };
  });
}

export async function plantFault(tx: Tx, input: Input<typeof api.plantFault>) {
  const demo = theDemo(tx);
  if (!demo.cars.includes(input.vin)) refuse('noSuchCar', { field: 'vin' });
  demo.plant(input.vin, input.fault);
  return { ok: true as const };
}

export async function demoPay(tx: Tx, input: Input<typeof api.demoPay>) {
  if (!(await theDemo(tx).pay(input.outTradeNo, input.decline === true))) refuse('nothingToPay', { field: 'outTradeNo' });
  return { ok: true as const };
}
