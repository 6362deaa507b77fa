// Labelled cases and examples as JSON Lines, read strictly: C1 the first line that is wrong is named with what is wrong in it, and
// nothing is run; C2 what a case matches with must be a pattern that can be run.
import { grades, intentCodes } from './api.ts';
import type { Case } from './evaluate.ts';
import { LineProblem } from './line-problem.ts';
import type { Labelled } from './triage.ts';

export const mostCases = 2000;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');
type Wrong = [string, string] | undefined;
const texts = (of: Record<string, unknown>, names: readonly string[]): Wrong => names.filter((name) => of[name] !== undefined && !isTexts(of[name])).map((name): [string, string] => [`"${name}" is no list of texts`, `“${name}”要写成文字的列表`])[0];

function wrongPattern(patterns: readonly string[]): Wrong {
  for (const pattern of patterns) {
    try {
      new RegExp(pattern, 'u');
    } catch {
      return [`"${pattern.slice(0, 40)}" is no pattern`, `“${pattern.slice(0, 40)}”不是可用的匹配式`];
    }
  }
  return undefined;
}

function wrongIn(one: Record<string, unknown>): Wrong {
  if (typeof one['id'] !== 'string' || one['id'] === '') return ['"id" is missing', '缺少“id”'];
  const turns = one['turns'];
  if (!Array.isArray(turns) || !turns.every((turn) => isObject(turn) && typeof turn['role'] === 'string' && typeof turn['text'] === 'string') || !turns.some((turn) => (turn as { role: string }).role === 'user')) return ['"turns" holds no words of an owner', '“turns”里没有车主的话'];
  const expect = one['expect'];
  if (!isObject(expect)) return ['"expect" is missing', '缺少“expect”'];
  const time = isObject(one['context']) ? one['context']['time'] : undefined;
  if (typeof time === 'string' && Number.isNaN(Date.parse(time))) return [`"context.time" is no time: "${time.slice(0, 40)}"`, `“context.time”不是时间：“${time.slice(0, 40)}”`];
  for (const grade of [...(expect['urgency'] === undefined ? [] : [expect['urgency']]), ...(isTexts(expect['urgency_accept']) ? expect['urgency_accept'] : [])]) if (!(grades as readonly unknown[]).includes(grade)) return [`"${String(grade)}" is none of ${grades.join(', ')}`, `“${String(grade)}”不是 ${grades.join('、')} 之一`];
  const lists = texts(expect, ['intent', 'category', 'urgency_accept', 'service', 'must_cite_any', 'must_not_cite', 'must_not_match']) ?? texts(one, ['tags']);
  if (lists !== undefined) return lists;
  if (expect['must_include_any'] !== undefined && !(Array.isArray(expect['must_include_any']) && expect['must_include_any'].every(isTexts))) return ['"must_include_any" is no list of lists of texts', '“must_include_any”要写成列表的列表'];
  if (one['documents'] !== undefined && !(Array.isArray(one['documents']) && one['documents'].every((document) => isObject(document) && typeof document['id'] === 'string' && typeof document['text'] === 'string'))) return ['"documents" need an id and a text each', '“documents”每项要有 id 和 text'];
  return wrongPattern((expect['must_not_match'] as string[] | undefined) ?? []);
}

const wrongExample = (one: Record<string, unknown>): Wrong => {
  const missing = ['text', 'intent', 'category', 'urgency'].find((name) => typeof one[name] !== 'string' || one[name] === '');
  if (missing !== undefined) return [`"${missing}" is missing`, `缺少“${missing}”`];
  if (!(intentCodes as readonly unknown[]).includes(one['intent'])) return [`"${String(one['intent'])}" is no intent; known are ${intentCodes.join(', ')}`, `没有“${String(one['intent'])}”这个意图`];
  return (grades as readonly unknown[]).includes(one['urgency']) ? undefined : [`"${String(one['urgency'])}" is none of ${grades.join(', ')}`, `“${String(one['urgency'])}”不是 ${grades.join('、')} 之一`];
};

/** (C1) */
function linesOf<Row>(text: string, wrong: (one: Record<string, unknown>) => Wrong): { row: Row; line: number }[] {
  return text.replace(/^\uFEFF/, '').split('\n').flatMap((given, index) => {
    if (given.trim() === '') return [];
    let one: unknown;
    try {
      one = JSON.parse(given);
    } catch {
      throw new LineProblem(index + 1, 'this is no JSON', '这一行不是 JSON');
    }
    const problem: Wrong = isObject(one) ? wrong(one) : ['this is no case', '这一行不是用例'];
    if (problem !== undefined) throw new LineProblem(index + 1, ...problem);
    return [{ row: one as Row, line: index + 1 }];
  });
}

export function readCases(text: string, most = Number.POSITIVE_INFINITY): Case[] {
  const lines = linesOf<Case>(text, wrongIn);
  const seen = new Set<string>();
  for (const { row, line } of lines) {
    if (seen.has(row.id)) throw new LineProblem(line, `"${row.id}" stands here a second time`, `“${row.id}”重复出现`);
    seen.add(row.id);
  }
  const first = lines[0];
  if (first === undefined) throw new LineProblem(1, 'there is no case in it', '里面没有用例');
  if (lines.length > most) throw new LineProblem(lines[most]?.line ?? 1, `there are ${lines.length} cases, more than ${most}`, `共有 ${lines.length} 条用例，最多 ${most} 条`);
  return lines.map(({ row }) => row);
}
export const readExamples = (text: string): Labelled[] => linesOf<Labelled>(text, wrongExample).map(({ row: { text: words, intent, category, urgency } }) => ({ text: words, intent, category, urgency }));
