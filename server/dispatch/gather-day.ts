// Gathers what the solver decides from: vehicles with their people, where and when each is free, jobs that may still be planned,
// what lies on board and on the shelves. People, vehicles and their time are shared between the brands of an outlet.
import { greatCircle } from '@careloop/routing';
import { absentOn, findOutlet, mayWorkHv, missingFor, techniciansOf, type Outlet, type Technician } from '#network';
import { countedAt } from '#parts';
import { beijingDay, beijingInstant } from '#platform/calendar';
import { acrossWalls, type Tx } from '#platform/tx';
import { findBook, type LabourOperation } from '#prices';
import { vehiclesByVin } from '#vehicles';
import { partKey, type Day, type DayJob, type DayVan } from './day.ts';
import { plannable, underWay, type Job } from './job.ts';
import { jobsOfDay, rulesOn } from './job-store.ts';
import { closuresOf } from './plan-store.ts';
import { ruleOf } from './open-job.ts';
import { hourFactors, roadKm, type Point, type Rules } from './travel.ts';
import type { Van } from './van.ts';
import { stockOf, type OnBoard } from './on-board.ts';
import { positionsOf, vanDays, vansAt, type Position, type VanDay } from './van-store.ts';

export const secondOf = (at: Date, onDay: string): number => Math.round((at.getTime() - beijingInstant(onDay, '00:00').getTime()) / 1000);
export const atSecond = (onDay: string, second: number): Date => new Date(beijingInstant(onDay, '00:00').getTime() + Math.round(second) * 1000);
const clock = (time: string): number => Number(time.slice(0, 2)) * 3600 + Number(time.slice(3)) * 60;

export type VanState = { van: Van; staffId: string | null; staffName: string; off: VanDay['offWhy']; offFrom: Date | null; position: Position | null; freeAt: number; freePlace: Point };
export type GatheredDay = { outlet: Outlet; onDay: string; day: Day; jobs: Job[]; vans: VanState[] };

/** Seconds of the drive at that hour, as reckoned. */
export function driveSeconds(rules: Rules, from: Point, to: Point, startsAt: number): number {
  const km = roadKm(rules, from, to);
  const quiet = (Math.min(km, 15) / ruleOf(rules, 'cityKmPerHour') + Math.max(0, km - 15) / ruleOf(rules, 'longKmPerHour')) * 3600;
  return Math.round(quiet * (hourFactors(rules)[Math.floor((((startsAt % 86_400) + 86_400) % 86_400) / 3600)] ?? 1));
}

const fresh = (position: Position | undefined, now: Date): Position | undefined => (position !== undefined && now.getTime() - position.at.getTime() < 15 * 60_000 ? position : undefined);

/** When a job under way will have its driver at the place, and when the driver is free again, and where. */
export function endOfJob(job: Job, rules: Rules, now: number, onDay: string, position: Position | undefined): { arrives: number; free: number; place: Point } {
  const second = (at: Date | null): number | undefined => (at === null ? undefined : secondOf(at, onDay));
  const arrives = second(job.arrivedAt) ?? second(job.startedAt)
    ?? (position === undefined ? Math.max(now, second(job.plannedFrom) ?? now) : now + driveSeconds(rules, position, job.place, now));
  const ready = job.state === 'carrying' ? (second(job.carriedAt) ?? now) : Math.max(now, (second(job.startedAt) ?? arrives) + job.serviceMin * 60);
  if (job.toPlace === null) return { arrives, free: ready, place: job.place };
  const there = job.state === 'carrying' && position !== undefined ? now + driveSeconds(rules, position, job.toPlace, now) : ready + driveSeconds(rules, job.place, job.toPlace, ready);
  return { arrives, free: Math.max(now, there) + ruleOf(rules, 'handOverMin') * 60, place: job.toPlace };
}

