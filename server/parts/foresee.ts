// What will be asked for, and what to keep where. Pure, and heavy: run beside the house for a whole country. N1 nothing is learnt
// from what came after; N2 a unit is kept where it saves more waiting than it costs to keep; N3 how well the same forecast would
// have done over the last half year is told with it, beside the plain mean.
import { type CombinedModel, type Judged, type PartHistory, divisionWith, forecastCombined, frontierOf, hullSteps, lawMean, learnCombined, networkService, quantile, scaledPinball, byAnalogy } from '@careloop/demand';

export type Ways = {
  /** What another day of a waiting car costs, and what a unit costs to keep for a year as a share of its price. */
  waitFenPerDay: number; keepPerYear: number;
};
export const beliefs: Ways = { waitFenPerDay: 30_000, keepPerYear: 0.2 };
export const monthDays = 30.4;

export type Shelf = { placeId: string; warehouse: boolean; transportDays: number };
/** A number with its past: units per month in the whole country, and at each place (same order as the places) over the last year and a half. */
export type PartPast = { code: string; class: string; priceFen: number; leadDays: number; history: number[]; shares: number[] };
export type Foreseen = {
  code: string; perMonth: number; months: { mean: number; low: number; high: number }[];
  backTest: { asked: number; foretold: number; errorPct: number | null; plainErrorPct: number | null; insidePct: number | null } | null;
};
export type Target = { code: string; place: number; perMonth: number; target: number; fillRate: number; waiting: number };
export type Verdict = { class: string; parts: number; asked: number; errorPct: number; plainErrorPct: number; biasPct: number; insidePct: number; loss: number };
export type Foresight = { parts: Foreseen[]; targets: Target[]; verdicts: Verdict[] };

const ahead = 6;
const learners = 4_000;
const settings = { rounds: 40, mostRows: 20_000 };
const history = (part: PartPast): PartHistory => ({ history: Float64Array.from(part.history), traits: [Math.log(Math.max(1, part.priceFen)), part.leadDays] });
const sum = (list: readonly number[]): number => list.reduce((all, one) => all + one, 0);

/** Learnt from a spread of all parts; more of them teach nothing that a part's own record does not. */
function learn(parts: readonly PartHistory[]): CombinedModel {
  const every = Math.max(1, Math.ceil(parts.length / learners));
  return learnCombined(parts.filter((_, index) => index % every === 0), { ahead, sum: false }, settings);
}

/** (N1, N3) */
function backTest(parts: readonly PartPast[]): { byPart: Map<string, Foreseen['backTest']>; verdicts: Verdict[] } {
  const known = parts.filter((part) => part.history.length >= 12 + ahead);
  const before = known.map((part) => history({ ...part, history: part.history.slice(0, -ahead) }));
  if (known.length === 0) return { byPart: new Map(), verdicts: [] };
  const forecast = forecastCombined(learn(before), before);
  const rows = known.map((part, index) => {
    const actual = part.history.slice(-ahead);
    const laws = actual.map((_, month) => forecast(index).law(month + 1));
    const means = laws.map(lawMean);
    const plain = sum(part.history.slice(-ahead - 12, -ahead)) / 12;
    const inside = actual.filter((units, month) => units >= quantile(laws[month]!, 0.1) && units <= quantile(laws[month]!, 0.9)).length;
    const judged: Judged = { history: Float64Array.from(part.history.slice(0, -ahead)), actual: Float64Array.from(actual), quantile: (level, month) => quantile(laws[month]!, level), mean: (month) => means[month]! };
    return { part, judged, asked: sum(actual), foretold: sum(means), error: Math.abs(sum(actual) - sum(means)), plainError: Math.abs(sum(actual) - plain * ahead), inside };
  });
  const share = (part: number, whole: number): number => (whole > 0 ? Math.round((1000 * part) / whole) / 10 : 0);
  const byPart = new Map(rows.map((row) => [row.part.code, {
    asked: row.asked, foretold: Math.round(row.foretold * 10) / 10, errorPct: row.asked > 0 ? share(row.error, row.asked) : null, plainErrorPct: row.asked > 0 ? share(row.plainError, row.asked) : null, insidePct: share(row.inside, ahead),
  }]));
  const verdicts = [...Map.groupBy(rows, (row) => row.part.class)].map(([name, of]): Verdict => {
    const asked = sum(of.map((row) => row.asked));
    const loss = scaledPinball(of.map((row) => row.judged));
    return { class: name, parts: of.length, asked, errorPct: share(sum(of.map((row) => row.error)), asked), plainErrorPct: share(sum(of.map((row) => row.plainError)), asked), biasPct: share(sum(of.map((row) => row.foretold)) - asked, asked), insidePct: share(sum(of.map((row) => row.inside)), of.length * ahead), loss: Number.isNaN(loss) ? 0 : Math.round(loss * 1000) / 1000 };
  });
  return { byPart, verdicts: verdicts.toSorted((a, b) => b.asked - a.asked) };
}

/** A place that never asked may ask next; and a supplier is written to about once a week. */
const [unseen, orderDays] = [0.5, 5];
type Front = { code: string; priceFen: number; perMonth: number; central: number; places: number[]; network: Parameters<typeof frontierOf>[0]; frontier: ReturnType<typeof frontierOf> };
const keepFen = (priceFen: number, ways: Ways): number => (priceFen * ways.keepPerYear) / 12;
const worthOf = (ways: Ways): number => ways.waitFenPerDay * monthDays;

