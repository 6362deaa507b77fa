// An ear that learned from what people say: beside the table of hazards, which knows what it was taught word by word, it knows
// what a sentence sounds like. H1 what it learned is shipped (ear.bin) and is the same in every house; nobody's setting or example
// changes it; H2 it answers how likely it is that the car must be left, and that it must be stopped.
import { fold } from './fold.ts';

/** What is kept of a lesson: features by hash, ascending, with their rarity and what they say for leaving and for stopping. */
export type Ear = { keys: Uint32Array; rarity: Float32Array; leave: Float32Array; stop: Float32Array; bias: readonly [number, number] };
/** Likelihoods, 0 to 1; the rest is calm. */
export type Heard = { leave: number; stop: number };

const longest = 600;
const words = new Intl.Segmenter('zh', { granularity: 'word' });

function hash(text: string): number {
  let value = 2166136261;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 16777619);
  return value >>> 0;
}

/** Runs of one to four signs, pairs of signs with up to three between, words and pairs of words; each once, as hashes. */
export function featuresOf(text: string): Set<number> {
  const folded = fold(text).slice(0, longest);
  const plain = ` ${folded.replaceAll(/[，。！？；、,.!?;:"'“”「」()（）\s]+/g, ' ').trim()} `;
  const found = new Set<number>();
  for (let size = 1; size <= 4; size++) for (let at = 0; at + size <= plain.length; at++) if (plain.slice(at, at + size).trim() !== '') found.add(hash(plain.slice(at, at + size)));
  const dense = plain.replaceAll(' ', '');
  for (let apart = 2; apart <= 4; apart++) for (let at = 0; at + apart < dense.length; at++) found.add(hash(`_${dense[at]}${dense[at + apart]}`));
  const said = Array.from(words.segment(folded)).filter((one) => one.isWordLike === true).map((one) => one.segment);
  said.forEach((word, at) => {
    found.add(hash(`w${word}`));
    if (at > 0) found.add(hash(`x${said[at - 1]} ${word}`));
  });
  return found;
}

function placeOf(keys: Uint32Array, key: number): number {
  let [low, high] = [0, keys.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = keys[middle] as number;
    if (value === key) return middle;
    if (value < key) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** (H2) */
export function hear(ear: Ear, text: string): Heard {
  let [leave, stop, square] = [0, 0, 0];
  for (const key of featuresOf(text)) {
    const at = placeOf(ear.keys, key);
    if (at < 0) continue;
    const rarity = ear.rarity[at] as number;
    square += rarity * rarity;
    leave += rarity * (ear.leave[at] as number);
    stop += rarity * (ear.stop[at] as number);
  }
  const length = Math.sqrt(Math.max(square, 1e-9));
  const [a, b] = [Math.exp(leave / length + ear.bias[0]), Math.exp(stop / length + ear.bias[1])];
  return { leave: a / (1 + a + b), stop: b / (1 + a + b) };
}

/** One byte a weight and a rarity; counts, steps and biases stand before them. */
export function packEar(ear: Ear): Uint8Array {
  const stepOf = (values: Float32Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 127;
  const steps = [stepOf(ear.rarity), stepOf(ear.leave), stepOf(ear.stop)] as const;
  const head = Float64Array.of(ear.keys.length, ...steps, ...ear.bias);
  const bytes = (values: Float32Array, step: number): Int8Array => Int8Array.from(values, (value) => Math.round(value / step));
  const parts = [head, ear.keys, bytes(ear.rarity, steps[0]), bytes(ear.leave, steps[1]), bytes(ear.stop, steps[2])].map((part) => new Uint8Array(part.buffer));
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => (out.set(part, at), at + part.length), 0);
  return out;
}

export function unpackEar(bytes: Uint8Array): Ear {
  const [count = 0, rarity = 0, leave = 0, stop = 0, first = 0, second = 0] = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + 48));
  let at = bytes.byteOffset + 48;
  const keys = new Uint32Array(bytes.buffer.slice(at, (at += count * 4)));
  const values = (step: number): Float32Array => Float32Array.from(new Int8Array(bytes.buffer.slice(at, (at += count))), (value) => value * step);
  return { keys, rarity: values(rarity), leave: values(leave), stop: values(stop), bias: [first, second] };
}
