// What a turn is about, what is wanted, and how urgent it is. Words of the house, the examples it learned from, and the
// articles that were found each have a voice; danger was heard before and outranks them all.
// T1 the grade is never calmer than the danger heard; T2 a person who was asked for is the intent; T3 in doubt between two
// grades the more urgent one.
import { judgeDanger, type Judged } from '#platform/danger';
import type { Grade } from './article.ts';
import { categoriesInWords } from './category-words.ts';
import { meaningOfCode } from './codes.ts';
import { asksForPerson, speaksOfPeople, intents, intentsInWords, type Intent } from './intent-words.ts';
import { guess, train, wideRoom, type Example, type LinearModel } from './linear-model.ts';
import { codesIn } from './search-index.ts';

/** An empty category: not known, or none of the car's. */
export type Labelled = { text: string; intent: string; category: string; urgency: string };
export type Learned = { intent: LinearModel; category: LinearModel; urgency: LinearModel };
export type Triage = {
  danger: Judged; intent: Intent; intents: { intent: Intent; share: number }[]; category: string; categories: { category: string; share: number }[]; urgency: Grade; codes: string[]; wantsPerson: boolean;
  /** How likely each category is, for ranking. */
  liking(category: string): number;
};

const rank: Record<Grade, number> = { S0: 0, S1: 1, S2: 2, S3: 3, S4: 4 };
export const worse = (a: Grade, b: Grade): Grade => (rank[a] <= rank[b] ? a : b);

/** Titles and questions of articles, with what their owners are told: a category, a grade. */
export type Topic = Example & { grade?: Grade };
export function learn(examples: readonly Labelled[], topics: readonly Topic[]): Learned {
  return {
    intent: train(examples.map((one) => ({ text: one.text, label: one.intent })), wideRoom),
    category: train([...topics, ...examples.filter((one) => one.category !== '').map((one) => ({ text: one.text, label: one.category }))]),
    urgency: train(examples.map((one) => ({ text: one.text, label: one.urgency })), wideRoom),
  };
}

function shared<T extends string>(labels: Iterable<T>, loudness: (label: T) => number): { label: T; share: number }[] {
  const all = [...labels].map((label) => ({ label, value: Math.exp(loudness(label)) }));
  const sum = all.reduce((total, one) => total + one.value, 0);
  return all.map(({ label, value }) => ({ label, share: value / sum })).sort((a, b) => b.share - a.share);
}

function intentsOf(learned: Learned, text: string, danger: Judged, wantsPerson: boolean): { intent: Intent; share: number }[] {
  const model = new Map(guess(learned.intent, text).map((one) => [one.label, one.share]));
  const words = intentsInWords(text);
  const all = shared(intents, (intent) => Math.log((model.get(intent) ?? 0) + 0.03) + 0.8 * (words.get(intent) ?? 0)
    + (intent === 'human' ? (wantsPerson ? 20 : -3) : 0) + (intent === 'symptom' && danger.level === null && danger.aside.length > 0 ? -1 : 0) + (danger.level !== null && ['symptom', 'fault_code', 'rescue'].includes(intent) ? 4 : 0));
  return all.map(({ label, share }) => ({ intent: label, share }));
}

