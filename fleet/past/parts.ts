// The stores of the country: suppliers who keep their word and some who do not, numbers that replaced others, a year of boxes in
// and out at the first house of each brand, what the others used before, what lies there now, and what the planner has on the way.
import { beijingDay } from '../../server/platform/calendar.ts';
import { Refusal } from '../../server/platform/refusals.ts';
import { createRandom, type Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import { staffActor, type Known } from '../settle-world.ts';
import type { StaffPlan, World as Country } from '../world.ts';

const dayMs = 86_400_000;
/** Units a month in the whole country, growth a month, share by season (winter is 1 at its height), and what lies on a shelf. */
const asked: readonly (readonly [code: string, perMonth: number, growth: number, winter: number, shelf: number])[] = [
  ['P-CABIN', 46, 0.012, 0, 9], ['P-COOLANT', 60, 0.01, 0.2, 24], ['P-TYRE', 26, 0.012, 0.1, 6], ['P-12V', 18, 0.01, 0.7, 6], ['P-PADS', 15, 0.008, 0, 8], ['P-GEAROIL', 16, 0.01, 0, 10], ['P-BRKFLUID', 11, 0.01, 0, 7], ['P-PUMP', 7, 0.015, 0, 0], ['P-CHGPORT', 6, 0.02, 0.3, 2],
  ['P-SCREEN', 5, 0.005, 0.2, 0], ['P-WINDSCREEN', 5, 0.01, 0.1, 1], ['P-COMPRESSOR', 3, 0, -0.6, 1], ['P-OBC', 2, 0.01, 0, 1], ['P-MODULE', 1.2, 0.01, 0, 1], ['P-INVERTER', 0.8, 0, 0, 1], ['P-HVHARNESS', 0.7, 0, 0, 2],
];
/** Those that the demo's houses count by themselves elsewhere in the story. */
const countedElsewhere = ['P-CHGPORT', 'P-12V', 'P-PUMP', 'P-SCREEN', 'P-PADS'];
const suppliers = [['宁川电器', 'Ningchuan Electric', 9, 1.1, 0.01], ['东谷汽配', 'Eastvale Parts', 14, 1.6, 0.06], ['海澜电池', 'Hailan Battery', 35, 1.2, 0.02]] as const;
const supplierOf = (code: string): number => (['P-MODULE', 'P-12V'].includes(code) ? 2 : ['P-PUMP', 'P-SCREEN', 'P-COMPRESSOR', 'P-OBC', 'P-INVERTER', 'P-CHGPORT', 'P-HVHARNESS'].includes(code) ? 0 : 1);

function unitsIn(random: Random, perMonth: number, growth: number, winter: number, month: Date, monthsAgo: number): number {
  const season = 1 + winter * Math.cos((2 * Math.PI * (month.getUTCMonth() - 0)) / 12);
  const mean = perMonth * (1 - growth) ** monthsAgo * Math.max(0.1, season);
  let units = 0;
  for (let left = Math.exp(-mean), product = random.next(); product > left; product *= random.next()) units++;
  return units;
}
const monthAgo = (now: Date, months: number): Date => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1));

const ownMonths = 11;

type House = { on: Replay; planner: ReturnType<typeof staffActor>; keeper: ReturnType<typeof staffActor>; brandId: string; supplierIds: string[]; prices: Map<string, { name: string; nameEn: string; origin: string; costFen: number }> };

