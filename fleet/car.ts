// One car's day, stepped in seconds: it drives, rests and charges by its own habits, and a planted fault grows in its
// signals until rules see it. Pure: the state, the seconds gone and the car's own stream of chance decide everything.
import { sharesAt, type Shares } from './day.ts';
import type { CarPlan } from './world.ts';
import type { Random } from './random.ts';

export const faults = ['overheating-pack', 'insulation-falling', 'charging-fails', 'twelve-volt-dying'] as const;
export type Fault = (typeof faults)[number];
export type Doing = 'driving' | 'charging' | 'resting';

export type CarState = {
  doing: Doing; leftSeconds: number; socPct: number; odometerKm: number; speedKmh: number; currentA: number; packTempC: number; insulationKohm: number; lvBatteryMv: number;
  lon: number; lat: number; headingRad: number; outsideC: number; fault: Fault | null; faultSeconds: number; chargeAborts: number;
};

/** Open-circuit voltage of a cell in mV by chemistry and charge, between published points of typical cells. */
export function ocvMv(chemistry: 'NCM' | 'LFP', socPct: number): number {
  const points: readonly (readonly [number, number])[] = chemistry === 'NCM'
    ? [[0, 3300], [10, 3480], [20, 3560], [40, 3650], [60, 3790], [80, 3970], [100, 4180]] : [[0, 2900], [5, 3150], [10, 3210], [30, 3285], [70, 3325], [95, 3345], [100, 3450]];
  for (let i = 1; i < points.length; i++) {
    const [[s0, v0], [s1, v1]] = [points[i - 1] as readonly [number, number], points[i] as readonly [number, number]];
    if (socPct <= s1) return v0 + ((v1 - v0) * (socPct - s0)) / (s1 - s0);
  }
  return points.at(-1)?.[1] ?? 0;
}

/** A car at the beginning, in an hour of the day. */
export function startCar(plan: CarPlan, random: Random, hour = 8): CarState {
  const { driving, charging } = sharesAt(hour);
  const share = random.next();
  const doing: Doing = share < driving ? 'driving' : share < driving + charging ? 'charging' : 'resting';
  return {
    doing, leftSeconds: doing === 'resting' ? random.int(60, 1800) : random.int(600, 3600), socPct: random.int(28, 88), odometerKm: plan.odometerKm, speedKmh: 0, currentA: 0, packTempC: random.bell(24, 2), insulationKohm: random.int(2500, 6000),
    lvBatteryMv: 12_700, lon: plan.city.lon + random.bell(0, 0.02), lat: plan.city.lat + random.bell(0, 0.02), headingRad: random.next() * 2 * Math.PI, outsideC: 18, fault: null, faultSeconds: 0, chargeAborts: 0,
  };
}

/** What a car that rests looks at, every 20 minutes or so: whether it is wanted. As many are as the hour has on the road. */
const wanted = ({ driving, charging }: Shares, random: Random): boolean => random.chance(Math.min(0.9, (0.4 * (driving + charging)) / (1 - driving - charging)));

function choose(state: CarState, random: Random, hour: number): void {
  const shares = sharesAt(hour);
  const leaves = state.doing === 'resting' && wanted(shares, random);
  const plugsIn = state.socPct < 30 || random.chance(shares.charging / (shares.driving + shares.charging));
  state.doing = state.doing === 'driving' && state.socPct < 25 ? 'charging' : !leaves ? 'resting' : plugsIn ? 'charging' : 'driving';
  state.leftSeconds = state.doing === 'driving' ? random.int(900, 4500) : state.doing === 'charging' ? random.int(1800, 5400) : random.int(600, 1800);
}

