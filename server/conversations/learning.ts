// When the assistant learns, and where what it learned is kept. L1 learning happens in a thread of its own, at the start
// and after a publication, never inside a turn; L2 the same examples are learned once for all processes: the models are
// kept under the hash of what they learned from (and on the shelf CARELOOP_LEARNED_DIR, where one is named: houses of a day);
// L3 no turn waits for it: until new examples are learned what was learned before answers, and before anything was learned
// the rules and the articles alone, which hear requests for a person as ever; danger is not learned here: its ear is shipped.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'fflate';
import { log } from '#platform/log';
import type { Tx } from '#platform/tx';
import type { Article } from './article.ts';
import type { LinearModel } from './linear-model.ts';
import { seedArticles, seedExamples } from './seed.ts';
import { brandsWithKnowledge, examplesOf, heldArticles, insertLearned, knowledgeMark, learnedByKey } from './store.ts';
import type { Labelled, Learned, Topic } from './triage.ts';
import { topicsOf } from './turn.ts';
import { articlesWith } from './knowledge.ts';

export type Lesson = { key: string; examples: Labelled[]; topics: Topic[] };
const inMemory = new Map<string, Learned>();
const latestOf = new Map<string, string>();
const learning = new Map<string, Promise<Learned>>();

export function lessonOf(articles: readonly Article[], examples: readonly Labelled[]): Lesson {
  const topics = topicsOf(articles);
  return { key: createHash('sha256').update(JSON.stringify([3, examples, topics])).digest('hex'), examples: [...examples], topics };
}

/** (L1) */
function learnInThread(lesson: Lesson): Promise<Learned> {
  const known = learning.get(lesson.key);
  if (known !== undefined) return known;
  const { key, ...workerData } = lesson;
  const shelf = process.env['CARELOOP_LEARNED_DIR'];
  const file = shelf === undefined ? undefined : join(shelf, `learned-${key}.bin`);
  if (file !== undefined && existsSync(file)) return Promise.resolve(unpacked(new Uint8Array(readFileSync(file))));
  const started = performance.now();
  const made = new Promise<Learned>((done, fail) => {
    const thread = new Worker(new URL('./learn-in-thread.ts', import.meta.url), { workerData });
    thread.once('message', (learned: Learned) => done(rounded(learned)));
    thread.once('error', fail);
    thread.once('exit', (code) => fail(new Error(`the learning thread ended with ${code}`)));
  }).finally(() => learning.delete(lesson.key));
  void made.then((learned) => { if (file !== undefined) { mkdirSync(shelf as string, { recursive: true }); writeFileSync(`${file}.${process.pid}`, packed(learned)); renameSync(`${file}.${process.pid}`, file); } }, () => undefined);
  void made.then(() => log.info({ examples: lesson.examples.length, ms: Math.round(performance.now() - started) }, 'the assistant learned'), () => undefined);
  learning.set(lesson.key, made);
  return made;
}

const names = ['intent', 'category', 'urgency'] as const;
const stepOf = (weights: Float32Array): number => weights.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9) / 127;
/** Weights as what is kept of them: a fresh model and one read back say the same. */
const rounded = (learned: Learned): Learned => unpacked(packed(learned));

/** One byte a weight; the labels, steps and biases stand before them. */
export function packed(learned: Learned): Uint8Array {
  const heads = names.map((name) => ({ labels: learned[name].labels, buckets: learned[name].buckets, step: stepOf(learned[name].weights), bias: [...learned[name].bias] }));
  const head = new TextEncoder().encode(JSON.stringify(heads));
  const bodies = names.map((name, index) => Int8Array.from(learned[name].weights, (value) => Math.round(value / (heads[index] as { step: number }).step)));
  const out = new Uint8Array(4 + head.length + bodies.reduce((sum, body) => sum + body.length, 0));
  new DataView(out.buffer).setUint32(0, head.length);
  out.set(head, 4);
  let at = 4 + head.length;
  for (const body of bodies) {
    out.set(new Uint8Array(body.buffer), at);
    at += body.length;
  }
  return out;
}
export function unpacked(bytes: Uint8Array): Learned {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const heads = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))) as { labels: string[]; buckets: number; step: number; bias: number[] }[];
  let at = 4 + length;
  const models = heads.map(({ labels, buckets, step, bias }): LinearModel => {
    const body = new Int8Array(bytes.buffer, bytes.byteOffset + at, labels.length * buckets);
    at += body.length;
    return { labels, buckets, bias: Float32Array.from(bias), weights: Float32Array.from(body, (value) => value * step) };
  });
  return Object.fromEntries(names.map((name, index) => [name, models[index]])) as Learned;
}

async function kept(tx: Tx, key: string): Promise<Learned | undefined> {
  const known = inMemory.get(key);
  if (known !== undefined) return known;
  const row = await learnedByKey(tx, key);
  if (row === undefined) return undefined;
  const learned = unpacked(gunzipSync(new Uint8Array(row.weights)));
  inMemory.set(key, learned);
  return learned;
}

async function learnAndKeep(tx: Tx, lesson: Lesson): Promise<Learned> {
  const learned = await learnInThread(lesson);
  inMemory.set(lesson.key, learned);
  await insertLearned(tx, lesson.key, gzipSync(packed(learned), { level: 4 }));
  return learned;
}

export const isLearned = async (tx: Tx, key: string): Promise<boolean> => (await kept(tx, key)) !== undefined;
const knowsNothing = { labels: [], buckets: 0, weights: new Float32Array(0), bias: new Float32Array(0) };
const untaught: Learned = { intent: knowsNothing, category: knowsNothing, urgency: knowsNothing };

/** What the assistant of a brand learned so far. (L3) */
export async function learnedFor(tx: Tx, brandId: string, lesson: Lesson, shipped: () => Lesson): Promise<Learned> {
  const own = await kept(tx, lesson.key);
  if (own !== undefined) {
    latestOf.set(brandId, lesson.key);
    return own;
  }
  const before = latestOf.get(brandId);
  const base = shipped();
  return (before === undefined ? undefined : inMemory.get(before)) ?? (await kept(tx, base.key)) ?? untaught;
}
/** Learned to the end, for who measures it. */
export const learnedFully = async (tx: Tx, lesson: Lesson): Promise<Learned> => (await kept(tx, lesson.key)) ?? (await learnAndKeep(tx, lesson));

/** Round: what was published or labelled since is learned. (L1, L2) */
export async function trainAssistant(tx: Tx): Promise<void> {
  const [articles, examples] = [seedArticles(), seedExamples()];
  const shipped = lessonOf(articles, examples);
  if ((await kept(tx, shipped.key)) === undefined) await learnAndKeep(tx, shipped);
  for (const brandId of await brandsWithKnowledge(tx)) {
    const mark = await knowledgeMark(tx, brandId);
    if (learnedMark.get(brandId) === mark) continue;
    const lesson = lessonOf(articlesWith(articles, await heldArticles(tx, brandId)), [...examples, ...(await examplesOf(tx, brandId))]);
    if ((await kept(tx, lesson.key)) === undefined) await learnAndKeep(tx, lesson);
    latestOf.set(brandId, lesson.key);
    learnedMark.set(brandId, mark);
  }
}
/** What of each brand the round learned last. */
const learnedMark = new Map<string, string>();
