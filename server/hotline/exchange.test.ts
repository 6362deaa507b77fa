// The exchange over the wire: messages of Asterisk's REST Interface as Asterisk sends them, lost, repeated, late, under a wrong
// key; call-backs that somebody hears of; a caller in danger whom nobody knows; two hands at once; a supervisor who takes over.
import { beforeAll, expect, test } from 'vitest';
import type { SmsMessage } from '#platform/outside/sms';
import { Refusal } from '#platform/refusals';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api as talkApi } from '../conversations/api.ts';
import { api } from './api.ts';

const sent: SmsMessage[] = [];
const home = await house({ startsAt: '2026-11-26T02:00:00Z', demo: true, outside: { sms: { send: async (message) => void sent.push(message) } } }); // Thursday 10:00 in Beijing
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const other = home.staff({ role: 'agent', brandId: 'xihe', id: 'second-agent', name: '二号坐席' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
const stranger = home.staff({ role: 'agent', brandId: 'aurora', id: 'agent-elsewhere' });
const strangeManager = home.staff({ role: 'serviceManager', brandId: 'aurora', id: 'manager-elsewhere' });
let path = '';
let owner: Caller;
let vehicleId: string;
let phone: string;
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));
const wall = () => manager.on(api).showHotline({ brandId: 'xihe' });

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  const { vehicle } = await manager.call('showVehicle', { id: vehicleId });
  ({ phone } = await manager.call('revealOwnerPhone', { id: vehicle.ownerId, why: '演练' }));
  path = (await manager.on(api).showEventAddress({ brandId: 'xihe' })).path;
}, 180_000);

let told = 0;
/** A message as ARI of Asterisk 20 sends it, with everything that nobody here reads. */
const ari = (type: string, id: string, number: string, more: object = {}) => ({
  type, timestamp: `2026-11-26T10:00:00.${String(told++).padStart(3, '0')}+0800`, args: [], application: 'careloop', asterisk_id: '02:42:ac:11:00:02',
  channel: {
    id, name: `PJSIP/trunk-${id}`, state: 'Up', protocol_id: '8b2f@10.0.0.9', caller: { name: '', number }, connected: { name: '', number: '' }, accountcode: '', creationtime: '2026-11-26T10:00:00.000+0800', language: 'zh',
    dialplan: { context: 'from-trunk', exten: '4000101001', priority: 3, app_name: 'Stasis', app_data: 'careloop' },
  },
  ...more,
});
const tell = async (message: object, to = path) => {
  const answer = await home.app.inject({ method: 'POST', url: to, payload: message });
  return { status: answer.statusCode, body: answer.json() as { say?: { number: string; ahead: number; zh: string; en: string } | null; code?: string } };
};
const byTail = async (tail: string) => {
  const at = await wall();
  return [...at.waiting, ...at.callBacks, ...at.talking].filter((one) => one.phoneMasked?.endsWith(tail));
};
const ready = (who: Caller, state: 'ready' | 'away') => who.on(api).setPhoneState({ brandId: 'xihe', state });
/** Hangs up and leaves nothing behind. */
const over = async (id: string, number: string): Promise<void> => {
  await tell(ari('ChannelDestroyed', id, number));
  for (const one of await byTail(number.slice(-4))) if (one.state === 'callBack') {
    await agent.on(api).takeContact({ contactId: one.id });
    await agent.on(api).endContact({ contactId: one.id });
    await agent.on(api).wrapUpContact({ contactId: one.id, outcome: 'calledBack' });
  }
};

test('a message of ARI with all its fields is heard, stands in the queue when it is answered, and the answer says what the caller may hear', async () => {
  await ready(agent, 'ready');
  const first = await tell(ari('StasisStart', 'a-1', '13812340001'));
  expect(first.status).toBe(200);
  expect((await byTail('0001')).map((one) => one.state)).toEqual(['waiting']); // without any reaction that follows later
  expect(first.body.say).toMatchObject({ ahead: 0, zh: expect.stringMatching(/^您排在第一位，约4分钟接通。有危险请按 1，希望回电请按 0。$/), en: expect.stringMatching(/^You are next/) });
  const second = await tell(ari('StasisStart', 'a-2', '13812340002'));
  expect(second.body.say?.zh).toMatch(/会在今天10:\d\d前给您回电/); // one person at the phones and four minutes a call: a call-back with a time
  expect((await tell(ari('ApplicationReplaced', 'a-1', ''))).body.say?.number).toBe(first.body.say?.number);
  expect(await tell({ type: 'PlaybackFinished', playback: { id: 'p', media_uri: 'sound:hello' }, application: 'careloop' })).toMatchObject({ status: 200, body: { say: null } });
  expect((await tell({ hello: 1 })).status).toBe(400);
  await over('a-1', '13812340001');
  await over('a-2', '13812340002');
});