/** Where a vehicle is next to be had, and from when. */
function freedom(van: Van, jobs: readonly Job[], at: { outlet: Outlet; rules: Rules; now: number; onDay: string; position: Position | undefined }): { freeAt: number; freePlace: Point } {
  const home: Point = van.lon === null || van.lat === null ? { lon: at.outlet.lon, lat: at.outlet.lat } : { lon: van.lon, lat: van.lat };
  const opens = clock(van.shiftFrom);
  if (at.now < 0) return { freeAt: opens, freePlace: home };
  const mine = jobs.filter((job) => job.vanId === van.id);
  const busy = mine.filter((job) => underWay.includes(job.state)).map((job) => endOfJob(job, at.rules, at.now, at.onDay, at.position)).sort((a, b) => b.free - a.free)[0];
  if (busy !== undefined) return { freeAt: busy.free, freePlace: { lon: busy.place.lon, lat: busy.place.lat } };
  const last = mine.filter((job) => job.endedAt !== null && job.state !== 'cancelled').sort((a, b) => (b.endedAt?.getTime() ?? 0) - (a.endedAt?.getTime() ?? 0))[0];
  const ended = last === undefined ? undefined : last.toPlace !== null && last.state === 'finished' ? last.toPlace : last.place;
  const spot: Point = at.position ?? ended ?? home;
  return { freeAt: Math.max(opens, at.now), freePlace: { lon: spot.lon, lat: spot.lat } };
}

const operationsIn = (book: readonly LabourOperation[], codes: readonly string[]): LabourOperation[] => codes.flatMap((code) => book.find((one) => one.code === code) ?? []);

type People = ReadonlyMap<string, Technician>;
function dayJobOf(job: Job, onDay: string, operations: readonly LabourOperation[], modelId: string, vans: readonly VanState[], people: People, handOverMin: number): DayJob {
  const able = (state: VanState): boolean => {
    const person = people.get(state.staffId ?? '');
    if (person === undefined || (job.needs.skills?.includes('highVoltage') === true && !mayWorkHv(person, onDay, job.brandId))) return false;
    return operations.every((one) => missingFor(person, one, onDay, { brandId: job.brandId, modelId }) === undefined);
  };
  return {
    id: job.id, kind: job.kind, brandId: job.brandId, place: { lon: job.place.lon, lat: job.place.lat }, toPlace: job.toPlace === null ? null : { lon: job.toPlace.lon, lat: job.toPlace.lat }, service: job.serviceMin * 60, handOver: handOverMin * 60,
    from: secondOf(job.windowFrom, onDay), until: secondOf(job.windowUntil, onDay), urgent: job.urgent, needs: { ...job.needs, tools: [...(job.needs.tools ?? []), ...operations.flatMap((one) => one.tools ?? [])] },
    parts: Object.fromEntries(job.parts.map((part) => [partKey(job.brandId, part.code), part.quantity])), crew: operations.some((one) => one.hv) ? 2 : 1,
    papers: job.needs.skills?.length || operations.some((one) => one.hv || one.certificate !== null) ? vans.filter(able).map((state) => state.van.id) : null, pinned: job.pinned && job.vanId !== null ? { vanId: job.vanId, startsAt: null } : null,
    running: job.vanId === null || job.plannedFrom === null ? null : { vanId: job.vanId, startsAt: secondOf(job.plannedFrom, onDay) },
  };
}

function dayVanOf(state: VanState, at: { outlet: Outlet; onDay: string; now: number; people: People; stock: readonly OnBoard[] }): DayVan[] {
  const { van } = state;
  const person = at.people.get(state.staffId ?? '');
  const off = state.off === null ? Infinity : state.offFrom === null ? -Infinity : secondOf(state.offFrom, at.onDay);
  const from = state.freeAt;
  const until = Math.min(clock(van.shiftUntil), off);
  if (!van.inUse || person === undefined || until <= Math.max(from, at.now)) return [];
  const home: Point = van.lon === null || van.lat === null ? { lon: at.outlet.lon, lat: at.outlet.lat } : { lon: van.lon, lat: van.lat };
  const pause = { from: clock(van.breakFrom), until: clock(van.breakUntil), duration: van.breakMin * 60 };
  return [{
    id: van.id, kind: van.kind, heightCm: van.heightCm, start: state.freePlace, end: off < Infinity ? state.freePlace : home, from, until, overtimeUntil: off < Infinity ? until : until + van.overtimeMin * 60,
    pause: van.breakMin === 0 || from > pause.from || until < pause.until ? null : pause, brandIds: person.brandIds, tools: van.tools,
    parts: Object.fromEntries(at.stock.filter((row) => row.vanId === van.id).map((row) => [partKey(row.brandId, row.code), row.quantity])),
  }];
}

