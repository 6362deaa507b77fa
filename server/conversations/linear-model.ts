// A linear classifier over character n-grams, trained in a second: it knows which of its labels a text sounds like, and how
// sure it is. L1 the same examples give the same model; L2 it answers a share for every label and the shares add up to one.
import { fold } from '@careloop/danger';
import { dice } from '@careloop/danger/dice';

export type Example = { text: string; label: string; weight?: number };
export type LinearModel = { labels: string[]; buckets: number; weights: Float32Array; bias: Float32Array };
export type Guess = { label: string; share: number };

/** Places that features fall into; the more there are, the fewer features share one. */
const room = 1 << 15;
export const wideRoom = 1 << 17;

function hash(text: string, buckets: number): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return (value >>> 0) % buckets;
}

/** The n-grams of 1 to 4 signs, and of Latin letters words and pairs of words. */
export function featuresOf(text: string, buckets = room): Int32Array {
  const plain = ` ${fold(text).replaceAll(/[，。！？；、,.!?;:"'“”()（）]+/g, ' ').replaceAll(/\d+/g, (digits) => (digits.length > 4 ? '0' : digits)).slice(0, 300)} `;
  const found = new Set<number>();
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  words.forEach((word, at) => {
    found.add(hash(`w:${word}`, buckets));
    if (at > 0) found.add(hash(`x:${words[at - 1]} ${word}`, buckets));
  });
  for (let size = 1; size <= 4; size++) for (let at = 0; at + size <= plain.length; at++) {
    const gram = plain.slice(at, at + size);
    if (gram.trim() !== '' && !(size === 1 && /[a-z0-9]/.test(gram))) found.add(hash(gram, buckets));
  }
  return Int32Array.from(found);
}

function scores(model: LinearModel, features: Int32Array): Float64Array {
  const count = model.labels.length;
  const out = Float64Array.from(model.bias);
  const scale = 1 / Math.sqrt(Math.max(1, features.length));
  for (const feature of features) for (let label = 0; label < count; label++) out[label] = (out[label] as number) + (model.weights[feature * count + label] as number) * scale;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of out) most = Math.max(most, value);
  let sum = 0;
  for (let label = 0; label < count; label++) sum += out[label] = Math.exp((out[label] as number) - most);
  for (let label = 0; label < count; label++) out[label] = (out[label] as number) / sum;
  return out;
}

/** Softmax regression by stochastic gradient with a step of its own for every weight. (L1) */
export function train(examples: readonly Example[], buckets = room, rounds = 8, rate = 0.5): LinearModel {
  const labels = [...new Set(examples.map((one) => one.label))].sort();
  const count = labels.length;
  const model: LinearModel = { labels, buckets, weights: new Float32Array(buckets * count), bias: new Float32Array(count) };
  const seen = new Float32Array(buckets * count).fill(1e-4);
  const rows = examples.map((one) => ({ features: featuresOf(one.text, buckets), label: labels.indexOf(one.label), weight: one.weight ?? 1 }));
  const next = dice(20261126);
  const order = rows.map((_, index) => index);
  for (let round = 0; round < rounds; round++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(next() * (i + 1));
      [order[i], order[j]] = [order[j] as number, order[i] as number];
    }
    for (const index of order) {
      const { features, label, weight } = rows[index] as (typeof rows)[number];
      const scale = 1 / Math.sqrt(Math.max(1, features.length));
      scores(model, features).forEach((share, each) => {
        const error = (share - (each === label ? 1 : 0)) * weight;
        if (Math.abs(error) < 5e-3) return;
        model.bias[each] = (model.bias[each] as number) - 0.02 * error;
        for (const feature of features) {
          const at = feature * count + each;
          const gradient = error * scale + 1e-5 * (model.weights[at] as number);
          seen[at] = (seen[at] as number) + gradient * gradient;
          model.weights[at] = (model.weights[at] as number) - (rate * gradient) / Math.sqrt(seen[at] as number);
        }
      });
    }
  }
  return model;
}

/** The labels, most likely first. (L2) */
export function guess(model: LinearModel, text: string): Guess[] {
  const shares = scores(model, featuresOf(text, model.buckets));
  return model.labels.map((label, index) => ({ label, share: shares[index] as number })).sort((a, b) => b.share - a.share);
}
