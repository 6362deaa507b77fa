// What the cooling takes away. Over stretches of work the pack warms by the heat it makes (∫I², in C²·h, times what a unit of it
// warms) less what the air takes and what the coolant takes, which grows with how far the pack is above it (∫(T − 25) dt). Both
// factors are fitted to the first stretches and frozen; a share of removal that is lost is a cooling fault, whatever the season,
// the start temperature or the charger. The mean of many probes stands for the pack: one reading in steps of 1 °C says too
// little of a stretch, and a branch that starves alone shows in the spread (thermal.ts). Rates per hour.
import { namedFrom, type Sign } from './evidence.ts';
import type { Moment } from './moment.ts';

interface Sums { n: number; heat2: number; heatWarm: number; warm2: number; heatY: number; warmY: number }
export interface Cooling {
  stretch: { fromC: number; toC: number; hours: number; heat: number; warm: number; noiseC: number; airC: number } | undefined;
  sums: Sums;
  /** °C per C²·h, share of the excess taken away per hour, and its standard deviation. */
  base: { perHeat: number; perHour: number; sd: number } | undefined;
  /** Removal as of late: Σ excess², Σ excess × (warming expected without cooling − warming), fading. */
  recent2: number;
  recentY: number;
  looks: number;
  /** What the readings of this pack are worth, °C. */
  noiseC: number;
  /** Ah that a C is reckoned by, for good: the capacity as it was known at first. An estimate that moves is no heat. */
  unitAh: number;
  /** The last stretches, excess and warming expected without cooling − warming, newest last. */
  last: { warm: number; y: number }[];
}

export const newCooling = (): Cooling => ({ stretch: undefined, sums: { n: 0, heat2: 0, heatWarm: 0, warm2: 0, heatY: 0, warmY: 0 }, base: undefined, recent2: 0, recentY: 0, looks: 0, noiseC: oneNoiseC, unitAh: 0, last: [] });

const coolantC = 25;
const stretchHours = 1 / 3;
/** What steps of 1 °C and the probes' places do to a difference of two readings: one probe's, and the mean of many. */
const [oneNoiseC, manyNoiseC] = [0.7, 0.35];
/** What still air takes per hour and degree (a pack cools overnight with a time constant of some seven hours). */
const airPerHour = 0.14;
/** How much of what was seen is left a stretch later: fourteen stretches count, some days of work. A loss comes over weeks. */
const forget = 0.93;
/** What packs are like before this one is known: °C per C²·h and removal per hour, each with its spread. */
const usual = { perHeat: 36, perHeatSd: 14, perHour: 2, perHourSd: 1.2 };

/** The mean of the probes without the highest and the lowest, so that one broken probe is no heat; the told highest without a list. */
function packC(moment: Moment): { celsius: number; noiseC: number } {
  const { probes, tempMaxC } = moment.row;
  let [n, sum, high, low] = [0, 0, -99, 999];
  for (const c of probes ?? []) {
    if (Number.isNaN(c)) continue;
    n++;
    sum += c;
    if (c > high) high = c;
    if (c < low) low = c;
  }
  return n < 5 ? { celsius: tempMaxC, noiseC: oneNoiseC } : { celsius: (sum - high - low) / (n - 2), noiseC: Math.max(manyNoiseC, oneNoiseC / Math.sqrt(n - 2)) };
}

/** Looks at a moment; true when a stretch of work came to an end that says something. */
export function observeCooling(state: Cooling, moment: Moment): boolean {
  const { row, dtMs } = moment;
  const { celsius, noiseC } = packC(moment);
  if (state.unitAh === 0) state.unitAh = moment.capacityAh;
  const working = moment.phase !== 'parked' && dtMs > 0 && dtMs <= 300_000 && !Number.isNaN(celsius) && celsius < 60 && !Number.isNaN(row.currentA);
  if (!working) {
    const done = state.stretch !== undefined && state.stretch.hours >= 1 / 6 && close(state);
    state.stretch = undefined;
    return done === true;
  }
  // What happened before the first row of a stretch is not part of it, and one that began by one probe does not end by many.
  if (state.stretch === undefined || state.stretch.noiseC !== noiseC) {
    state.stretch = { fromC: celsius, toC: celsius, hours: 0, heat: 0, warm: 0, noiseC, airC: 0 };
    return false;
  }
  const { stretch } = state;
  const hours = dtMs / 3_600_000;
  stretch.hours += hours;
  stretch.heat += (row.currentA / state.unitAh) ** 2 * hours;
  stretch.warm += Math.max(0, (celsius + stretch.toC) / 2 - coolantC) * hours;
  if (!Number.isNaN(row.ambientC)) stretch.airC += airPerHour * ((celsius + stretch.toC) / 2 - row.ambientC) * hours;
  stretch.toC = celsius;
  if (stretch.hours < stretchHours) return false;
  const said = close(state);
  state.stretch = { fromC: celsius, toC: celsius, hours: 0, heat: 0, warm: 0, noiseC, airC: 0 };
  return said;
}

