// When somebody can come. W1 only work that the book allows outside is offered at home; W2 a window is offered when the job fits into the
// running plan of the day as it is, with person, papers, part and way; W3 showing and confirming ask the same function.
import { missingFor, outletsFor, techniciansOf, type Outlet } from '#network';
import { holds } from '#platform/actor';
import { addDays, beijingDay, beijingInstant } from '#platform/calendar';
import type { Input } from '#platform/contract';
import { refuse } from '#platform/refusals';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook, priceLines, type LabourOperation } from '#prices';
import { vehicleByIdOrVin, type Vehicle } from '#vehicles';
import type { api, refusedVisits } from './api.ts';
import { emptyPlan, kindsFor, partKey, timesOf, type DayJob } from './day.ts';
import { gatherDay, kmBetween, secondOf, type GatheredDay } from './gather-day.ts';
import { rulesOn } from './job-store.ts';
import { ruleOf } from './open-job.ts';
import { planOneMore, retimed } from './plan-day.ts';
import { latestPlan } from './plan-store.ts';
import { outletsWithVans, vansAt } from './van-store.ts';
import type { Point } from './travel.ts';

type Refused = (typeof refusedVisits)[number];
export type Asked = { vehicle: Vehicle; kind: 'homeVisit' | 'pickUp' | 'return'; operations: readonly LabourOperation[]; place: Point; moving?: string | undefined };

/** A car that this actor may ask for. */
export async function askedVehicle(tx: Tx, id: string): Promise<Vehicle> {
  const vehicle = await vehicleByIdOrVin(tx, id);
  const mine = vehicle !== undefined && (tx.actor.kind === 'owner' ? vehicle.ownerId === tx.actor.id : holds(tx.actor, ['agent', 'adviser', 'dispatcher', 'serviceManager'], { brandId: vehicle.brandId }));
  return vehicle !== undefined && mine ? vehicle : refuse('vehicleNotFound', { id });
}

export async function askedOperations(tx: Tx, vehicle: Vehicle, codes: readonly string[]): Promise<LabourOperation[]> {
  if (codes.length === 0) return [];
  const { content } = await findBook(tx, vehicle.brandId);
  return codes.map((code) => content.operations.find((one) => one.code === code && (one.modelIds === null || one.modelIds.includes(vehicle.modelId))) ?? refuse('operationNotFound', { field: 'operations', code }));
}

/** (W1) */
export const notOutside = (operations: readonly LabourOperation[]): LabourOperation[] => operations.filter((one) => !one.mobile);

/** The nearest outlet of the brand with a vehicle that does such jobs. */
export async function comingFrom(tx: Tx, asked: Asked): Promise<Outlet | undefined> {
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const withVans = new Set(await outletsWithVans(tx));
  const near = (await outletsFor(tx, { brandId: asked.vehicle.brandId })).filter((outlet) => withVans.has(outlet.id)).map((outlet) => ({ outlet, km: kmBetween(outlet, asked.place) }))
    .filter((one) => one.km <= ruleOf(rules, 'mostKmAway')).sort((a, b) => a.km - b.km);
  const kinds = kindsFor({ kind: asked.kind, needs: {} });
  for (const { outlet } of near) if ((await vansAt(tx, outlet.id)).some((van) => van.inUse && kinds.includes(van.kind))) return outlet;
  return undefined;
}

export const serviceMinOf = (asked: Asked, rules: ReadonlyMap<string, number>): number => {
  const included = new Set(asked.operations.flatMap((one) => one.includes));
  const labour = asked.operations.filter((one) => !included.has(one.code)).reduce((sum, one) => sum + one.labourCentihours * 0.6, 0);
  return asked.kind === 'homeVisit' ? Math.max(20, Math.ceil((labour + 10) / 5) * 5) : ruleOf(rules, 'handOverMin');
};

export const partsOf = (operations: readonly LabourOperation[]): { code: string; quantity: number }[] => {
  const needs = new Map<string, number>();
  for (const part of operations.flatMap((one) => one.parts)) needs.set(part.code, (needs.get(part.code) ?? 0) + part.quantity);
  return [...needs].map(([code, quantity]) => ({ code, quantity }));
};

const candidate = 'candidate';
async function candidateOf(tx: Tx, asked: Asked, at: GatheredDay, from: number, until: number): Promise<DayJob> {
  const people = asked.operations.some((one) => one.hv || one.certificate !== null) ? await acrossWalls(tx, 'people of an outlet are shared between its brands', () => techniciansOf(tx, at.outlet.id)) : null;
  const { brandId, modelId } = asked.vehicle;
  const papers = people === null ? null : at.vans.filter((state) => {
    const person = people.find((one) => one.staffId === state.staffId);
    return person !== undefined && asked.operations.every((one) => missingFor(person, one, at.onDay, { brandId, modelId }) === undefined);
  }).map((state) => state.van.id);
  const outlet = { lon: at.outlet.lon, lat: at.outlet.lat };
  const [place, toPlace] = asked.kind === 'homeVisit' ? [asked.place, null] : asked.kind === 'pickUp' ? [asked.place, outlet] : [outlet, asked.place];
  return {
    id: candidate, kind: asked.kind, brandId, place, toPlace, service: serviceMinOf(asked, at.day.rules) * 60, handOver: ruleOf(at.day.rules, 'handOverMin') * 60, from, until, urgent: false, needs: { tools: asked.operations.flatMap((one) => one.tools ?? []) },
    parts: Object.fromEntries(partsOf(asked.operations).map((part) => [partKey(brandId, part.code), part.quantity])), crew: asked.operations.some((one) => one.hv) ? 2 : 1, papers, pinned: null, running: null,
  };
}

