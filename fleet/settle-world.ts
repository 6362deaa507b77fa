// Puts the country on record: alliance, brands, models, outlets, people, papers, prices, owners, cars. Everything by
// operations, as an administrator would.
import type { Actor, Grant } from '../server/platform/actor.ts';
import { beijingDay } from '../server/platform/calendar.ts';
import { faultTable } from './fault-tables.ts';
import { instructions } from './instructions.ts';
import { fasteners } from './past/photo.ts';
import { priceBook } from './price-book.ts';
import type { Replay } from './replay.ts';
import type { CarPlan, OwnerPlan, StaffPlan, World as Country } from './world.ts';

export type Known = { staffId: Map<string, string>; ownerId: Map<string, string>; vehicleId: Map<string, string>; supplierId: Map<string, string>; /** Special tools by outlet. */ tools: Map<string, { kind: string; serialNo: string; calibrationDueOn: string }[]> };

/** The makers' instructions, with a drawing where fasteners have an order. */
async function howWorkIsDone(on: Replay, brandId: string, at: Date): Promise<void> {
  const drawn = new Map<string, string>();
  for (const [code, steps] of Object.entries(instructions)) {
    const told: Record<string, unknown>[] = [];
    for (const { words, wordsEn, caution, torque, drawing } of steps) {
      const key = drawing === undefined ? '' : `${drawing.shape} ${drawing.bolts}`;
      if (drawing !== undefined && !drawn.has(key)) drawn.set(key, await on.picture(administrator, at, fasteners(drawing)));
      told.push({ words, wordsEn, ...(caution === undefined ? {} : { caution }), ...(torque === undefined ? {} : { torque: { what: torque[0], whatEn: torque[1], lowNm: torque[2], highNm: torque[3] } }), ...(drawing === undefined ? {} : { drawingFileId: drawn.get(key) }) });
    }
    await on.call(administrator, at, 'publishInstructions', { brandId, code, steps: told, source: '维修手册（演示数据） / Workshop manual (demo)' });
  }
}

export const administrator: Actor = { kind: 'staff', id: 'founder', name: '创建者', grants: [{ role: 'administrator', brandId: null, outletId: null }] };
export const staffActor = (known: Known, plan: StaffPlan): Actor => ({ kind: 'staff', id: known.staffId.get(plan.userName) ?? '', name: plan.name, grants: plan.grants as Grant[] });
export const ownerActor = (known: Known, plan: OwnerPlan): Actor => ({ kind: 'owner', id: known.ownerId.get(plan.key) ?? '', name: plan.name, brandIds: plan.brandIds });

async function places(on: Replay, country: Country, at: Date): Promise<void> {
  const admin = (name: string, input: Record<string, unknown>) => on.call(administrator, at, name, input);
  await admin('setUpAlliance', { name: '同程联盟', nameEn: 'Tongcheng Alliance' });
  for (const brand of country.brands) {
    await admin('addBrand', { id: brand.id, name: brand.name, nameEn: brand.nameEn, hotline: brand.hotline });
    for (const { wmi: _wmi, ...model } of brand.models) await admin('addModel', { ...model, brandId: brand.id, threeGuaranteesMinSohPct: 80, repairWarrantyMinSohPct: 75 });
    await admin('setHistoryRule', { brandId: brand.id, fromOn: beijingDay(at), keepDays: 30, source: '演示数据，只保留三十天' }); // eighty cars write 100 MB a day
    await admin('publishPrices', { brandId: brand.id, validFrom: beijingDay(at), note: '年度价格表', content: priceBook(brand) });
    for (const model of brand.models) for (const code of faultTable(brand, model)) await admin('setFaultCode', { ...code, validFrom: beijingDay(at) });
    await howWorkIsDone(on, brand.id, at);
  }
  for (const outlet of country.outlets) {
    const city = country.cities.find((one) => one.name === outlet.city);
    if (city === undefined) throw new Error(`no city ${outlet.city}`);
    const days = outlet.weekend ? [1, 2, 3, 4, 5, 6, 7] : [1, 2, 3, 4, 5, 6];
    await admin('addOutlet', {
      id: outlet.id, name: outlet.name, nameEn: outlet.nameEn, city: city.name, cityEn: city.nameEn, tier: city.tier, kind: outlet.kind,
      address: `${city.streets[0]} ${100 + outlet.id.length * 7} 号`, phone: `400-020-${String(1000 + country.outlets.indexOf(outlet))}`, lon: Math.round((city.lon + outlet.off[0]) * 1e5) / 1e5, lat: Math.round((city.lat + outlet.off[1]) * 1e5) / 1e5,
      brandIds: [...outlet.brandIds], capabilities: [...outlet.capabilities], opensOnHolidays: outlet.kind === 'serviceCentre' && outlet.weekend,
      weeklyHours: days.flatMap((weekday) => [{ weekday, opens: '08:30', closes: '12:00' }, { weekday, opens: '13:00', closes: outlet.kind === 'serviceCentre' ? '19:00' : '18:00' }]),
    });
    const heavy = outlet.capabilities.filter((one) => one !== 'mobile' && one !== 'towAccess');
    for (let bay = 1; bay <= outlet.bays; bay++) {
      await admin('addBay', { outletId: outlet.id, name: `${bay} 号工位`, capabilities: bay <= outlet.hvBays ? heavy : heavy.filter((one) => one !== 'hvBay' && one !== 'batteryLift') });
    }
  }
}

