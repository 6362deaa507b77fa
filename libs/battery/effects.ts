// Fixed effects of a model: how much the window of charge, temperature and current bend the measured capacity of its cars.
// Fitted over a fleet with every car's own level taken out first, then held near zero (ridge), so that few cars say little.
import type { Measurement } from './capacity.ts';

/** Relative to 25 °C, 0.2 C and a window of 60 %: shares of capacity per °C below 25, per C of current, per 10 % less window. */
export interface Effects { perColdC: number; perC: number; perTenthLess: number }
export const noEffects: Effects = { perColdC: 0, perC: 0, perTenthLess: 0 };

const features = (one: Measurement): [number, number, number] => [
  Math.max(0, 25 - (!Number.isNaN(one.tempC) ? one.tempC : 25)), one.cRate - 0.2, (60 - Math.abs(one.toPct - one.fromPct)) / 10,
];

/** What a measurement would have been at the reference. */
export function corrected(one: Measurement, effects: Effects): Measurement {
  const [cold, current, window] = features(one);
  const bend = 1 + effects.perColdC * cold + effects.perC * current + effects.perTenthLess * window;
  return { ...one, ah: one.ah / bend, sdAh: one.sdAh / bend };
}

/** Least squares over the measurements of many cars of one model (one list per car). */
export function fitEffects(cars: readonly (readonly Measurement[])[]): Effects {
  const a = [[1e3, 0, 0], [0, 10, 0], [0, 0, 30]];
  const b = [0, 0, 0];
  for (const car of cars) {
    if (car.length < 3) continue;
    const level = car.reduce((sum, one) => sum + one.ah, 0) / car.length;
    const rows = car.map(features);
    const means = [0, 1, 2].map((j) => rows.reduce((sum, row) => sum + row[j]!, 0) / car.length);
    car.forEach((one, i) => {
      const weight = (level / one.sdAh) ** 2 / 1000;
      const x = [0, 1, 2].map((j) => rows[i]![j]! - means[j]!);
      for (let j = 0; j < 3; j++) {
        b[j]! += weight * x[j]! * (one.ah / level - 1);
        for (let k = 0; k < 3; k++) a[j]![k]! += weight * x[j]! * x[k]!;
      }
    });
  }
  for (let j = 0; j < 3; j++) {
    for (let i = j + 1; i < 3; i++) {
      const times = a[i]![j]! / a[j]![j]!;
      for (let k = j; k < 3; k++) a[i]![k]! -= times * a[j]![k]!;
      b[i]! -= times * b[j]!;
    }
  }
  const x = [0, 0, 0];
  for (let j = 2; j >= 0; j--) {
    x[j] = (b[j]! - [0, 1, 2].filter((k) => k > j).reduce((sum, k) => sum + a[j]![k]! * x[k]!, 0)) / a[j]![j]!;
  }
  return { perColdC: x[0]!, perC: x[1]!, perTenthLess: x[2]! };
}
