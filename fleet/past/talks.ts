// What went through the service desk in the last four weeks: talks with the assistant that helped, did not help or ended with a
// person; calls that were answered, given up and called back, handed on, or came at night; and a call-back still owed.
import type { Random } from '../random.ts';
import type { Replay } from '../replay.ts';
import { ownerActor, staffActor, type Known } from '../settle-world.ts';
import type { CarPlan, World as Country } from '../world.ts';
import type { Script } from './plan.ts';

const [dayMs, minuteMs] = [86_400_000, 60_000];
const days = 28;
type Ending = 'helped' | 'notHelped' | 'person' | 'handBack' | 'left';
type Said = { says: readonly string[]; ending: Ending; answer?: string };

const talks: readonly Said[] = [
  { says: ['胎压多少合适'], ending: 'helped' }, { says: ['充电口盖怎么打开'], ending: 'helped' }, { says: ['保养多久做一次'], ending: 'helped' }, { says: ['冬天续航少了三分之一正常吗'], ending: 'helped' },
  { says: ['换了三根桩都充不进电', '家里的充电桩也不行', '转人工'], ending: 'person', answer: '您好，我看了您的车，充电口温度传感器需要检查，已帮您记录，稍后门店联系您约时间。' },
  { says: ['车载冰箱能不能设到零下十八度'], ending: 'notHelped' }, { says: ['车载冰箱可以设零下多少度'], ending: 'notHelped' }, { says: ['后排娱乐屏怎么连两副蓝牙耳机'], ending: 'notHelped' }, { says: ['后排屏幕能同时连两个蓝牙耳机吗', '转人工'], ending: 'person', answer: '目前后排屏同一时间只支持一副蓝牙耳机，您的建议我已转给产品同事。' },
  { says: ['同一个异响修了三次还没好，我要投诉', '人工'], ending: 'person', answer: '非常抱歉，这件事我来跟到底。技术专家明天上午给您回电。' }, { says: ['我的车修到哪了'], ending: 'left' }, { says: ['首保多少钱'], ending: 'helped' },
  { says: ['隐形车衣会不会影响雷达'], ending: 'notHelped' }, { says: ['升级之后语音没反应', '找个人帮我看看'], ending: 'handBack', answer: '请先长按方向盘两侧按键十秒重启车机；重启后还不行再叫我。' }, { says: ['空调不制冷怎么办'], ending: 'helped' },
];
const notes = ['已告知到店时间', '解释了充电功率随温度变化', '已登记，门店当天联系', '问保养价格，已报公开价', '核对了预约', '说明了三包期限', '要发票，已发送链接', '问代步车，已转门店'] as const;
const handed = ['车主等配件两周，请直接给到货日期', '疑似 12V 亏电，请技术判断能否先用', '对报价有异议，请逐项解释'] as const;
type Call = 'answered' | 'gaveUp' | 'night' | 'handedOn' | 'notReached' | 'wrongNumber';
const calls: readonly Call[] = ['answered', 'gaveUp', 'wrongNumber', 'handedOn', 'night', 'notReached', 'answered', 'answered', 'answered', 'gaveUp', 'answered', 'answered', 'answered', 'answered'];

type Desk = { on: Replay; brandId: string; agent: ReturnType<typeof staffActor>; eventKey: string; random: Random; until: Date };
const later = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * minuteMs);

/** The contact that has just come in: it waits, or is owed a call-back. */
async function newest(desk: Desk, at: Date): Promise<{ id: string; state: string; callBackDueAt: string | null } | undefined> {
  const { waiting, callBacks } = await desk.on.call(desk.agent, at, 'showMyDesk', {});
  return ([...waiting, ...callBacks] as { id: string; state: string; callBackDueAt: string | null; arrivedAt: string }[]).toSorted((a, b) => b.arrivedAt.localeCompare(a.arrivedAt))[0];
}
async function answer(desk: Desk, at: Date, contactId: string, outcome: string, note: string, minutes: number): Promise<void> {
  await desk.on.call(desk.agent, at, 'takeContact', { contactId });
  await desk.on.call(desk.agent, later(at, minutes), 'endContact', { contactId });
  await desk.on.call(desk.agent, later(at, minutes + 0.3), 'wrapUpContact', { contactId, outcome, note });
}

