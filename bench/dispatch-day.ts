// A seeded day of the demo country: visits booked the day before, emergencies, no-shows, visits that take longer, somebody ill, a road
// closed. Dispatched twice with the same draws: by CareLoop (nightly plan, planned again at every disturbance, near the running plan)
// and by the plain rule "nearest free van". `npm run bench -- dispatch-day --city Shanghai --vans 10 [--seed 1 --days 3]`
import { parseArgs } from 'node:util';
import { solve } from '@careloop/routing';
import { cities, outletPlans, type City } from '../fleet/places.ts';
import { createRandom } from '../fleet/random.ts';
import { emptyPlan, planOf, problemOf, solutionOf, type Day, type DayJob, type DayVan, type PlanContent } from '../server/dispatch/day.ts';
import { hourFactors, roadKm, type Closure, type Point } from '../server/dispatch/travel.ts';

const hour = 3600;
/** The house's rules (migration 0170), as they stand. */
const rules = new Map(Object.entries({
  roadFactorPct: 135, cityKmPerHour: 32, longKmPerHour: 70, peakPct: 145, dayPct: 112, truckPct: 125, latePricePerMin: 500, latestMin: 150, balancePricePerMin: 30, travelPricePerMin: 100, kmPrice: 120, overtimePricePerMin: 150, leaveOutPrice: 80_000, urgentPricePerMin: 3000, otherVanPrice: 1500, movedTimePricePerMin: 40,
}));
const reckoned = (from: Point, to: Point, at: number): number => {
  const km = roadKm(rules, from, to);
  return ((Math.min(km, 15) / 32 + Math.max(0, km - 15) / 70) * hour) * (hourFactors(rules)[Math.floor(at / hour) % 24] ?? 1);
};

type Visit = { job: DayJob; known: number; travelTimes: number; works: number; absent: boolean; hv: boolean };
type World = { visits: Visit[]; vans: DayVan[]; hvVans: Set<string>; depot: Point; ill: { vanId: string; at: number }; closed: Closure & { at: number } };

function visitAt(random: ReturnType<typeof createRandom>, index: number, place: Point, urgent: boolean): Visit {
  const known = urgent ? Math.round((8 + random.next() * 9) * hour) : 0;
  const from = urgent ? known : (8 + 2 * random.int(0, 4)) * hour;
  const service = (urgent ? random.int(25, 60) : random.int(30, 80)) * 60;
  const late = random.chance(0.1) ? 1.5 : 0.85 + random.next() * 0.3;
  const job: DayJob = {
    id: `${urgent ? 'e' : 'v'}${String(index).padStart(3, '0')}`, kind: 'homeVisit', brandId: 'xihe', place, toPlace: null, service, handOver: 900, from, until: urgent ? known + 45 * 60 : from + 2 * hour, urgent, needs: {}, parts: {}, crew: 1, papers: null, pinned: null, running: null,
  };
  return { job, known, travelTimes: 0.85 + random.next() * 0.4, works: service * late, absent: !urgent && random.chance(0.06), hv: random.chance(0.3) };
}

function worldOf(city: City, vanCount: number, seed: number): World {
  const random = createRandom(seed);
  const outlet = outletPlans.find((one) => one.city === city.name);
  const depot = { lon: city.lon + (outlet?.off[0] ?? 0), lat: city.lat + (outlet?.off[1] ?? 0) };
  const point = (): Point => ({ lon: city.lon + random.bell(0, 0.09), lat: city.lat + random.bell(0, 0.07) });
  const vans = Array.from({ length: vanCount }, (_, index): DayVan => ({
    id: `van-${index + 1}`, kind: 'serviceVan', heightCm: 200, start: depot, end: depot, from: 8 * hour, until: 18 * hour, overtimeUntil: 20 * hour, pause: null, brandIds: null, tools: [], parts: {},
  }));
  const visits = [...Array.from({ length: vanCount * 5 }, (_, index) => visitAt(random, index, point(), false)), ...Array.from({ length: Math.max(2, Math.round(vanCount * 0.8)) }, (_, index) => visitAt(random, index, point(), true))];
  return { visits, vans, hvVans: new Set(vans.filter((_, index) => index % 2 === 0).map((van) => van.id)), depot, ill: { vanId: `van-${random.int(1, vanCount)}`, at: random.int(9, 13) * hour }, closed: { ...point(), radiusM: 1500, delayMin: 20, at: random.int(10, 15) * hour } };
}

type Running = { van: DayVan; place: Point; freeAt: number; expected: number; doing: Visit | null; km: number; driven: number; off: boolean };
type Outcome = { kept: number; booked: number; lateMin: number; unserved: number; responses: number[]; km: number; driveHours: number; overtimeMin: number; replans: number; cpuMs: number };

