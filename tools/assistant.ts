// `careloop assistant train [examples.jsonl]` says how well the shipped or an operator's own labelled examples can be
// learned (every fourth example held out in turn); `careloop assistant evaluate <cases.jsonl>` scores the assistant on cases.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { LineProblem, readCases, readExamples } from '../server/conversations/cases.ts';
import { asTable, evaluate } from '../server/conversations/evaluate.ts';
import { articlesIn, seedArticles, seedDangers, seedExamples, seedSynonyms } from '../server/conversations/seed.ts';
import { crossValidate } from '../server/conversations/train.ts';
import { buildMind } from '../server/conversations/turn.ts';

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
  if (what !== 'evaluate' || file === undefined) throw new Error('careloop assistant train [examples.jsonl] | evaluate <cases.jsonl> [--seed dir] [--articles dir] [--examples file] [--failed] [--json]');
  const cases = readFrom(file, readCases);
  const dangers = seedDangers();
  const report = await evaluate(buildMind(articles, examples, seedSynonyms(seed), dangers), cases, { articles, texts: [...examples, ...dangers].map((one) => one.text) });
  say(args.includes('--json') ? JSON.stringify(report, null, 1) : asTable(report));
  if (args.includes('--failed')) for (const one of report.scores.filter((score) => score.failed.length > 0)) say(`${one.name}: ${one.failed.join(' ')}`);
  return report.scores.some((one) => one.met === false) ? 3 : 0;
}