async function catalogue({ on, planner, brandId, supplierIds, prices }: House, at: Date, now: Date): Promise<void> {
  const save = (code: string, more: Record<string, unknown>, like = code) => {
    const part = prices.get(like);
    return part === undefined ? undefined : on.call(planner, at, 'savePart', { brandId, code, name: part.name, nameEn: part.nameEn, class: 'general', origin: part.origin, costFen: part.costFen, supplierId: supplierIds[supplierOf(like)], version: 0, ...more });
  };
  const classes: Record<string, string> = { 'P-CABIN': 'wear', 'P-COOLANT': 'fluid', 'P-TYRE': 'wear', 'P-PADS': 'wear', 'P-GEAROIL': 'fluid', 'P-BRKFLUID': 'fluid', 'P-SCREEN': 'electronics', 'P-WINDSCREEN': 'glass', 'P-OBC': 'evCore', 'P-INVERTER': 'evCore', 'P-HVHARNESS': 'evCore', 'P-CHGPORT': 'evCore', 'P-COMPRESSOR': 'general' };
  const soon = beijingDay(new Date(now.getTime() + 60 * dayMs));
  for (const [code, name] of Object.entries(classes)) await save(code, { class: name, ...(name === 'fluid' ? { lot: 6, shelfLifeDays: 720 } : {}), ...(code === 'P-SCREEN' ? { softwareCoded: true } : {}), ...(code === 'P-COMPRESSOR' ? { endedOn: soon } : {}), ...(code === 'P-OBC' ? { coreReturn: true, softwareCoded: true } : {}) });
  await save('P-12V', { class: 'battery', unNumber: 'UN2794', packing: '直立固定，端子加盖' });
  await save('P-MODULE', { class: 'battery', unNumber: 'UN3480', packing: 'P903，II 类包装，阻燃隔板', socMaxPct: 30, coreReturn: true });
  await save('P-PUMP', { class: 'evCore', name: '电子水泵（旧款）', nameEn: 'Electric coolant pump (earlier)', endedOn: beijingDay(new Date(now.getTime() - 40 * dayMs)) });
  await save('P-PUMP-B', { class: 'evCore', name: '电子水泵 B（加强密封）', nameEn: 'Electric coolant pump B (better seal)' }, 'P-PUMP');
  await on.call(planner, new Date(now.getTime() - 40 * dayMs), 'supersede', { brandId, oldCode: 'P-PUMP', newCode: 'P-PUMP-B', bothWays: false, useOldFirst: true, fromOn: beijingDay(new Date(now.getTime() - 40 * dayMs)), why: '轴封改进，旧件用完为止' });
}

/** So many, or as many as are not kept for visits. */
async function asManyAsFree(quantity: number, deed: (units: number) => Promise<unknown>): Promise<void> {
  try {
    await deed(quantity);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'notThatMany') throw error;
    const most = Number(error.details['most'] ?? 0);
    if (most > 0) await deed(Math.min(most, quantity));
  }
}

/** The months of boxes in and out at one house, from the first whole one since the country keeps its books here. */
async function year(house: House, outletId: string, share: number, now: Date, random: Random): Promise<void> {
  const { on, planner, keeper, brandId } = house;
  for (let months = ownMonths; months >= 1; months--) {
    const first = monthAgo(now, months);
    const used = asked.flatMap(([code, perMonth, growth, winter]) => { const units = unitsIn(random, perMonth * share, growth, winter, first, months); return units > 0 ? [{ code, units }] : []; });
    for (const [index, supplierId] of house.supplierIds.entries()) {
      const lines = used.filter((one) => supplierOf(one.code) === index).map((one) => ({ code: one.code, quantity: one.units + (months === ownMonths ? 3 : 0) }));
      if (lines.length === 0) continue;
      const [, , promised, factor, faulty] = suppliers[index] as (typeof suppliers)[number];
      const ordered = new Date(Math.max(now.getTime() - 369 * dayMs, first.getTime() + random.int(1, 3) * dayMs - promised * dayMs));
      const order = await on.call(planner, ordered, 'orderFromSupplier', { outletId, brandId, supplierId, lines });
      const came = new Date(Math.min(first.getTime() + 4 * dayMs, ordered.getTime() + promised * factor * (0.7 + 0.6 * random.next()) * dayMs));
      await on.call(keeper, came, 'receivePurchase', { purchaseId: order.id, version: order.version, came: order.lines.map((line: { id: string; quantity: number; unNumber: string | null; socMaxPct: number | null }) => ({ purchaseLineId: line.id, quantity: line.quantity, ...(random.chance(faulty * 4) ? { rejected: 1, fault: random.pick(['damaged', 'wrongPart', 'quality']) } : {}), ...(line.unNumber === null ? {} : { packingSound: true }), ...(line.socMaxPct === null ? {} : { socPct: 28 }) })) });
    }
    for (const { code, units } of used) {
      const taken = new Date(first.getTime() + (5 + random.int(0, 20)) * dayMs);
      await asManyAsFree(units, (quantity) => on.call(keeper, taken, 'moveStock', { outletId, brandId, code, kind: 'pick', quantity, why: '当月领用' }));
    }
  }
}

/** What a house used over months, as its old system's sheet says. */
function pastUse(now: Date, from: number, to: number, share: number, random: Random): { code: string; month: string; units: number }[] {
  const rows: { code: string; month: string; units: number }[] = [];
  for (let months = from; months >= to; months--) for (const [code, perMonth, growth, winter] of asked) { const first = monthAgo(now, months); rows.push({ code, month: first.toISOString().slice(0, 7), units: unitsIn(random, perMonth * share, growth, winter, first, months) }); }
  return rows;
}