/** The outlet's shelves also know the parts of what is only asked for. */
const whole = (at: GatheredDay, job: DayJob): GatheredDay => {
  const shelves = { ...at.day.shelves };
  for (const key of Object.keys(job.parts)) shelves[key] ??= 1_000;
  const jobs = at.day.jobs.filter((one) => one.id !== job.id);
  return { ...at, day: { ...at.day, shelves, rules: new Map([...at.day.rules, ['latestMin', 0]]), jobs: [...jobs, job] } };
};

const why = (reasons: readonly string[]): Refused => (reasons.includes('part') ? 'part' : reasons.includes('skill') ? 'papers' : reasons.includes('noVehicle') ? 'noVan' : 'full');

/** The windows of a day that can be kept, or why there are none. (W2, W3) */
export async function windowsOf(tx: Tx, asked: Asked, outletId: string, onDay: string): Promise<{ windows: { from: number; until: number }[]; refused: Refused | null; at: GatheredDay }> {
  const gathered = await gatherDay(tx, outletId, onDay);
  const at = asked.moving === undefined ? gathered : { ...gathered, day: { ...gathered.day, jobs: gathered.day.jobs.filter((job) => job.id !== asked.moving) } };
  const kinds = kindsFor({ kind: asked.kind, needs: {} });
  const vans = at.day.vans.filter((van) => kinds.includes(van.kind));
  if (vans.length === 0) return { windows: [], refused: 'noVan', at };
  const plan = (await latestPlan(tx, outletId, onDay))?.content;
  const running = plan === undefined ? emptyPlan : retimed(at, plan);
  const [width, lead] = [ruleOf(at.day.rules, 'windowMin') * 60, ruleOf(at.day.rules, 'leadMin') * 60];
  const [first, last] = [Math.floor(Math.min(...vans.map((van) => van.from)) / 3600) * 3600, Math.max(...vans.map((van) => van.until))];
  const windows: { from: number; until: number }[] = [];
  const reasons = new Set<string>();
  let early = false;
  for (let from = 8 * 3600; from + width <= last; from += width) {
    if (from + width <= first) continue;
    if (from + width < at.day.now + lead) {
      early = true;
      continue;
    }
    const job = await candidateOf(tx, asked, at, from, from + width);
    const tried = planOneMore(whole(at, job), running, candidate);
    if (timesOf(tried).has(candidate)) windows.push({ from, until: from + width });
    else for (const reason of tried.leftOut.find((one) => one.jobId === candidate)?.reasons ?? []) reasons.add(reason);
  }
  return { windows, refused: windows.length > 0 ? null : reasons.size === 0 && early ? 'tooLate' : why([...reasons]), at };
}

export async function findVisitTimes(tx: Tx, input: Input<typeof api.findVisitTimes>) {
  const vehicle = await askedVehicle(tx, input.vehicleId);
  const operations = await askedOperations(tx, vehicle, input.operations ?? []);
  const asked: Asked = { vehicle, kind: input.kind, operations, place: { lon: input.lon, lat: input.lat }, moving: input.moving };
  const outside = input.kind === 'homeVisit' ? notOutside(operations) : [];
  const outlet = await comingFrom(tx, asked);
  const none = { notOutside: outside.map(({ code, name, nameEn }) => ({ code, name, nameEn })), days: [] };
  if (outlet === undefined) return { outletId: null, outletName: '', outletNameEn: '', priceFen: null, ...none };
  const priceFen = operations.length === 0 ? null : priceLines((await findBook(tx, vehicle.brandId)).content, { tier: outlet.tier, modelId: vehicle.modelId, operations: operations.map((one) => one.code) }).totalFen;
  const names = { outletId: outlet.id, outletName: outlet.name, outletNameEn: outlet.nameEn, priceFen };
  if (outside.length > 0) return { ...names, ...none };
  const rules = await rulesOn(tx, beijingDay(tx.now));
  const today = beijingDay(tx.now);
  const last = addDays(today, ruleOf(rules, 'horizonDays'));
  const days: { onDay: string; windows: { fromAt: Date; untilAt: Date }[]; refused: Refused | null }[] = [];
  for (let nth = 0; nth < (input.days ?? 5); nth += 1) {
    const onDay = addDays(input.fromOn === undefined || input.fromOn < today ? today : input.fromOn, nth);
    if (onDay > last) break;
    const { windows, refused } = await windowsOf(tx, asked, outlet.id, onDay);
    const instant = (second: number): Date => new Date(beijingInstant(onDay, '00:00').getTime() + second * 1000);
    days.push({ onDay, windows: windows.map((one) => ({ fromAt: instant(one.from), untilAt: instant(one.until) })), refused });
  }
  return { ...names, notOutside: [], days };
}

/** The window that begins at that time, as it can be promised now; refuses with the nearest others. (W3) */
export async function windowAt(tx: Tx, asked: Asked, outletId: string, fromAt: Date): Promise<{ from: Date; until: Date }> {
  const onDay = beijingDay(fromAt);
  const { windows } = await windowsOf(tx, asked, outletId, onDay);
  const second = secondOf(fromAt, onDay);
  const found = windows.find((one) => one.from === second);
  const instant = (at: number): Date => new Date(beijingInstant(onDay, '00:00').getTime() + at * 1000);
  if (found === undefined) return refuse('windowTaken', { field: 'fromAt', alternatives: windows.map((one) => instant(one.from).toISOString()) });
  return { from: instant(found.from), until: instant(found.until) };
}