/** How much waiting every further unit of a part relieves, in its best place. */
export function frontOf(part: PartPast, perMonth: number, shelves: readonly Shelf[], ways: Ways): Front | null {
  const central = shelves.findIndex((shelf) => shelf.warehouse);
  const asked = shelves.flatMap((shelf, place) => (shelf.warehouse ? [] : [{ shelf, place, share: (part.shares[place] ?? 0) + unseen }]));
  const all = sum(asked.map((one) => one.share));
  if (perMonth <= 0 || part.shares.every((one) => one <= 0)) return null;
  const network = {
    supplyTime: central < 0 ? 0 : (part.leadDays + orderDays) / monthDays,
    outlets: asked.map((one) => ({ rate: Math.max(1e-4, (perMonth * one.share) / all), transport: Math.max(0.02, (central < 0 ? part.leadDays + orderDays : one.shelf.transportDays + 0.5) / monthDays) })),
  };
  const least = Math.min(0.5, Math.max(1e-6, keepFen(part.priceFen, ways) / worthOf(ways)));
  const most = Math.min(4_000, Math.ceil(perMonth * (network.supplyTime + 3) + 6 * Math.sqrt(perMonth + 1) + 4 * asked.length));
  return { code: part.code, priceFen: part.priceFen, perMonth, central, places: asked.map((one) => one.place), network, frontier: frontierOf(network, most, 'exact', least / 4) };
}

/** Units are bought along the frontier as long as they save more than they cost to keep. (N2) */
export function targetsAlong({ code, priceFen, perMonth, central, places, network, frontier }: Front, ways: Ways): Target[] {
  let units = 0;
  for (const step of hullSteps(frontier, 0, { network, price: priceFen })) if (step.relief * worthOf(ways) >= step.units * keepFen(priceFen, ways)) units += step.units; else break;
  const division = divisionWith(network, frontier.warehouse[units] ?? 0, units);
  const service = networkService(network, division.warehouse, division.stocks);
  const own = places.map((place, index): Target => ({ code, place, perMonth: network.outlets[index]!.rate, target: division.stocks[index]!, fillRate: service.outlets[index]!.fillRate, waiting: service.outlets[index]!.waiting }));
  return central < 0 ? own : [...own, { code, place: central, perMonth, target: division.warehouse, fillRate: 1, waiting: 0 }];
}

/** Where each unit of a part is best kept. */
export function targetsOf(part: PartPast, perMonth: number, shelves: readonly Shelf[], ways: Ways): Target[] {
  const front = frontOf(part, perMonth, shelves, ways);
  return front === null ? [] : targetsAlong(front, ways);
}

/** The months ahead of every part, and what it takes a month over the next three. (N1) */
export function forecastParts(parts: readonly PartPast[]): Omit<Foreseen, 'backTest'>[] {
  const pasts = parts.map(history);
  const model = learn(pasts);
  const found: Omit<Foreseen, 'backTest'>[] = [];
  for (let first = 0; first < parts.length; first += 2_000) {
    const some = pasts.slice(first, first + 2_000);
    const forecast = forecastCombined(model, some);
    some.forEach((_, index) => {
      const laws = Array.from({ length: ahead }, (__, month) => forecast(index).law(month + 1));
      const months = laws.map((law) => ({ mean: Math.round(lawMean(law) * 100) / 100, low: quantile(law, 0.1), high: quantile(law, 0.9) }));
      found.push({ code: parts[first + index]!.code, perMonth: sum(months.slice(0, 3).map((one) => one.mean)) / 3, months });
    });
  }
  return found;
}

export function foresee(parts: readonly PartPast[], shelves: readonly Shelf[], ways: Ways = beliefs): Foresight {
  if (parts.length === 0) return { parts: [], targets: [], verdicts: [] };
  const tested = backTest(parts);
  const found = forecastParts(parts).map((one) => ({ ...one, backTest: tested.byPart.get(one.code) ?? null }));
  return { parts: found, targets: parts.flatMap((part, index) => targetsOf(part, found[index]!.perMonth, shelves, ways)), verdicts: tested.verdicts };
}

export type Scenario = { leadFactor: number; newCars: number; carsNow: number };
/** Money in stock and cars that wait, of one part in all places, as it is and as it would be. A new model asks for parts as the cars on the road do, per car. */
export function whatIf(part: PartPast, perMonth: number, shelves: readonly Shelf[], { leadFactor, newCars, carsNow }: Scenario, ways: Ways = beliefs): { units: number; waiting: number; unitsThen: number; waitingThen: number } {
  const totals = (targets: readonly Target[]): [number, number] => [sum(targets.map((one) => one.target)), sum(targets.map((one) => one.waiting))];
  const more = newCars === 0 ? 0 : (byAnalogy([{ history: Float64Array.from(part.history.slice(-12)), cars: Math.max(1, carsNow) }], newCars)?.mean ?? 0);
  const [units, waiting] = totals(targetsOf(part, perMonth, shelves, ways));
  const [unitsThen, waitingThen] = totals(targetsOf({ ...part, leadDays: part.leadDays * leadFactor, shares: more > 0 && part.shares.every((one) => one === 0) ? part.shares.map(() => 1) : part.shares }, perMonth + more, shelves, ways));
  return { units, waiting, unitsThen, waitingThen };
}
