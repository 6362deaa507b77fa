// A seeded year of the demo country's outlets, served twice with the same demand, suppliers and ways: once by the plain rule
// "reorder at two months' mean", once by the house's own night: the same forecast, targets and advice to buy and move that planners
// are given. The money in stock is the same on average over the year; what is compared is how many days cars wait. Nothing is
// planned with what comes later.
import { type PartPast, type Shelf, type Ways, beliefs, forecastParts, frontOf, targetsAlong } from '../server/parts/foresee.ts';
import { type PartFacts, type Standing, advise } from '../server/parts/suggest.ts';
import { daysOnTheWay } from '../server/parts/transfer.ts';
import { type PartsYear, makePartsYear, monthDays } from '../fleet/parts-year.ts';

/** Order-up-to for a place: at or below `at`, order up to `upTo`. Index 0 is the warehouse, then the outlets. */
type Levels = { at: number; upTo: number }[];
type Rule = (month: number) => Levels[];
type Lived = { waitDays: number; customers: number; waited: number; unitDays: number; orders: number };
type Outcome = { waitDays: number; customers: number; waited: number; stockFen: number; orders: number };

/** One part lived through the year; answers car days waited and unit days on the shelf. */
function liveOut(year: PartsYear, part: number, levels: (month: number) => Levels): Lived {
  const { supplierDays } = year.parts[part]!;
  const places = year.outletIds.length;
  const first = levels(0);
  const stock = first.map(({ upTo }) => upTo);
  const onOrder = stock.map(() => 0);
  const queues: { day: number; units: number }[][] = year.outletIds.map(() => []);
  const owed: { outlet: number; units: number }[] = [];
  const arriving = new Map<number, { place: number; units: number }[]>();
  const send = (day: number, place: number, units: number): void => { arriving.set(day, [...(arriving.get(day) ?? []), { place, units }]); };
  const out = { waitDays: 0, customers: 0, waited: 0, unitDays: 0, orders: 0 };
  const short = stock.map(() => 0);
  const asked = year.asked[part]!.filter(({ day }) => day >= year.pastDays);
  let next = 0;
  const shipOwed = (day: number): void => {
    while (owed.length > 0 && stock[0]! > 0) {
      const one = owed[0]!;
      const units = Math.min(one.units, stock[0]!);
      stock[0]! -= units;
      send(day + year.transportDays[one.outlet]!, one.outlet + 1, units);
      one.units -= units;
      if (one.units === 0) owed.shift();
    }
  };
  const serveQueue = (outlet: number, day: number): void => {
    const queue = queues[outlet]!;
    while (queue.length > 0 && stock[outlet + 1]! >= queue[0]!.units) {
      const car = queue.shift()!;
      stock[outlet + 1]! -= car.units;
      short[outlet + 1]! -= car.units;
      out.waitDays += day - car.day;
      if (day > car.day) out.waited++;
    }
  };
  for (let day = year.pastDays; day < year.days; day++) {
    const now = levels(Math.floor((day - year.pastDays) / monthDays));
    for (const { place, units } of arriving.get(day) ?? []) {
      stock[place]! += units;
      onOrder[place]! -= units;
    }
    shipOwed(day);
    for (let outlet = 0; outlet < places; outlet++) serveQueue(outlet, day);
    for (; next < asked.length && asked[next]!.day === day; next++) {
      const { outlet, units } = asked[next]!;
      out.customers++;
      queues[outlet]!.push({ day, units });
      short[outlet + 1]! += units;
      serveQueue(outlet, day);
    }
    for (let outlet = 0; outlet < places; outlet++) {
      const { at, upTo } = now[outlet + 1]!;
      const position = stock[outlet + 1]! + onOrder[outlet + 1]! - short[outlet + 1]!;
      if (position > at) continue;
      owed.push({ outlet, units: upTo - position });
      onOrder[outlet + 1]! += upTo - position;
    }
    shipOwed(day);
    // suppliers are written to once a week
    const position = stock[0]! + onOrder[0]! - owed.reduce((sum, { units }) => sum + units, 0);
    if (day % 7 === 0 && position <= now[0]!.at) {
      send(day + supplierDays, 0, now[0]!.upTo - position);
      onOrder[0]! += now[0]!.upTo - position;
      out.orders++;
    }
    out.unitDays += stock.reduce((sum, units) => sum + units, 0);
  }
  for (const queue of queues) for (const car of queue) [out.waitDays, out.waited] = [out.waitDays + year.days - car.day, out.waited + 1];
  return out;
}

