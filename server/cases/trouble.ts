// What words say about a trouble: dangers and complaints in Chinese and English, where the car stands, who is with it.
// Q1 a trouble that is named and not denied is heard; Q2 a denial counts only right before what it denies and never in
// a question ("有没有冒烟"); Q3 hearing more never makes one hear less of the rest.
import type { PlaceKind, Trouble, WordCode } from './codes.ts';

type Urgency = 1 | 2 | 3 | 4;
export type Heard = { code: WordCode; trouble: Trouble; urgency: Urgency; matched: string };
type Meaning = { code: WordCode; trouble: Trouble; urgency: Urgency; zh: string; en: string };

/** From the most to the least dangerous; `zh` and `en` are patterns over folded text. */
const meanings: readonly Meaning[] = [
  { code: 'smokeOrFire', trouble: 'smokeOrFire', urgency: 1, zh: '冒烟|冒着?[白黑浓]?烟|冒出.{0,3}烟|[浓黑白]烟|起火|(?<![不没])着了?火|自燃|火苗|明火|火光|爆炸|爆燃|燃烧',
    en: String.raw`\bsmok(?:e|es|ing|y)\b|\bon fire\b|\bfires?\b(?! (?:up|extinguisher))|\bflames?\b|\bexplo(?:de[ds]?|ding|sions?)\b` },
  { code: 'burningSmell', trouble: 'smokeOrFire', urgency: 1, zh: '烧焦|焦糊|[焦糊]味|烧糊|刺鼻',
    en: String.raw`\bburn(?:ing|t) (?:smell|plastic|rubber|odou?r)|\bsmells? (?:of |like )?(?:something )?burn(?:ing|t)|\bacrid\b` },
  { code: 'thermalRunaway', trouble: 'batteryHot', urgency: 1, zh: '热失控', en: String.raw`\bthermal runaway\b` },
  { code: 'batteryLeak', trouble: 'batteryDamage', urgency: 1, zh: '漏液|电池包?(?:鼓包|鼓起|变形|破损|破裂|漏)|滋滋|嘶嘶',
    en: String.raw`\bbattery (?:pack )?(?:is )?(?:leak|hiss|swollen|bulg|deformed)\w*|\bhiss(?:es|ing)?\b` },
  { code: 'electricShock', trouble: 'electricShock', urgency: 1, zh: '触电|被电[到了]|漏电', en: String.raw`\belectric(?:al)? shock|\belectrocut\w+` },
  { code: 'brakesFail', trouble: 'brakes', urgency: 1,
    zh: '刹车(?:完全|突然|又|都|有时)?(?:失灵|失效|没有?反应|踩不动|踩不下|不管用|没用|不起作用|坏了)|刹不住|刹不了|刹不下|制动(?:失灵|失效|故障)|没有?刹车(?!失灵|失效|异响|问题|异常|故障|声|片|油|灯)',
    en: String.raw`\bbrakes?\b[^.,;!?]{0,20}(?:\bfail\w*|\bgone\b|\bnot (?:work|respond)\w*|n'?t (?:work|respond)\w*|\bunresponsive\b)|\b(?:can'?t|cannot|unable to) (?:brake|stop the car)\b|\bno brakes\b` },
  { code: 'steeringFails', trouble: 'steering', urgency: 1, zh: '方向盘(?:锁死|打不动|转不动|卡死|失灵)|转向(?:失灵|失效|故障)|(?<!热)失控',
    en: String.raw`\bsteering\b[^.,;!?]{0,20}\b(?:fail\w*|lock\w*|stuck|gone)|\bout of control\b` },
  { code: 'trapped', trouble: 'trapped', urgency: 1, zh: '[困锁关]在(?:车|里面)|出不来|被反锁', en: String.raw`\b(?:trapped|locked) in(?:side)?\b|\bcan'?t get out\b` },
  { code: 'injured', trouble: 'collision', urgency: 1, zh: '受伤|流血|昏迷|骨折', en: String.raw`\binjur(?:y|ies|ed)\b|\bbleeding\b|\bunconscious\b` },
  { code: 'heavyCollision', trouble: 'collision', urgency: 1, zh: '翻车|侧翻|气囊(?:弹|爆|打开)', en: String.raw`\brolled over\b|\bairbags? (?:went off|deployed|opened)` },
  { code: 'collision', trouble: 'collision', urgency: 2, zh: '撞[车了上到坏]|追尾|碰撞|车祸|事故|托底|刮底', en: String.raw`\bcrash(?:ed)?\b|\bcollision\b|\baccident\b|\brear-?ended\b` },
  { code: 'flooded', trouble: 'flooded', urgency: 2, zh: '泡水|水淹|被淹|进水|涉水', en: String.raw`\bflood(?:ed|ing)?\b|\bsubmerged\b|\bwater in(?:side)? the (?:car|battery|cabin)\b` },
  { code: 'batteryHot', trouble: 'batteryHot', urgency: 2, zh: '电池(?:包)?(?:温度)?(?:过热|过高|高温|太热|发烫|很烫)|温度过高', en: String.raw`\boverheat\w*|\bbattery (?:is )?(?:too |very )?hot\b` },
  { code: 'insulation', trouble: 'insulation', urgency: 2, zh: '绝缘(?:故障|报警|异常|过?低)|高压(?:系统)?(?:故障|报警|断开)', en: String.raw`\binsulation (?:fault|warning|alarm|low)|\bhigh[- ]voltage (?:fault|system|warning)` },
  { code: 'tyreBurst', trouble: 'tyre', urgency: 2, zh: '爆胎', en: String.raw`\b(?:tyre|tire) burst\b|\bburst (?:tyre|tire)\b|\bblow-?out\b` },
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

const traditional = new Map(Array.from('煙車電動剎隧壓絕緣漿轉盤燈線觸傷聲響馬間樁熱過無沒進溫').map((sign, index) => [sign, Array.from('烟车电动刹隧压绝缘浆转盘灯线触伤声响马间桩热过无没进温')[index] as string]));

/** Full-width, capital and traditional signs become the plain ones; white space becomes one blank. */
export const folded = (text: string): string =>
  Array.from(text.normalize('NFKC').toLowerCase().replaceAll('’', "'").replaceAll(/\s+/g, ' '), (sign) => traditional.get(sign) ?? sign).join('');

const matcher = (words: { zh: string; en: string }): RegExp => new RegExp(`${words.zh}|${words.en}`, 'gu');
const ready = meanings.map((meaning) => ({ meaning, pattern: matcher(meaning) }));
const readyPlaces = placeWords.map(({ place, ...words }) => ({ place, pattern: matcher(words) }));
const readyVulnerable = matcher(vulnerable);

const isDenied = (text: string, at: number): boolean => {
  const before = text.slice(Math.max(0, at - 40), at);
  return denialZh.test(before) || denialEn.test(before);
};

/** Troubles named in the words and not denied, one per meaning, most urgent first. */
export function troublesInWords(words: string): Heard[] {
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
  return [...heard.values()].sort((a, b) => a.urgency - b.urgency);
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
