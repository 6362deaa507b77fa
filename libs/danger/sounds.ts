// Words of danger and of asking for a person as a voice keyboard or a hasty thumb writes them: signs that sound like them,
// and their letters. A sign counts only where the whole word sounds right; words that mean something else are left alone.

/** Each word with the signs that may stand for its own, place by place. */
const sounds: readonly [string, ...string[]][] = [
  ['冒烟', '冒猫茅锚毛矛帽贸貌', '烟咽淹焉焰盐岩研严言炎沿延颜眼演验厌艳燕雁宴彦菸腌'],
  ['刹车', '刹杀沙纱傻煞啥莎砂霎', '车扯撤彻澈'],
  ['失灵', '失施湿狮', '灵零龄领林铃伶凌邻'], ['失灵', '失师诗尸石拾实识时', '灵零铃凌'],
  ['漏液', '漏楼露陋搂', '液夜叶'],
  ['方向盘', '方放房防芳', '向象像相香巷想', '盘潘盼攀畔判胖'],
  ['爆胎', '爆暴报抱豹瀑', '胎台抬太泰苔'], ['轮胎', '轮论伦抡', '胎台抬太泰苔'],
  ['爆炸', '爆暴报豹抱', '炸诈乍榨扎咋'], ['气囊', '气汽器', '囊馕囔襄嚷攮瓤'], ['受伤', '受收寿瘦', '伤商上殇'], ['流血', '流留', '血雪'],
  ['绝缘', '绝决觉诀', '缘园圆源元员原援'], ['热失控', '热', '失师施湿石实时是市', '控空孔恐'],
  ['人工', '人仁任认壬忍', '工公功供攻宫弓恭'], ['真人', '真珍针贞镇', '人仁任'], ['转人工', '转专砖赚传', '人仁任认', '工公功供攻宫'],
  ['没反应', '没', '反返', '应映'], ['没反应', '没', '翻', '应'], ['充电枪', '充冲', '电点店', '枪抢墙'], ['底盘', '底抵地', '盘盆潘'], ['电池', '电店点', '池迟驰'],
  ['冒火花', '冒帽猫', '火伙', '花哗'], ['着火了', '着找照招召', '火伙货祸', '了啦'], ['起火了', '起', '火伙货祸', '了啦'], ['锁死', '锁所索琐', '死'],
];
/** What only sounds alike and is a word of its own. */
const itself = /报时|时灵时不灵|实时|地盘|认供|人员|石灵|点池|报太|人供|任公|公认|论台|论坛|认公|汽囊|元员|想攀|沙车道|石领|实领|时领|地潘|太太|报炸|收上|受上/u;

const patterns = sounds.map(([word, ...signs]): [RegExp, string] => [new RegExp(signs.map((set) => `[${set}]`).join(''), 'gu'), word]);
const letters: readonly [RegExp, string][] = [
  [/(?<![a-z])mao ?yan(?![a-z])/g, '冒烟'], [/(?<![a-z])zhao ?huo(?![a-z])/g, '着火'], [/(?<![a-z])sha ?che(?![a-z])/g, '刹车'], [/(?<![a-z])shi ?ling(?![a-z])/g, '失灵'], [/(?<![a-z])bao ?zha(?![a-z])/g, '爆炸'], [/(?<![a-z])lou ?ye(?![a-z])/g, '漏液'], [/(?<![a-z])bao ?tai(?![a-z])/g, '爆胎'],
  [/(?:(?<![a-z])zhuan ?|转|要|找|接)?(?:ren|人) ?(?:gong|工)(?![a-z])/g, '人工'], [/(?<![a-z])ke ?fu(?![a-z])/g, '客服'], [/(?<![a-z])zhen ?ren(?![a-z])/g, '真人'], [/(?<![a-z])zhuan ?(?=人|客|真)/g, '转'],
];

/** The text with the words that were meant. */
export function asMeant(text: string): string {
  let meant = text;
  for (const [pattern, word] of patterns) meant = meant.replaceAll(pattern, (found) => (itself.test(found) ? found : word));
  return /[a-z]/.test(meant) ? letters.reduce((known, [pattern, word]) => known.replaceAll(pattern, (found) => (/^(?:转|要|找|接)/.test(found) ? found[0] + word : word)), meant) : meant;
}
