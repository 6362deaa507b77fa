// What the outlets of the demo country ask for, day by day, over three years of past and one year to be served: parts from
// wiper blades to drive units, cheap and dear, for models that grow, age and are launched, in seasons, in pairs where a
// car needs pairs, and one batch that fails early. Seeded: the same seed gives the same boxes on the same days.
import { outletPlans } from './places.ts';
import { type Random, createRandom } from './random.ts';

export type YearPart = { id: string; priceFen: number; supplierDays: number; launchedMonth: number };
/** One customer: the day (0 is the first of the past), the outlet's index, the units one car needs. */
export type Asked = { day: number; outlet: number; units: number };
export type PartsYear = { parts: YearPart[]; outletIds: string[]; transportDays: number[]; asked: Asked[][]; pastDays: number; days: number };

export const monthDays = 30;
const pastMonths = 36;
const yearMonths = 12;

type Nature = { rate: number; growth: number; season: number; peak: number; pairs: number; launched: number; batchFrom: number };

/** How a part is asked for in the whole country: units a month at the start, and what changes them. */
function natureOf(random: Random, index: number): Nature {
  const rate = Math.exp(random.bell(0.9, 1.5));
  const kind = random.next();
  return {
    rate, growth: kind < 0.45 ? 0.015 : kind < 0.8 ? 0 : -0.025, season: random.chance(0.3) ? 0.5 * random.next() : 0, peak: random.int(0, 11),
    pairs: random.chance(0.25) ? 0.6 : 0.05, launched: random.chance(0.12) ? random.int(12, pastMonths + 3) : 0, batchFrom: index % 40 === 7 ? random.int(pastMonths - 4, pastMonths + 4) : Number.POSITIVE_INFINITY,
  };
}

/** Units a month of a part in a month: growing or ageing models, season, launch, and a batch that fails. */
function paceIn({ rate, growth, season, peak, launched, batchFrom }: Nature, month: number): number {
  if (month < launched) return 0;
  const ramp = launched > 0 ? Math.min(1, (month - launched + 1) / 6) : 1;
  const batch = month >= batchFrom && month < batchFrom + 8 ? 2.5 : 1;
  return rate * Math.exp(growth * month) * (1 + season * Math.cos((2 * Math.PI * (month - peak)) / 12)) * ramp * batch;
}

function askedFor(random: Random, nature: Nature, weights: readonly number[]): Asked[] {
  const asked: Asked[] = [];
  const all = weights.reduce((sum, one) => sum + one, 0);
  const perCustomer = 1 + nature.pairs;
  for (let day = 0; day < (pastMonths + yearMonths) * monthDays; day++) {
    const perDay = paceIn(nature, Math.floor(day / monthDays)) / monthDays / perCustomer;
    const limit = Math.exp(-perDay);
    for (let product = random.next(); product > limit; product *= random.next()) {
      let [left, outlet] = [random.next() * all, 0];
      while (outlet < weights.length - 1 && (left -= weights[outlet]!) >= 0) outlet++;
      asked.push({ day, outlet, units: random.chance(nature.pairs) ? 2 : 1 });
    }
  }
  return asked;
}

/** Three years of past and a year to come for `count` parts at the outlets of the country. */
export function makePartsYear(seed: number, count = 160): PartsYear {
  const random = createRandom(seed);
  const parts: YearPart[] = [];
  const asked: Asked[][] = [];
  for (let index = 0; index < count; index++) {
    const own = random.fork(`part ${index}`);
    const nature = natureOf(own, index);
    parts.push({ id: `P${String(index).padStart(4, '0')}`, priceFen: Math.round(Math.exp(own.bell(10.2, 1.3))), supplierDays: own.int(10, 75), launchedMonth: nature.launched });
    asked.push(askedFor(own, nature, outletPlans.map(({ bays }) => bays * (0.5 + own.next()))));
  }
  return { parts, outletIds: outletPlans.map(({ id }) => id), transportDays: outletPlans.map(() => random.int(1, 4)), asked, pastDays: pastMonths * monthDays, days: (pastMonths + yearMonths) * monthDays };
}
