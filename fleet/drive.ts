// Puts cars of the synthetic country on the road: a process of its own that connects them over TCP and lets them report
// at their real period (10 s; 1 s while a level-3 alarm stands). Some first send what they stored of the last weeks, slowly. Faults are planted through the parent's messages.
// node fleet/drive.ts --port 32960 --seed 1 --today 2026-11-24 --cars 80
import { parseArgs } from 'node:util';
import { backlog } from './backlog.ts';
import { faults, startCar, stepCar, type CarState, type Fault } from './car.ts';
import { alarming, editionOf, reportFrame } from './frames.ts';
import { openLink, type Link } from './link.ts';
import { createRandom, type Random } from './random.ts';
import { makeWorld, type CarPlan } from './world.ts';

export type Order = { plant: Fault; vin: string } | { heal: string } | { stop: true };
type OnTheRoad = { plan: CarPlan; state: CarState; random: Random; link: Link; dueMs: number; steppedMs: number };

const periodMs = 10_000;

function setOut(plan: CarPlan, seed: number, to: { host: string; port: number }, index: number): OnTheRoad {
  const random = createRandom(seed).fork(plan.vin);
  const now = Date.now();
  return { plan, state: startCar(plan, random), random, link: openLink(to, plan.vin, 1 + (index % 60_000), Date.now, editionOf(plan)), dueMs: now + random.int(500, periodMs), steppedMs: now };
}

function reportIfDue(car: OnTheRoad, nowMs: number): void {
  if (nowMs < car.dueMs) return;
  stepCar(car.plan, car.state, (nowMs - car.steppedMs) / 1000, car.random);
  car.steppedMs = nowMs;
  const frozen = { ...car.state };
  car.link.report((reissued) => reportFrame(car.plan, frozen, nowMs, reissued), nowMs);
  car.dueMs = nowMs + (alarming(car.plan, car.state) ? 1_000 : car.state.fault === null ? periodMs : 5_000);
}

const backlogPauseMs = 25_000;
const backlogWaitingMost = 40;

/** Sends what cars stored, a few frames of each car at a time and never far ahead of what is acknowledged. */
function sendBacklogs(plans: readonly CarPlan[], seed: number, days: number, linkOf: (plan: CarPlan) => { link: Link; close(): void }): { stop(): void } {
  const now = Date.now();
  const open = plans.map((plan) => ({ ...linkOf(plan), stored: backlog(plan, seed, now - days * 86_400_000, now - 300_000) }));
  const sending = setInterval(() => {
    for (const one of [...open]) {
      for (let count = 0; count < 4 && one.link.waiting < backlogWaitingMost; count++) {
        const next = one.stored.next();
        if (next.done !== true) one.link.report(() => next.value.frame, next.value.atMs);
        else if (one.link.waiting === 0) {
          one.close();
          open.splice(open.indexOf(one), 1);
          break;
        }
      }
    }
    if (open.length === 0) clearInterval(sending);
  }, 500);
  return {
    stop() {
      clearInterval(sending);
      for (const one of open) one.close();
    },
  };
}

/** Drives until stopped; answers how to give orders. */
export function drive(options: { host: string; port: number; seed: number; today: string; cars: number; backlogVins?: readonly string[]; backlogDays?: number }): { order(order: Order): void; stop(): void } {
  const world = makeWorld({ seed: options.seed, today: options.today });
  const plans = new Map(world.cars.map((plan) => [plan.vin, plan]));
  const to = { host: options.host, port: options.port };
  const road = new Map(world.cars.slice(0, options.cars).map((plan, index) => [plan.vin, setOut(plan, options.seed, to, index)]));
  const ticking = setInterval(() => {
    const now = Date.now();
    for (const car of road.values()) reportIfDue(car, now);
  }, 500);
  let backlogs: { stop(): void } | undefined;
  const later = setTimeout(() => {
    backlogs = sendBacklogs((options.backlogVins ?? []).flatMap((vin) => plans.get(vin) ?? []), options.seed, options.backlogDays ?? 21, (plan) => {
      const onRoad = road.get(plan.vin);
      if (onRoad !== undefined) return { link: onRoad.link, close: () => undefined };
      const link = openLink(to, plan.vin, 60_001, Date.now, editionOf(plan));
      return { link, close: link.close };
    });
  }, backlogPauseMs);
  const stop = (): void => {
    clearInterval(ticking);
    clearTimeout(later);
    backlogs?.stop();
    for (const car of road.values()) car.link.close();
  };
  return {
    stop,
    order(order) {
      if ('stop' in order) return stop();
      if ('heal' in order) {
        const car = road.get(order.heal);
        if (car !== undefined) Object.assign(car.state, startCar(car.plan, car.random), { odometerKm: car.state.odometerKm });
        return;
      }
      const plan = plans.get(order.vin);
      if (plan === undefined || !faults.includes(order.plant)) return;
      const car = road.get(order.vin) ?? setOut(plan, options.seed, to, road.size);
      road.set(order.vin, car);
      Object.assign(car.state, { fault: order.plant, faultSeconds: 0 });
      car.dueMs = Math.min(car.dueMs, Date.now() + 1_000);
    },
  };
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { host: { type: 'string', default: '127.0.0.1' }, port: { type: 'string' }, seed: { type: 'string', default: '1' }, today: { type: 'string' }, cars: { type: 'string', default: '80' }, backlog: { type: 'string', default: '' } } });
  const driving = drive({ host: values.host, port: Number(values.port), seed: Number(values.seed), today: values.today ?? new Date().toISOString().slice(0, 10), cars: Number(values.cars), backlogVins: values.backlog.split(',').filter((vin) => vin !== '') });
  const end = (): void => {
    driving.stop();
    setTimeout(() => process.exit(0), 300);
  };
  process.on('message', (order: Order) => ('stop' in order ? end() : driving.order(order)));
  process.on('SIGTERM', end);
  process.on('disconnect', end);
}