function outcomeOf(year: PartsYear, live: (part: number) => Lived): Outcome {
  const sum: Outcome = { waitDays: 0, customers: 0, waited: 0, stockFen: 0, orders: 0 };
  year.parts.forEach(({ priceFen }, part) => {
    const one = live(part);
    for (const key of ['waitDays', 'customers', 'waited', 'orders'] as const) sum[key] += one[key];
    sum.stockFen += (one.unitDays * priceFen) / (year.days - year.pastDays);
  });
  return sum;
}
function serveYear(year: PartsYear, rule: Rule): Outcome {
  const byMonth = Array.from({ length: (year.days - year.pastDays) / monthDays }, (_, month) => rule(month));
  return outcomeOf(year, (part) => liveOut(year, part, (month) => byMonth[Math.min(month, byMonth.length - 1)]![part]!));
}

/** Units per month at each outlet before a month of the year; the last entry is the month before. */
function pastOf(year: PartsYear, part: number, month: number): Float64Array[] {
  const months = year.pastDays / monthDays + month;
  const past = year.outletIds.map(() => new Float64Array(months));
  for (const { day, outlet, units } of year.asked[part]!) if (day < months * monthDays) past[outlet]![Math.floor(day / monthDays)]! += units;
  return past;
}

/** Reorder at two months' mean (of the last year), one month's mean at a time, at the warehouse as at every outlet. */
const plainRule = (year: PartsYear): Rule => (month) => year.parts.map((_, part) => {
  const means = pastOf(year, part, month).map((past) => past.subarray(-12).reduce((sum, units) => sum + units, 0) / 12);
  const level = (mean: number) => ({ at: Math.floor(2 * mean), upTo: Math.floor(2 * mean) + Math.max(1, Math.round(mean)) });
  return [level(means.reduce((sum, one) => sum + one, 0)), ...means.map((mean) => (mean > 0 ? level(mean) : { at: -1, upTo: 0 }))];
});

/** Where parts lie, as the house counts them: the outlets, then the warehouse. */
const shelvesOf = (year: PartsYear): Shelf[] => [...year.outletIds.map((placeId, outlet) => ({ placeId, warehouse: false, transportDays: year.transportDays[outlet]! })), { placeId: 'warehouse', warehouse: true, transportDays: 1 }];

/** What the house would know of each part before a month of the year, from its catalogue, receipts and movements. */
const pastsOf = (year: PartsYear, month: number): PartPast[] => year.parts.map(({ id, priceFen, supplierDays }, part) => {
  const past = pastOf(year, part, month);
  const total = [...past[0]!.map((_, t) => past.reduce((sum, outlet) => sum + outlet[t]!, 0))].slice(-36);
  const first = total.findIndex((units) => units > 0);
  return { code: id, class: 'general', priceFen, leadDays: supplierDays, history: first < 0 ? total.slice(-6) : total.slice(Math.min(first, total.length - 6)), shares: [...past.map((outlet) => outlet.subarray(-18).reduce((sum, units) => sum + units, 0)), 0] };
});

/** The dearest waiting that is tried when the money is made equal. */
const dearest = { ...beliefs, waitFenPerDay: 2_000_000_000 };
type Plan = ReturnType<typeof frontOf>[];
/** The night's own forecast and frontier, at the start of a month. */
function planMonth(year: PartsYear, month: number): Plan {
  const pasts = pastsOf(year, month);
  const foreseen = forecastParts(pasts);
  return pasts.map((part, index) => frontOf(part, foreseen[index]!.perMonth, shelvesOf(year), dearest));
}

