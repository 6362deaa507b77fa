// What a person who takes over must know, as fixed fields, each with the turn that it comes from. Written from the turns by
// rule, never by a model: what somebody types to steer the summary is quoted as words and changes no field.
import { judgeDanger, type Judged } from '#platform/danger';
import type { Grade } from './article.ts';
import { categoriesInWords } from './category-words.ts';
import { asksForPerson } from './intent-words.ts';
import { withDigits } from './numerals.ts';
import { worse, type Triage } from './triage.ts';

export type Field<T> = { value: T; turn: number };
export type Turn = { role: 'user' | 'assistant' | 'agent'; text: string; read?: Triage | undefined; urgency?: Grade | undefined; cited?: string[] | undefined; did?: string[] | undefined };
export type Summary = {
  problem: Field<string> | null; category: string; urgency: Grade; tried: Field<string>[]; answeredWith: Field<string>[]; done: Field<string>[]; openQuestion: Field<string> | null;
  denied: Field<string>[]; mileageKm: Field<number> | null; callback: Field<string> | null; sentiment: 'calm' | 'neutral' | 'worried' | 'negative' | 'angry'; safetyFlags: string[]; skill: 'safety' | 'complaint' | 'technical' | 'sales';
};

/** A clause that says what somebody did about it already, and with what result. */
const triedPattern = /(?:换|试|重启|充|拔|插|停|开|关|按|检查|看|更新|升级|加|打|清|恢复|修|查|等|去|找|弄|搞|放|报|申请|提交|联系|点|重装|卸载|拖|洗|擦)[^，。！？；]{0,8}(?:了|过)|(?:试|换|跑|去|找|修|充|点)[^，。！？；]{0,4}[一二两三四五六七八九十几\d]+(?:个|根|台|次|家|回|遍)|[一二两三四五六七八九十几\d]+(?:根|个|台)(?:充电)?(?:桩|枪)|[一二两三四五六七八九十几\d]+(?:个)?(?:小时|分钟|天|晚上?)(?:了|还|都)|(?:都|也|还是|依然|仍然)[^，。！？；]{0,6}(?:没反应|没用|不行|不管用|没效果|一样|失败)|没反应|没动静|(?:站|躲|撤|退|走|待|在|到)[^，。！？；]{0,3}(?:护栏|路边|安全|外面|车外|远处)|(?:人|我们|都|已经)?(?:下车|离车)了|双闪|三角牌|\b(?:tried|restarted|already|reset|unplugged|replaced|jump(?:ed|-started)|waited|called)\b/u;
const questionPattern = /[^，。！？；!?]*(?:吗|呢|怎么办|什么时候|多久|多少|能不能|可不可以|要不要|是不是|为什么|哪里|怎么)[^。！？；!?]{0,24}[？?]?|[^.?!]*\?/gu;
const angry = /骗|垃圾|受够|气死|火大|曝光|12315|滚|妈的|操|傻|废物|破车|忍|退车|律师|最后一次|!{2,}|！{2,}|terrible|worst|scam/u;
const worried = /担心|害怕|怕|不放心|吓|不敢|着急|心慌|worried|scared|afraid|nervous/u;
const negative = /投诉|失望|白(?:等|跑)|耽误|好几(?:次|天|个小时)|没人|到现在|不满|太差|太慢|烦|急|生气|无语|又|还没|怎么还|麻烦|郁闷|怒|unhappy|annoyed|disappointed/u;
const complains = /投诉|退车|换车|退一赔三|退钱|赔偿|没人管|说话不算|凭什么|(?:修|来|去|跑|拖|换|等)了?[^，。]{0,3}(?:第)?[二两三四五六七八九十几\d]+(?:次|回|趟|个?(?:星期|月|周|天))|第[二三四五六七八九十\d]+次|complain|refund/u;
const phoneBack = /(?:回|打)(?:个|我)?(?:一个)?电话|回电|(?:上午|下午|晚上|明天|中午|\d{1,2}点)[^，。]{0,8}(?:打|回|联系|方便)|call me back/u;

/** A clause that only asks for a person, and says nothing of what for. */
const justAsks = (clause: string): boolean => asksForPerson(clause) && (clause.length < 9 || (/^[\x20-\x7e]+$/.test(clause) && clause.length < 50));

/** What the trouble is. That a car does not start or move is an effect: what is named besides it, in another turn, is nearer to the cause
 *  (“my car will not start”, then “12V low”). In danger the danger stands. */