test('a wrong key is told so; a renewed address shuts the old one out; only who leads renews it', async () => {
  expect(await tell(ari('StasisStart', 'k-1', '13812340009'), `/api/hotline/events/${'A'.repeat(32)}`)).toMatchObject({ status: 404, body: { code: 'exchangeNotFound' } });
  expect(await codeOf(agent.on(api).renewEventAddress({ brandId: 'xihe' }))).toBe('notAllowed');
  expect(await codeOf(strangeManager.on(api).renewEventAddress({ brandId: 'xihe' }))).toBe('notAllowed');
  const before = path;
  ({ path } = await manager.on(api).renewEventAddress({ brandId: 'xihe' }));
  expect(path).not.toBe(before);
  expect((await tell(ari('StasisStart', 'k-2', '13812340009'), before)).status).toBe(404);
  expect(await byTail('0009')).toEqual([]);
});

test('told in the wrong order: an end before the beginning leaves nobody waiting for ever, and a danger before it is not lost', async () => {
  await tell(ari('ChannelDestroyed', 'o-1', '13812340011'));
  await tell(ari('StasisStart', 'o-1', '13812340011'));
  expect((await byTail('0011'))[0]).toMatchObject({ state: 'callBack', callBackDueAt: expect.any(String) });
  await tell(ari('ChannelDtmfReceived', 'o-2', '13812340012', { digit: '1', duration_ms: 120 }));
  await tell(ari('StasisStart', 'o-2', '13812340012'));
  expect((await byTail('0012'))[0]).toMatchObject({ urgency: 1, skill: 'safety' });
  const [late, danger] = [ari('StasisStart', 'o-3', '13812340013'), ari('ChannelDtmfReceived', 'o-3', '13812340013', { digit: '1' })];
  await Promise.all([tell(late), tell(danger), tell(danger), tell(late)]); // all at once, each twice
  expect(await byTail('0013')).toMatchObject([{ urgency: 1 }]);
  await over('o-1', '13812340011');
  for (const [id, number] of [['o-2', '13812340012'], ['o-3', '13812340013']] as const) await over(id, number);
});

test('a call that leaves the application for the dial plan’s own queue still waits; a hang-up ends it', async () => {
  await ready(agent, 'ready');
  await tell(ari('StasisStart', 's-1', '13812340021'));
  await tell(ari('StasisEnd', 's-1', '13812340021'));
  expect((await byTail('0021'))[0]?.state).toBe('waiting');
  await tell(ari('ChannelHangupRequest', 's-1', '13812340021', { cause: 16 }));
  expect((await byTail('0021'))[0]?.state).toBe('callBack');
  await over('s-1', '13812340021');
});

test('a landline and a mobile with a 0 before it can be called back; a withheld number keeps the line', async () => {
  await tell(ari('StasisStart', 'l-1', '02161230031'));
  await tell(ari('ChannelDestroyed', 'l-1', '02161230031'));
  const [landline] = await byTail('0031');
  expect(landline).toMatchObject({ state: 'callBack', callBackDueAt: expect.any(String) });
  await agent.on(api).takeContact({ contactId: landline?.id ?? '' });
  expect((await agent.on(api).revealContactPhone({ contactId: landline?.id ?? '' })).phone).toBe('02161230031');
  await agent.on(api).endContact({ contactId: landline?.id ?? '' });
  await agent.on(api).wrapUpContact({ contactId: landline?.id ?? '', outcome: 'calledBack' });
  await tell(ari('StasisStart', 'l-2', `0${phone}`));
  expect((await byTail(phone.slice(-4)))[0]).toMatchObject({ vehicleId });
  await over('l-2', phone);
  await tell(ari('StasisStart', 'l-3', 'anonymous'));
  const hidden = (await wall()).waiting.find((one) => one.phoneMasked === null);
  expect(hidden).toMatchObject({ state: 'waiting', promisedAt: expect.any(String) });
  await tell(ari('ChannelDestroyed', 'l-3', 'anonymous'));
});