/** One part through the year by the night's own advice: moves are sent at once, orders go out once a week. */
function liveAsAdvised(year: PartsYear, part: number, plans: readonly Plan[], ways: Ways): Lived {
  const { id, priceFen, supplierDays } = year.parts[part]!;
  const [outlets, central] = [year.outletIds.length, year.outletIds.length];
  const facts: PartFacts = { code: id, priceFen, leadDays: supplierDays, lot: 1, supplierId: null, shelfLifeDays: null, lastBuy: null };
  const targets = plans.map((plan) => (plan[part] == null ? [] : targetsAlong(plan[part], ways)));
  const stock = Array.from({ length: outlets + 1 }, (_, place) => targets[0]!.find((one) => one.place === place)?.target ?? 0);
  const [inTransit, onOrder] = [stock.map(() => 0), stock.map(() => 0)];
  const queues: { day: number; units: number }[][] = year.outletIds.map(() => []);
  const arriving = new Map<number, { place: number; units: number; of: number[] }[]>();
  const asked = year.asked[part]!.filter(({ day }) => day >= year.pastDays);
  const out: Lived = { waitDays: 0, customers: 0, waited: 0, unitDays: 0, orders: 0 };
  const serve = (outlet: number, day: number): void => {
    while (queues[outlet]!.length > 0 && stock[outlet]! >= queues[outlet]![0]!.units) {
      const car = queues[outlet]!.shift()!;
      stock[outlet]! -= car.units;
      out.waitDays += day - car.day;
      if (day > car.day) out.waited++;
    }
  };
  let next = 0;
  for (let day = year.pastDays; day < year.days; day++) {
    for (const { place, units, of } of arriving.get(day) ?? []) [stock[place], of[place]] = [stock[place]! + units, of[place]! - units];
    for (let outlet = 0; outlet < outlets; outlet++) serve(outlet, day);
    for (; next < asked.length && asked[next]!.day === day; next++) {
      out.customers++;
      queues[asked[next]!.outlet]!.push({ day, units: asked[next]!.units });
      serve(asked[next]!.outlet, day);
    }
    const now = targets[Math.min(targets.length - 1, Math.floor((day - year.pastDays) / monthDays))]!;
    const standings = stock.map((onHand, place): Standing => ({ code: id, place, target: 0, perMonth: 0, fillRate: 0, ...now.find((one) => one.place === place), onHand, held: 0, onOrder: onOrder[place]!, inTransit: inTransit[place]!, waiting: (queues[place] ?? []).reduce((sum, car) => sum + car.units, 0) }));
    for (const { kind, place, from, quantity } of advise(facts, standings, [central])) {
      if (kind === 'buy' && day % 7 !== 0) continue; // suppliers are written to once a week
      const [of, days] = kind === 'move' ? [inTransit, from === central ? year.transportDays[place]! : daysOnTheWay] : [onOrder, supplierDays];
      if (kind === 'move') stock[from!]! -= quantity;
      else out.orders++;
      of[place]! += quantity;
      arriving.set(day + days, [...(arriving.get(day + days) ?? []), { place, units: quantity, of }]);
    }
    out.unitDays += stock.reduce((sum, units) => sum + units, 0);
  }
  for (const queue of queues) for (const car of queue) [out.waitDays, out.waited] = [out.waitDays + year.days - car.day, out.waited + 1];
  return out;
}

/** The same money in stock: what a day of waiting is believed to be worth is moved until the year's mean stock is no more than the plain rule's. */
function atEqualStock(year: PartsYear, plans: readonly Plan[], stockFen: number): Outcome & { waitFenPerDay: number } {
  const at = (waitFenPerDay: number) => ({ ...outcomeOf(year, (part) => liveAsAdvised(year, part, plans, { ...beliefs, waitFenPerDay })), waitFenPerDay });
  let [low, high] = [Math.log(500), Math.log(dearest.waitFenPerDay)];
  let best = at(500);
  for (let round = 0; round < 12; round++) {
    const middle = (low + high) / 2;
    const one = at(Math.round(Math.exp(middle)));
    if (one.stockFen <= stockFen) [low, best] = [middle, one];
    else high = middle;
  }
  return best;
}

const row = (name: string, one: Outcome): string =>
  `| ${name} | ${(one.stockFen / 1e6).toFixed(1)} | ${one.customers} | ${((100 * one.waited) / one.customers).toFixed(1)} | ${one.waitDays.toFixed(0)} | ${(one.waitDays / one.customers).toFixed(2)} | ${one.orders} |`;

export async function bench(): Promise<string> {
  const seeds = [1, 2, 3];
  const lines: string[] = [];
  const falls = seeds.map((seed) => {
    const year = makePartsYear(seed);
    const plain = serveYear(year, plainRule(year));
    const plans = Array.from({ length: (year.days - year.pastDays) / monthDays }, (_, month) => planMonth(year, month));
    const best = atEqualStock(year, plans, plain.stockFen);
    const fall = 1 - best.waitDays / plain.waitDays;
    lines.push(row(`seed ${seed}: two months' mean`, plain), row(`seed ${seed}: the night’s advice, a day of waiting at ${(best.waitFenPerDay / 100).toFixed(0)} yuan (−${(100 * fall).toFixed(0)} %)`, best));
    return fall;
  });
  return [
    'A year of the demo country: 14 outlets, one warehouse, 160 parts, three years of past, suppliers of 10 to 75 days written to once a week; daily, first come first served.',
    `Aim: waiting days fall by ≥ 40 % at equal stock value. Fall: ${falls.map((fall) => `${(100 * fall).toFixed(0)} %`).join(', ')}.`, '',
    '| rule | mean stock, 10,000 yuan | cars | % that waited | days waited | days per car | orders to suppliers |', '|---|---:|---:|---:|---:|---:|---:|', ...lines,
  ].join('\n');
}
