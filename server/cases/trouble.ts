// What words say about a trouble: dangers and complaints in Chinese and English, where the car stands, who is with it.
// Q1 a trouble that is named and not denied is heard; Q2 a denial counts only right before what it denies and never in
// a question ("有没有冒烟"); danger is what the assistant hears too, by the same table, and by the same ear where words name
// no danger; Q3 hearing more never makes one hear less of the rest.
import { fold, readDanger, type Danger } from '@careloop/danger';
import { judgeDanger } from '#platform/danger';
import type { PlaceKind, Trouble, WordCode } from './codes.ts';

type Urgency = 1 | 2 | 3 | 4;
export type Heard = { code: WordCode; trouble: Trouble; urgency: Urgency; matched: string };
type Meaning = { code: WordCode; trouble: Trouble; urgency: Urgency; zh: string; en: string };

/** What each danger that the house hears (`@careloop/danger`) means for a case. */
const ofDanger: Record<string, [WordCode, Trouble, Urgency]> = {
  fire: ['smokeOrFire', 'smokeOrFire', 1], smoke: ['smokeOrFire', 'smokeOrFire', 1], explosion: ['smokeOrFire', 'smokeOrFire', 1], burningSmell: ['burningSmell', 'smokeOrFire', 1], fumes: ['burningSmell', 'smokeOrFire', 1],
  thermalRunaway: ['thermalRunaway', 'batteryHot', 1], batteryLeak: ['batteryLeak', 'batteryDamage', 1], batteryNoise: ['batteryLeak', 'batteryDamage', 1], rottenEggs: ['batteryLeak', 'batteryDamage', 2], electricShock: ['electricShock', 'electricShock', 1],
  trapped: ['trapped', 'trapped', 1], lockedIn: ['trapped', 'trapped', 1], hurt: ['injured', 'collision', 1], crash: ['heavyCollision', 'collision', 1], floodHighVoltage: ['flooded', 'flooded', 1], brakes: ['brakesFail', 'brakes', 1], steering: ['steeringFails', 'steering', 1],
  runaway: ['runaway', 'steering', 1], driveLostOnRoad: ['powerLoss', 'powerLoss', 2], driveBroken: ['powerLoss', 'powerLoss', 2], insulation: ['insulation', 'insulation', 2], wheel: ['wheel', 'tyre', 2], tyreBurst: ['tyreBurst', 'tyre', 2], plugHot: ['plugHot', 'charging', 2], batteryHot: ['batteryHot', 'batteryHot', 2],
  overcharge: ['batteryHot', 'batteryHot', 2], stopMessage: ['warningLight', 'vehicleAlarm', 2], floodAlone: ['flooded', 'flooded', 2], heavyImpact: ['collision', 'collision', 2],
};

