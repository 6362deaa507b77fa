// What it costs to say, while a job hangs over a vehicle, what would become of it there: a day of 300 jobs and 36 vehicles of one outlet
// in PostgreSQL, planned whole; then moves are tried as the board tries them, each in a transaction of its own. Processor time of
// this process (the database has its own), so that it means the same on a busy machine. `npm run bench -- try-move [--jobs 300 --vans 36]`
import { parseArgs } from 'node:util';
import { findBook } from '#prices';
import { settleWorld } from '../fleet/settle-world.ts';
import { replay } from '../fleet/replay.ts';
import { createRandom } from '../fleet/random.ts';
import { outletPlans } from '../fleet/places.ts';
import { makeWorld, type CarPlan } from '../fleet/world.ts';
import { journey } from '../server/journey.ts';
import { modules } from '../server/modules.ts';
import { system, type Actor } from '../server/platform/actor.ts';
import { filesInMemory } from '../server/platform/files.ts';
import { buildHouse, type House } from '../server/platform/house.ts';
import { callFromInside } from '../server/platform/invoke.ts';
import { notConnected } from '../server/platform/outside/payment.ts';
import { unitOfWork } from '../server/platform/tx.ts';
import { openJob } from '../server/dispatch/open-job.ts';
import { startPostgres } from '../tests/setup.ts';

const seed = 20260401;
const now = new Date('2026-11-24T22:00:00Z'); // 06:00 in Beijing
const onDay = '2026-11-25';
const at = (hour: number): Date => new Date(Date.parse(`${onDay}T00:00:00+08:00`) + hour * 3_600_000);
const administrator: Actor = { kind: 'staff', id: 'bench', name: 'bench', grants: [{ role: 'administrator', brandId: null, outletId: null }] };

// biome-ignore lint/suspicious/noExplicitAny: the name is only known here; contracts have checked their shapes elsewhere
const call = (house: House, name: string, input: Record<string, unknown>): Promise<any> =>
  unitOfWork(house.world, administrator, async (tx) => (await house.operations.get(name)?.verb(tx, input, callFromInside)) ?? Promise.reject(new Error(`no operation is called ${name}`)));

type Street = { outletId: string; brandIds: readonly string[]; lon: number; lat: number };

async function fillDay(house: House, place: Street, cars: readonly (CarPlan & { vehicleId: string; ownerId: string })[], jobCount: number, vanCount: number): Promise<void> {
  const random = createRandom(seed);
  const { outletId } = place;
  for (let nth = 0; nth < vanCount; nth += 1) {
    const { id } = await call(house, 'addStaff', { userName: `bench${nth}`, name: `师傅${nth}`, grants: place.brandIds.map((brandId) => ({ role: 'technician', brandId, outletId })) });
    for (const kind of nth % 2 === 0 ? ['lvElectrician', 'makerHv', 'inspector'] : ['lvElectrician']) await call(house, 'addCertificate', { staffId: id, kind, brandId: null, number: `${kind}-${nth}`, validFrom: '2024-01-01', validTo: '2030-01-01' });
    await call(house, 'addVan', { outletId, name: `车${nth}`, kind: nth % 6 === 5 ? 'driver' : 'serviceVan', staffId: id, plateNo: null, tools: [], heightCm: 198, lon: null, lat: null, shiftFrom: '08:00', shiftUntil: '18:00', overtimeMin: 120, breakFrom: '11:30', breakUntil: '13:30', breakMin: 30, inUse: true });
  }
  const spot = () => ({ lon: place.lon + random.bell(0, 0.06), lat: place.lat + random.bell(0, 0.05), address: '某路' });
  await unitOfWork(house.world, system('bench'), async (tx) => {
    for (let nth = 0; nth < jobCount; nth += 1) {
      const car = cars[nth % cars.length] as (typeof cars)[number];
      const fetched = nth % 6 === 5;
      const from = 8 + 2 * random.int(0, 4);
      const operation = random.pick((await findBook(tx, car.brandId)).content.operations.filter((one) => one.mobile));
      await openJob(tx, {
        kind: fetched ? 'pickUp' : 'homeVisit', brandId: car.brandId, ownerId: car.ownerId, vehicleId: car.vehicleId, vin: car.vin, outletId, place: spot(), ...(fetched ? { to: { lon: place.lon, lat: place.lat, address: '门店' } } : { operations: [operation.code], parts: operation.parts, serviceMin: random.int(15, 35) }), window: { from: at(from), until: at(from + 2) },
      });
    }
  });
}
const cpuMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system: kernel } = process.cpuUsage(since);
  return (user + kernel) / 1000;
};

