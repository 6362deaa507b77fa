// What was said outside in the past year: complaints at lines of the state and on platforms, threads and letters; most answered in
// time with an apology, some late, the newest still open, and now and then the same words twice.
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import { staffActor, type Known } from '../settle-world.ts';
import type { World as Country } from '../world.ts';

const dayMs = 86_400_000;
const troubles = [
  '充电功率一直上不去，六十以后只有二十千瓦', '续航虚标，高速只跑到标称的一半', '车机三天两头黑屏重启', '刹车低速有异响，店里说正常', '同一个异响修了三次都没有修好', '等配件等了一个多月，车一直趴在店里', '没有经过我同意就加收了四百多的项目费', '预约了上午还是等到下午才接车', '服务顾问态度冷淡，打电话也不回', '空调有霉味，孩子一上车就打喷嚏', '辅助驾驶在高架上突然点刹，后车差点追上', '后备厢雨后积水，两次都没找到漏点', '提车日期一拖再拖，销售也说不清', '座椅皮面半年就起皱', '电池一年掉了百分之八，问了没人解释',
  '半夜在高速上抛锚，救援四十分钟就到了，师傅很稳', '接待的小伙子讲得清楚，一次就修好', '希望充电预约能设置两个时段', '建议后排加一个杯架和一个充电口', '这次升级以后语音顺手多了', '周末去店里看了新车，颜色不错', '胎噪大，八十以上说话要提高嗓门', '手机钥匙经常连不上，在车外淋了十分钟雨', '大灯换一个要一万多，实在太贵',
] as const;
const begins = ['我是一名普通车主，', '提车半年，', '第二次来说这件事：', '上周', '说说我的情况，', '老车主一枚，', '跑了两万公里，', '昨天', '家里用车，', '网约车司机说一句，'] as const;
const ends = ['，请给个答复。', '，希望厂家重视。', '。', '，到底什么时候能解决？', '，朋友也遇到一样的。', '，先记录一下。', '，要求尽快处理并赔偿损失。', '，大家注意。'] as const;
const channels = ['community', 'community', 'community', 'chezhiwang', 'chezhiwang', 'market12315', 'city12345', 'weibo', 'letter', 'event', 'app'] as const;
const authors = ['山城老周', '一路向北', '南风', '小满', '阿峰', '豆豆妈', '老王开电车', '海边的风', '程女士', '李先生', '何先生', '赵女士'] as const;
const sorry = ['非常抱歉给您带来不便。我们已安排技术专家复查，结果当天告诉您。', '对不起，这件事我们没有做好。差额已经退回，流程也改了。', '抱歉让您久等。备件已到店，我们上门取送车。', '感谢您告诉我们，已转给产品团队，后续在应用里回复您。'] as const;

async function* ofBrand(on: Replay, country: Country, known: Known, now: Date, brandId: string, random: Random): AsyncGenerator<Date, void> {
  const person = (role: string) => country.staff.find((one) => one.userName === `${brandId}-${role}`);
  const [agentPlan, managerPlan] = [person('agent'), person('servicemanager')];
  if (agentPlan === undefined || managerPlan === undefined) return;
  const [agent, manager] = [staffActor(known, agentPlan), staffActor(known, managerPlan)];
  const days = Array.from({ length: 46 }, () => Math.floor(358 * random.next() ** 1.6)).sort((a, b) => b - a);
  const pick = <T>(list: readonly T[]): T => list[random.int(0, list.length - 1)] as T;
  for (const [nth, daysAgo] of days.entries()) {
    const at = new Date(now.getTime() - daysAgo * dayMs - random.int(1, 9) * 3_600_000);
    yield at;
    const voice = await on.call(agent, at, 'addVoice', { brandId, channel: pick(channels), words: `${pick(begins)}${pick(troubles)}${pick(ends)}`, author: pick(authors) });
    if (voice.kind !== 'complaint' || voice.twinOf !== null || daysAgo < 3 || (nth % 11 === 4 && daysAgo < 40)) continue;
    const answerAt = new Date(at.getTime() + (nth % 7 === 3 ? 13 : random.int(1, 3)) * dayMs);
    if (answerAt >= now) continue;
    const taken = await on.call(manager, new Date(at.getTime() + 3_600_000), 'moveVoice', { voiceId: voice.id, move: 'take', version: voice.version });
    await on.call(manager, answerAt, 'moveVoice', { voiceId: voice.id, move: 'answer', version: taken.version, words: pick(sorry), apology: pick(['called', 'written', 'inPerson'] as const), gesture: pick(['none', 'none', 'coupon', 'goodwill'] as const) });
  }
  yield now;
  const newest = await on.call(agent, now, 'listVoices', { brandId, limit: 4 });
  for (const voice of newest.voices) await on.call(agent, now, 'judgeVoice', { voiceId: voice.id, version: voice.version, topic: voice.topic });
}

export const outsideVoices = (on: Replay, country: Country, known: Known, now: Date, random: Random): AsyncGenerator<Date, void>[] => country.brands.map((brand) => ofBrand(on, country, known, now, brand.id, random.fork(`voices ${brand.id}`)));
