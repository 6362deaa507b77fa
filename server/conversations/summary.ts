// What a person who takes over must know, as fixed fields, each with the turn that it comes from. Written from the turns by
// rule, never by a model: what somebody types to steer the summary is quoted as words and changes no field.
import { readDanger } from '@careloop/danger';
import type { Grade } from './article.ts';
import { withDigits } from './numerals.ts';
import { worse, type Triage } from './triage.ts';

export type Field<T> = { value: T; turn: number };
export type Turn = { role: 'user' | 'assistant' | 'agent'; text: string; read?: Triage | undefined; urgency?: Grade | undefined; cited?: string[] | undefined; did?: string[] | undefined };
export type Summary = {
  problem: Field<string> | null; category: string; urgency: Grade; tried: Field<string>[]; answeredWith: Field<string>[]; done: Field<string>[]; openQuestion: Field<string> | null;
  denied: Field<string>[]; mileageKm: Field<number> | null; callback: Field<string> | null; sentiment: 'calm' | 'neutral' | 'negative' | 'angry'; safetyFlags: string[]; skill: 'safety' | 'complaint' | 'technical' | 'sales';
};

const triedPattern = /(?:换|试|重启|充|拔|插|停|开|关|按|检查|看|更新|升级|加|打|清|恢复)[^，。！？；]{0,12}(?:了|过)[^，。！？；]{0,10}|(?:试|换)[^，。！？；]{0,10}(?:都|也|还是)[^，。！？；]{0,8}|tried [^.,;!?]{0,40}|restarted|already [^.,;!?]{0,30}/gu;
const questionPattern = /[^，。！？；!?]*(?:吗|呢|怎么办|什么时候|多久|多少|能不能|可不可以|要不要|是不是|为什么|哪里|怎么)[^。！？；!?]{0,24}[？?]?|[^.?!]*\?/gu;
const angry = /投诉|骗|垃圾|受够|气死|火大|曝光|12315|滚|妈的|操|傻|废物|破车|忍|退车|律师|最后一次|!{2,}|！{2,}|terrible|worst|scam/u;
const negative = /失望|不满|太差|太慢|烦|急|生气|无语|又|还没|怎么还|麻烦|郁闷|担心|怕|怒|unhappy|annoyed|disappointed/u;
const phoneBack = /(?:回|打)(?:个|我)?(?:一个)?电话|回电|(?:上午|下午|晚上|明天|中午|\d{1,2}点)[^，。]{0,8}(?:打|回|联系|方便)|call me back/u;

/** Every field names the turn it was said in, counted from 1 among the owner's turns. */
export function summarise(turns: readonly Turn[]): Summary {
  const users = turns.map((turn, index) => ({ ...turn, at: index })).filter((turn) => turn.role === 'user').map((turn, index) => ({ ...turn, nth: index + 1 }));
  const telling = users.filter((turn) => turn.read !== undefined && !['human', 'chitchat', 'out_of_scope'].includes(turn.read.intents.find((one) => one.intent !== 'human')?.intent ?? 'chitchat') && turn.text.trim().length > 2);
  const urgency = users.reduce<Grade>((known, turn) => worse(known, turn.urgency ?? 'S4'), 'S4');
  const main = telling.find((turn) => turn.urgency === urgency && turn.read?.intent !== 'human') ?? telling[0];
  const matches = (pattern: RegExp, from = users): Field<string>[] => from.flatMap((turn) => [...turn.text.matchAll(pattern)].map((match) => ({ value: match[0].trim(), turn: turn.nth }))).filter((field) => field.value !== '');
  const questions = matches(questionPattern, users.filter((turn) => turn.read?.intent !== 'human' || turn.text.length > 12));
  const mileage = users.flatMap((turn) => [...withDigits(turn.text).matchAll(/(\d+(?:\.\d+)?)\s*(万)?\s*(?:公里|km)/giu)].map((match) => ({ value: Math.round(Number(match[1]) * (match[2] === undefined ? 1 : 10_000)), turn: turn.nth }))).at(-1);
  const flags = [...new Set(users.flatMap((turn) => readDanger(turn.text).dangers.filter((danger) => danger.level !== 'S2').map((danger) => danger.category)))];
  const all = users.map((turn) => turn.text).join('\n');
  const complaint = users.some((turn) => turn.read?.intents.some((one) => one.intent === 'complaint' && one.share > 0.4) === true);
  const callback = users.find((turn) => phoneBack.test(turn.text));
  return {
    problem: main === undefined ? null : { value: main.text, turn: main.nth }, category: main?.read?.category ?? 'other.general', urgency, tried: matches(triedPattern, telling),
    answeredWith: users.flatMap((turn) => (turns[turn.at + 1]?.cited ?? []).map((cite) => ({ value: cite, turn: turn.nth }))), done: users.flatMap((turn) => (turns[turn.at + 1]?.did ?? []).map((did) => ({ value: did, turn: turn.nth }))),
    openQuestion: questions.at(-1) ?? null, denied: users.flatMap((turn) => readDanger(turn.text).aside.filter((aside) => aside.why === 'denied').map((aside) => ({ value: aside.category, turn: turn.nth }))),
    mileageKm: mileage ?? null, callback: callback === undefined ? null : { value: callback.text, turn: callback.nth }, sentiment: angry.test(all) ? 'angry' : negative.test(all) ? 'negative' : 'neutral', safetyFlags: flags,
    skill: urgency === 'S0' || urgency === 'S1' ? 'safety' : complaint ? 'complaint' : main?.read !== undefined && /^(?:price|service|payment)/.test(main.read.category) ? 'sales' : 'technical',
  };
}