/** What is no danger, from the more to the less urgent; `zh` and `en` are patterns over folded text. */
const meanings: readonly Meaning[] = [
  { code: 'collision', trouble: 'collision', urgency: 2, zh: '撞[车了上到坏]|追尾|碰撞|车祸|事故|托底|刮底', en: String.raw`\bcrash(?:ed)?\b|\bcollision\b|\baccident\b|\brear-?ended\b` },
  { code: 'flooded', trouble: 'flooded', urgency: 2, zh: '泡水|水淹|被淹|进水|涉水', en: String.raw`\bflood(?:ed|ing)?\b|\bsubmerged\b|\bwater in(?:side)? the (?:car|battery|cabin)\b` },
  { code: 'insulation', trouble: 'insulation', urgency: 2, zh: '绝缘(?:故障|报警|异常|过?低)|高压(?:系统)?(?:故障|报警|断开)', en: String.raw`\binsulation (?:fault|warning|alarm|low)|\bhigh[- ]voltage (?:fault|system|warning)` },
  { code: 'powerLoss', trouble: 'powerLoss', urgency: 2,
    zh: '(?:没有?|无|失去|丢失|断)动力|动力(?:中断|丢失|消失|没了)|趴窝|抛锚|(?<!空调|车窗|[门窗箱机幕灯])[开走动]不了|不能(?:[动走开]|行驶)|[开走]不动|熄火|停在(?:马?路|高速|隧道|车道)|无法(?:行驶|启动|上电|挂挡)|打不着',
    en: String.raw`\b(?:lost|lose|losing|no) (?:all )?(?:drive |motor )?power\b|\bpower loss\b|\bbro(?:ke|ken) down\b|\bbreakdown\b|\bstalled\b|\bwon'?t (?:move|drive|start|go)\b|\bstranded\b|\bcan'?t (?:drive|move|start)\b` },
  { code: 'outOfCharge', trouble: 'outOfCharge', urgency: 2, zh: '(?<!手机|钥匙|电瓶|蓄电池|12v)没有?电了?(?![池话脑台瓶])|电量(?:耗尽|用完|为零|为0)|跑没电',
    en: String.raw`\bout of (?:charge|battery|electricity)\b|\bbattery (?:is )?(?:empty|flat)\b|\bno charge left\b` },
  { code: 'charging', trouble: 'charging', urgency: 3, zh: '充不[进上了]|(?:无法|不能)充电|充电(?:失败|中断|故障|报错|太?慢)|跳枪|枪拔不|拔不出',
    en: String.raw`(?:\bwon'?t|\bnot|\bcan'?t|\bcannot|n'?t|\bfails? to|\bstop(?:s|ped)?) charg(?:e|ing)\b|\bcharg(?:e|ing) (?:fail\w*|stop\w*|error\w*|interrupt\w*|is slow|slowly)` },
  { code: 'twelveVolt', trouble: 'twelveVolt', urgency: 3, zh: '12 ?v|小?电瓶|蓄电池|亏电|馈电', en: String.raw`\b12[- ]?v(?:olts?)?\b|\blow[- ]voltage battery\b|\bauxiliary battery\b` },
  { code: 'brakeNoise', trouble: 'brakes', urgency: 3, zh: '刹车(?:有?异响|变?软|抖动?|跑偏|变?硬)', en: String.raw`\bbrakes? (?:are |is |feel |feels )?(?:squeal|nois|soft|spongy|vibrat|grind)\w*` },
  { code: 'warningLight', trouble: 'vehicleAlarm', urgency: 3, zh: '故障灯|警告灯|故障码|报警|亮.{0,2}灯|灯亮', en: String.raw`\bwarning (?:light|lamp|message)s?\b|\b(?:error|fault) (?:code|message)s?\b` },
  { code: 'tyre', trouble: 'tyre', urgency: 3, zh: '漏气|扎[胎钉了]|胎压|补胎', en: String.raw`\bflat (?:tyre|tire)\b|\bpuncture\w*|\b(?:tyre|tire) pressure\b` },
  { code: 'noise', trouble: 'noise', urgency: 3, zh: '异响|异音|抖动|顿挫', en: String.raw`\bnoises?\b|\brattl\w+|\bshudder\w*|\bvibrat\w+` },
  { code: 'screen', trouble: 'screen', urgency: 3, zh: '黑屏|死机|车机|屏幕|蓝牙|导航', en: String.raw`\b(?:black )?screen\b|\binfotainment\b|\bbluetooth\b` },
  { code: 'airConditioning', trouble: 'airConditioning', urgency: 4, zh: '空调|不制冷|不制热', en: String.raw`\bair[- ]?con\w*|\bheater\b` },
  { code: 'bodyAndPaint', trouble: 'bodyAndPaint', urgency: 4, zh: '划痕|剐蹭|刮花|喷漆|凹陷|掉漆', en: String.raw`\bscratch\w*|\bdent(?:s|ed)?\b|\bpaint\b` },
  { code: 'maintenance', trouble: 'maintenance', urgency: 4, zh: '保养|年检|首保|例行检查|换雨刷', en: String.raw`\bmaintenance\b|\bregular service\b|\bcheck-?up\b|\bannual inspection\b` },
];

const placeWords: readonly { place: PlaceKind; zh: string; en: string }[] = [
  { place: 'tunnel', zh: '隧道', en: String.raw`\btunnel\b` },
  { place: 'motorway', zh: '高速(?!服务区|充电|快充|入口)|快速路|高架', en: String.raw`\b(?:motorway|highway|expressway|freeway)\b` },
  { place: 'lane', zh: '路中间|路中央|马路中|车道|桥上|十字路口|铁道口|铁路道口', en: String.raw`\bmiddle of the road\b|\b(?:in|on) (?:the|a) (?:\w+ )?lane\b|\bintersection\b|\bon (?:the|a) bridge\b` },
  { place: 'garage', zh: '地库|车库|地下停车', en: String.raw`\bbasement\b|\bgarage\b|\bunderground car park\b` },
  { place: 'home', zh: '在家|家里|家门口|小区', en: String.raw`\bat home\b|\bmy (?:home|house|drive(?:way)?)\b` },
  { place: 'chargingStation', zh: '服务区|充电站|充电桩', en: String.raw`\bservice area\b|\bcharging station\b` },
];
const vulnerable = { zh: '孩子|小孩|婴儿|宝宝|老人|孕妇', en: String.raw`\bchild(?:ren)?\b|\bkids?\b|\bbaby\b|\binfants?\b|\belderly\b|\bpregnant\b` };

