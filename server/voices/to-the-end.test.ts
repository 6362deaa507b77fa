// A complaint to its end: who has it, the answer, whether it satisfies, and what climbs; and who reads what of it.
import { beforeAll, expect, test } from 'vitest';
import { house } from '#platform/testing';
import { refusalOf, smallTown, type Town } from '../cases/small-town.test-data.ts';

const home = await house({ startsAt: '2026-11-26T02:00:00Z' }); // Thursday
let town: Town;
beforeAll(async () => {
  town = await smallTown(home);
});
const agent = () => town.staff.agent;
const manager = () => home.staff({ role: 'serviceManager', brandId: 'xihe' });
const region = () => town.staff.region;

async function complain(text: string) {
  const owner = await town.driver();
  const vehicleId = owner.vehicle.id;
  const { conversation } = await owner.call('startConversation', { vehicleId });
  const talk = await owner.call('sendTurn', { conversationId: conversation.id, text });
  await owner.call('confirmCard', { cardId: talk.cards.find((one: { service: string }) => one.service === 'complaint').id });
  await home.settle();
  const [mine] = (await owner.call('myComplaints', {})).complaints;
  return { owner, vehicleId, mine };
}
const shown = async (voiceId: string) => (await region().call('showVoice', { voiceId })).voice;

test('its owner reads who has it and by when, is not satisfied, and the region answers on a clock of its own; then it is closed (W6, W7)', async () => {
  const { owner, mine } = await complain('我要投诉，空调修了三次还是不凉，没有人给我说法');
  expect(mine).toMatchObject({ state: 'fresh', holderName: null, mayJudge: false, climbed: false });
  expect(mine.dueAt).not.toBeNull();
  const stranger = (await complain('我要投诉，约好的时间没有人接待')).owner;
  const judge = (who: typeof owner, more: Record<string, unknown>) => who.call('judgeMyAnswer', { voiceId: mine.id, satisfied: false, ...more });
  expect(await refusalOf(judge(owner, { version: mine.version }))).toBe('voiceNotNow');
  const answered = await manager().call('moveVoice', { voiceId: mine.id, move: 'answer', version: mine.version, words: '抱歉，下周再检查一次', apology: 'written', gesture: 'none' });
  await home.settle();
  expect(await refusalOf(judge(stranger, { version: answered.version }))).toBe('voiceNotFound');
  expect((await owner.call('myComplaints', { caseId: mine.caseId })).complaints[0]).toMatchObject({ mayJudge: true, answerWords: '抱歉，下周再检查一次' });
  home.clock.advance({ days: 1 });
  const back = await judge(owner, { version: answered.version, words: '已经等了三周' });
  expect(back).toMatchObject({ state: 'looking', satisfied: false, climbed: true, holderName: null, mayJudge: false });
  expect(await shown(mine.id)).toMatchObject({ climbedWhy: 'notSatisfied', judgedWords: '已经等了三周', answeredAt: answered.answeredAt });
  expect(new Date(back.dueAt).getTime()).toBeGreaterThan(new Date(answered.answerDueAt).getTime());
  await home.settle();
  expect((await region().call('staffNotices', {})).notices.map((one: { code: string }) => one.code)).toContain('complaintNotSatisfied');
  const again = { voiceId: mine.id, move: 'answer', version: back.version, words: '今天上门取车，更换压缩机，费用由我们承担', apology: 'called', gesture: 'goodwill' };
  expect(await refusalOf(manager().call('moveVoice', again))).toBe('regionAnswers');
  const last = await region().call('moveVoice', again);
  expect(last).toMatchObject({ state: 'answered', againDueAt: null, answeredAt: answered.answeredAt, satisfied: null });
  const closed = await owner.call('judgeMyAnswer', { voiceId: mine.id, satisfied: true, version: last.version });
  expect(closed).toMatchObject({ state: 'closed', satisfied: true, mayJudge: false });
  expect(await refusalOf(judge(owner, { version: closed.version }))).toBe('voiceNotNow');
  expect((await region().call('showVoice', { voiceId: mine.id })).deeds.map((one: { action: string }) => one.action)).toEqual(['judgeAnswer', 'answer', 'judgeAnswer', 'answer']);
});

