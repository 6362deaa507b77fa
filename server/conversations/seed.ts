// What the assistant ships with: articles, synonyms and labelled examples, read from the files beside this one.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readArticle, type Article } from './article.ts';
import { readAliases } from './search-index.ts';
import type { Example } from './linear-model.ts';
import type { Labelled } from './triage.ts';

const folder = join(import.meta.dirname, 'seed');

export const articlesIn = (dir: string): Article[] => (existsSync(dir) ? readdirSync(dir).filter((file) => file.endsWith('.md')).sort().map((file) => readArticle(readFileSync(join(dir, file), 'utf8'), file.slice(0, -3))) : []);
export const linesIn = <Row>(file: string): Row[] => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Row) : []);

export const seedArticles = (dir = folder): Article[] => articlesIn(join(dir, 'articles'));
/** A sentence that somebody wrote who knew nothing of the rules: how urgent, what else it might be, by whom, what is wanted, what it is about. */
export type Told = { text: string; urgency: string; also: string[]; by: string; /** Calm, but full of loud words. */ loud: boolean; intent: string; category: string };
export const seedTold = (dir = folder): Told[] => (existsSync(join(dir, 'told.tsv')) ? readFileSync(join(dir, 'told.tsv'), 'utf8').split('\n') : []).filter((line) => line.includes('\t') && !line.startsWith('#')).map((line) => {
  const [urgency = '', also = '', by = '', intent = '', category = '', text = ''] = line.split('\t');
  return { urgency, also: also.split(',').filter((one) => one !== ''), by: by.replace('!', ''), loud: by.endsWith('!'), intent, category, text: text.replaceAll('\\n', '\n') };
});
/** What the people who wrote what owners say put under “other” is small talk and questions that the articles have a category for: it teaches no category. */
export const seedExamples = (dir = folder): Labelled[] => [...linesIn<Labelled>(join(dir, 'training.jsonl')), ...seedTold(dir).map(({ text, intent, category, urgency }) => ({ text, intent, category: category === 'other.general' ? '' : category, urgency }))];
export const seedSynonyms = (dir = folder): [string, string[]][] => (existsSync(join(dir, 'aliases.tsv')) ? readAliases(readFileSync(join(dir, 'aliases.tsv'), 'utf8')) : []);
/** Danger as people say it, by the table of hazards: a grade or `-`, and what somebody says. */
export const seedDangers = (): Example[] => readFileSync(join(import.meta.dirname, '../../libs/danger/phrases.tsv'), 'utf8').split('\n').filter((line) => line.includes('\t') && !line.startsWith('#'))
  .map((line) => line.split('\t')).map(([label = '', text = '']) => ({ label, text }));
