// `npm run bench -- assistant`: how long the assistant thinks about a turn when a brand has 10,000 sections of articles, and how
// long the index takes, at first and after a publication. Seeded by what ships: the authored articles again and again, a third
// of the copies for all models and the rest for models that the reader does not drive; the questions of the published set.
// The database's part of a turn (the talk read and written) is not in it.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle, type Article } from '../server/conversations/article.ts';
import { buildIndex } from '../server/conversations/search-index.ts';
import { seedArticles, seedDangers, seedExamples, seedSynonyms } from '../server/conversations/seed.ts';
import { learn } from '../server/conversations/triage.ts';
import { takeTurn, topicsOf, type Said } from '../server/conversations/turn.ts';

const seedDir = join(import.meta.dirname, '../server/conversations/seed');
const reader = { market: 'cn', model: 'xihe-h7', software: null, audience: 'owner' as const, on: '2026-11-26' };

function copies(rounds: number): Article[] {
  const authored = readdirSync(join(seedDir, 'articles')).sort().map((file) => readFileSync(join(seedDir, 'articles', file), 'utf8'));
  return Array.from({ length: rounds }, (_, round) => authored.map((text) => readArticle(text.replace(/^id: (.+)$/m, `id: copy-${round}-$1`).replace(/^models: .+$/m, `models: ${round % 3 === 0 ? '*' : `other-${round}`}`)))).flat();
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

export function bench(): Promise<string> {
  const [articles, synonyms] = [copies(18), seedSynonyms()];
  const first = timed(() => buildIndex(articles, synonyms));
  const again = timed(() => buildIndex(articles, synonyms));
  const mind = { index: again.answer, learned: learn(seedExamples(), topicsOf(seedArticles()), seedDangers()) };
  const taken: { cpuMs: number; wallMs: number }[] = [];
  for (const texts of questions()) {
    const earlier: Said[] = [];
    for (const text of texts) {
      taken.push(timed(() => takeTurn(mind, { text, earlier, reader })));
      earlier.push({ role: 'user', text });
    }
  }
  const row = (name: string, list: readonly number[]): string => `| ${name} | ${list.length} | ${share(list, 0.5)} | ${share(list, 0.95)} | ${share(list, 0.99)} | ${share(list, 1)} |`;
  return Promise.resolve([`${mind.index.chunks.length} sections. Aim for a whole turn on PGlite: p95 ≤ 200 ms.`, '', '| | times | p50 ms | p95 ms | p99 ms | max ms |', '|---|---:|---:|---:|---:|---:|',
    row('a turn, computing', taken.map((one) => one.cpuMs)), row('a turn, by the clock', taken.map((one) => one.wallMs)), row('the first index, computing', [first.cpuMs]), row('the index after a publication, computing', [again.cpuMs])].join('\n'));
}
