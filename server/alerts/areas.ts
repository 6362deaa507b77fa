// Areas of bad weather: entered by staff or taken from a weather service, and the round that sees which cars go in and out.
// A1 only cars whose latest place lies inside hear of it, to a hundredth of a degree and never more exactly; A2 a car that
// was inside is told once per area, however often it crosses the line; A3 when the weather is over every car is out.
import { actorName } from '#platform/actor';
import type { Input } from '#platform/contract';
import { fact } from '#platform/facts';
import { log } from '#platform/log';
import type { WeatherWarning } from '#platform/outside/weather';
import { refuse } from '#platform/refusals';
import type { Tx } from '#platform/tx';
import { outletsFor } from '#network';
import { carsInBox } from '#telemetry';
import { maskVin, vehiclesByVin } from '#vehicles';
import type { api } from './api.ts';
import {
  areaById, areaBySource, areasInForce, areasSince, carsInside, carsOfArea, countsOfAreas, endAreaRow, enterArea, insertArea, leaveArea, type Area, type Inside,
} from './area-store.ts';
import { named } from './list-alerts.ts';
import { boxOf, isInside, isOutline, ringAround, type Outline, type Point } from './outline.ts';
import type { WeatherKind } from './rule.ts';
import { watchNews } from './watch-readings.ts';

export const carEnteredWeather = fact<{ areaId: string; vin: string; brandId: string; ownerId: string; kind: WeatherKind; level: number; name: string; nameEn: string; toAt: string }>('alerts.carEnteredWeather');

/** A place older than this says nothing about where a car is. */
const placeCountsMs = 7 * 86_400_000;
const longestMs = 10 * 86_400_000;
const cityRadiusKm = 30;

async function shown(tx: Tx, areas: readonly Area[]) {
  const counts = new Map((await countsOfAreas(tx, areas.map((area) => area.id))).map((row) => [row.areaId, row]));
  return areas.map((area) => ({ ...area, outline: area.outline.map(([lon, lat]) => [lon, lat]), carsInside: counts.get(area.id)?.inside ?? 0, carsEver: counts.get(area.id)?.ever ?? 0 }));
}

export async function listAreas(tx: Tx) {
  return { areas: await shown(tx, await areasSince(tx, new Date(tx.now.getTime() - placeCountsMs))) };
}

/** A city is where its outlets are. */
async function outlineOf(tx: Tx, input: Input<typeof api.addArea>): Promise<Outline> {
  if (input.outline !== undefined && input.city === undefined) return input.outline.map(([lon, lat]): Point => [lon as number, lat as number]);
  if (input.city === undefined || input.outline !== undefined) return refuse('areaCannotBe', { field: 'city' });
  const outlets = await outletsFor(tx, { city: input.city });
  if (outlets.length === 0) return refuse('cityNotFound', { field: 'city' });
  const middle = (of: 'lon' | 'lat'): number => outlets.reduce((sum, outlet) => sum + outlet[of], 0) / outlets.length;
  return ringAround([middle('lon'), middle('lat')], input.radiusKm ?? cityRadiusKm);
}

export async function addArea(tx: Tx, input: Input<typeof api.addArea>) {
  const outline = await outlineOf(tx, input);
  const [fromAt, toAt] = [new Date(input.fromAt), new Date(input.toAt)];
  if (!isOutline(outline)) refuse('areaCannotBe', { field: 'outline' });
  if (toAt <= fromAt || toAt <= tx.now || toAt.getTime() - fromAt.getTime() > longestMs) refuse('areaCannotBe', { field: 'toAt' });
  const area = await insertArea(tx, {
    kind: input.kind, level: input.level, name: input.name, nameEn: input.nameEn ?? input.name, outline, fromAt, toAt, source: 'staff', sourceKey: null, byName: actorName(tx.actor),
  });
  tx.record({ action: 'alerts.addArea', subject: 'areas', subjectId: area.id, after: { kind: area.kind, level: area.level, name: area.name, fromAt, toAt } });
  tx.announce({ topic: 'areas', id: area.id });
  return (await shown(tx, [area]))[0] as Awaited<ReturnType<typeof shown>>[number];
}

const findArea = async (tx: Tx, id: string): Promise<Area> => (await areaById(tx, id)) ?? refuse('areaNotFound', { id });

