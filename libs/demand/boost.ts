// Boosted trees for counts: from many features to the two numbers of a negative binomial law, mean and size. Each round
// fits one small tree to the gradient of the likelihood for the mean and one for the size (Friedman 2001; two-parameter
// boosting as in Mayr et al. 2012). Features are cut into at most 32 bins once, so a tree costs a walk over bytes.
import { type Chance, chanceFrom } from './chance.ts';

/** One tree: node n goes to 2n+1 when the feature is at or below the cut, else to 2n+2; leaves hold steps. */
type Tree = { feature: Int16Array; cut: Float64Array; step: Float64Array };
export type Boosted = { means: Tree[]; sizes: Tree[]; firstMean: number; firstSize: number };

export type BoostRows = {
  /** features[f][row] */
  features: Float32Array[];
  /** Units that came. */
  target: Float64Array;
  /** ln of the mean and of the size to begin with. */
  logMean: Float64Array;
  logSize: Float64Array;
  /** How much a row counts. */
  weight: Float64Array;
};
export type BoostSettings = { rounds: number; rate: number; depth: number; leaf: number; seed: number; share: number };

const bins = 32;

/** Cuts between bins at even shares of the rows. */
function cutsOf(column: Float32Array): Float64Array {
  const sample = column.length > 20_000 ? column.filter((_, i) => i % Math.ceil(column.length / 20_000) === 0) : column.slice();
  sample.sort();
  const cuts: number[] = [];
  for (let b = 1; b < bins; b++) {
    const at = sample[Math.floor((b * sample.length) / bins)] ?? 0;
    if (at > (cuts.at(-1) ?? Number.NEGATIVE_INFINITY) && at < sample.at(-1)!) cuts.push(at);
  }
  return Float64Array.from(cuts);
}

