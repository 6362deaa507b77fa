// Puts the cars of the synthetic country on the road: a process of its own that connects them over TCP. Who drives or
// charges reports at the real period (10 s; 1 s while a level-3 alarm stands); who is parked logs out after some minutes,
// and calls once an hour. Some first send what they stored of the last weeks, slowly. Faults are planted through the parent's messages and wake a car.
// node fleet/drive.ts --port 32960 --seed 1 --today 2026-11-24 --cars 458
import { parseArgs } from 'node:util';
import { backlog } from './backlog.ts';
import { breakDown, faults, startCar, stepCar, type CarState, type Fault } from './car.ts';
import { hourOf } from './day.ts';
import { alarming, editionOf, reportFrame } from './frames.ts';
import { openLink, type Link } from './link.ts';
import { createRandom, type Random } from './random.ts';
import { batteryCars } from './past/battery-cars.ts';
import { makeWorld, type CarPlan } from './world.ts';

export type Order = { plant: Fault; vin: string } | { heal: string } | { out: string[]; parkedPlates: string[] } | { stop: true };
type To = { host: string; port: number };
export type OnTheRoad = { plan: CarPlan; state: CarState; random: Random; link: Link | undefined; logins: number; dueMs: number; steppedMs: number; awakeUntilMs: number; callsAtMs: number };

const periodMs = 10_000;
/** Parked, a car stays on the line for so long before it sleeps. */
const windDownMs = 180_000;
const hourMs = 3_600_000;
const looksMs = 60_000;
/** Between asking for a line and the first report, so that its login is answered. */
const loginMs = 1_500;

const isAwake = ({ state }: OnTheRoad): boolean => state.doing !== 'resting' || state.fault !== null;

/** Every car is heard of in the first minute; those on the road at once. */
export function setOut(plan: CarPlan, seed: number): OnTheRoad {
  const random = createRandom(seed).fork(plan.vin);
  const now = Date.now();
  const car = { plan, state: startCar(plan, random, hourOf(now)), random, link: undefined, logins: 0, dueMs: now, steppedMs: now, awakeUntilMs: 0, callsAtMs: 0 };
  car.dueMs += isAwake(car) ? random.int(100, 6_000) : random.int(3_000, looksMs);
  return car;
}

/** One car's turn: it moves on, and reports, or sleeps. */
export function takeTurn(car: OnTheRoad, to: To, nowMs: number): void {
  if (nowMs < car.dueMs) return;
  stepCar(car.plan, car.state, (nowMs - car.steppedMs) / 1000, car.random, hourOf(nowMs));
  car.steppedMs = nowMs;
  if (isAwake(car)) car.awakeUntilMs = Math.max(car.awakeUntilMs, nowMs + windDownMs);
  const talks = nowMs <= car.awakeUntilMs || nowMs >= car.callsAtMs;
  if (talks && car.link === undefined) {
    car.link = openLink(to, car.plan.vin, 1 + (car.logins++ % 65_531), Date.now, editionOf(car.plan));
    car.dueMs = nowMs + loginMs;
    return;
  }
  if (talks) {
    const frozen = { ...car.state };
    car.link?.report((reissued) => reportFrame(car.plan, frozen, nowMs, reissued), nowMs);
    car.callsAtMs = nowMs + hourMs + car.random.int(0, 600_000);
    car.dueMs = nowMs + (alarming(car.plan, car.state) ? 1_000 : car.state.fault === null ? periodMs : 5_000);
    return;
  }
  if (car.link !== undefined && car.link.waiting === 0) {
    car.link.close();
    car.link = undefined;
  }
  car.dueMs = nowMs + (car.link === undefined ? looksMs : 5_000);
}

/** Where records say more than chance: cars that visitors look at drive, cars that stand in a workshop stay there. */
function placeCars(cars: readonly OnTheRoad[], { out, parkedPlates }: { out: readonly string[]; parkedPlates: readonly string[] }): void {
  for (const { plan, state } of cars) {
    if (out.includes(plan.vin)) Object.assign(state, { doing: 'driving', leftSeconds: 3_600 });
    if (parkedPlates.includes(plan.plateNo)) Object.assign(state, { doing: 'resting', leftSeconds: Number.POSITIVE_INFINITY, speedKmh: 0 });
  }
}

