// Round: cars that were on or charging when last heard, did not say goodbye, and say nothing more. The standard asks for a
// report every 30 seconds, so silence is news by itself; most of all where the car was in danger.
// Y1 a car that fell silent is judged again each time until the rules have said their worst; Y2 silence of more than a day is
// history; Y3 a car in a workshop is switched off and on as the work asks: its silence is no news.
import type { Tx } from '#platform/tx';
import { silentCars } from '#telemetry';
import { inMaintenance } from './maintenance-store.ts';
import { watchNews } from './watch-readings.ts';

const shortestMs = 100_000;
const longestMs = 86_400_000;
const atOnce = 2_000;

export async function watchSilentCars(tx: Tx): Promise<void> {
  const silent = await silentCars(tx, new Date(tx.now.getTime() - longestMs), new Date(tx.now.getTime() - shortestMs), atOnce);
  const shop = await inMaintenance(tx, silent.map((car) => car.vin)); // Y3
  await watchNews(tx, silent.filter((car) => !shop.has(car.vin)).map(({ receivedAt, ...car }) => ({ ...car, news: { silentSeconds: (tx.now.getTime() - receivedAt.getTime()) / 1000 } })));
}