async function* call(desk: Desk, at: Date, kind: Call, phone: string, nth: number): AsyncGenerator<Date, void> {
  yield at;
  const { on, agent, random } = desk;
  const channel = { id: `past-${desk.brandId}-${nth}`, name: `PJSIP/trunk-${nth}`, state: 'Ring', caller: { name: '', number: phone } };
  const tell = (type: string, when: Date) => on.call(agent, when, 'hearTelephony', { eventKey: desk.eventKey, type, timestamp: when.toISOString(), channel });
  await tell('StasisStart', at);
  const one = await newest(desk, at);
  if (one === undefined) return;
  const note = random.pick(notes);
  const talked = 2 + random.next() * 4;
  if (one.state === 'waiting' && kind !== 'gaveUp' && kind !== 'night' && kind !== 'notReached') {
    const taken = later(at, 0.2 + random.next() * 0.8);
    if (kind !== 'handedOn') return answer(desk, taken, one.id, kind === 'answered' ? 'solved' : 'wrongNumber', note, talked);
    await on.call(agent, taken, 'takeContact', { contactId: one.id });
    await on.call(agent, later(taken, 2), 'handOnContact', { contactId: one.id, skill: 'technical', words: random.pick(handed) });
    return answer(desk, later(taken, 3), one.id, 'solved', note, talked);
  }
  await tell('ChannelDestroyed', later(at, 1));
  const back = one.callBackDueAt !== null ? later(new Date(one.callBackDueAt), -4) : kind === 'night' ? new Date(Date.parse(`${new Date(at.getTime() + 8 * 3_600_000 + dayMs).toISOString().slice(0, 10)}T08:12:00+08:00`)) : later(at, 12);
  if (back > later(desk.until, -40)) return; // still owed
  yield back;
  if (kind === 'notReached') {
    await on.call(agent, back, 'missContact', { contactId: one.id });
    yield later(back, 31);
    if (later(back, 31) > desk.until) return;
    return answer(desk, later(back, 31), one.id, 'calledBack', note, talked);
  }
  await answer(desk, back, one.id, 'calledBack', note, talked);
}

async function* talk(desk: Desk, at: Date, country: Country, known: Known, car: CarPlan, said: Said): AsyncGenerator<Date, void> {
  const plan = country.owners.find((one) => one.key === car.ownerKey);
  const vehicleId = known.vehicleId.get(car.vin);
  if (plan === undefined || vehicleId === undefined) return;
  yield at;
  const { on, agent } = desk;
  const owner = ownerActor(known, plan);
  const { conversation: { id: conversationId } } = await on.call(owner, at, 'startConversation', { vehicleId });
  let [when, last] = [at, ''];
  for (const text of said.says) {
    const told = await on.call(owner, when, 'sendTurn', { conversationId, text });
    last = (told.turns as { id: string; role: string }[]).findLast((turn) => turn.role === 'assistant')?.id ?? last;
    when = later(when, 1);
  }
  if (said.ending === 'helped' || said.ending === 'notHelped') await on.call(owner, when, 'rateTurn', { turnId: last, helped: said.ending === 'helped' });
  if (said.answer === undefined) return;
  const one = await newest(desk, when);
  if (one === undefined) return;
  await on.call(agent, when, 'takeContact', { contactId: one.id });
  await on.call(agent, later(when, 1), 'answerInConversation', { conversationId, text: said.answer });
  if (said.ending === 'handBack') return void (await on.call(agent, later(when, 3), 'leaveConversation', { conversationId, how: 'handBack' }));
  await on.call(agent, later(when, 4), 'endContact', { contactId: one.id });
  await on.call(agent, later(when, 4.3), 'wrapUpContact', { contactId: one.id, outcome: 'solved', note: '会话中已答复' });
}

