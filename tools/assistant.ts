// `careloop assistant train [examples.jsonl]` says how well the shipped or an operator's own labelled examples can be
// learned (every fourth example held out in turn); `careloop assistant evaluate <cases.jsonl>` scores the assistant on cases,
// with vectors where ASSISTANT_EMBEDDINGS_URL names an endpoint.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readCases, readExamples } from '../server/conversations/cases.ts';
import { LineProblem } from '../server/conversations/line-problem.ts';
import { asTable, evaluate, type NearOf, type Report } from '../server/conversations/evaluate.ts';
import { teachEar } from './danger-ear.ts';
import { articlesIn, seedArticles, seedDangers, seedExamples, seedSynonyms } from '../server/conversations/seed.ts';
import { keyOfChunk, nearTo, passageOf, vectorsOf, withoutNames, type Vectors } from '../server/conversations/near.ts';
import type { SearchIndex } from '../server/conversations/search-index.ts';
import { crossValidate } from '../server/conversations/train.ts';
import { buildMind, type Mind } from '../server/conversations/turn.ts';
import { readEmbeddings } from '../server/embeddings-settings.ts';
import { embeddings, type Embeddings } from '../server/platform/outside/embeddings.ts';

const option = (args: readonly string[], name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);

/** A file read by its lines; what is wrong in it is said with file and line. */
function readFrom<Rows>(file: string, read: (text: string) => Rows): Rows {
  try {
    return read(readFileSync(resolve(file), 'utf8'));
  } catch (error) {
    if (error instanceof LineProblem) throw new Error(`${file}, line ${error.line}: ${error.message}`);
    throw new Error(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message}`);
  }
}

/** Every text's vector, in batches; an endpoint that fails ends the run: half a measurement is none. */
async function embedAll(place: Embeddings, texts: readonly string[]): Promise<Map<string, Float32Array>> {
  const [wanted, known] = [[...new Set(texts)], new Map<string, Float32Array>()];
  for (let from = 0; from < wanted.length; from += 32) {
    const batch = wanted.slice(from, from + 32);
    const answer = await place.ofTexts(batch);
    if (!answer.ok) throw new Error(`${place.model} gave no vectors: ${answer.why}`);
    answer.vectors.forEach((vector, nth) => known.set(batch[nth] as string, vector));
  }
  return known;
}

/** What lies near each question of the cases. The questions are those that a run by words looks up. */
async function nearBy(place: Embeddings, mind: Mind, run: (nearOf: NearOf) => Promise<Report>): Promise<NearOf> {
  const asked: string[] = [];
  await run((_, question) => void asked.push(question));
  const passages = await embedAll(place, mind.index.chunks.map(passageOf));
  const questions = await embedAll(place, asked.map(withoutNames));
  const byKey = new Map(mind.index.chunks.map((chunk) => [keyOfChunk(place.model, chunk), passages.get(passageOf(chunk)) as Float32Array]));
  const made = new WeakMap<SearchIndex, Vectors>();
  return (index, question) => {
    const vector = questions.get(withoutNames(question));
    if (vector === undefined) return undefined;
    const vectors = made.get(index) ?? vectorsOf(index, vector.length, (chunk) => byKey.get(keyOfChunk(place.model, chunk)));
    made.set(index, vectors);
    return nearTo(vectors, question, vector, place.alike);
  };
}

/** Answers the exit code: 0 when every aim is met, 3 when one is not. */
export async function assistantCommand(args: readonly string[], say: (words: string) => void = (words) => void process.stdout.write(`${words}\n`)): Promise<number> {
  const [what, file] = args;
  const seed = option(args, '--seed');
  const examples = [...seedExamples(seed), ...(option(args, '--examples') === undefined ? [] : readFrom(option(args, '--examples') as string, readExamples))];
  const articles = option(args, '--articles') === undefined ? seedArticles(seed) : articlesIn(resolve(option(args, '--articles') as string));
  if (what === 'train') {
    const own = file === undefined || file.startsWith('--') ? [] : readFrom(file, readExamples);
    say(crossValidate([...examples, ...own], articles));
    return 0;
  }
  if (what === 'ear') {
    teachEar(args.includes('--write'), say);
    return 0;
  }
  if (what !== 'evaluate' || file === undefined) throw new Error('careloop assistant train [examples.jsonl] | ear [--write] | evaluate <cases.jsonl> [--seed dir] [--articles dir] [--examples file] [--failed] [--json]');
  const cases = readFrom(file, readCases);
  const dangers = seedDangers();
  const mind = buildMind(articles, examples, seedSynonyms(seed));
  const run = (nearOf?: NearOf) => evaluate(mind, cases, { articles, texts: [...examples, ...dangers].map((one) => one.text) }, nearOf);
  const place = readEmbeddings(process.env);
  const report = await run(place === undefined ? undefined : await nearBy(embeddings(place), mind, run));
  say(args.includes('--json') ? JSON.stringify(report, null, 1) : asTable(report));
  if (args.includes('--failed')) for (const one of report.scores.filter((score) => score.failed.length > 0)) say(`${one.name}: ${one.failed.join(' ')}`);
  return report.scores.some((one) => one.met === false) ? 3 : 0;
}
