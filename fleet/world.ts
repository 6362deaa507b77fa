// The synthetic country as data: made from a seed and a day, the same to the byte each time. Names and phones are
// invented; phones are from 199 0000 xxxx, which is given to nobody here.
import { brandPlans, type BrandPlan, type ModelPlan } from './brand-plans.ts';
import { cities, outletPlans, type City, type OutletPlan } from './places.ts';
import { createRandom, type Random } from './random.ts';
import { makeVin } from './vin.ts';

export type StaffPlan = { userName: string; name: string; grants: { role: string; brandId: string | null; outletId: string | null }[]; certificates: { kind: string; brandId: string | null; number: string; validFrom: string; validTo: string }[]; shown?: string };
export type OwnerPlan = { key: string; name: string; phone: string; kind: 'person' | 'family' | 'company'; language: 'zh' | 'en'; brandIds: string[] };
export type CarPlan = {
  vin: string; brandId: string; model: ModelPlan; ownerKey: string; plateNo: string; colour: string; deliveredOn: string; usageNature: 'household' | 'commercial'; city: City;
  odometerKm: number; sohPct: number; tellsCells?: false;
};
export type World = { seed: number; today: string; brands: readonly BrandPlan[]; cities: readonly City[]; outlets: readonly OutletPlan[]; staff: StaffPlan[]; owners: OwnerPlan[]; cars: CarPlan[] };

const surnames = '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文';
const given = ['子涵', '雨桐', '浩然', '欣怡', '宇轩', '梓萱', '俊杰', '思远', '雅琴', '建国', '志强', '丽华', '秀英', '明哲', '嘉怡', '文博', '晓彤', '海燕', '振宇', '静雯', '国栋', '婉清', '立新', '春梅', '铭', '悦', '磊', '娜', '涛', '敏', '若溪', '景行', '怀瑾', '知微', '望舒', '清和'];
const colours = ['月光白', '曜石黑', '星云灰', '湖水蓝', '松石绿', '落日橙'];
const companies = ['同城快送', '远景租赁', '绿野出行', '汇通物流', '安达网约车', '新程商务'];
const addDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
const nameOf = (random: Random): string => random.pick([...surnames]) + random.pick(given);

const brandStaff = [
  ['agent', '热线坐席', null], ['serviceManager', '服务经理', 'outlet'], ['adviser', '服务顾问', 'outlet'], ['regionalManager', '区域经理', null],
  ['warrantyOfficer', '索赔专员', null], ['partsPlanner', '备件计划员', null], ['dispatcher', '调度员', null],
] as const;

function brandPeople(random: Random, brand: BrandPlan): StaffPlan[] {
  const home = outletPlans.find((outlet) => outlet.brandIds.includes(brand.id) && outlet.kind === 'serviceCentre') as OutletPlan;
  const atHome = (role: 'cashier' | 'storeKeeper'): StaffPlan => ({ userName: `${brand.id}-${role}`.toLowerCase(), name: nameOf(random.fork(`${role} of ${brand.id}`)), certificates: [], shown: brand.id, grants: [{ role, brandId: brand.id, outletId: home.id }] });
  const desk = brandStaff.map(([role, , place]) => ({
    userName: `${brand.id}-${role}`.toLowerCase(), name: nameOf(random), certificates: [], shown: brand.id,
    grants: [{ role, brandId: brand.id, outletId: place === null ? null : home.id }],
  }));
  return [...desk, atHome('cashier'), atHome('storeKeeper')];
}

/** The first letter of a paper's number, as the issuers print it. */
const paperLetters: Record<string, string> = { lvElectrician: 'T', makerGeneral: 'G', makerHv: 'H', inspector: 'J', calibration: 'K' };

function outletPeople(random: Random, outlet: OutletPlan, today: string): StaffPlan[] {
  const everyBrand = (role: string): StaffPlan['grants'] => outlet.brandIds.map((brandId) => ({ role, brandId, outletId: outlet.id }));
  const desk: StaffPlan[] = [
    { userName: `${outlet.id}-adviser`, name: nameOf(random), grants: everyBrand('adviser'), certificates: [] },
    { userName: `${outlet.id}-manager`, name: nameOf(random), grants: everyBrand('serviceManager'), certificates: [] },
  ];
  const technicians = Array.from({ length: outlet.technicians }, (_, index): StaffPlan => {
    const hv = index < outlet.hvTechnicians;
    const paper = (kind: string, months: number, fromMonths = 30) => ({ kind, brandId: null, number: `${paperLetters[kind] ?? 'Z'}-${outlet.id.toUpperCase()}-${String(index + 1).padStart(3, '0')}`, validFrom: addDays(today, -fromMonths * 30), validTo: addDays(today, months * 30) });
    // the last of the certified is about to expire at some places, and has expired at one
    const left = hv && index === outlet.hvTechnicians - 1 && outlet.hvTechnicians > 2 ? (outlet.id === 'xa-weiyang' ? -1 : 1) : 20;
    return {
      userName: `${outlet.id}-tech${index + 1}`, name: nameOf(random), grants: everyBrand('technician'),
      certificates: [paper('makerGeneral', 24), ...(hv ? [paper('lvElectrician', left), paper('makerHv', 18)] : []), ...(index < 2 ? [paper('inspector', 15)] : []), ...(outlet.capabilities.includes('calibration') && index < 2 ? [paper('calibration', 12)] : [])],
      ...(index === 0 && outlet.id === 'sh-hongqiao' ? { shown: 'xihe' } : index === 0 && outlet.id === 'sz-bao-an' ? { shown: 'yuanlan' } : index === 0 && outlet.id === 'hz-gongshu' ? { shown: 'langtu' } : {}),
    };
  });
  return [...desk, ...technicians];
}