const backlogPauseMs = 25_000;
const backlogWaitingMost = 40;

/** Sends what cars stored, a few frames of each car at a time and never far ahead of what is acknowledged; they stay awake until then. */
function sendBacklogs(cars: readonly OnTheRoad[], seed: number, days: number): { stop(): void } {
  const now = Date.now();
  const open = cars.map((car) => ({ car, stored: backlog(car.plan, seed, now - days * 86_400_000, now - 300_000) }));
  for (const { car } of open) Object.assign(car, { awakeUntilMs: Number.POSITIVE_INFINITY, dueMs: Math.min(car.dueMs, now) });
  const sending = setInterval(() => {
    for (const one of [...open]) {
      const { link } = one.car;
      for (let count = 0; link !== undefined && count < 4 && link.waiting < backlogWaitingMost; count++) {
        const next = one.stored.next();
        if (next.done !== true) {
          link.report(() => next.value.frame, next.value.atMs);
          continue;
        }
        one.car.awakeUntilMs = Date.now() + windDownMs;
        open.splice(open.indexOf(one), 1);
        break;
      }
    }
    if (open.length === 0) clearInterval(sending);
  }, 500);
  return { stop: () => clearInterval(sending) };
}

/** Drives until stopped; answers how to give orders. */
export function drive(options: { host: string; port: number; seed: number; today: string; cars: number; backlogVins?: readonly string[]; backlogDays?: number }): { order(order: Order): void; stop(): void } {
  const world = makeWorld({ seed: options.seed, today: options.today });
  for (const { car } of batteryCars(world)) car.tellsCells = false;
  const plans = new Map(world.cars.map((plan) => [plan.vin, plan]));
  const to = { host: options.host, port: options.port };
  const road = new Map(world.cars.slice(0, options.cars).map((plan) => [plan.vin, setOut(plan, options.seed)]));
  const ticking = setInterval(() => {
    const now = Date.now();
    for (const car of road.values()) takeTurn(car, to, now);
  }, 500);
  let backlogs: { stop(): void } | undefined;
  const later = setTimeout(() => {
    const cars = (options.backlogVins ?? []).flatMap((vin) => road.get(vin) ?? []);
    backlogs = sendBacklogs(cars, options.seed, options.backlogDays ?? 21);
  }, backlogPauseMs);
  const stop = (): void => {
    clearInterval(ticking);
    clearTimeout(later);
    backlogs?.stop();
    for (const car of road.values()) car.link?.close();
  };
  return {
    stop,
    order(order) {
      if ('stop' in order) return stop();
      if ('out' in order) return placeCars([...road.values()], order);
      if ('heal' in order) {
        const car = road.get(order.heal);
        if (car !== undefined) Object.assign(car.state, startCar(car.plan, car.random, hourOf(Date.now())), { odometerKm: car.state.odometerKm });
        return;
      }
      const plan = plans.get(order.vin);
      if (plan === undefined || !faults.includes(order.plant)) return;
      const car = road.get(order.vin) ?? setOut(plan, options.seed);
      road.set(order.vin, car);
      breakDown(car.state, order.plant);
      car.dueMs = Math.min(car.dueMs, Date.now());
    },
  };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string' }, seed: { type: 'string', default: '1' }, today: { type: 'string' }, cars: { type: 'string', default: '1000' }, backlog: { type: 'string', default: '' } } });
  const driving = drive({ host: values.host, port: Number(values.port), seed: Number(values.seed), today: values.today ?? new Date().toISOString().slice(0, 10), cars: Number(values.cars), backlogVins: values.backlog.split(',').filter((vin) => vin !== '') });
  const end = (): void => {
    driving.stop();
    setTimeout(() => process.exit(0), 300);
  };
  process.on('message', (order: Order) => ('stop' in order ? end() : driving.order(order)));
  process.on('SIGTERM', end);
  process.on('disconnect', end);
}
