// `careloop assistant ear [--write]` teaches the ear for danger anew: says how well each writer's sentences are heard by what the others
// taught, and writes libs/danger/ear.bin.gz.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { packEar, unpackEar, type Ear } from '../libs/danger/ear.ts';
import { judgeDanger } from '../libs/danger/judge.ts';
import { learnEar, type Told } from '../libs/danger/learn-ear.ts';
import { plainly } from '../libs/danger/plainly.ts';
import { linesIn, seedArticles, seedDangers, seedTold, type Told as Line } from '../server/conversations/seed.ts';
import type { Labelled } from '../server/conversations/triage.ts';
import { topicsOf } from '../server/conversations/turn.ts';

const gradeOf = (grade: string): Told['grade'] => (grade === 'S0' || grade === 'S1' ? grade : 'calm');
export const asTold = (one: Line): Told => ({ text: one.text, grade: gradeOf(one.urgency) });
/** What the house's own examples, articles and plainest sentences say of danger. */
export const ownWords = (): Told[] => [...plainly(), ...linesIn<Labelled>(join(import.meta.dirname, '../server/conversations/seed/training.jsonl')).map(({ text, urgency }) => ({ text, grade: gradeOf(urgency) })), ...seedDangers().map(({ text, label }) => ({ text, grade: gradeOf(label) })),
  ...topicsOf(seedArticles()).map(({ text, grade }) => ({ text, grade: gradeOf(grade ?? 'S4') }))];

const share = (among: readonly Line[], good: (one: Line) => boolean): string => (among.filter(good).length / Math.max(1, among.length)).toFixed(3);

function scoreLine(name: string, lines: readonly Line[], levelOf: (one: Line) => string | null): string {
  const raised = (one: Line): boolean => gradeOf(levelOf(one) ?? '') !== 'calm';
  const may = (one: Line, level: string | null): boolean => level !== null && (one.urgency === level || one.also.includes(level));
  return `| ${name} | ${lines.length} | ${share(lines.filter((one) => one.urgency === 'S0'), (one) => levelOf(one) === 'S0')} | ${share(lines.filter((one) => levelOf(one) === 'S0'), (one) => may(one, 'S0'))} | ${share(lines.filter((one) => gradeOf(one.urgency) !== 'calm'), raised)} | ${share(lines.filter(raised), (one) => may(one, 'S0') || may(one, 'S1'))} | ${share(lines.filter((one) => one.loud), (one) => raised(one) && !may(one, levelOf(one)))} |`;
}

export function teachEar(write: boolean, say: (words: string) => void): void {
  const [lines, own] = [seedTold(), ownWords()];
  const levels = new Map<Line, string | null>();
  say('| writer, heard by what the others taught | sentences | leave (S0): recall | precision | stop (S0, S1): recall | precision | calm but loud, raised |\n| --- | --- | --- | --- | --- | --- | --- |');
  for (const by of [...new Set(lines.map((one) => one.by))]) {
    const ear: Ear = unpackEar(packEar(learnEar([...own, ...lines.filter((one) => one.by !== by).map(asTold)])));
    const theirs = lines.filter((one) => one.by === by);
    for (const one of theirs) levels.set(one, judgeDanger(one.text, ear).level);
    say(scoreLine(by, theirs, (one) => levels.get(one) ?? null));
  }
  say(scoreLine('all', lines, (one) => levels.get(one) ?? null));
  if (!write) return;
  const ear = learnEar([...own, ...lines.map(asTold)]);
  const bytes = gzipSync(packEar(ear), { level: 9 });
  writeFileSync(join(import.meta.dirname, '../libs/danger/ear.bin.gz'), bytes);
  say(`libs/danger/ear.bin.gz: ${ear.keys.length} features, ${Math.round(bytes.length / 1024)} KiB`);
}