/** Who drives: technicians and drivers of the vehicles that come to people. */
const onWheels = (random: Random, today: string): StaffPlan[] => outletPlans.filter((outlet) => outlet.capabilities.includes('mobile')).flatMap((outlet) => ['van1', 'van2', 'driver1', 'truck1'].map((who): StaffPlan => ({
  userName: `${outlet.id}-${who}`, name: nameOf(random), grants: outlet.brandIds.map((brandId) => ({ role: 'technician', brandId, outletId: outlet.id })), ...(outlet.id === 'sh-hongqiao' && who === 'van1' ? { shown: 'xihe' } : {}),
  certificates: who.startsWith('van') ? [{ kind: 'makerGeneral', brandId: null, number: `makerGeneral-${outlet.id}-${who}`, validFrom: addDays(today, -900), validTo: addDays(today, 700) }] : [],
})));

const houseStaff = (random: Random): StaffPlan[] => (['administrator', 'allianceOfficer', 'auditor'] as const).map((role) => ({
  userName: role.toLowerCase(), name: nameOf(random), certificates: [], shown: 'alliance', grants: [{ role, brandId: null, outletId: null }],
}));

function ownerAndCar(random: Random, index: number, today: string, owners: OwnerPlan[]): CarPlan {
  const brand = brandPlans[index % 3] as BrandPlan;
  const model = random.pick(brand.models);
  const city = random.pick([...cities, ...cities.slice(0, 6), ...cities.slice(0, 2)]);
  const share = random.next();
  const kind = share < 0.1 ? 'company' as const : share < 0.35 ? 'family' as const : 'person' as const;
  const again = kind !== 'person' && index > 30 && random.chance(0.35) ? owners[random.int(0, owners.length - 1)] : undefined;
  let owner = again;
  if (owner === undefined) {
    const person = nameOf(random);
    owner = { key: `o${index}`, name: kind === 'company' ? `${city.name}${random.pick(companies)}有限公司` : person, phone: `1990000${String(index).padStart(4, '0')}`, kind, language: random.chance(0.04) ? 'en' : 'zh', brandIds: [brand.id] };
    owners.push(owner);
  } else if (!owner.brandIds.includes(brand.id)) owner.brandIds.push(brand.id);
  const ageDays = Math.min(5 * 365, Math.max(12, Math.round(-Math.log(1 - random.next() * 0.98) * 620)));
  const kmPerDay = owner.kind === 'company' ? random.bell(150, 25) : Math.max(8, random.bell(42, 12));
  const years = ageDays / 365;
  const deliveredOn = addDays(today, -ageDays);
  return {
    vin: makeVin(model.wmi, model.id.split('-')[1]?.toUpperCase().padEnd(5, 'E') ?? 'EEEEE', 'ABCDEFGHJKLMNPRSTVWXY'[Number(deliveredOn.slice(0, 4)) - 2010] ?? 'T', index + 1),
    brandId: brand.id, model, ownerKey: owner.key, plateNo: `${city.plate}${random.pick(['D', 'A', 'B'])}${String(10_000 + index * 137).slice(-5)}`,
    colour: random.pick(colours), deliveredOn, usageNature: owner.kind === 'company' ? 'commercial' : 'household', city,
    odometerKm: Math.round(ageDays * kmPerDay), sohPct: Math.round((100 - 2.2 * Math.sqrt(years) - 1.1 * years + random.bell(0, 0.6)) * 10) / 10,
  };
}

/** The country on a day: so many owners, and their cars, of which some have several. `today` is a Beijing day. */
export function makeWorld({ seed, today, owners: count = 400 }: { seed: number; today: string; owners?: number }): World {
  const random = createRandom(seed);
  const people = random.fork('staff');
  const staff = [...houseStaff(people), ...brandPlans.flatMap((brand) => brandPeople(people, brand)), ...outletPlans.flatMap((outlet) => outletPeople(people, outlet, today)), ...onWheels(random.fork('on wheels'), today)];
  const owners: OwnerPlan[] = [];
  const fleet = random.fork('cars');
  const list: CarPlan[] = [];
  while (owners.length < count) list.push(ownerAndCar(fleet, list.length, today, owners));
  return { seed, today, brands: brandPlans, cities, outlets: outletPlans, staff, owners, cars: list };
}
