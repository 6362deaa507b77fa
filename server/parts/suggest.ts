// What to buy and what to move, and why. Pure. G1 what is on order, on its way and asked for by waiting cars counts; G2 what another
// place has too much of is moved before anything is bought, never below what that place should keep; G3 every piece of advice says
// its reason in numbers and in money; G4 what goes out of production is bought once more, for as long as the maker owes it.
import { expectedShort, inLots, lastTimeBuy, lawMean, lifelongDemand } from '@careloop/demand';
import { beliefs, monthDays } from './foresee.ts';

export type Standing = {
  code: string; place: number; target: number; perMonth: number; fillRate: number;
  onHand: number; held: number; onOrder: number; inTransit: number; waiting: number;
};
export type PartFacts = { code: string; priceFen: number; leadDays: number; lot: number; supplierId: string | null; shelfLifeDays: number | null; lastBuy: { dutyMonths: number; perMonth: number } | null };
export type Why = { perMonth: number; onHand: number; held: number; onOrder: number; waiting: number; target: number; leadDays: number; fillPct: number; spareThere: number | null; months: number | null };
export type Advice = { kind: 'buy' | 'move' | 'lastBuy'; code: string; place: number; from: number | null; supplierId: string | null; quantity: number; costFen: number; savesFen: number; why: Why };

/** What moving one parcel between places costs, packed and carried. */
export const carriageFen = 3_000;
const position = (one: Standing): number => one.onHand + one.onOrder + one.inTransit - one.waiting - Math.max(0, one.held - one.onHand);
/** What a place can give away: what nobody is promised, above what it should keep. */
const spare = (one: Standing): number => Math.max(0, Math.min(one.onHand - one.held, position(one) - one.held - one.target));

/** Money a month: the days that cars wait now, and those that will come to an emptier shelf, against what it costs to keep the units. */
function saves(one: Standing, units: number, part: PartFacts, sooner: number): number {
  const late = Math.max(0.02, Math.min(1, 1 - one.fillRate + (one.target > 0 ? Math.max(0, one.target - position(one)) / one.target : 0) * 0.5));
  const waitDays = Math.min(units, one.waiting) * Math.min(sooner, monthDays) + Math.min(units, one.perMonth) * late * sooner;
  return Math.round(waitDays * beliefs.waitFenPerDay - (units * part.priceFen * beliefs.keepPerYear) / 12);
}
const whyOf = (one: Standing, part: PartFacts, spareThere: number | null): Why => ({ perMonth: Math.round(one.perMonth * 100) / 100, onHand: one.onHand, held: one.held, onOrder: one.onOrder + one.inTransit, waiting: one.waiting, target: one.target, leadDays: part.leadDays, fillPct: Math.round(one.fillRate * 100), spareThere, months: null });

/** What may be bought at once of something that spoils: a year's asking scaled to its shelf life. */
const withinLife = (units: number, one: Standing, part: PartFacts): number => (part.shelfLifeDays === null ? units : Math.min(units, Math.max(1, Math.floor((one.perMonth * part.shelfLifeDays) / monthDays) - one.onHand)));

/** The advice for one part over all its places. (G1, G2, G3) */
export function advise(part: PartFacts, places: readonly Standing[], warehouses: readonly number[]): Advice[] {
  const found: Advice[] = [];
  // a warehouse keeps its stock for the outlets: all that nobody is promised may go to one that is short
  const gives = (one: Standing): number => (warehouses.includes(one.place) ? Math.max(0, one.onHand - one.held) : spare(one));
  const left = new Map(places.map((one) => [one.place, gives(one)]));
  const central = places.find((one) => warehouses.includes(one.place));
  let owed = 0;
  const short = places.filter((one) => one !== central && one.target > position(one)).toSorted((a, b) => b.waiting - a.waiting || (b.target - position(b)) - (a.target - position(a)));
  for (const one of short) {
    let missing = one.target - position(one);
    const givers = places.filter((each) => each.place !== one.place && (left.get(each.place) ?? 0) > 0).toSorted((a, b) => Number(warehouses.includes(b.place)) - Number(warehouses.includes(a.place)) || (left.get(b.place) ?? 0) - (left.get(a.place) ?? 0));
    for (const giver of givers) {
      const units = Math.min(missing, left.get(giver.place) ?? 0);
      if (units <= 0) continue;
      const worth = saves(one, units, part, part.leadDays);
      if (worth < carriageFen && !warehouses.includes(giver.place)) continue;
      found.push({ kind: 'move', code: part.code, place: one.place, from: giver.place, supplierId: null, quantity: units, costFen: carriageFen, savesFen: Math.max(0, worth), why: whyOf(one, part, left.get(giver.place) ?? 0) });
      left.set(giver.place, (left.get(giver.place) ?? 0) - units);
      missing -= units;
      if (missing === 0) break;
    }
    if (missing <= 0) continue;
    if (central !== undefined) owed += missing;
    else found.push(buy(one, missing, part));
  }
  if (central !== undefined) {
    const moved = gives(central) - (left.get(central.place) ?? 0);
    const missing = central.target - position(central) + moved + owed;
    if (missing > 0) found.push(buy({ ...central, waiting: Math.max(central.waiting, places.reduce((sum, one) => sum + one.waiting, 0)) }, missing, part));
  }
  const once = lastBuyOf(part, places);
  return once === null ? found : [...found.filter((one) => one.kind !== 'buy'), once];
}

function buy(one: Standing, missing: number, part: PartFacts): Advice {
  const units = inLots(0, withinLife(missing, one, part), part.lot, 1);
  return { kind: 'buy', code: part.code, place: one.place, from: null, supplierId: part.supplierId, quantity: units, costFen: units * part.priceFen, savesFen: Math.max(0, saves(one, units, part, part.leadDays)), why: whyOf(one, part, null) };
}

/** (G4) The maker owes parts for ten years: what a missing one costs later is a rework at several times its price. */
function lastBuyOf(part: PartFacts, places: readonly Standing[]): Advice | null {
  const first = places[0];
  if (part.lastBuy === null || first === undefined || part.lastBuy.perMonth <= 0) return null;
  const months = Math.min(240, Math.max(1, Math.round(part.lastBuy.dutyMonths)));
  const means = Array.from({ length: months }, (_, month) => part.lastBuy!.perMonth * 0.985 ** month);
  const onHand = places.reduce((sum, one) => sum + Math.max(0, position(one)), 0);
  const [law, costs] = [lifelongDemand(means), { price: part.priceFen, keeping: part.priceFen * beliefs.keepPerYear * (months / 24), left: 0, missing: part.priceFen * 5 }];
  const best = lastTimeBuy(law, onHand, costs);
  const short = expectedShort(law, onHand);
  const without = costs.keeping * (onHand - lawMean(law) + short) + costs.missing * short; // going on with what is there
  if (best.units <= 0) return null;
  const place = places.reduce((a, b) => (b.perMonth > a.perMonth ? b : a), first);
  return { kind: 'lastBuy', code: part.code, place: place.place, from: null, supplierId: part.supplierId, quantity: best.units, costFen: best.units * part.priceFen, savesFen: Math.max(0, Math.round((without - best.cost) / months)), why: { ...whyOf(place, part, null), onHand, months } };
}