test('who calls again while a call-back is owed is the same contact, with its number and its words; a switchboard’s number is many people’s', async () => {
  await ready(agent, 'away');
  await tell(ari('StasisStart', 'r-1', '13812340041'));
  const [owed] = await byTail('0041');
  expect(owed?.state).toBe('callBack');
  home.clock.advance({ minutes: 2 });
  const again = await tell(ari('StasisStart', 'r-2', '13812340041')); // still nobody: the same time, not a later one
  expect(await byTail('0041')).toMatchObject([{ id: owed?.id, state: 'callBack', callBackDueAt: owed?.callBackDueAt }]);
  expect(again.body.say?.number).toBe(owed?.number);
  await tell(ari('ChannelDestroyed', 'r-2', '13812340041'));
  const { line } = await wall(); // shut since: the time that was said falls into closed hours, and is not said again
  const shut = await manager.on(api).saveLine({ brandId: 'xihe', weeklyHours: line.weeklyHours, opensOnHolidays: false, mostWaitSeconds: line.mostWaitSeconds, version: line.version, exceptions: [{ onDay: '2026-11-26', periods: [], why: '停电' }] });
  const told = await tell(ari('StasisStart', 'r-2b', '13812340041'));
  expect([told.body.say?.zh, told.body.say?.en]).toEqual([expect.stringContaining('11月27日08:15'), expect.stringContaining('by 08:15 on 27 November')]);
  await manager.on(api).saveLine({ brandId: 'xihe', weeklyHours: line.weeklyHours, opensOnHolidays: false, mostWaitSeconds: line.mostWaitSeconds, version: shut.version, exceptions: [] });
  await tell(ari('ChannelDestroyed', 'r-2b', '13812340041'));
  await ready(agent, 'ready');
  await tell(ari('StasisStart', 'r-3', '13812340041'));
  expect(await byTail('0041')).toMatchObject([{ id: owed?.id, state: 'waiting', callBackDueAt: null }]);
  await agent.on(api).takeContact({ contactId: owed?.id ?? '' });
  await tell(ari('ChannelDestroyed', 'r-1', '13812340041')); // the end of the first call says nothing of this one
  expect((await agent.on(api).showMyDesk({})).mine).toMatchObject({ id: owed?.id, state: 'talking' });
  await tell(ari('ChannelDestroyed', 'r-3', '13812340041'));
  await agent.on(api).wrapUpContact({ contactId: owed?.id ?? '', outcome: 'solved' });
  await ready(agent, 'away');
  await tell(ari('StasisStart', 'r-4', '02161230042'));
  await tell(ari('StasisStart', 'r-5', '02161230042'));
  expect(await byTail('0042')).toHaveLength(2);
  for (const one of ['r-4', 'r-5']) await over(one, '02161230042');
});

const ownerNews = async (): Promise<{ code: string; data: Record<string, unknown> }[]> => (await owner.call('myNotices', {})).notices;
test('a call-back: the owner reads until when; not reached is tried again, each time told; after the third who leads hears of it and ends it with a reason', async () => {
  await ready(agent, 'away');
  await home.settle();
  const before = sent.length;
  await tell(ari('StasisStart', 'c-1', phone));
  await tell(ari('ChannelDestroyed', 'c-1', phone));
  await home.settle();
  const [owed] = await byTail(phone.slice(-4));
  const contactId = owed?.id ?? '';
  expect((await ownerNews())[0]).toMatchObject({ code: 'callBackPromised', data: { number: owed?.number, dueAt: owed?.callBackDueAt } });
  expect(sent.slice(before).map((one) => [one.template, one.to])).toEqual([['callBackPromised', phone]]);
  expect(await codeOf(agent.on(api).wrapUpContact({ contactId, outcome: 'solved' }))).toBe('notNowWithContact'); // nobody has called yet
  const tries = [];
  for (let nth = 1; nth <= 3; nth++) {
    await agent.on(api).takeContact({ contactId });
    await agent.on(api).endContact({ contactId });
    expect(await codeOf(manager.on(api).closeCallBack({ contactId, why: '太早' }))).toBe('notNowWithContact');
    await agent.on(api).wrapUpContact({ contactId, outcome: 'notReached', note: `第${nth}次无人接` });
    await home.settle();
    const [one] = await byTail(phone.slice(-4));
    tries.push({ tries: one?.callBackTries, note: one?.note, told: (await ownerNews())[0]?.code });
    expect(one).toMatchObject({ state: 'callBack', agentId: null });
    expect(Date.parse(one?.callBackDueAt ?? '')).toBeGreaterThan(home.clock.now().getTime());
    home.clock.advance({ minutes: 1 });
  }
  expect(tries).toEqual([{ tries: 1, note: '第1次无人接', told: 'callBackMissed' }, { tries: 2, note: '第2次无人接', told: 'callBackMissed' }, { tries: 3, note: '第3次无人接', told: 'callBackUnreached' }]);
  expect((await manager.call('staffNotices', {})).notices[0]).toMatchObject({ code: 'callBackUnreached', data: { number: owed?.number, tries: 3 } });
  for (const who of [agent, strangeManager, stranger]) expect(await codeOf(who.call('closeCallBack', { contactId, why: '不联系了' }))).toMatch(/^(notAllowed|contactNotFound)$/);
  await manager.on(api).closeCallBack({ contactId, why: '三次未接，已短信告知' });
  expect(await byTail(phone.slice(-4))).toEqual([]);
});