/** What the planner has under way now: an order for a waiting car, one that is partly here, parts between houses, a tonight's plan. */
async function underWay({ on, planner, keeper, brandId, supplierIds }: House, home: string, others: readonly string[], now: Date): Promise<void> {
  const ago = (days: number): Date => new Date(now.getTime() - days * dayMs);
  const partly = await on.call(planner, ago(12), 'orderFromSupplier', { outletId: home, brandId, supplierId: supplierIds[0], lines: [{ code: 'P-SCREEN', quantity: 2 }, { code: 'P-OBC', quantity: 1 }, { code: 'P-PUMP-B', quantity: 4 }] });
  await on.call(keeper, ago(1), 'receivePurchase', { purchaseId: partly.id, version: partly.version, came: [{ purchaseLineId: partly.lines.find((line: { code: string }) => line.code === 'P-OBC').id, quantity: 1 }] });
  await on.call(planner, ago(2), 'orderFromSupplier', { outletId: home, brandId, supplierId: supplierIds[1], lines: [{ code: 'P-CABIN', quantity: 20 }, { code: 'P-TYRE', quantity: 8 }, { code: 'P-WINDSCREEN', quantity: 2 }] });
  await on.call(planner, ago(20), 'orderFromSupplier', { outletId: home, brandId, supplierId: supplierIds[2], lines: [{ code: 'P-MODULE', quantity: 1 }, { code: 'P-12V', quantity: 12 }] });
  const { waiting } = await on.call(planner, now, 'listShortages', { brandId });
  const [first] = waiting as { id: string; outletId: string; code: string; missing: number; onShelf: number }[];
  if (first !== undefined && first.onShelf === 0) await on.call(planner, ago(0.2), 'orderFromSupplier', { outletId: first.outletId, brandId, supplierId: supplierIds[0], lines: [{ code: first.code, quantity: first.missing, waitingPartId: first.id }] });
  const [near] = others;
  if (near !== undefined) await asManyAsFree(2, (quantity) => on.call(planner, ago(0.5), 'askTransfer', { brandId, fromPlaceId: home, toPlaceId: near, code: 'P-COOLANT', quantity, why: '邻店保养量大' }));
  await on.call(planner, now, 'planParts', { brandId });
}

export async function stores(on: Replay, country: Country, known: Known, now: Date): Promise<void> {
  for (const brand of country.brands) {
    const random = createRandom(country.seed).fork(`stores of ${brand.id}`);
    const [planner, keeper] = ['partsplanner', 'storekeeper'].map((role) => staffActor(known, country.staff.find((one) => one.userName === `${brand.id}-${role}`) as StaffPlan)) as [House['planner'], House['planner']];
    const outlets = country.outlets.filter((one) => one.brandIds.includes(brand.id));
    const home = outlets.find((one) => one.kind === 'serviceCentre') ?? outlets[0];
    if (home === undefined) continue;
    const bays = outlets.reduce((sum, one) => sum + one.bays, 0);
    const start = new Date(now.getTime() - 370 * dayMs);
    const supplierIds: string[] = [];
    for (const [name, nameEn, promisedDays] of suppliers) supplierIds.push((await on.call(planner, start, 'addSupplier', { brandId: brand.id, name, nameEn, promisedDays })).id);
    const list = await on.call(planner, now, 'showPriceList', { brandId: brand.id });
    const house: House = { on, planner, keeper, brandId: brand.id, supplierIds, prices: new Map(list.parts.map((part: { code: string; name: string; nameEn: string; origin: string; unitFen: number }) => [part.code, { name: part.name, nameEn: part.nameEn, origin: part.origin, costFen: Math.round(part.unitFen * 0.6) }])) };
    await catalogue(house, start, now);
    await year(house, home.id, home.bays / bays, now, random);
    for (const outlet of outlets) {
      await on.call(planner, now, 'bringPastUse', { outletId: outlet.id, brandId: brand.id, rows: pastUse(now, 36, outlet === home ? ownMonths + 1 : 1, outlet.bays / bays, random) });
      for (const [code, , , , shelf] of asked.filter(([each]) => !countedElsewhere.includes(each) || outlet.brandIds[0] !== brand.id || outlet.hvBays === 0)) await on.call(outlet === home ? keeper : planner, now, 'countPart', { outletId: outlet.id, brandId: brand.id, code, onHand: Math.max(shelf > 4 ? 4 : 0, Math.round(shelf * (0.6 + 0.8 * random.next()))), bin: `${'ABC'.charAt(supplierOf(code))}-${String(random.int(1, 12)).padStart(2, '0')}-${random.int(1, 5)}` });
    }
    await underWay(house, home.id, outlets.filter((one) => one !== home).map((one) => one.id), now);
  }
}
