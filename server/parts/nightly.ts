// The night's run: reads what was asked for and how every shelf stands, foresees, and advises. R1 once a night and brand, and
// again when somebody asks; running twice leaves one run's advice; R2 advice that somebody refused is not given again for a
// fortnight; R3 the house goes on answering while a large country is foreseen.
import { Worker } from 'node:worker_threads';
import { allBrands } from '#brands';
import { outletsFor } from '#network';
import { addDays, beijingDay, beijingTime } from '#platform/calendar';
import { newId } from '#platform/ids';
import { Refusal } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import type { Entry } from './catalogue-store.ts';
import { supersessionsOf } from './catalogue-store.ts';
import { everyEntry } from './catalogue.ts';
import { dutyUntil } from './fit.ts';
import { foresee, monthDays, type Foresight, type PartPast, type Shelf } from './foresee.ts';
import { keptBySuppliers, suppliersOf } from './order-store.ts';
import { askedByMonth, dismissedSince, heldUnits, inTransit, leaving, onOrder, ranOn, standings, waitingUnits, writeForecasts, writeRun, writeSuggestions, writeTargets, type Run } from './plan-store.ts';
import { placesOf } from './store.ts';
import { advise, type Advice, type PartFacts, type Standing } from './suggest.ts';
import { newestOf } from './supersession.ts';
import { daysOnTheWay } from './transfer.ts';

export const pastMonths = 36;
export const defaultLeadDays = 21;
const inline = 400;

/** The first day of the month so many months before this one. */
export function monthBefore(onDay: string, months: number): string {
  const at = new Date(`${onDay.slice(0, 7)}-01T00:00:00Z`);
  at.setUTCMonth(at.getUTCMonth() - months);
  return at.toISOString().slice(0, 10);
}

export type Country = { parts: PartPast[]; shelves: (Shelf & { outletId: string })[]; facts: Map<string, PartFacts>; entries: Map<string, Entry> };

async function shelvesOf(tx: Tx, brandId: string): Promise<(Shelf & { outletId: string })[]> {
  const [outlets, places] = [await outletsFor(tx, { brandId }), await placesOf(tx, brandId)];
  return [
    ...outlets.map((one) => ({ placeId: one.id, outletId: one.id, warehouse: false, transportDays: daysOnTheWay })),
    ...places.filter((one) => one.active).map((one) => ({ placeId: one.id, outletId: one.outletId, warehouse: one.kind === 'warehouse', transportDays: 1 })),
  ];
}

/** Past and facts of every number; what was asked for under an old number counts for the newest. */
export async function countryOf(tx: Tx, brandId: string): Promise<Country> {
  const today = beijingDay(tx.now);
  const since = monthBefore(today, pastMonths);
  const [entries, chains, shelves, asked, suppliers, kept] = [await everyEntry(tx, brandId), await supersessionsOf(tx, brandId), await shelvesOf(tx, brandId), await askedByMonth(tx, brandId, since), await suppliersOf(tx, brandId), await keptBySuppliers(tx, brandId, new Date(tx.now.getTime() - 365 * 86_400_000))];
  const newest = new Map([...entries.keys()].map((code) => [code, newestOf(chains, code, today)]));
  const place = new Map(shelves.map((one, index) => [one.placeId, index]));
  const past = new Map<string, { history: number[]; shares: number[] }>();
  for (const row of asked) {
    const code = newest.get(row.code) ?? row.code;
    const of = past.get(code) ?? { history: new Array<number>(pastMonths).fill(0), shares: shelves.map(() => 0) };
    past.set(code, of);
    const at = place.get(row.placeId) ?? place.get(row.outletId);
    row.months.forEach((month, index) => {
      if (month >= pastMonths) return; // this month is not over
      of.history[month]! += row.units[index]!;
      if (at !== undefined && month >= pastMonths - 18) of.shares[at]! += row.units[index]!;
    });
  }
  const lead = (supplierId: string | null): number => {
    const found = kept.find((one) => one.supplierId === supplierId);
    return found !== undefined && found.receipts >= 3 ? Math.round(found.meanDays) : (suppliers.find((one) => one.id === supplierId)?.promisedDays ?? defaultLeadDays);
  };
  const country: Country = { parts: [], shelves, facts: new Map(), entries };
  for (const [code, entry] of entries) {
    const of = past.get(code);
    const first = of?.history.findIndex((units) => units > 0) ?? -1;
    const priceFen = Math.max(100, entry.costFen ?? 10_000);
    country.facts.set(code, { code, priceFen, leadDays: lead(entry.supplierId), lot: entry.lot, supplierId: entry.supplierId, shelfLifeDays: entry.shelfLifeDays, lastBuy: entry.endedOn === null || entry.endedOn > addDays(today, 90) ? null : { dutyMonths: (Date.parse(dutyUntil(entry.endedOn)) - tx.now.getTime()) / (monthDays * 86_400_000), perMonth: 0 } });
    if (of === undefined || first < 0) continue;
    country.parts.push({ code, class: entry.class, priceFen, leadDays: lead(entry.supplierId), history: of.history.slice(Math.min(first, pastMonths - 6)), shares: of.shares });
  }
  return country;
}

/** (R3) */
const foreseen = (parts: PartPast[], shelves: Shelf[]): Promise<Foresight> => (parts.length <= inline ? Promise.resolve(foresee(parts, shelves)) : new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./foresee-worker.ts', import.meta.url), { workerData: { parts, shelves } });
  worker.once('message', resolve).once('error', reject);
}));