/** What the outlet's shelves can give: what was counted; what was never counted is not judged. */
async function shelvesOf(tx: Tx, outletId: string, jobs: readonly Job[]): Promise<Record<string, number>> {
  const shelves: Record<string, number> = {};
  for (const brandId of new Set(jobs.filter((job) => job.parts.length > 0).map((job) => job.brandId))) {
    const counted = await countedAt(tx, outletId, brandId);
    for (const { code } of jobs.filter((job) => job.brandId === brandId).flatMap((job) => job.parts)) shelves[partKey(brandId, code)] = counted.get(code)?.onHand ?? 1_000;
  }
  return shelves;
}

async function vanStates(tx: Tx, outlet: Outlet, onDay: string, jobs: readonly Job[], rules: Rules, people: People): Promise<VanState[]> {
  const vans = await vansAt(tx, outlet.id);
  const ids = vans.map((van) => van.id);
  const [days, positions] = [await vanDays(tx, ids, onDay), await positionsOf(tx, ids)];
  const drivers = vans.flatMap((van) => days.get(van.id)?.staffId ?? van.staffId ?? []);
  const away = await absentOn(tx, drivers, onDay);
  const today = onDay === beijingDay(tx.now);
  return vans.map((van) => {
    const [own, position] = [days.get(van.id), today ? fresh(positions.get(van.id), tx.now) : undefined];
    const staffId = own?.staffId ?? van.staffId;
    const ill = staffId !== null && away.has(staffId) && own?.offWhy === undefined;
    const free = freedom(van, jobs, { outlet, rules, now: today ? secondOf(tx.now, onDay) : -1, onDay, position });
    return { van, staffId, staffName: people.get(staffId ?? '')?.name ?? '', off: ill ? 'away' : (own?.offWhy ?? null), offFrom: ill ? null : (own?.offFrom ?? null), position: positions.get(van.id) ?? null, ...free };
  });
}

/** The day of an outlet with everything of every brand; who sees what of it is for the caller to decide. */
export async function gatherDay(tx: Tx, outletId: string, onDay: string): Promise<GatheredDay> {
  const outlet = await findOutlet(tx, outletId);
  return acrossWalls(tx, 'vehicles and people of an outlet are shared between its brands', async () => {
    const [rules, jobs, technicians, closures] = [await rulesOn(tx, onDay), await jobsOfDay(tx, outletId, onDay), await techniciansOf(tx, outletId), await closuresOf(tx, outletId, onDay)];
    const people = new Map(technicians.map((one) => [one.staffId, one]));
    const vans = await vanStates(tx, outlet, onDay, jobs, rules, people);
    const open = jobs.filter((job) => plannable.includes(job.state));
    const cars = await vehiclesByVin(tx, open.map((job) => job.vin));
    const books = new Map<string, readonly LabourOperation[]>();
    for (const brandId of new Set(open.filter((job) => job.operations.length > 0).map((job) => job.brandId))) books.set(brandId, (await findBook(tx, brandId)).content.operations);
    const now = onDay === beijingDay(tx.now) ? secondOf(tx.now, onDay) : 0;
    const stock = await stockOf(tx, vans.map((state) => state.van.id));
    const day: Day = {
      vans: vans.flatMap((state) => dayVanOf(state, { outlet, onDay, now, people, stock })),
      jobs: open.map((job) => dayJobOf(job, onDay, operationsIn(books.get(job.brandId) ?? [], job.operations), cars.get(job.vin)?.modelId ?? '', vans, people, ruleOf(rules, 'handOverMin'))),
      depot: { lon: outlet.lon, lat: outlet.lat }, shelves: await shelvesOf(tx, outletId, open), closures, rules, now,
    };
    return { outlet, onDay, day, jobs, vans };
  });
}

/** Kilometres of the straight line, for lists. */
export const kmBetween = (from: Point, to: Point): number => Math.round(greatCircle(from, to) / 100) / 10;
