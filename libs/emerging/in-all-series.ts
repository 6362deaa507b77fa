// What all series do together: weekdays, holidays, a campaign that makes everybody call, and how much the days of a good series
// vary beyond chance. (E3) Each is learned from all series, so that one rising series hardly moves it.

export type Common = {
  /** By day: how many times the usual number of reports came in all series together; shrunk towards 1 where there are few. */
  factor: Float64Array;
  /** Shape of the gamma that days of one series vary by beyond Poisson: variance = mean + mean² / shape. */
  shape: number;
  /** Gamma of the rates (reports per exposure) of series with no past of their own. */
  prior: { shape: number; rate: number };
};

type History = { counts: ArrayLike<number>; exposure: ArrayLike<number> };

/** Half a year to each side is what "usual" means for a day, so drift of years is no season. */
const usualDays = 91;
/** A day's factor is believed as if this many reports had confirmed 1 before. */
const doubt = 5;

/** Learns from the days of all series (arrays of one length). */
export function learnCommon(histories: readonly History[], days: number): Common {
  const all = new Float64Array(days);
  const rates = histories.map(({ counts, exposure }) => {
    let sum = 0;
    let cars = 0;
    for (let day = 0; day < days; day++) {
      sum += counts[day] ?? 0;
      cars += exposure[day] ?? 0;
    }
    // No series weighs more than the square root of its reports: a loud one is not what all do.
    const weight = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    for (let day = 0; day < days; day++) all[day]! += (counts[day] ?? 0) * weight;
    return { sum, cars };
  });
  const effective = rates.reduce((total, { sum }) => total + Math.sqrt(sum), 0);
  const perReport = effective > 0 ? rates.reduce((total, { sum }) => total + sum, 0) / effective : 0;
  const factor = new Float64Array(days);
  for (let day = 0; day < days; day++) {
    const around = all.slice(Math.max(0, day - usualDays), Math.min(days, day + usualDays + 1)).sort();
    const [middle, mean] = [around[around.length >> 1]! * perReport, (around.reduce((sum, one) => sum + one, 0) / around.length) * perReport];
    // The middle day is usual where there are many reports: weeks of a campaign do not move it.
    const usual = middle >= 5 ? middle : mean;
    factor[day] = (all[day]! * perReport + doubt) / (usual + doubt);
  }
  return { factor, shape: shapeOf(histories, factor, days), prior: priorOf(rates) };
}

/** By moments over all series: the sum of (count − mean)² − mean against the sum of mean². */
function shapeOf(histories: readonly History[], factor: Float64Array, days: number): number {
  let extra = 0;
  let squares = 0;
  for (const { counts, exposure } of histories) {
    let sum = 0;
    let weight = 0;
    for (let day = 0; day < days; day++) {
      sum += counts[day] ?? 0;
      weight += (exposure[day] ?? 0) * factor[day]!;
    }
    if (sum < 5 || weight <= 0) continue;
    for (let day = 0; day < days; day++) {
      const mean = (sum / weight) * (exposure[day] ?? 0) * factor[day]!;
      // A day far off is cut, so that a rise does not pass for chance.
      const off = Math.min(Math.abs((counts[day] ?? 0) - mean), 3 * Math.sqrt(mean) + 2);
      extra += off * off - mean;
      squares += mean * mean;
    }
  }
  return extra > 0 ? Math.max(1, squares / extra) : 1000;
}

/** Mean and spread of the rates across series, by moments; spread wide when there is little to go by. */
function priorOf(rates: readonly { sum: number; cars: number }[]): { shape: number; rate: number } {
  const known = rates.filter(({ cars }) => cars > 0);
  const cars = known.reduce((total, one) => total + one.cars, 0);
  const sum = known.reduce((total, one) => total + one.sum, 0);
  if (sum === 0) return { shape: 0.5, rate: Math.max(1, cars) };
  const mean = sum / cars;
  const spread = known.reduce((total, one) => total + one.cars * (one.sum / one.cars - mean) ** 2, 0) / cars;
  const chance = (mean * known.length) / cars;
  const shape = Math.min(5, Math.max(0.3, spread > chance ? mean ** 2 / (spread - chance) : 5));
  return { shape, rate: shape / mean };
}
