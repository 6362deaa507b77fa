// A seeded year of the demo country's outlets, served twice with the same demand, suppliers and ways: once by the plain rule
// "reorder at two months' mean", once by forecast and best division. The money in stock is the same on average over the
// year; what is compared is how many days cars wait. Nothing is planned with what comes later.
import { type Frontier, type PartHistory, type StockedPart, divisionWith, forecastCombined, frontierOf, hullSteps, lawMean, learnCombined, spend } from '@careloop/demand';
import { type PartsYear, makePartsYear, monthDays } from '../fleet/parts-year.ts';

/** Order-up-to for a place: at or below `at`, order up to `upTo`. Index 0 is the warehouse, then the outlets. */
type Levels = { at: number; upTo: number }[];
type Rule = (month: number) => Levels[];
type Outcome = { waitDays: number; customers: number; waited: number; stockFen: number; orders: number };

/** One part lived through the year; answers car days waited and unit days on the shelf. */
function liveOut(year: PartsYear, part: number, levels: (month: number) => Levels): { waitDays: number; customers: number; waited: number; unitDays: number; orders: number } {
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

function serveYear(year: PartsYear, rule: Rule): Outcome {
  const byMonth = Array.from({ length: (year.days - year.pastDays) / monthDays }, (_, month) => rule(month));
  const sum: Outcome = { waitDays: 0, customers: 0, waited: 0, stockFen: 0, orders: 0 };
  year.parts.forEach(({ priceFen }, part) => {
    const one = liveOut(year, part, (month) => byMonth[Math.min(month, byMonth.length - 1)]![part]!);
    for (const key of ['waitDays', 'customers', 'waited', 'orders'] as const) sum[key] += one[key];
    sum.stockFen += (one.unitDays * priceFen) / (year.days - year.pastDays);
  });
  return sum;
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

type Planned = { part: StockedPart; frontier: Frontier };

/** Forecast of the country's months ahead, shared out by each outlet's own past, and how stock relieves waiting. */
function planMonth(year: PartsYear, month: number): Planned[] {
  const pasts = year.parts.map((_, part) => pastOf(year, part, month));
  const history = (part: number): Float64Array => {
    const total = pasts[part]![0]!.map((_, t) => pasts[part]!.reduce((sum, outlet) => sum + outlet[t]!, 0));
    return total.subarray(Math.min(total.length, year.parts[part]!.launchedMonth));
  };
  const parts: PartHistory[] = year.parts.map(({ priceFen, supplierDays }, part) => ({ history: history(part), traits: [Math.log(priceFen), supplierDays] }));
  const forecast = forecastCombined(learnCombined(parts, { ahead: 3, sum: true }, { rounds: 40 }), parts);
  return year.parts.map(({ priceFen, supplierDays, launchedMonth }, index) => {
    const perMonth = lawMean(forecast(index).law()) / 3;
    const recent = pasts[index]!.map((past) => past.subarray(-18).reduce((sum, units) => sum + units, 0));
    const all = recent.reduce((sum, units) => sum + units, 0);
    const known = launchedMonth <= year.pastDays / monthDays + month;
    const outlets = recent.map((units, i) => ({ rate: known ? (perMonth * (units + 0.5)) / (all + 0.5 * recent.length) : 0.001, transport: (year.transportDays[i]! + 0.5) / monthDays }));
    const part: StockedPart = { price: priceFen, network: { supplyTime: (supplierDays + 5) / monthDays, outlets } };
    return { part, frontier: frontierOf(part.network, 4000, 'exact', 1e-5) };
  });
}

/** Base stocks that spend `budget` where it lets the fewest cars wait, planned anew each month. */
const bestRule = (plans: readonly Planned[][], budget: number): Rule => (month) => {
  const plan = plans[month]!;
  const steps = plan.flatMap(({ part, frontier }, index) => hullSteps(frontier, index, part));
  const { units } = spend(steps, plan.length, plan.reduce((sum, { frontier }) => sum + frontier.waiting[0]!, 0), budget);
  return plan.map(({ part, frontier }, index) => {
    const { warehouse, stocks } = divisionWith(part.network, frontier.warehouse[units[index]!]!, units[index]!);
    return [warehouse, ...stocks].map((upTo) => ({ at: upTo - 1, upTo }));
  });
};

/** The same money in stock: the budget is moved until the year's mean stock is no more than the plain rule's. */
function atEqualStock(year: PartsYear, plans: readonly Planned[][], stockFen: number): Outcome {
  let [low, high] = [0, 6 * stockFen];
  let best = serveYear(year, bestRule(plans, low));
  for (let round = 0; round < 12; round++) {
    const middle = (low + high) / 2;
    const one = serveYear(year, bestRule(plans, middle));
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
    lines.push(row(`seed ${seed}: two months' mean`, plain), row(`seed ${seed}: forecast and best division (−${(100 * fall).toFixed(0)} %)`, best));
    return fall;
  });
  return [
    'A year of the demo country: 14 outlets, one warehouse, 160 parts, three years of past, suppliers of 10 to 75 days written to once a week; daily, first come first served.',
    `Aim: waiting days fall by ≥ 40 % at equal stock value. Fall: ${falls.map((fall) => `${(100 * fall).toFixed(0)} %`).join(', ')}.`, '',
    '| rule | mean stock, 10,000 yuan | cars | % that waited | days waited | days per car | orders to suppliers |', '|---|---:|---:|---:|---:|---:|---:|', ...lines,
  ].join('\n');
}