/** How each number stands at each place. */
async function standingsOf(tx: Tx, brandId: string, country: Country, foresight: Foresight): Promise<Map<string, Standing[]>> {
  const [stock, ordered, moving, going, held, waiting] = [await standings(tx, brandId), await onOrder(tx, brandId), await inTransit(tx, brandId), await leaving(tx, brandId), await heldUnits(tx, brandId), await waitingUnits(tx, brandId)];
  const place = new Map(country.shelves.map((one, index) => [one.placeId, index]));
  const found = new Map<string, Map<number, Standing>>();
  const at = (placeId: string, code: string): Standing | undefined => {
    const index = place.get(placeId);
    if (index === undefined) return undefined;
    const of = found.get(code) ?? new Map<number, Standing>();
    found.set(code, of);
    const one = of.get(index) ?? { code, place: index, target: 0, perMonth: 0, fillRate: 0, onHand: 0, held: 0, onOrder: 0, inTransit: 0, waiting: 0 };
    of.set(index, one);
    return one;
  };
  for (const row of stock) { const one = at(row.placeId, row.code); if (one !== undefined) one.onHand = row.onHand; }
  for (const row of ordered) { const one = at(row.placeId, row.code); if (one !== undefined) one.onOrder += row.units; }
  for (const row of moving) { const one = at(row.placeId, row.code); if (one !== undefined) one.inTransit += row.units; }
  for (const row of going) { const one = at(row.placeId, row.code); if (one !== undefined) one.held += row.units; }
  for (const row of held) { const one = at(row.placeId, row.code); if (one !== undefined) one.held += row.units; }
  for (const row of waiting) { const one = at(row.placeId, row.code); if (one !== undefined) one.waiting += row.units; }
  for (const row of foresight.targets) { const one = at(country.shelves[row.place]?.placeId ?? '', row.code); if (one !== undefined) Object.assign(one, { target: row.target, perMonth: row.perMonth, fillRate: row.fillRate }); }
  return new Map([...found].map(([code, of]) => [code, [...of.values()]]));
}

/** Foresees and advises for one brand now. (R1, R2) */
export async function planBrand(tx: Tx, brandId: string): Promise<Run> {
  const began = performance.now();
  const today = beijingDay(tx.now);
  const country = await countryOf(tx, brandId);
  const foresight = await foreseen(country.parts, country.shelves.map(({ placeId, warehouse, transportDays }) => ({ placeId, warehouse, transportDays })));
  const perMonth = new Map(foresight.parts.map((one) => [one.code, one.perMonth]));
  const warehouses = country.shelves.flatMap((one, index) => (one.warehouse ? [index] : []));
  const stand = await standingsOf(tx, brandId, country, foresight);
  const refused = new Set((await dismissedSince(tx, brandId, new Date(tx.now.getTime() - 14 * 86_400_000))).map((one) => `${one.placeId} ${one.code}`));
  const advice: Advice[] = [];
  for (const [code, places] of stand) {
    const facts = country.facts.get(code);
    if (facts !== undefined) advice.push(...advise({ ...facts, lastBuy: facts.lastBuy === null ? null : { ...facts.lastBuy, perMonth: perMonth.get(code) ?? 0 } }, places, warehouses));
  }
  const shelf = (index: number) => country.shelves[index] as Country['shelves'][number];
  const rows = advice.filter((one) => !refused.has(`${shelf(one.place).placeId} ${one.code}`)).map((one) => ({
    id: newId(), outletId: shelf(one.place).outletId, placeId: shelf(one.place).placeId, code: one.code, kind: one.kind, fromPlaceId: one.from === null ? null : shelf(one.from).placeId, fromOutletId: one.from === null ? null : shelf(one.from).outletId, supplierId: one.supplierId, quantity: one.quantity, costFen: one.costFen, savesFen: one.savesFen, why: one.why,
  }));
  await writeForecasts(tx, brandId, today, foresight.parts);
  await writeTargets(tx, brandId, foresight.targets.map(({ place, ...one }) => ({ ...one, placeId: shelf(place).placeId })));
  await writeSuggestions(tx, brandId, rows);
  const pairs = [...stand.values()].reduce((sum, of) => sum + of.length, 0);
  const done = await writeRun(tx, { id: newId(), brandId, onDay: today, parts: foresight.parts.length, pairs, suggestions: rows.length, tookMs: Math.round(performance.now() - began), errors: foresight.verdicts });
  tx.announce({ topic: 'parts', id: done.id, brandId });
  return done;
}

/** A round: after two in the morning, brand by brand, once a day. (R1) */
export async function planNight(tx: Tx): Promise<void> {
  if (beijingTime(tx.now) < '02:00') return;
  const today = beijingDay(tx.now);
  const done = await ranOn(tx, today);
  const next = (await allBrands(tx)).find((brand) => !done.has(brand.id));
  if (next === undefined) return;
  await planBrand(tx, next.id).catch(async (error: unknown) => {
    if (!(error instanceof Refusal)) throw error; // a brand that publishes no prices yet has nothing to plan
    await writeRun(tx, { id: newId(), brandId: next.id, onDay: today, parts: 0, pairs: 0, suggestions: 0, tookMs: 0, errors: [] });
  });
}