export async function bench(): Promise<string> {
  const { values } = parseArgs({ args: process.argv.slice(3), options: { jobs: { type: 'string', default: '300' }, vans: { type: 'string', default: '36' }, tries: { type: 'string', default: '120' } } });
  const [jobCount, vanCount, tries] = [values.jobs, values.vans, values.tries].map(Number) as [number, number, number];
  const postgres = await startPostgres();
  if (postgres === undefined) throw new Error('this is measured on PostgreSQL, and this machine has none');
  const outside = { sms: { send: async () => undefined }, payment: notConnected };
  const house = await buildHouse({ database: { url: postgres.url }, modules, journey, files: filesInMemory(), outside, clock: () => now });
  try {
    const country = makeWorld({ seed, today: '2026-11-24' });
    const known = await replay(house.world, house.operations, { seed, outside }, (on) => settleWorld(on, country, new Date(now.getTime() - 86_400_000)));
    const plan = outletPlans.find((one) => one.city === '上海' && one.capabilities.includes('mobile')) ?? outletPlans[0];
    const { outlets } = await call(house, 'listOutlets', {});
    const outlet = outlets.find((one: { id: string }) => one.id === plan?.id);
    const place: Street = { outletId: outlet.id, brandIds: outlet.brandIds, lon: outlet.lon, lat: outlet.lat };
    const cars = country.cars.filter((car) => place.brandIds.includes(car.brandId)).map((car) => ({ ...car, vehicleId: known.vehicleId.get(car.vin) ?? '', ownerId: known.ownerId.get(car.ownerKey) ?? '' }));
    await fillDay(house, place, cars, jobCount, vanCount);
    await house.database.exec('analyze');
    const clock = process.cpuUsage();
    await call(house, 'planDispatch', { outletId: place.outletId, on: onDay, version: 0 });
    const planned = cpuMs(clock);
    const day = await call(house, 'showDispatch', { outletId: place.outletId, on: onDay });
    const random = createRandom(seed).fork('tries');
    const asks = Array.from({ length: tries + 20 }, (_, nth) => ({ jobId: (random.pick(day.jobs) as { id: string }).id, vanId: (random.pick(day.vans) as { id: string }).id, ...(nth % 4 === 3 ? {} : { startsAt: at(8 + random.next() * 9).toISOString() }) }));
    const took: { kind: string; cpu: number; wall: number }[] = [];
    for (const ask of asks) {
      const [clock, began] = [process.cpuUsage(), performance.now()];
      const answer = await call(house, 'tryMove', ask);
      JSON.stringify(answer);
      took.push({ kind: answer.fits ? 'fits' : ['kind', 'papers', 'brand', 'height', 'tool', 'off'].includes(answer.breaks[0]) ? 'the vehicle may never have it' : 'does not fit the day', cpu: cpuMs(clock), wall: performance.now() - began });
    }
    const open = day.jobs.filter((job: { vanId: string | null }) => job.vanId === null).length;
    const warm = took.slice(20); // the engine has seen it often enough to be quick
    const line = (name: string, list: typeof took): string => {
      const walls = list.map((one) => one.wall).sort((a, b) => a - b);
      return `| ${name} | ${list.length} | ${(list.reduce((sum, one) => sum + one.cpu, 0) / list.length).toFixed(1)} | ${[0.5, 0.9].map((share) => (walls[Math.floor(share * walls.length)] ?? 0).toFixed(1)).join(' | ')} |`;
    };
    return [
      `A day of ${jobCount} jobs and ${vanCount} vehicles of one outlet on PostgreSQL, planned whole (${open} left out; ${planned.toFixed(0)} ms of processor time); ${tries} moves tried, each a job drawn at random over a vehicle drawn`,
      'at random, three of four at a time of day. Processor time is of this process, without the database’s.', '',
      '| what was answered | tries | processor ms a try | p50 ms | p90 ms |', '|---|---:|---:|---:|---:|', ...[...Map.groupBy(warm, (one) => one.kind)].sort(([a], [b]) => a.localeCompare(b)).map(([kind, list]) => line(kind, list)), line('all', warm),
    ].join('\n');
  } finally {
    await house.close();
    await postgres.stop();
  }
}