async function people(on: Replay, country: Country, at: Date, known: Known): Promise<void> {
  for (const plan of country.staff) {
    const person = await on.call(administrator, at, 'addStaff', { userName: plan.userName, name: plan.name, grants: plan.grants });
    known.staffId.set(plan.userName, person.id);
    for (const certificate of plan.certificates) await on.call(administrator, at, 'addCertificate', { staffId: person.id, ...certificate });
  }
}

/** The maker and a supplier of each brand, with their terms. */
async function partners(on: Replay, country: Country, at: Date, known: Known): Promise<void> {
  const terms = { validFrom: beijingDay(at), sendWithinDays: 30, answerWithinDays: 21, appealWithinDays: 20, partsBackWithinDays: 14 };
  for (const brand of country.brands) {
    const add = (input: Record<string, unknown>) => on.call(administrator, at, 'addPartner', { brandId: brand.id, ...terms, ...input });
    await add({ kind: 'maker', name: `${brand.name}汽车`, nameEn: `${brand.nameEn} Motors`, contact: `${brand.name}索赔中心 ${brand.hotline}` });
    known.supplierId.set(brand.id, (await add({ kind: 'supplier', name: '恒源电子', nameEn: 'Hengyuan Electronics', contact: '供应商质量部 021-60000088' })).id);
  }
}

/** Owners and their cars. Each car is on the register since its delivery, or since the house opened. */
async function cars(on: Replay, country: Country, at: Date, known: Known): Promise<void> {
  const byKey = new Map(country.owners.map((owner) => [owner.key, owner]));
  for (const owner of country.owners) {
    for (const brandId of owner.brandIds) {
      const { id } = await on.call(administrator, at, 'addOwner', { brandId, name: owner.name, phone: owner.phone, kind: owner.kind, language: owner.language });
      known.ownerId.set(owner.key, id);
    }
  }
  for (const car of country.cars as CarPlan[]) {
    const ownerId = known.ownerId.get(byKey.get(car.ownerKey)?.key ?? '');
    const { vehicle } = await on.call(administrator, at, 'addVehicle', { vin: car.vin, modelId: car.model.id, ownerId, plateNo: car.plateNo, colour: car.colour, deliveredOn: car.deliveredOn, usageNature: car.usageNature });
    known.vehicleId.set(car.vin, vehicle.id);
  }
}

/** Puts everything on record as of `at`; answers the ids by the country's own keys. */
export async function settleWorld(on: Replay, country: Country, at: Date): Promise<Known> {
  const known: Known = { staffId: new Map(), ownerId: new Map(), vehicleId: new Map(), supplierId: new Map(), tools: new Map() };
  await places(on, country, at);
  await people(on, country, at, known);
  await partners(on, country, at, known);
  await cars(on, country, at, known);
  return known;
}