function categoryOf(main: { nth: number; read?: Triage | undefined } | undefined, urgency: Grade, users: readonly { nth: number; text: string }[]): string {
  const category = main?.read?.category ?? 'other.general';
  if (category !== 'drive.power_loss' || urgency === 'S0' || urgency === 'S1') return category;
  const named = users.filter((turn) => turn.nth !== main?.nth).flatMap((turn) => turn.text.split(/[，。！？；,.!?;]/u).filter((clause) => !justAsks(clause.trim()))).flatMap((clause) => [...categoriesInWords(clause)]);
  return named.filter(([code, loudness]) => loudness >= 1 && code !== category && !/^(?:service|price|payment|warranty|other)\./.test(code)).sort((a, b) => b[1] - a[1])[0]?.[0] ?? category;
}

/** As it was read in its turn; judged here where nobody read it. */
const dangerOf = (turn: Turn): Judged => turn.read?.danger ?? judgeDanger(turn.text);

/** What may hurt somebody, by category; where only the ear heard it, what the turn is about. */
const flagsOf = (turn: Turn): string[] => {
  const { level, dangers } = dangerOf(turn);
  const named = dangers.filter((danger) => danger.level !== 'S2').map((danger) => danger.category);
  return named.length > 0 || (level !== 'S0' && level !== 'S1') ? named : [turn.read?.category ?? 'other.general'];
};

/** Every field names the turn it was said in, counted from 1 among the owner's turns. */
export function summarise(turns: readonly Turn[]): Summary {
  const users = turns.map((turn, index) => ({ ...turn, at: index })).filter((turn) => turn.role === 'user').map((turn, index) => ({ ...turn, nth: index + 1 }));
  const telling = users.filter((turn) => turn.read !== undefined && !['human', 'chitchat', 'out_of_scope'].includes(turn.read.intents.find((one) => one.intent !== 'human')?.intent ?? 'chitchat') && turn.text.trim().length > 2);
  const urgency = users.reduce<Grade>((known, turn) => worse(known, turn.urgency ?? 'S4'), 'S4');
  const main = telling.find((turn) => turn.urgency === urgency && turn.read?.intent !== 'human') ?? telling[0];
  const matches = (pattern: RegExp, from = users): Field<string>[] => from.flatMap((turn) => [...turn.text.matchAll(pattern)].map((match) => ({ value: match[0].trim(), turn: turn.nth }))).filter((field) => field.value !== '');
  const clausesWith = (pattern: RegExp, from: typeof users): Field<string>[] => from.flatMap((turn) => turn.text.split(/[，。！？；,.!?;]/u).map((clause) => clause.trim()).filter((clause) => pattern.test(clause) && !asksForPerson(clause)).map((value) => ({ value, turn: turn.nth })));
  const questions = matches(questionPattern, users.filter((turn) => turn.read?.intent !== 'human' || turn.text.length > 12));
  const wish = users.filter((turn) => turn.read?.wantsPerson === true).flatMap((turn) => turn.text.split(/[，。！？；,.!?;]/u).map((clause) => clause.trim()).filter((clause) => clause.length > 2 && !justAsks(clause)).map((value) => ({ value, turn: turn.nth }))).at(-1);
  const mileage = users.flatMap((turn) => [...withDigits(turn.text).matchAll(/(\d+(?:\.\d+)?)\s*(万)?\s*(?:公里|km)/giu)].map((match) => ({ value: Math.round(Number(match[1]) * (match[2] === undefined ? 1 : 10_000)), turn: turn.nth }))).at(-1);
  const flags = [...new Set(users.flatMap((turn) => flagsOf(turn)))];
  const all = users.map((turn) => turn.text).join('\n');
  const complaint = complains.test(all) || users.some((turn) => turn.read?.intents.some((one) => one.intent === 'complaint' && one.share > 0.4) === true);
  const callback = users.find((turn) => phoneBack.test(turn.text));
  return {
    problem: main === undefined ? null : { value: main.text, turn: main.nth }, category: categoryOf(main, urgency, users), urgency, tried: clausesWith(triedPattern, users),
    answeredWith: users.flatMap((turn) => (turns[turn.at + 1]?.cited ?? []).map((cite) => ({ value: cite, turn: turn.nth }))), done: users.flatMap((turn) => (turns[turn.at + 1]?.did ?? []).map((did) => ({ value: did, turn: turn.nth }))),
    openQuestion: questions.at(-1) ?? wish ?? (main === undefined ? null : { value: main.text, turn: main.nth }), denied: users.flatMap((turn) => dangerOf(turn).aside.filter((aside) => aside.why === 'denied').map((aside) => ({ value: aside.category, turn: turn.nth }))),
    mileageKm: mileage ?? null, callback: callback === undefined ? null : { value: callback.text, turn: callback.nth }, sentiment: angry.test(all) ? 'angry' : negative.test(all) ? 'negative' : worried.test(all) ? 'worried' : 'neutral', safetyFlags: flags,
    skill: urgency === 'S0' || urgency === 'S1' ? 'safety' : complaint ? 'complaint' : main?.read !== undefined && /^(?:price|service\.(?:booking|pickup))/.test(main.read.category) ? 'sales' : 'technical',
  };
}