test('a call-back whose time has passed: who leads hears of it, once for each promised time', async () => {
  const late = async () => (await manager.call('staffNotices', {})).notices.filter((one: { code: string }) => one.code === 'callBackLate').length as number;
  const before = await late();
  await tell(ari('StasisStart', 'd-1', '13812340051'));
  await home.runRounds('watch-call-backs');
  await home.settle();
  expect(await late()).toBe(before);
  home.clock.advance({ minutes: 40 });
  for (let twice = 0; twice < 2; twice++) {
    await home.runRounds('watch-call-backs');
    await home.settle();
  }
  expect(await late()).toBe(before + 1);
  const [one] = await byTail('0051');
  await agent.on(api).missContact({ contactId: one?.id ?? '' });
  home.clock.advance({ minutes: 31 });
  await home.runRounds('watch-call-backs');
  await home.settle();
  expect(await late()).toBe(before + 2);
  await over('d-1', '13812340051');
});

test('danger from a number that nobody knows, with nobody at the phones: whoever is on duty is called for the call itself, once, and an answer ends it', async () => {
  await ready(agent, 'away');
  await ready(other, 'away');
  const { id: staffId } = await home.staff({ role: 'administrator' }).call('addStaff', { userName: 'night-watch', name: '夜班', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  const now = home.clock.now().getTime();
  const woken = () => sent.filter((one) => one.template === 'dutyCall').length;
  await tell(ari('StasisStart', 'n-1', '13812340061'));
  await tell(ari('ChannelDtmfReceived', 'n-1', '13812340061', { digit: '1' }));
  await home.settle();
  expect(woken()).toBe(0);
  const unmanned = (await manager.call('staffNotices', {})).notices.find((one: { code: string }) => one.code === 'dutyUnmanned');
  expect(unmanned).toMatchObject({ data: { kind: 'caller', number: (await byTail('0061'))[0]?.number } }); // nobody is on the roster: never in silence
  await over('n-1', '13812340061');
  await manager.call('addShift', { brandId: 'xihe', staffId, phone: '13900009999', turn: 1, fromAt: new Date(now - 3_600_000).toISOString(), untilAt: new Date(now + 36_000_000).toISOString() });
  for (const number of ['13812340062', 'anonymous']) {
    const id = `n-${number}`;
    const before = woken();
    await tell(ari('StasisStart', id, number));
    const answer = await tell(ari('ChannelDtmfReceived', id, number, { digit: '1' }));
    await tell(ari('ChannelDtmfReceived', id, number, { digit: '1' }));
    expect(answer.body.say?.zh).toMatch(/119/);
    await home.runRounds('run-hotline');
    await home.settle();
    expect(woken()).toBe(before + 1);
    const [call] = (await agent.call('listDuty', {})).calls;
    const one = (await wall()).waiting.find((each) => each.urgency === 1 && each.number === call.alertNumber);
    expect(call).toMatchObject({ alertKind: 'caller', contactId: one?.id, answeredAt: null });
    await other.on(api).takeContact({ contactId: one?.id ?? '' });
    expect((await agent.call('listDuty', {})).calls.find((each: { id: string }) => each.id === call.id).answeredBy).toBe('二号坐席');
    await other.on(api).endContact({ contactId: one?.id ?? '' });
    await other.on(api).wrapUpContact({ contactId: one?.id ?? '', outcome: 'solved' });
  }
});

test('one person in two windows takes one call; a colleague who is just being rung gets no second', async () => {
  await ready(agent, 'away');
  for (const [id, number] of [['w-1', '13812340071'], ['w-2', '13812340072']] as const) await tell(ari('StasisStart', id, number));
  const ids = [(await byTail('0071'))[0]?.id ?? '', (await byTail('0072'))[0]?.id ?? ''];
  const came = await Promise.all(ids.map((contactId) => codeOf(agent.on(api).takeContact({ contactId }))));
  expect(came.sort()).toEqual(['alreadyOnContact', 'done']);
  expect((await wall()).talking).toHaveLength(1);
  const held = (await wall()).talking[0]?.id ?? '';
  await agent.on(api).endContact({ contactId: held });
  await agent.on(api).wrapUpContact({ contactId: held, outcome: 'solved' });
  await over('w-1', '13812340071');
  await over('w-2', '13812340072');
});

test('who leads takes over a call, a wrap-up and a talk from a desk that nobody sits at; others may not', async () => {
  await tell(ari('StasisStart', 't-1', phone));
  const [call] = await byTail(phone.slice(-4));
  const contactId = call?.id ?? '';
  expect(await codeOf(manager.on(api).takeOverContact({ contactId }))).toBe('notNowWithContact'); // nobody has it yet: it is taken
  await agent.on(api).takeContact({ contactId });
  expect(await codeOf(other.call('takeOverContact', { contactId }))).toBe('notAllowed');
  expect(await codeOf(strangeManager.on(api).takeOverContact({ contactId }))).toBe('contactNotFound');
  expect(await manager.on(api).takeOverContact({ contactId })).toMatchObject({ state: 'talking', handedFrom: expect.any(String) });
  expect((await agent.on(api).showMyDesk({})).mine).toBeNull();
  expect(await codeOf(agent.on(api).endContact({ contactId }))).toBe('notNowWithContact');
  expect((await manager.on(api).showMyDesk({})).mine).toMatchObject({ id: contactId });
  await tell(ari('ChannelDestroyed', 't-1', phone));
  await manager.on(api).wrapUpContact({ contactId, outcome: 'solved' });

  const { conversation } = await owner.on(talkApi).startConversation({ vehicleId });
  await owner.on(talkApi).askPerson({ conversationId: conversation.id });
  await home.settle();
  const at = await wall();
  const talk = [...at.waiting, ...at.callBacks].find((one) => one.conversationId === conversation.id)?.id ?? '';
  await agent.on(api).takeContact({ contactId: talk });
  await manager.on(api).takeOverContact({ contactId: talk });
  await manager.on(talkApi).answerInConversation({ conversationId: conversation.id, text: '我来处理' });
  expect(await codeOf(agent.on(talkApi).answerInConversation({ conversationId: conversation.id, text: '还在' }))).toBe('conversationTaken');
  await manager.on(api).endContact({ contactId: talk });
  await manager.on(api).wrapUpContact({ contactId: talk, outcome: 'solved' });
});

test('a number that drives other people’s cars shows whose they are, and none is taken for the caller’s own', async () => {
  const { vehicle } = await manager.call('showVehicle', { id: vehicleId });
  await owner.call('addDriver', { ownerId: vehicle.ownerId, brandId: 'xihe', name: '家人', phone: '13812340081', maySignIn: false });
  await tell(ari('StasisStart', 'p-1', '13812340081'));
  const [one] = await byTail('0081');
  expect(one).toMatchObject({ ownerId: null, vehicleId: null });
  await agent.on(api).takeContact({ contactId: one?.id ?? '' });
  expect((await agent.on(api).showMyDesk({})).cars).toMatchObject([{ vehicleId, ownerName: expect.any(String) }]);
  await agent.on(api).linkContact({ contactId: one?.id ?? '', vehicleId });
  expect(await agent.on(api).showMyDesk({})).toMatchObject({ mine: { vehicleId }, cars: [{ vehicleId, ownerName: null }] });
  // What the case turns out to be is what the call is: the colleague who gets it reads the script for danger.
  const { caseId } = await agent.call('openCase', { vehicleId, words: '底盘冒烟了' });
  expect(await agent.on(api).linkContact({ contactId: one?.id ?? '', caseId })).toMatchObject({ urgency: 1, skill: 'safety', caseId });
});
