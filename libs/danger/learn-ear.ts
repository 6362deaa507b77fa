// How the ear learns: softmax regression over what sentences are made of, rare features counting more. E1 the same sentences give
// the same ear; E2 what stands in one sentence only teaches nothing.
import { dice } from './dice.ts';
import { featuresOf, type Ear } from './ear.ts';

export type Told = { text: string; grade: 'S0' | 'S1' | 'calm' };
type Row = { at: Int32Array; values: Float32Array; label: number };

const labels = ['S0', 'S1', 'calm'] as const;

function shuffled(count: number, next: () => number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, index) => index);
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/** Weights of each label by feature, by stochastic gradient with a step of its own for every weight. `hold`: how strongly a weight is held at nothing, all rows together. */
function regress(rows: readonly Row[], features: number, hold: number, rounds: number, rate: number): { weights: Float32Array; bias: Float64Array } {
  const count = labels.length;
  const [weights, seen, bias] = [new Float32Array(features * count), new Float32Array(features * count).fill(1e-3), new Float64Array(count)];
  const often = new Float32Array(features);
  for (const row of rows) for (const at of row.at) often[at] = (often[at] as number) + 1;
  const next = dice(20261127);
  for (let round = 0; round < rounds; round++) for (const index of shuffled(rows.length, next)) {
    const { at, values, label } = rows[index] as Row;
    const shares = [...bias];
    for (let i = 0; i < at.length; i++) for (let each = 0; each < count; each++) shares[each] = (shares[each] as number) + (weights[(at[i] as number) * count + each] as number) * (values[i] as number);
    const most = Math.max(...shares);
    const raised = shares.map((value) => Math.exp(value - most));
    const sum = raised.reduce((total, value) => total + value, 0);
    for (let each = 0; each < count; each++) {
      const error = (raised[each] as number) / sum - (each === label ? 1 : 0);
      bias[each] = (bias[each] as number) - (0.02 * error) / (1 + round);
      for (let i = 0; i < at.length; i++) {
        const place = (at[i] as number) * count + each;
        const gradient = error * (values[i] as number) + (hold * (weights[place] as number)) / (often[at[i] as number] as number);
        seen[place] = (seen[place] as number) + gradient * gradient;
        weights[place] = (weights[place] as number) - (rate * gradient) / Math.sqrt(seen[place] as number);
      }
    }
  }
  return { weights, bias };
}

/** (E1, E2) */
export function learnEar(told: readonly Told[], { hold = 0.03, rounds = 15, rate = 0.3 } = {}): Ear {
  const heard = told.map((one) => [...featuresOf(one.text)]);
  const often = new Map<number, number>();
  for (const features of heard) for (const key of features) often.set(key, (often.get(key) ?? 0) + 1);
  const keys = Uint32Array.from([...often].filter(([, count]) => count > 1).map(([key]) => key)).sort();
  const place = new Map(Array.from(keys, (key, index) => [key, index]));
  const rarity = Float32Array.from(keys, (key) => Math.log((1 + told.length) / (1 + (often.get(key) as number))) + 1);
  const rows = heard.map((features, index): Row => {
    const at = Int32Array.from(features.flatMap((key) => place.get(key) ?? []));
    const length = Math.sqrt(Math.max(1e-9, at.reduce((sum, one) => sum + (rarity[one] as number) ** 2, 0)));
    return { at, values: Float32Array.from(at, (one) => (rarity[one] as number) / length), label: labels.indexOf((told[index] as Told).grade) };
  });
  const { weights, bias } = regress(rows, keys.length, hold, rounds, rate);
  const against = (label: number): Float32Array => Float32Array.from(keys, (_, at) => (weights[at * 3 + label] as number) - (weights[at * 3 + 2] as number));
  return { keys, rarity, leave: against(0), stop: against(1), bias: [(bias[0] as number) - (bias[2] as number), (bias[1] as number) - (bias[2] as number)] };
}