test('nobody who answers lets it climb, once for a due moment (W8)', async () => {
  const { mine } = await complain('我要投诉，等了两个月配件还没有到');
  home.clock.advance({ days: 9 });
  await home.runRounds('climb-late-complaints');
  await home.runRounds('climb-late-complaints');
  await home.settle();
  expect(await shown(mine.id)).toMatchObject({ climbedWhy: 'late', state: 'fresh' });
  const late = (await region().call('staffNotices', {})).notices.filter((one: { code: string; data: { voiceId?: string } }) => one.code === 'complaintLate' && one.data.voiceId === mine.id);
  expect(late).toHaveLength(1);
  expect(await refusalOf(agent().call('moveVoice', { voiceId: mine.id, move: 'answer', version: (await shown(mine.id)).version, words: '抱歉', apology: 'called', gesture: 'none' }))).toBe('managerAnswers');
});

test('of two owners who say the same each is answered; what an owner said at 12315 first is answered in the app too', async () => {
  const words = '我要投诉，充电枪插上以后拔不出来，现场没有人处理';
  const [one, other] = [await complain(words), await complain(words)];
  expect([one.mine.words, other.mine.words].every((said: string) => said.includes('拔不出来'))).toBe(true);
  const owner = await town.driver();
  const vehicleId = owner.vehicle.id;
  const outside = await agent().call('addVoice', { brandId: 'xihe', channel: 'market12315', words: '投诉，后备厢漏水两次都没有找到漏点', car: owner.vehicle.vin });
  expect(outside.vehicleId).toBe(vehicleId);
  const { conversation } = await owner.call('startConversation', { vehicleId });
  const talk = await owner.call('sendTurn', { conversationId: conversation.id, text: '我要投诉，后备厢漏水两次都没有找到漏点' });
  await owner.call('confirmCard', { cardId: talk.cards.find((each: { service: string }) => each.service === 'complaint').id });
  await home.settle();
  const { complaints } = await owner.call('myComplaints', {});
  expect(complaints).toMatchObject([{ id: outside.id }]);
  await manager().call('moveVoice', { voiceId: outside.id, move: 'answer', version: complaints[0].version, words: '抱歉，已找到漏点', apology: 'called', gesture: 'none' });
  await home.settle();
  const { entries } = await owner.call('showMyCase', { caseId: complaints[0].caseId });
  expect(entries.some((each: { text: string | null }) => each.text === '抱歉，已找到漏点')).toBe(true);
});

test('what belongs to no outlet yet is in the list of an outlet of the brand, and of no other brand', async () => {
  const told = await agent().call('addVoice', { brandId: 'xihe', channel: 'letter', words: '投诉，导航地图两年没有更新' });
  const ids = async (who: ReturnType<typeof agent>) => (await who.call('listVoices', { limit: 200 })).voices.map((one: { id: string }) => one.id);
  expect(await ids(town.staff.manager)).toContain(told.id);
  expect((await town.staff.manager.call('voiceFigures', {})).open).toBe((await town.staff.manager.call('listVoices', { open: true, limit: 200 })).voices.length);
  expect(await ids(town.staff.otherBrand)).not.toContain(told.id);
  const east = await agent().call('addVoice', { brandId: 'xihe', channel: 'letter', outletId: town.outlets.east, words: '投诉，城东店里休息区没有空调' });
  expect(await ids(town.staff.manager)).not.toContain(east.id);
  expect(await ids(town.staff.east)).toContain(east.id);
});

test('the alliance reads what is said, not by whom; lists hide numbers and plates from everybody', async () => {
  const told = await agent().call('addVoice', { brandId: 'xihe', channel: 'community', author: '小满', url: 'https://bbs.example/1', words: '前台叫我打13912345678找李工，我车牌沪AD12345，态度差' });
  const ally = home.staff({ role: 'allianceOfficer' });
  const inList = async (who: typeof ally) => (await who.call('listVoices', { brandId: 'xihe', channel: 'community' })).voices.find((one: { id: string }) => one.id === told.id);
  expect(await inList(ally)).toMatchObject({ author: null, url: null, plateNo: null, vehicleId: null, caseId: null });
  expect((await ally.call('showVoice', { voiceId: told.id })).voice.words).toBe('前台叫我打139****5678找李工，我车牌沪****45，态度差');
  expect(await inList(agent())).toMatchObject({ author: '小满', words: '前台叫我打139****5678找李工，我车牌沪****45，态度差' });
  expect((await agent().call('showVoice', { voiceId: told.id })).voice.words).toContain('13912345678');
});
