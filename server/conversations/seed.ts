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
export const seedExamples = (dir = folder): Labelled[] => linesIn<Labelled>(join(dir, 'training.jsonl'));
export const seedSynonyms = (dir = folder): [string, string[]][] => (existsSync(join(dir, 'aliases.tsv')) ? readAliases(readFileSync(join(dir, 'aliases.tsv'), 'utf8')) : []);
/** What the learned ear for danger learns from besides the examples: a grade or `-`, and what somebody says. */
export const seedDangers = (): Example[] => readFileSync(join(import.meta.dirname, '../../libs/danger/phrases.tsv'), 'utf8').split('\n').filter((line) => line.includes('\t') && !line.startsWith('#'))
  .map((line) => line.split('\t')).map(([label = '', text = '']) => ({ label, text }));