function binned(column: Float32Array, cuts: Float64Array): Uint8Array {
  return Uint8Array.from(column, (value) => {
    let [low, high] = [0, cuts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (value <= cuts[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  });
}

type Grown = { codes: Uint8Array[]; cuts: Float64Array[]; gradient: Float64Array; curve: Float64Array };

/** The best cut of one node by gain in the quadratic approximation; undefined when none helps. */
function bestCut({ codes, gradient, curve }: Grown, rows: Int32Array, { leaf }: BoostSettings, used: readonly number[]): { feature: number; bin: number } | undefined {
  const [g, h, n] = [new Float64Array(bins), new Float64Array(bins), new Int32Array(bins)];
  let found: { feature: number; bin: number } | undefined;
  let [allG, allH] = [0, 0];
  for (const row of rows) {
    allG += gradient[row]!;
    allH += curve[row]!;
  }
  const ridge = 1;
  let best = 1e-6 + (allG * allG) / (allH + ridge);
  for (const feature of used) {
    g.fill(0);
    h.fill(0);
    n.fill(0);
    const code = codes[feature]!;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!;
      const bin = code[row]!;
      g[bin]! += gradient[row]!;
      h[bin]! += curve[row]!;
      n[bin]!++;
    }
    let [leftG, leftH, leftN] = [0, 0, 0];
    for (let bin = 0; bin < bins - 1; bin++) {
      leftG += g[bin]!;
      leftH += h[bin]!;
      leftN += n[bin]!;
      if (leftN < leaf || rows.length - leftN < leaf) continue;
      const gain = (leftG * leftG) / (leftH + ridge) + (allG - leftG) ** 2 / (allH - leftH + ridge);
      if (gain > best) [best, found] = [gain, { feature, bin }];
    }
  }
  return found;
}

/** Grows one tree and adds its steps to `value`. */
function grow(data: Grown, rows: Int32Array, value: Float64Array, settings: BoostSettings, used: readonly number[]): Tree {
  const nodes = 2 ** (settings.depth + 1) - 1;
  const tree: Tree = { feature: new Int16Array(nodes).fill(-1), cut: new Float64Array(nodes), step: new Float64Array(nodes) };
  const bins: Int16Array = new Int16Array(nodes);
  const split = (node: number, inside: Int32Array): void => {
    const cut = 2 * node + 2 < nodes ? bestCut(data, inside, settings, used) : undefined;
    if (cut === undefined) {
      let [g, h] = [0, 0];
      for (const row of inside) {
        g += data.gradient[row]!;
        h += data.curve[row]!;
      }
      tree.step[node] = settings.rate * Math.max(-2, Math.min(2, g / (h + 1)));
      return;
    }
    tree.feature[node] = cut.feature;
    tree.cut[node] = data.cuts[cut.feature]![cut.bin]!;
    bins[node] = cut.bin;
    const code = data.codes[cut.feature]!;
    split(2 * node + 1, inside.filter((row) => code[row]! <= cut.bin));
    split(2 * node + 2, inside.filter((row) => code[row]! > cut.bin));
  };
  split(0, rows);
  for (let row = 0; row < value.length; row++) {
    let node = 0;
    while (tree.feature[node]! >= 0) node = data.codes[tree.feature[node]!]![row]! <= bins[node]! ? 2 * node + 1 : 2 * node + 2;
    value[row]! += tree.step[node]!;
  }
  return tree;
}

/** ψ(y + k) − ψ(k) of a count y. */
function digammaStep(units: number, size: number): number {
  if (units > 60) return Math.log((size + units - 0.5) / Math.max(size - 0.5, 0.5 * size));
  let sum = 0;
  for (let i = 0; i < units; i++) sum += 1 / (size + i);
  return sum;
}

const chosen = (count: number, share: number, chance: Chance): Int32Array => {
  const rows = new Int32Array(count);
  let used = 0;
  for (let row = 0; row < count; row++) if (share >= 1 || chance() < share) rows[used++] = row;
  return rows.subarray(0, used);
};

/** ln of the size stays where a law can be told from its neighbours. */
export const boundedSize = (logSize: number): number => Math.max(-3.5, Math.min(6, logSize));

/** Fits trees to rows; the rows' logMean and logSize are moved to where the model ends. */
export function boost({ features, target, logMean, logSize, weight }: BoostRows, settings: BoostSettings): Boosted {
  const cuts = features.map(cutsOf);
  const codes = features.map((column, f) => binned(column, cuts[f]!));
  const [gradient, curve] = [new Float64Array(target.length), new Float64Array(target.length)];
  const chance = chanceFrom(settings.seed);
  const model: Boosted = { means: [], sizes: [], firstMean: 0, firstSize: 0 };
  const data: Grown = { codes, cuts, gradient, curve };
  const useful = features.map((_, f) => f).filter((f) => cuts[f]!.length > 0);
  for (let round = 0; round < settings.rounds; round++) {
    const used = useful.filter(() => chance() < 0.7);
    for (let row = 0; row < target.length; row++) {
      const [mean, size] = [Math.exp(logMean[row]!), Math.exp(boundedSize(logSize[row]!))];
      gradient[row] = (weight[row]! * (target[row]! - mean) * size) / (size + mean);
      curve[row] = (weight[row]! * mean * size) / (size + mean);
    }
    model.means.push(grow(data, chosen(target.length, settings.share, chance), logMean, settings, used));
    for (let row = 0; row < target.length; row++) {
      const [units, mean, size] = [target[row]!, Math.exp(logMean[row]!), Math.exp(boundedSize(logSize[row]!))];
      const slope = size * (digammaStep(units, size) + Math.log(size / (size + mean)) + (mean - units) / (size + mean));
      gradient[row] = weight[row]! * slope;
      curve[row] = weight[row]! * (Math.min(4, slope * slope) + 0.02);
    }
    model.sizes.push(grow(data, chosen(target.length, settings.share, chance), logSize, settings, used));
  }
  return model;
}

/** What the trees add to ln mean or ln size for one row of features. */
export function stepsOf(trees: readonly Tree[], row: ArrayLike<number>): number {
  let sum = 0;
  for (const tree of trees) {
    let node = 0;
    for (let feature = tree.feature[0]!; feature >= 0; feature = tree.feature[node]!) node = row[feature]! <= tree.cut[node]! ? 2 * node + 1 : 2 * node + 2;
    sum += tree.step[node]!;
  }
  return sum;
}