function close(state: Cooling): boolean {
  const { fromC, toC, heat, warm, noiseC, airC } = state.stretch!;
  if (warm < 0.15 && heat < 0.03) return false;
  const rise = toC - fromC + airC;
  state.noiseC = noiseC;
  const { sums, base } = state;
  // The baseline is used from a sixth on, and frozen when it is known to a twentieth or has seen 110 stretches.
  const learning = base === undefined || (base.sd > base.perHour / 20 && sums.n < 110);
  if (learning) {
    sums.n++;
    sums.heat2 += heat * heat; sums.heatWarm += heat * warm; sums.warm2 += warm * warm; sums.heatY += heat * rise; sums.warmY += warm * rise;
    state.base = fit(sums, noiseC) ?? base;
  }
  if (base === undefined || warm < 0.15) return false;
  state.recent2 = state.recent2 * forget + warm * warm;
  state.recentY = state.recentY * forget + warm * (base.perHeat * heat - rise);
  state.last.push({ warm, y: base.perHeat * heat - rise });
  if (state.last.length > 12) state.last.shift();
  state.looks++;
  return state.looks >= 4;
}

/** Least squares for both factors, held loosely by what packs are like; undefined until the removal is known to a sixth. */
function fit(sums: Sums, noiseC: number): Cooling['base'] {
  const [p, q] = [(noiseC / usual.perHeatSd) ** 2, (noiseC / usual.perHourSd) ** 2];
  const { n, heatWarm } = sums;
  const [heat2, warm2, heatY, warmY] = [sums.heat2 + p, sums.warm2 + q, sums.heatY + p * usual.perHeat, sums.warmY - q * usual.perHour];
  const det = heat2 * warm2 - heatWarm * heatWarm;
  if (n < 8 || !(det > 1e-9)) return undefined;
  const perHeat = (warm2 * heatY - heatWarm * warmY) / det;
  const perHour = -(heat2 * warmY - heatWarm * heatY) / det;
  const sd = noiseC * Math.sqrt(heat2 / det);
  return perHeat > 2 && perHour > 0.2 && sd < perHour / 6 ? { perHeat, perHour, sd } : undefined;
}

/** Standard deviations from which a loss is told: a car has some twenty looks that do not hang together. */
const chance = 3.2;

/** The last stretches without the one that speaks most for a loss: one odd stretch, whatever made it so, does not decide. */
function withoutTheOddest({ last, recent2, recentY }: Cooling, perHour: number): { recent2: number; recentY: number } {
  let [most, at] = [0, -1];
  last.forEach(({ warm, y }, i) => {
    const pull = forget ** (last.length - 1 - i) * warm * (perHour * warm - y);
    if (pull > most) [most, at] = [pull, i];
  });
  if (at < 0) return { recent2, recentY };
  const weight = forget ** (last.length - 1 - at);
  return { recent2: recent2 - weight * last[at]!.warm ** 2, recentY: recentY - weight * last[at]!.warm * last[at]!.y };
}

/** A share of what the cooling took away is lost. */
export function coolingSigns(state: Cooling): Sign[] {
  const { base, noiseC } = state;
  if (base === undefined || state.looks < 4) return [];
  const { recent2, recentY } = withoutTheOddest(state, base.perHour);
  if (recent2 < 0.5) return [];
  const lost = 1 - recentY / recent2 / base.perHour;
  const sd = Math.hypot((noiseC * 1.1) / Math.sqrt(recent2) / base.perHour, base.sd / base.perHour, 0.06);
  const score = lost / Math.max(0.25, chance * sd);
  if (score < namedFrom) return [];
  return [{
    key: 'cooling:removal', kind: 'cooling', tier: score >= 1 && lost >= 0.5 ? 'visit' : 'info', quantity: 'lostCoolingShare', value: lost, unit: '1', low: lost - 1.645 * sd, high: lost + 1.645 * sd, cause: 'cooling',
    ruledOut: ['heavyUse', 'weather', 'singleProbe'], nextTest: 'coolantFlow', score, also: { removalPerHour: base.perHour, degreesPerHeat: base.perHeat },
  }];
}