function move(plan: CarPlan, state: CarState, seconds: number, random: Random): void {
  const wanted = 25 + 30 * (1 + Math.sin(state.leftSeconds / 130));
  state.speedKmh = Math.max(0, Math.min(110, state.speedKmh + (wanted - state.speedKmh) * Math.min(1, seconds / 12) + random.bell(0, 0.6)));
  const km = (state.speedKmh * seconds) / 3600;
  state.odometerKm += km;
  const kw = 1.2 + state.speedKmh * 0.17 + random.bell(0, 1.5);
  state.currentA = (kw * 1000) / (plan.model.cellCount * (ocvMv(plan.model.chemistry, state.socPct) / 1000));
  state.socPct -= (kw * seconds * 100) / 3600 / (plan.model.batteryKwh * (plan.sohPct / 100));
  state.headingRad += random.bell(0, 0.08) * seconds * 0.2;
  const [east, north] = [state.lon - plan.city.lon, state.lat - plan.city.lat];
  if (Math.hypot(east, north) > 0.12) state.headingRad = Math.atan2(-north, -east);
  state.lon += (Math.cos(state.headingRad) * km) / (111.32 * Math.cos((state.lat * Math.PI) / 180));
  state.lat += (Math.sin(state.headingRad) * km) / 110.57;
}

/** Plants a fault. A parked pack that heats up or leaks is noticed on the road. */
export function breakDown(state: CarState, fault: Fault): void {
  const drives = state.doing === 'resting' && (fault === 'overheating-pack' || fault === 'insulation-falling');
  Object.assign(state, { fault, faultSeconds: 0 }, drives ? { doing: 'driving', leftSeconds: 3_600 } : {});
}

/** What a planted fault does to the signals; each crosses its rule within a few minutes. */
function suffer(state: CarState, seconds: number): void {
  state.faultSeconds += seconds;
  switch (state.fault) {
    case 'overheating-pack': state.packTempC = Math.min(86, state.packTempC + 1.1 * seconds); break;
    case 'insulation-falling': state.insulationKohm = Math.max(25, state.insulationKohm * 0.93 ** seconds); break;
    case 'twelve-volt-dying':
      state.doing = 'resting';
      state.leftSeconds = 3600;
      state.lvBatteryMv = Math.max(10_600, state.lvBatteryMv - 60 * seconds);
      break;
    case 'charging-fails': {
      // three plug-ins that break off after some seconds, each with a pause
      const phase = state.faultSeconds % 30;
      state.doing = phase < 15 ? 'charging' : 'resting';
      state.leftSeconds = 60;
      state.socPct = Math.min(state.socPct, 60);
      break;
    }
    case null: break;
  }
}

/** One step. Changes `state` in place. */
export function stepCar(plan: CarPlan, state: CarState, seconds: number, random: Random, hour = 8): void {
  state.leftSeconds -= seconds;
  if (state.leftSeconds <= 0 && state.fault === null) choose(state, random, hour);
  if (state.doing === 'driving') move(plan, state, seconds, random);
  else {
    state.speedKmh = 0;
    const kw = state.doing === 'charging' && state.socPct < 99.5 ? -7 - (state.socPct < 80 ? 25 : 4) : 0.05;
    state.currentA = (kw * 1000) / (plan.model.cellCount * (ocvMv(plan.model.chemistry, state.socPct) / 1000));
    state.socPct -= (kw * seconds * 100) / 3600 / (plan.model.batteryKwh * (plan.sohPct / 100));
  }
  state.socPct = Math.max(6, Math.min(100, state.socPct));
  const heat = state.doing === 'charging' ? 33 : state.doing === 'driving' ? 29 : state.outsideC + 4;
  state.packTempC += (heat - state.packTempC) * Math.min(1, seconds / 1800) + random.bell(0, 0.02);
  state.lvBatteryMv = state.fault === 'twelve-volt-dying' ? state.lvBatteryMv : state.doing === 'resting' ? 12_650 : 14_100;
  state.insulationKohm = Math.max(25, state.insulationKohm + random.bell(0, 6));
  if (state.fault !== null) suffer(state, seconds);
}