/** Nobody answers two at once: what would begin while another is spoken is not told. */
async function* ofBrand(on: Replay, country: Country, known: Known, now: Date, brandId: string, random: Random): Script {
  const person = (role: string) => country.staff.find((one) => one.userName === `${brandId}-${role}`);
  const [agentPlan, managerPlan] = [person('agent'), person('servicemanager')];
  if (agentPlan === undefined || managerPlan === undefined) return;
  const agent = staffActor(known, agentPlan);
  const cars = country.cars.filter((one) => one.brandId === brandId && Date.parse(one.deliveredOn) < now.getTime() - (days + 5) * dayMs);
  if (cars.length === 0) return;
  const begun = new Date(now.getTime() - (days + 1) * dayMs);
  yield begun;
  const { path } = await on.call(staffActor(known, managerPlan), begun, 'showEventAddress', { brandId });
  await on.call(agent, begun, 'setPhoneState', { brandId, state: 'ready' });
  const desk: Desk = { on, brandId, agent, eventKey: String(path).split('/').at(-1) ?? '', random, until: now };
  const dayOf = (daysAgo: number): number => Date.parse(`${new Date(now.getTime() + 8 * 3_600_000 - daysAgo * dayMs).toISOString().slice(0, 10)}T00:00:00+08:00`);
  const planned: { at: Date; script: Script }[] = [];
  const callCount = Math.min(42, cars.length);
  for (let nth = 0; nth < callCount; nth++) {
    const kind = calls[nth % calls.length] as Call;
    const daysAgo = nth >= callCount - 7 ? 0 : days - Math.floor((nth / callCount) * days);
    const morning = dayOf(0) + 8.2 * 60 * minuteMs; // today's came between opening and a quarter of an hour ago
    const at = new Date(daysAgo === 0 ? morning + random.next() * Math.max(0, now.getTime() - 20 * minuteMs - morning) : dayOf(daysAgo) + (kind === 'night' ? 22.6 : 9 + random.next() * 10) * 60 * minuteMs);
    const car = random.pick(cars);
    const phone = kind === 'wrongNumber' ? `1390000${String(2000 + nth)}` : (country.owners.find((one) => one.key === car.ownerKey)?.phone ?? '');
    planned.push({ at, script: call(desk, at, kind, phone, nth) });
  }
  const last = later(now, -16); // gave up a moment ago: still to be called back
  planned.push({ at: last, script: call(desk, last, 'gaveUp', country.owners.find((one) => one.key === cars[0]?.ownerKey)?.phone ?? '', callCount) });
  for (const [nth, said] of talks.slice(0, Math.min(talks.length, Math.floor(cars.length / 2))).entries()) {
    const at = new Date(dayOf(days - 1 - nth * 1.7) + (9.5 + random.next() * 9) * 60 * minuteMs);
    planned.push({ at, script: talk(desk, at, country, known, cars[(nth * 7) % cars.length] as CarPlan, said) });
  }
  yield* oneAfterAnother(planned, now);
  yield now;
  await on.call(agent, now, 'setPhoneState', { brandId, state: 'away' });
}

async function* oneAfterAnother(planned: readonly { at: Date; script: Script }[], now: Date): Script {
  let waiting = planned.toSorted((a, b) => a.at.getTime() - b.at.getTime());
  while (waiting.length > 0) {
    const [first] = waiting as [{ at: Date; script: Script }];
    waiting = waiting.slice(1);
    if (first.at > later(now, -15)) continue;
    yield first.at;
    await first.script.next(); // its first moment, which is now
    const next = await first.script.next();
    if (next.done !== true) waiting = [...waiting, { at: next.value, script: resumed(first.script, next.value) }].toSorted((a, b) => a.at.getTime() - b.at.getTime());
  }
}
/** A script that has told its next moment already. */
async function* resumed(script: Script, at: Date): Script {
  yield at;
  yield* script;
}

export const deskTalks = (on: Replay, country: Country, known: Known, now: Date, random: Random): Script[] => country.brands.map((brand) => ofBrand(on, country, known, now, brand.id, random.fork(`desk ${brand.id}`)));