const byIntent: Partial<Record<Intent, string>> = { booking: 'service.booking', progress: 'service.progress', complaint: 'complaint.handling', feedback: 'complaint.handling', human: 'other.general', chitchat: 'other.general', out_of_scope: 'other.general', rescue: 'rescue.tow' };
const calmIntents: readonly Intent[] = ['kb_question', 'booking', 'progress', 'price', 'policy', 'complaint', 'human', 'feedback', 'chitchat', 'out_of_scope'];
const needsService = /^(?:battery\.alarm|thermal\.overheat|charging\.ac_dc_fail|charging\.port_cable|drive\.(?:power_loss|limited)|brake\.warning|steering\.fail|tyre\.(?:pressure|damage)|lv\.battery12|suspension\.fault|ota\.failed|warning\.(?:lamp|code)|rescue\.|crash\.minor|flood\.|hv\.|adas\.fault|battery\.damage|thermal\.smell)/;
const meaning = /什么意思|是什么(?!问题|原因|情况|毛病)|什么是|多久|多少|怎么(?:设置|打开|关闭|开启|调)|如何|标准|正常吗|要不要|区别|在哪/;
const soon = /(?:跑|走|开)得?(?:像|跟)?[^，。]{0,3}(?:蜗牛|乌龟|老牛|牛车|爬)|(?:最高|最快)?(?:只能|就只能)(?:跑|开)|(?:提|跑)不(?:起|上)(?:速|来)|(?:按|踩|点)[^，。]{0,4}(?:启动|开机|刹车)[^，。]{0,4}没反应|解不了锁|全车没电|小电池|低压(?:电池|报警|亏)|(?:充|插)[^，。]{0,4}(?:不了|不上|没反应|跳|断|停)|拒绝充|桩.{0,4}(?:报错|失败)|黄(?:色)?(?:的)?(?:灯|警告|叹号)|(?:警告|警示|报警)灯|提示[^，。]{0,8}(?:检查|维修|服务|联系)|制动[^，。]{0,4}(?:检查|提示|报警)|刹车[^，。]{0,4}(?:提示|报警|警告)|\b(?:tow(?:ed|ing)?|tow truck|dead battery|warning light|flat t[iy]re|won'?t turn on|stuck at home|stopped charging|not charging)\b|动力受限|限功率|乌龟|龟速|跛行|亏电|蓄电池|电瓶|冷却液|防冻液|\babs\b|\besp\b|车身稳定|胎压|漏气|打不着|无法(?:启动|上电|行驶)|启动不了|趴窝|抛锚|走不了|动不了|开不(?:走|动)|没电了|跳枪|充不[进上了]|充电.{0,4}(?:失败|中断|停)|故障灯|大灯.{0,4}不亮|雨刮.{0,4}(?:不动|坏)|鼓包|起包|扎(?:了|到)?钉|追尾|误刹|幽灵刹车|limited power|won'?t (?:start|charge|move)/;

/** What is a danger or nothing: where none was heard these are seldom the matter, least of all of a calm question. */
const perilous: ReadonlySet<string> = new Set(['thermal.fire', 'thermal.smell', 'crash.serious', 'doors.trapped', 'flood.water', 'drive.unintended', 'brake.fail', 'steering.fail', 'hv.shock', 'battery.damage']);

/** Learned from examples; words alone are enough, a model may only add to them, and not where people are spoken of. At this share
 * it hears seven of ten requests that the words miss, each author's by what the others taught, and puts hardly anybody else through. */
const soundsLikeAsking = (learned: Learned, text: string): boolean =>
  !speaksOfPeople(text) && (guess(learned.intent, text).find((one) => one.label === 'human')?.share ?? 0) >= 0.15;

/** (T1, T3) */
function urgencyOf(learned: Learned, text: string, danger: Judged, intent: Intent, category: string, codes: readonly string[], wantsPerson: boolean): Grade {
  const ofCode = codes.flatMap((code) => meaningOfCode(code) ?? []).map((one) => one.urgency);
  const floor = [...(danger.level === null ? [] : [danger.level as Grade]), ...ofCode].reduce<Grade>(worse, 'S4');
  if (floor === 'S0' || floor === 'S1') return floor;
  const shares = new Map(guess(learned.urgency, text).map((one) => [one.label, one.share]));
  const share = (...grades: Grade[]): number => grades.reduce((sum, grade) => sum + (shares.get(grade) ?? 0), 0);
  if (wantsPerson && !soon.test(danger.folded)) return floor;
  if (intent === 'kb_question' && soon.test(danger.folded) && !meaning.test(danger.folded)) return worse(floor, 'S2');
  if (calmIntents.includes(intent) && !(intent === 'kb_question' && share('S0', 'S1', 'S2', 'S3') > 0.6)) return floor;
  if (intent === 'rescue' || soon.test(danger.folded)) return worse(floor, 'S2');
  if (share('S0', 'S1', 'S2') > (needsService.test(category) ? 0.3 : 0.5)) return worse(floor, 'S2');
  if (share('S4') > 0.75 && intent !== 'fault_code') return floor;
  return worse(floor, 'S3');
}

/** `found` are the categories of the articles that were found for the words, best first, with how well they fit. */
export function triage(learned: Learned, text: string, found: readonly { category: string; fit: number }[]): Triage {
  const danger = judgeDanger(text);
  const wantsPerson = asksForPerson(text) || soundsLikeAsking(learned, text);
  const codes = codesIn(text);
  const intentShares = intentsOf(learned, text, danger, wantsPerson);
  const { intent, share: sureOfIntent } = intentShares[0] as (typeof intentShares)[number];
  const model = new Map(guess(learned.category, text).map((one) => [one.label, one.share]));
  const words = categoriesInWords(text);
  const fits = new Map<string, number>();
  for (const { category, fit } of found) fits.set(category, Math.max(fits.get(category) ?? 0, fit));
  const coded = codes.map(meaningOfCode).find((one) => one !== undefined)?.category;
  const loudness = (category: string): number => Math.log((model.get(category) ?? 0) + 0.02) + 1.3 * Math.min(words.get(category) ?? 0, 3) + 2 * (fits.get(category) ?? 0)
    + (danger.dangers[0]?.category === category ? 2 : 0) + (coded === category ? 6 : 0)
    + (danger.level !== null ? 0 : (byIntent[intent] === category ? 2.5 * sureOfIntent : 0) + (['chitchat', 'human', 'out_of_scope'].includes(intent) && category === 'other.general' ? 4 : 0) - (perilous.has(category) ? (calmIntents.includes(intent) ? 1.4 : 0.7) : 0));
  const ranked = shared(new Set([...model.keys(), ...words.keys(), ...fits.keys(), ...danger.dangers.slice(0, 1).map((one) => one.category), ...(coded === undefined ? [] : [coded])]), loudness);
  const categories = ranked.map(({ label, share }) => ({ category: label, share }));
  const shares = new Map(categories.map((one) => [one.category, one.share]));
  const category = categories[0]?.category ?? 'other.general';
  return {
    danger, intent: wantsPerson ? 'human' : intent, intents: intentShares, category, categories, codes, wantsPerson,
    urgency: urgencyOf(learned, text, danger, wantsPerson ? (intentShares.find((one) => one.intent !== 'human')?.intent ?? 'human') : intent, category, codes, wantsPerson),
    liking: (each) => shares.get(each) ?? 0,
  };
}
