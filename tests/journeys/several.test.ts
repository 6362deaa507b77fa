// Two gateways and two workers on one PostgreSQL (and one NATS cluster) share the load, and each of them is killed under
// load: a gateway, a worker, the database, a NATS server. No acknowledged frame is lost and none has an effect twice.
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase, sql, type Database } from '#platform/database';
import { natsBinary, startNats, withoutNats, type Nats } from '../nats.ts';
import { startPostgres, type Postgres } from '../setup.ts';
import { drive, type Driver } from './drivers.ts';
import { several, type Several } from './several.ts';
import { loadVin, registerCars } from './test-register.ts';
import { until } from './plug.ts';

const cars = 24;
const stranger = loadVin(900_000);
const ending: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const end of ending.reverse()) await end();
}, 60_000);
const postgres: Postgres | undefined = process.env['CARELOOP_TEST_PG'] === undefined ? undefined : await startPostgres({ durable: true });
if (postgres !== undefined) ending.push(() => postgres.stop());

type Stage = { house: Several; database: Database; nats: Nats | undefined; drivers: Driver[] };

/** Everybody gets on: each car is acknowledged some more. */
const allGetOn = async (drivers: readonly Driver[]): Promise<void> => {
  const before = drivers.map((driver) => driver.acknowledged.length);
  await until(async () => (drivers.every((driver, i) => driver.acknowledged.length >= (before[i] as number) + 3) ? true : undefined));
};

async function nothingLostNothingDoubled({ database, drivers }: Stage): Promise<void> {
  for (const driver of drivers) driver.stop();
  await Promise.all(drivers.map((driver) => driver.done));
  const own = drivers.filter((driver) => driver.vin !== stranger);
  const kept = async (vin: string): Promise<number[]> =>
    (await database.query<{ at: Date }>(sql`select at from telemetry.readings where vin = ${vin} order by at`)).map((row) => row.at.getTime());
  for (const driver of own) {
    const told = driver.acknowledged.map((at) => at.getTime());
    await until(async () => ((await kept(driver.vin)).length >= told.length ? true : undefined));
    expect(await kept(driver.vin)).toEqual(told);
  }
  // what is counted, is counted once: one defect of each car in every tenth report; the stranger's frames
  const defects = await database.query<{ vin: string; count: number }>(sql`select vin, sum(count)::int as count from telemetry.defects where reason = 'unknownItem' group by vin`);
  expect(Object.fromEntries(defects.map((row) => [row.vin, row.count]))).toEqual(Object.fromEntries(own.map((driver) => [driver.vin, driver.acknowledged.filter((at) => driver.broken(at)).length])));
  const apart = drivers.find((driver) => driver.vin === stranger) as Driver;
  await until(async () => ((await database.query(sql`select 1 from telemetry.stranger_frames where vin = ${stranger} and command in (2, 3)`)).length >= apart.acknowledged.length ? true : undefined));
  const frames = await database.query<{ command: number }>(sql`select command from telemetry.stranger_frames where vin = ${stranger}`);
  expect(frames.filter((row) => row.command !== 1)).toHaveLength(apart.acknowledged.length);
  expect(await database.query(sql`select frames_count, frames_kept from telemetry.strangers where vin = ${stranger}`)).toEqual([{ framesCount: frames.length, framesKept: frames.length }]);
  // one alert of each kind for the car that told of one, though a worker died and its batches were read again
  const alerts = await database.query<{ vin: string; kind: string; count: number; occurrences: number }>(sql`select vin, kind, count(*)::int as count, max(occurrences)::int as occurrences
    from alerts.alerts group by vin, kind order by kind`);
  expect(alerts.map((row) => row.kind)).toContain('overheatingPack');
  expect(alerts.every((row) => row.vin === loadVin(1) && row.count === 1 && row.occurrences === 1)).toBe(true);
}

describe.each(['database', 'nats'] as const)('with the stream in %s', (stream) => {
  const can = postgres !== undefined && (stream === 'database' || natsBinary !== undefined);
  const why = postgres === undefined ? ' (skipped: several processes need PostgreSQL)' : stream === 'nats' ? withoutNats : '';
  test.skipIf(!can)(`gateways, workers, the database and a NATS server are killed under load; nothing acknowledged is lost, nothing is doubled${why}`, async () => {
    const server = postgres as Postgres;
    const name = `several_${stream}`;
    const admin = await openDatabase({ url: server.url, poolSize: 1 });
    await admin.exec(`create database ${name}`);
    await admin.close();
    const url = server.url.replace('/postgres?', `/${name}?`);
    const nats = stream === 'nats' ? await startNats(3) : undefined;
    if (nats !== undefined) ending.push(() => nats.stop());
    const house = several({ DATABASE_URL: url, ...(nats === undefined ? {} : { NATS_URL: nats.url, NATS_REPLICAS: '3' }) });
    ending.push(() => house.stop());
    const one = await house.start('gateway');
    const [two, first, second] = await Promise.all([house.start('gateway'), house.start('worker'), house.start('api,worker')]);
    const database = await openDatabase({ url, poolSize: 2 });
    ending.push(() => database.close());
    await registerCars(database, cars);
    const ports = (): number[] => [one.gatewayPort, two.gatewayPort];
    const startsAt = new Date(Math.floor(Date.now() / 1000) * 1000 - 7_200_000);
    const drivers = [...Array.from({ length: cars }, (_, i) => loadVin(i + 1)), stranger].map((vin, i) => drive(vin, ports, startsAt, { pauseMs: 30, alarmed: i === 0 }));
    const stage = { house, database, nats, drivers };
    await allGetOn(drivers);

    // both workers read
    const readers = await until(async () => {
      const rows = await database.query<{ heldBy: string }>(sql`select distinct held_by from platform.stream_leases where reader = 'telemetry' and held_until > now()`);
      return rows.length === 2 ? rows : undefined;
    });
    expect(readers).toHaveLength(2);

    await one.kill();
    await allGetOn(drivers);
    await one.restart();
    await first.kill();
    await allGetOn(drivers);
    // the parts of the dead worker are taken over
    await until(async () => ((await database.query(sql`select 1 from platform.stream_leases where reader = 'telemetry' and held_until > now()`)).length === 16 ? true : undefined));
    await first.restart();
    if (nats !== undefined) {
      await (nats.nodes[1] as Nats['nodes'][number]).kill();
      await allGetOn(drivers);
      await (nats.nodes[1] as Nats['nodes'][number]).start();
      await allGetOn(drivers);
    }
    await server.crash();
    await new Promise((resolve) => setTimeout(resolve, 500));
    await server.startAgain();
    await allGetOn(drivers);
    await Promise.all([two.kill(), second.kill()]);
    await two.restart();
    await allGetOn(drivers);
    expect(drivers.some((driver) => driver.sentAgain > 0)).toBe(true);
    await nothingLostNothingDoubled(stage);
    await house.stop();
  }, 400_000);
});
