// A parked car and a driving one on a real line: who sleeps logs in, reports once as real time, and logs out.
import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerTo, commands, createFrameFinder, flags } from '@careloop/gbt32960';
import { startCar } from './car.ts';
import { hourOf, sharesAt } from './day.ts';
import { setOut, takeTurn, type OnTheRoad } from './drive.ts';
import { createRandom } from './random.ts';
import { makeWorld } from './world.ts';

const heard: { vin: string; command: number }[] = [];
const lines = new Set<Socket>();
const platform = createServer((line) => {
  lines.add(line);
  const finder = createFrameFinder();
  line.on('error', () => undefined);
  line.on('data', (chunk: Buffer) => {
    for (const found of finder.push(chunk)) {
      if (found.kind !== 'frame') continue;
      heard.push({ vin: found.vin, command: found.command });
      const answer = answerTo(found.bytes, flags.success);
      if (answer !== undefined) line.write(answer);
    }
  });
});
let to = { host: '127.0.0.1', port: 0 };
beforeAll(async () => {
  await new Promise<void>((resolve) => void platform.listen(0, '127.0.0.1', resolve));
  to = { host: '127.0.0.1', port: (platform.address() as { port: number }).port };
});
afterAll(() => {
  for (const line of lines) line.destroy();
  platform.close();
});

const world = makeWorld({ seed: 7, today: '2026-11-24' });
const said = (car: OnTheRoad): number[] => heard.filter((one) => one.vin === car.plan.vin).map((one) => one.command);
const carDoing = (nth: number, doing: 'driving' | 'resting'): OnTheRoad => {
  const car = setOut(world.cars[nth] as (typeof world.cars)[number], 7);
  Object.assign(car.state, { doing, leftSeconds: 1e9 });
  return car;
};
/** Its turn comes, and what it said is heard. */
async function turn(car: OnTheRoad, expected: readonly number[]): Promise<void> {
  takeTurn(car, to, car.dueMs);
  await expect.poll(() => said(car), { timeout: 5_000 }).toEqual(expected);
  await expect.poll(() => car.link?.waiting ?? 0).toBe(0);
  await new Promise((resolve) => setTimeout(resolve, 20)); // the answer to a login is read
}
const { login, realtime, logout } = commands;

test('a parked car calls, sleeps, and calls again an hour later', async () => {
  const car = carDoing(3, 'resting');
  await turn(car, [login]);
  await turn(car, [login, realtime]);
  const calledMs = car.dueMs;
  await turn(car, [login, realtime, logout]);
  expect(car.link).toBeUndefined();
  while (car.dueMs < calledMs + 3_590_000) await turn(car, [login, realtime, logout]);
  while (car.link === undefined) takeTurn(car, to, car.dueMs);
  expect(car.dueMs - calledMs).toBeLessThan(75 * 60_000);
  await expect.poll(() => said(car)).toEqual([login, realtime, logout, login]);
  car.link.close();
});

test('a driving car reports every ten seconds for as long as it drives, and stays on the line for a while once parked', async () => {
  const car = carDoing(4, 'driving');
  await turn(car, [login]);
  for (let nth = 1; nth <= 5; nth++) {
    const beforeMs = car.dueMs;
    await turn(car, [login, ...Array.from({ length: nth }, () => realtime)]);
    expect(car.dueMs - beforeMs).toBe(10_000);
  }
  car.state.doing = 'resting';
  await turn(car, [login, ...Array.from({ length: 6 }, () => realtime)]);
  car.link?.close();
});

test('at every hour cars are on the road and cars sleep, and more drive at half past eight than at night', () => {
  for (let hour = 0; hour < 24; hour++) {
    const doing = world.cars.map((plan) => startCar(plan, createRandom(7).fork(plan.vin), hour).doing);
    const awake = doing.filter((one) => one !== 'resting').length;
    expect(awake, `at ${hour}`).toBeGreaterThan(35);
    expect(awake, `at ${hour}`).toBeLessThan(world.cars.length / 2);
  }
  expect(sharesAt(hourOf(Date.parse('2026-11-24T00:30:00Z'))).driving).toBeGreaterThan(5 * sharesAt(hourOf(Date.parse('2026-11-23T19:30:00Z'))).driving);
});