/** Whether a road is closed between two places now. */
function delay(world: World, now: number, from: Point, to: Point): number {
  if (now < world.closed.at) return 0;
  const on = (share: number): Point => ({ lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share });
  const near = Array.from({ length: 21 }, (_, step) => roadKm(new Map([['roadFactorPct', 100]]), world.closed, on(step / 20)));
  return Math.min(...near) * 1000 <= world.closed.radiusM ? world.closed.delayMin * 60 : 0;
}

/** Sends a vehicle: how long it truly takes is drawn for the visit, the same for both ways to dispatch. */
function send(world: World, one: Running, visit: Visit, now: number, done: Map<string, number>): void {
  const way = reckoned(one.place, visit.job.place, now) + delay(world, now, one.place, visit.job.place);
  const arrives = now + way * visit.travelTimes;
  const starts = Math.max(arrives, visit.job.from);
  one.km += roadKm(rules, one.place, visit.job.place);
  one.driven += way * visit.travelTimes;
  one.freeAt = starts + (visit.absent ? 15 * 60 : visit.works);
  one.expected = Math.max(now + way, visit.job.from) + visit.job.service;
  one.place = visit.job.place;
  one.doing = visit;
  done.set(visit.job.id, starts);
}

type Choose = (now: number, fleet: Running[], open: Visit[], news: boolean) => { van: Running; visit: Visit }[];

function live(world: World, choose: Choose): Omit<Outcome, 'replans' | 'cpuMs'> {
  const fleet = world.vans.map((van): Running => ({ van, place: van.start, freeAt: van.from, expected: van.from, doing: null, km: 0, driven: 0, off: false }));
  const done = new Map<string, number>();
  let known = 0;
  for (let now = 7.5 * hour; now < 22 * hour; now += 60) {
    let news = false;
    const knows = world.visits.filter((visit) => visit.known <= now);
    if (knows.length !== known || Math.abs(now - world.closed.at) < 30) news = true;
    known = knows.length;
    for (const one of fleet) {
      if (one.van.id === world.ill.vanId && now >= world.ill.at && !one.off) [one.off, news] = [true, true];
      if (one.doing !== null && now >= one.freeAt) {
        if (one.doing.absent || Math.abs(one.freeAt - one.expected) > 20 * 60) news = true;
        [one.doing, one.expected] = [null, now];
      } else if (one.doing !== null && now > one.expected + 15 * 60) [one.expected, news] = [now + 10 * 60, true];
    }
    const open = knows.filter((visit) => !done.has(visit.job.id));
    for (const { van, visit } of choose(now, fleet, open, news)) if (!van.off && van.doing === null && !done.has(visit.job.id)) send(world, van, visit, now, done);
  }
  const booked = world.visits.filter((visit) => !visit.job.urgent);
  const home = fleet.map((one) => ({ one, back: one.freeAt + reckoned(one.place, world.depot, one.freeAt) }));
  return {
    booked: booked.length, kept: booked.filter((visit) => (done.get(visit.job.id) ?? Infinity) <= visit.job.until + 60).length, unserved: world.visits.filter((visit) => !done.has(visit.job.id)).length,
    lateMin: booked.reduce((sum, visit) => sum + Math.max(0, ((done.get(visit.job.id) ?? visit.job.until) - visit.job.until) / 60), 0),
    responses: world.visits.filter((visit) => visit.job.urgent && done.has(visit.job.id)).map((visit) => ((done.get(visit.job.id) ?? 0) - visit.known) / 60),
    km: home.reduce((sum, { one }) => sum + one.km + roadKm(rules, one.place, world.depot), 0), driveHours: home.reduce((sum, { one, back }) => sum + one.driven + back - one.freeAt, 0) / hour,
    overtimeMin: home.reduce((sum, { one, back }) => sum + (one.off ? 0 : Math.max(0, (back - one.van.until) / 60)), 0),
  };
}

const may = (world: World, van: Running, visit: Visit): boolean => !visit.hv || world.hvVans.has(van.van.id);

function byNearest(world: World): Outcome {
  const began = process.cpuUsage();
  const outcome = live(world, (now, fleet, open) => {
    const free = new Set(fleet.filter((one) => !one.off && one.doing === null && now >= one.van.from && now < one.van.until));
    const due = open.filter((visit) => visit.job.from - 30 * 60 <= now).sort((a, b) => Number(b.job.urgent) - Number(a.job.urgent) || a.job.until - b.job.until || a.job.id.localeCompare(b.job.id));
    return due.flatMap((visit) => {
      const [van] = [...free].filter((one) => may(world, one, visit)).sort((a, b) => reckoned(a.place, visit.job.place, now) - reckoned(b.place, visit.job.place, now));
      if (van === undefined) return [];
      free.delete(van);
      return [{ van, visit }];
    });
  });
  return { ...outcome, replans: 0, cpuMs: cpuSince(began) };
}
const cpuSince = (began: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1000;
};