export async function endArea(tx: Tx, input: Input<typeof api.endArea>) {
  const area = await findArea(tx, input.areaId);
  if (area.endedAt !== null || area.toAt <= tx.now) refuse('areaOver', { id: area.id });
  const ended = (await endAreaRow(tx, area.id, input.version, input.why)) ?? refuse('staleEdit', { changes: [] });
  tx.record({ action: 'alerts.endArea', subject: 'areas', subjectId: area.id, after: { endedAt: tx.now }, why: input.why });
  tx.announce({ topic: 'areas', id: area.id });
  return (await shown(tx, [ended]))[0] as Awaited<ReturnType<typeof shown>>[number];
}

export async function areaCars(tx: Tx, input: Input<typeof api.areaCars>) {
  const cars = await carsOfArea(tx, (await findArea(tx, input.areaId)).id);
  const vehicles = await vehiclesByVin(tx, cars.map((car) => car.vin));
  return { cars: cars.map((car) => ({ ...named(vehicles.get(car.vin)), vinMasked: maskVin(car.vin), brandId: car.brandId, enteredAt: car.enteredAt, leftAt: car.leftAt })) };
}

/** Who is inside each area now. (A1) */
async function insideNow(tx: Tx, areas: readonly Area[]): Promise<Map<string, Omit<Inside, 'enteredAt' | 'leftAt'>>> {
  const inside = new Map<string, Omit<Inside, 'enteredAt' | 'leftAt'>>();
  for (const area of areas) {
    for (const car of await carsInBox(tx, boxOf(area.outline), new Date(tx.now.getTime() - placeCountsMs))) {
      if (isInside([car.lon, car.lat], area.outline)) inside.set(`${area.id} ${car.vin}`, { areaId: area.id, vin: car.vin, brandId: car.brandId, ownerId: car.ownerId });
    }
  }
  return inside;
}

/** Round: cars that went in and out of areas of weather. (A2, A3) */
export async function watchAreas(tx: Tx): Promise<void> {
  const areas = await areasInForce(tx);
  const before = await carsInside(tx);
  if (areas.length === 0 && before.length === 0) return;
  const now = await insideNow(tx, areas);
  const known = new Set(before.map((car) => `${car.areaId} ${car.vin}`));
  const gone = before.filter((car) => !now.has(`${car.areaId} ${car.vin}`));
  const come = [...now].filter(([key]) => !known.has(key)).map(([, car]) => car);
  if (gone.length > 0) await leaveArea(tx, gone);
  if (come.length > 0) await tellEntered(tx, areas, come);
  const touched = new Map([...gone, ...come].map((car) => [car.vin, { vin: car.vin, brandId: car.brandId, ownerId: car.ownerId }]));
  const weatherOf = (vin: string) => areas.filter((area) => now.has(`${area.id} ${vin}`)).map((area) => ({ kind: area.kind, level: area.level }));
  await watchNews(tx, [...touched.values()].map((car) => ({ ...car, news: { weather: weatherOf(car.vin) } })));
  for (const areaId of new Set([...gone, ...come].map((car) => car.areaId))) tx.announce({ topic: 'areas', id: areaId });
}

async function tellEntered(tx: Tx, areas: readonly Area[], come: readonly Omit<Inside, 'enteredAt' | 'leftAt'>[]): Promise<void> {
  await enterArea(tx, come);
  for (const car of come) {
    const area = areas.find((one) => one.id === car.areaId);
    if (area !== undefined) tx.tell(carEnteredWeather({ ...car, kind: area.kind, level: area.level, name: area.name, nameEn: area.nameEn, toAt: area.toAt.toISOString() }));
  }
}

async function take(tx: Tx, source: string, warning: WeatherWarning): Promise<void> {
  const known = await areaBySource(tx, source, warning.key);
  if (warning.cancelled) return void (known !== undefined && known.endedAt === null && (await endAreaRow(tx, known.id, known.version, null)));
  if (!isOutline(warning.outline) || warning.toAt <= warning.fromAt) return log.warn({ source, key: warning.key }, 'a weather warning without a usable area was left out');
  const same = known !== undefined && JSON.stringify([known.kind, known.level, known.name, known.outline, known.fromAt, known.toAt]) === JSON.stringify([warning.kind, warning.level, warning.name, warning.outline, warning.fromAt, warning.toAt]);
  if (!same) await insertArea(tx, { ...warning, source, sourceKey: warning.key, byName: source });
}

/** Round: takes warnings from the weather service, where one is connected. The same warning twice is one area. */
export async function askWeather(tx: Tx): Promise<void> {
  const source = tx.outside.weather;
  if (source === undefined) return;
  for (const warning of (await source.warnings()).slice(0, 500)) await take(tx, source.name, warning);
}