/** Ends with a denial of whatever comes next. */
const denialZh = /(?:(?<![有淹出埋])没有?|(?<!是)不是|(?<![冒着是要会差])不|并未|未|并无|无)(?:看到|看见|发现|出现|闻到|闻见|听到|有|发生|任何|明显|什么|在|的){0,3}$/;
const denialEn = /(?:\b(?:no|not|never|without|cannot)|n'?t)(?: (?:any|a|an|the|visible|signs?|of|see|seeing|seen|smell|have|been|actual|on|in)){0,5} $/;
/** Joins two things under one denial ("no smoke or fire"). */
const joined = /^(?:的?(?:和|或者?|、)| or | nor )$/;

/** One spelling for what people type. */
export const folded = fold;

const matcher = (words: { zh: string; en: string }): RegExp => new RegExp(`${words.zh}|${words.en}`, 'gu');
const ready = meanings.map((meaning) => ({ meaning, pattern: matcher(meaning) }));
const readyPlaces = placeWords.map(({ place, ...words }) => ({ place, pattern: matcher(words) }));
const readyVulnerable = matcher(vulnerable);

const isDenied = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - 40), at);
  return denialZh.test(before) || denialEn.test(before);
};

const mostSentences = 6;
/** The words whole and every run of their sentences: what one says beside a danger never hides it. (Q3) */
function asSaid(words: string): string[] {
  const sentences = words.split(/(?<=[。！？!?\n])/u);
  if (sentences.length === 1) return [words];
  if (sentences.length > mostSentences) return [words, ...sentences];
  return sentences.flatMap((_, from) => sentences.slice(from).map((__, more) => sentences.slice(from, from + more + 1).join('')));
}

/** Troubles named in the words and not denied, one per meaning. */
function named(words: string): Map<WordCode, Heard> {
  const text = folded(words);
  const found = ready.flatMap(({ meaning, pattern }) => [...text.matchAll(pattern)].map((match) => ({ meaning, matched: match[0], from: match.index, until: match.index + match[0].length })))
    .sort((a, b) => a.from - b.from);
  const denied = new Set<(typeof found)[number]>();
  for (const one of found) {
    const under = found.some((other) => denied.has(other) && other.meaning.trouble === one.meaning.trouble && joined.test(text.slice(other.until, one.from)));
    if (under || isDenied(text, one.from)) denied.add(one);
  }
  const heard = new Map<WordCode, Heard>();
  for (const one of found) {
    const { code, trouble, urgency } = one.meaning;
    if (!denied.has(one) && !heard.has(code)) heard.set(code, { code, trouble, urgency, matched: one.matched });
  }
  for (const said of asSaid(words)) for (const danger of readDanger(said).dangers) addDanger(heard, danger);
  return heard;
}

/** Troubles in the words, most urgent first. */
export function troublesInWords(words: string): Heard[] {
  const heard = named(words);
  addSound(heard, words);
  // A danger that is over by itself ("charged, and it was gone") is still the trouble, and may come again.
  if (heard.size === 0) for (const one of readDanger(words).aside) if (one.why === 'past') addDanger(heard, one, 3);
  return [...heard.values()].sort((a, b) => a.urgency - b.urgency);
}

/** A clock and somebody on duty follow from a case, so it takes more than in a talk, where a word takes it back. */
const sureEnough = 0.8;
/** What sounds like danger although none is named, in any run of the sentences: told to whoever takes the case in the owner's own words. */
function addSound(heard: Map<WordCode, Heard>, words: string): void {
  for (const said of asSaid(words)) {
    const { level, ear } = judgeDanger(said);
    const urgency = level === 'S0' ? 1 : level === 'S1' ? 2 : undefined;
    if (urgency === undefined || ear.leave + ear.stop < sureEnough || (heard.get('soundsDangerous')?.urgency ?? 9) <= urgency) continue;
    const known = [...named(said).values()].sort((a, b) => a.urgency - b.urgency);
    if (!known.some((one) => one.urgency <= 2)) heard.set('soundsDangerous', { code: 'soundsDangerous', trouble: known[0]?.trouble ?? 'other', urgency, matched: said.trim().slice(0, 30) });
  }
}

function addDanger(heard: Map<WordCode, Heard>, { code: hazard, matched }: Danger, atMost: Urgency = 1): void {
  const [code, trouble, urgency] = ofDanger[hazard] ?? [];
  if (code === undefined || trouble === undefined || urgency === undefined) return;
  const known = heard.get(code);
  if (known === undefined || known.urgency > urgency) heard.set(code, { code, trouble, urgency: urgency < atMost ? atMost : urgency, matched });
}

/** Places named in the words and not denied. */
export function placesInWords(words: string): { place: PlaceKind; matched: string }[] {
  const text = folded(words);
  return readyPlaces.flatMap(({ place, pattern }) => {
    const match = [...text.matchAll(pattern)].find((one) => !isDenied(text, one.index));
    return match === undefined ? [] : [{ place, matched: match[0] }];
  });
}

/** Whether the words speak of children, old people or pregnant women. */
export const vulnerableInWords = (words: string): string | undefined => [...folded(words).matchAll(readyVulnerable)][0]?.[0];
