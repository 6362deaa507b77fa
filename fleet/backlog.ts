// What a car stored while nobody listened: some weeks of its days, to be sent as reissue. It drives to work and back,
// charges at night when it has to, rests otherwise; it reports every five minutes while it does something and every hour
// while it rests. The past ends where the car of today begins: at its odometer.
import { startCar, stepCar, type CarState, type Doing } from './car.ts';
import { reportFrame } from './frames.ts';
import { createRandom } from './random.ts';
import type { CarPlan } from './world.ts';

const stepSeconds = 60;
const dayMs = 86_400_000;

/** What a car does at an hour of Beijing's day. */
function habit(hour: number, weekend: boolean, state: CarState): Doing {
  if ((hour >= 22 || hour < 5) && (state.socPct < 55 || (state.doing === 'charging' && state.socPct < 92))) return 'charging';
  const drives = weekend ? hour >= 10 && hour < 11.5 : (hour >= 7.5 && hour < 8.3) || (hour >= 17.6 && hour < 18.5);
  return drives && state.socPct > 25 ? 'driving' : 'resting';
}

type Moment = { atMs: number; state: CarState };

function days(plan: CarPlan, seed: number, fromMs: number, untilMs: number): Moment[] {
  const random = createRandom(seed).fork(`backlog ${plan.vin}`);
  const state = startCar(plan, random);
  const told: Moment[] = [];
  let quietSeconds = 0;
  for (let atMs = fromMs; atMs < untilMs; atMs += stepSeconds * 1000) {
    const beijing = new Date(atMs + 8 * 3_600_000);
    const doing = habit(beijing.getUTCHours() + beijing.getUTCMinutes() / 60, beijing.getUTCDay() % 6 === 0, state);
    const changed = doing !== state.doing;
    Object.assign(state, { doing, leftSeconds: 3_600, insulationKohm: Math.max(1_500, state.insulationKohm) });
    stepCar(plan, state, stepSeconds, random);
    quietSeconds += stepSeconds;
    if (!changed && quietSeconds < (doing === 'resting' ? 3_600 : 300)) continue;
    told.push({ atMs, state: { ...state } });
    quietSeconds = 0;
  }
  return told;
}

/** The stored reports from `fromMs` until `untilMs` in the order of time, at most thirty days; made one by one. */
export function* backlog(plan: CarPlan, seed: number, fromMs: number, untilMs: number): Generator<{ atMs: number; frame: Uint8Array }> {
  const told = days(plan, seed, Math.max(fromMs, untilMs - 29 * dayMs, Date.parse(plan.deliveredOn)), untilMs);
  const since = plan.odometerKm - (told.at(-1)?.state.odometerKm ?? plan.odometerKm);
  for (const { atMs, state } of told) yield { atMs, frame: reportFrame(plan, { ...state, odometerKm: Math.max(0, state.odometerKm + since) }, atMs, true) };
}