function byCareLoop(world: World): Outcome {
  const began = process.cpuUsage();
  let [plan, replans] = [emptyPlan as PlanContent, 0];
  const able = [...world.hvVans];
  const planNow = (now: number, fleet: readonly Running[], open: readonly Visit[]): PlanContent => {
    const running = new Map(plan.routes.flatMap((route) => route.stops.flatMap((stop) => (stop.kind === 'job' ? [[stop.jobId, { vanId: route.vanId, startsAt: stop.starts }] as const] : []))));
    const vans = fleet.filter((one) => !one.off && now < one.van.overtimeUntil).map((one) => ({ ...one.van, start: one.place, from: Math.max(one.van.from, one.doing === null ? now : Math.max(now, one.expected)) })).map((van) => ({ ...van, until: Math.max(van.from, van.until), overtimeUntil: Math.max(van.from, van.overtimeUntil) }));
    const day: Day = {
      vans, depot: world.depot, shelves: {}, closures: now >= world.closed.at ? [world.closed] : [], rules, now,
      jobs: open.map((visit) => ({ ...visit.job, papers: visit.hv ? able : null, running: running.get(visit.job.id) ?? null })),
    };
    const problem = problemOf(day);
    replans += 1;
    return planOf(solve(problem, { seed: 1, stop: { iterations: replans === 1 ? 1_500 : 500 }, ...(replans === 1 ? {} : { from: solutionOf(plan) }) }));
  };
  const outcome = live(world, (now, fleet, open, news) => {
    if (news || replans === 0) plan = planNow(now, fleet, open);
    const byId = new Map(open.map((visit) => [visit.job.id, visit]));
    return fleet.filter((one) => !one.off && one.doing === null && now >= one.van.from).flatMap((van) => {
      const next = plan.routes.find((route) => route.vanId === van.van.id)?.stops.find((stop) => stop.kind === 'job' && byId.has(stop.jobId));
      const visit = next?.kind === 'job' ? byId.get(next.jobId) : undefined;
      // leaves so as to be there with a little to spare; earlier when it is late already
      return next?.kind !== 'job' || visit === undefined || now + reckoned(van.place, visit.job.place, now) + 5 * 60 < Math.max(visit.job.from, next.starts) ? [] : [{ van, visit }];
    });
  });
  return { ...outcome, replans, cpuMs: cpuSince(began) };
}

const at = (list: readonly number[], share: number): number => [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(share * list.length))] ?? 0;

function table(cityName: string, vanCount: number, seed: number, dayCount: number): string {
  const city = cities.find((one) => one.name === cityName || one.nameEn.toLowerCase() === cityName.toLowerCase());
  if (city === undefined || !(vanCount >= 2 && vanCount <= 60)) throw new Error(`--city is of ${cities.map((one) => one.nameEn).join(', ')}; --vans 2 to 60`);
  const worlds = Array.from({ length: dayCount }, (_, nth) => worldOf(city, vanCount, seed + nth));
  const line = (name: string, days: readonly Outcome[]): string => {
    const sum = (of: (day: Outcome) => number): number => days.reduce((total, day) => total + of(day), 0);
    const responses = days.flatMap((day) => day.responses);
    const cells = [`${((100 * sum((day) => day.kept)) / sum((day) => day.booked)).toFixed(1)} %`, sum((day) => day.lateMin).toFixed(0), sum((day) => day.unserved), at(responses, 0.5).toFixed(0), at(responses, 0.9).toFixed(0), sum((day) => day.km).toFixed(0), sum((day) => day.driveHours).toFixed(1), sum((day) => day.overtimeMin).toFixed(0), sum((day) => day.replans), (sum((day) => day.cpuMs) / 1000).toFixed(1)];
    return `| ${city.nameEn}, ${vanCount} vans, seeds ${seed} to ${seed + dayCount - 1} | ${name} | ${cells.join(' | ')} |`;
  };
  return [line('nearest free van', worlds.map(byNearest)), line('CareLoop', worlds.map(byCareLoop))].join('\n');
}

export async function bench(): Promise<string> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { city: { type: 'string', default: 'Shanghai,Chengdu,Hangzhou' }, vans: { type: 'string', default: '4,6,8' }, seed: { type: 'string', default: '1' }, days: { type: 'string', default: '4' } } });
  const sizes = values.vans.split(',').map(Number);
  const parts = values.city.split(',').map((city, nth) => table(city, sizes[nth % sizes.length] ?? 4, Number(values.seed), Number(values.days)));
  return [
    'Days of the demo country, one line a city over all its days: five booked visits a van in windows of two hours, 0.8 emergencies a van that want somebody within 45 minutes, 6 % no-shows, a tenth of visits half as long again,',
    'one technician ill and one road closed during each day; three in ten visits need papers that every other technician has. True driving and working times are drawn per visit, the same for both; neither knows them before. Parts, breaks',
    'and pairs are left out here, because the plain rule knows none. Five visits a van is more than a day holds: the house itself would offer fewer windows.', '',
    '| day | dispatched by | windows kept | minutes late | not served | emergency, median min | emergency, p90 min | km | hours driven | overtime min | plans | processor s |', '|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|', ...parts,
  ].join('\n');
}
