// `npm run bench -- assistant`: how long the assistant thinks about a turn when a brand has 10,000 sections of articles, and how
// long the index takes, at first and after a publication. Seeded by what ships: the authored articles again and again, a third
// of the copies for all models and the rest for models that the reader does not drive; the questions of the published set.
// The database's part of a turn (the talk read and written) is not in it. With vectors: 1,024 numbers for every section and for the
// question, at random but the same each time, kept in PGlite and read from there; what the endpoint takes is not in it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle, type Article } from '../server/conversations/article.ts';
import { vectorsFor } from '../server/conversations/embedding.ts';
import { keyOfChunk, nearTo } from '../server/conversations/near.ts';
import { buildIndex, type SearchIndex } from '../server/conversations/search-index.ts';
import { seedArticles, seedExamples, seedSynonyms } from '../server/conversations/seed.ts';
import { learn } from '../server/conversations/triage.ts';
import { insertVectors } from '../server/conversations/store.ts';
import { takeTurn, topicsOf, type Said } from '../server/conversations/turn.ts';
import { openDatabase } from '../server/platform/database.ts';
import { migrate } from '../server/platform/migrate.ts';
import type { Tx } from '../server/platform/tx.ts';

const seedDir = join(import.meta.dirname, '../server/conversations/seed');
const reader = { market: 'cn', model: 'xihe-h7', software: null, audience: 'owner' as const, on: '2026-11-26' };

function copies(rounds: number): Article[] {
  const authored = readdirSync(join(seedDir, 'articles')).sort().map((file) => readFileSync(join(seedDir, 'articles', file), 'utf8'));
  return Array.from({ length: rounds }, (_, round) => authored.map((text) => readArticle(text.replace(/^id: (.+)$/m, `id: copy-${round}-$1`).replace(/^title: (.+)$/m, `title: $1 ${round}`).replace(/^models: .+$/m, `models: ${round % 3 === 0 ? '*' : `other-${round}`}`)))).flat();
}
const questions = (): string[][] => readFileSync(join(seedDir, 'evaluation.jsonl'), 'utf8').split('\n').filter((line) => line !== '').slice(0, 300)
  .map((line) => (JSON.parse(line) as { turns: { role: string; text: string }[] }).turns.filter((turn) => turn.role === 'user').map((turn) => turn.text));

/** Milliseconds that this process computed and that went by. */
function timed<T>(work: () => T): { answer: T; cpuMs: number; wallMs: number } {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const answer = work();
  const { user, system } = process.cpuUsage(cpu);
  return { answer, cpuMs: (user + system) / 1000, wallMs: performance.now() - wall };
}
const share = (list: readonly number[], part: number): string => (list.toSorted((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * part))] ?? 0).toFixed(0);

const size = 1024;
/** A vector at random, one long, the same for the same number. */
function vectorAt(seed: number): Float32Array {
  let state = (seed * 2654435761) >>> 0 || 1;
  const next = (): number => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296) - 0.5;
  const vector = Float32Array.from({ length: size }, next);
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

/** The vectors of the index out of a PGlite of its own: how long each read is, a thousand at a time as the round reads them. */
async function vectorsFromDatabase(index: SearchIndex): Promise<{ vectors: NonNullable<Awaited<ReturnType<typeof vectorsFor>>>; readMs: number[] }> {
  const database = await openDatabase({});
  await migrate(database);
  const inside = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => database.transaction({}, (db, written) => work({ db, written, now: new Date() } as unknown as Tx));
  const keys = [...new Set(index.chunks.map((chunk) => keyOfChunk('bench', chunk)))];
  for (let from = 0; from < keys.length; from += 500) await inside((tx) => insertVectors(tx, 'bench', keys.slice(from, from + 500).map((key, nth) => ({ key, vector: new Uint8Array(vectorAt(from + nth).buffer) }))));
  const readMs: number[] = [];
  for (;;) {
    const started = performance.now();
    const vectors = await inside((tx) => vectorsFor(tx, index, 'bench', 1000));
    readMs.push(performance.now() - started);
    if (vectors?.missing === 0) return database.close().then(() => ({ vectors, readMs }));
  }
}

export async function bench(): Promise<string> {
  const [articles, synonyms] = [copies(18), seedSynonyms()];
  const first = timed(() => buildIndex(articles, synonyms));
  const again = timed(() => buildIndex(articles, synonyms));
  const mind = { index: again.answer, learned: learn(seedExamples(), topicsOf(seedArticles())) };
  const taken: { cpuMs: number; wallMs: number }[] = [];
  for (const texts of questions()) {
    const earlier: Said[] = [];
    for (const text of texts) {
      taken.push(timed(() => takeTurn(mind, { text, earlier, reader })));
      earlier.push({ role: 'user', text });
    }
  }
  const { vectors, readMs } = await vectorsFromDatabase(mind.index);
  const withVectors: { cpuMs: number; wallMs: number }[] = [];
  const alone: { cpuMs: number; wallMs: number }[] = [];
  questions().forEach((texts, nth) => {
    const [text, vector] = [texts.at(-1) as string, vectorAt(1_000_000 + nth)];
    alone.push(timed(() => nearTo(vectors, text, vector, 0.55)));
    withVectors.push(timed(() => takeTurn(mind, { text, earlier: [], reader, near: nearTo(vectors, text, vector, 0.55) })));
  });
  const row = (name: string, list: readonly number[]): string => `| ${name} | ${list.length} | ${share(list, 0.5)} | ${share(list, 0.95)} | ${share(list, 0.99)} | ${share(list, 1)} |`;
  return [`${mind.index.chunks.length} sections. Aim for a whole turn on PGlite: p95 ≤ 200 ms.`, '', '| | times | p50 ms | p95 ms | p99 ms | max ms |', '|---|---:|---:|---:|---:|---:|',
    row('a turn, computing', taken.map((one) => one.cpuMs)), row('a turn, by the clock', taken.map((one) => one.wallMs)), row(`a turn with vectors of ${size} numbers, computing`, withVectors.map((one) => one.cpuMs)), row('a turn with vectors, by the clock', withVectors.map((one) => one.wallMs)), row('of it the likeness to every section, computing', alone.map((one) => one.cpuMs)), row('a round’s read of a thousand vectors after a start, by the clock', readMs),
    row('the first index, computing', [first.cpuMs]), row('the index after a publication, computing', [again.cpuMs])].join('\n');
}
