// The hotline in a house: calls by the exchange's events, talks that ask for a person, one queue, nobody lost.
import { beforeAll, expect, test } from 'vitest';
import type { SmsMessage } from '#platform/outside/sms';
import { Refusal } from '#platform/refusals';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api as talkApi } from '../conversations/api.ts';
import { api } from './api.ts';

const sent: SmsMessage[] = [];
const home = await house({ startsAt: '2026-11-26T02:00:00Z', demo: true, outside: { sms: { send: async (message) => void sent.push(message) } } });
const agent = home.staff({ role: 'agent', brandId: 'xihe' });
const other = home.staff({ role: 'agent', brandId: 'xihe', id: 'second-agent' });
const stranger = home.staff({ role: 'agent', brandId: 'aurora', id: 'agent-elsewhere' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
let owner: Caller;
let vehicleId: string;
let eventKey = '';
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  eventKey = (await manager.on(api).showEventAddress({ brandId: 'xihe' })).path.split('/').at(-1) ?? '';
}, 180_000);

let clock = 0;
const event = async (type: string, id: string, number?: string, digit?: string): Promise<void> => {
  const message = { eventKey, type, timestamp: `2026-11-26T10:00:${String(clock++ % 60).padStart(2, '0')}.000+0800`, channel: { id, name: `PJSIP/trunk-${id}`, state: 'Ring', caller: { name: '', number: number ?? '' } }, ...(digit === undefined ? {} : { digit }) };
  await home.staff({ role: 'auditor', brandId: 'xihe' }).on(api).hearTelephony(message);
  await home.staff({ role: 'auditor', brandId: 'xihe' }).on(api).hearTelephony(message);
  await home.settle();
};
const wall = () => manager.on(api).showHotline({ brandId: 'xihe' });
/** Who called from a number, wherever the wall has it. */
const from = async (last: string) => { const now = await wall(); return [...now.waiting, ...now.talking, ...now.callBacks].find((one) => one.phoneMasked === `139****${last}`)!; };

test('a call rings at who is free, its caller is known by the number, wrap-up ends it; told twice it is one call', async () => {
  await agent.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await event('StasisStart', 'chan-1', '13900000001');
  expect((await wall()).waiting).toHaveLength(1);
  await home.runRounds();
  const desk = await agent.on(api).showMyDesk({});
  expect(desk.mine).toMatchObject({ state: 'offered', channel: 'phone', phoneMasked: '139****0001' });
  expect(JSON.stringify(desk)).not.toContain('13900000001');
  const contactId = desk.mine?.id ?? '';
  expect(await codeOf(stranger.on(api).takeContact({ contactId }))).toBe('contactNotFound');
  await agent.on(api).takeContact({ contactId });
  expect(await codeOf(other.on(api).endContact({ contactId }))).toBe('notNowWithContact');
  expect((await agent.on(api).linkContact({ contactId, vehicleId })).vehicleId).toBe(vehicleId);
  expect((await agent.on(api).showMyDesk({})).cars[0]?.vehicleId).toBe(vehicleId);
  await event('ChannelDestroyed', 'chan-1');
  expect((await agent.on(api).showMyDesk({})).mine?.state).toBe('wrapUp');
  await agent.on(api).wrapUpContact({ contactId, outcome: 'solved', note: '已告知' });
  expect((await agent.on(api).showMyDesk({})).mine).toBeNull();
  expect((await wall()).today).toMatchObject({ arrived: 1, answered: 1 });
});

test('who hangs up unanswered waits to be called back, with a time; who presses 1 is danger and stands first', async () => {
  await agent.on(api).setPhoneState({ brandId: 'xihe', state: 'away' });
  await event('StasisStart', 'chan-2', '13900000002');
  await event('ChannelDestroyed', 'chan-2');
  const owed = (await wall()).callBacks.find((one) => one.phoneMasked === '139****0002');
  expect(Date.parse(owed?.callBackDueAt ?? '')).toBeGreaterThan(home.clock.now().getTime());
  await event('StasisStart', 'chan-3', '13900000003');
  await event('StasisStart', 'chan-4', '13900000004');
  await event('ChannelDtmfReceived', 'chan-4', '13900000004', '1');
  expect((await wall()).waiting[0]).toMatchObject({ phoneMasked: '139****0004', urgency: 1, skill: 'safety' });
  await agent.on(api).takeContact({ contactId: owed?.id ?? '' });
  expect(await codeOf(agent.on(api).takeContact({ contactId: (await wall()).waiting[0]?.id ?? '' }))).toBe('alreadyOnContact');
  await agent.on(api).endContact({ contactId: owed?.id ?? '' });
  await agent.on(api).wrapUpContact({ contactId: owed?.id ?? '', outcome: 'calledBack' });
});

test('a warm transfer keeps the place and the words; an offer that nobody takes goes on, and its person is away', async () => {
  const danger = (await wall()).waiting[0];
  await agent.on(api).takeContact({ contactId: danger?.id ?? '' });
  await other.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await agent.on(api).handOnContact({ contactId: danger?.id ?? '', staffId: 'second-agent', words: '车头冒烟，人已离车，已叫 119' });
  expect((await other.on(api).showMyDesk({})).mine).toMatchObject({ id: danger?.id, state: 'offered', handedWords: '车头冒烟，人已离车，已叫 119' });
  home.clock.advance({ seconds: 25 });
  await home.runRounds();
  const after = await wall();
  expect(after.agents.find((one) => one.staffId === 'second-agent')?.state).toBe('away');
  expect(after.waiting[0]).toMatchObject({ id: danger?.id, state: 'waiting' });
});

test('what was given away by skill rings at a colleague, also one who is busy now, and where it came from only when nobody else is there', async () => {
  for (const gone of ['chan-3', 'chan-4']) await event('ChannelDestroyed', gone);
  for (const who of [agent, other]) await who.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await event('StasisStart', 'chan-20', '13900000020');
  await event('StasisStart', 'chan-21', '13900000021');
  const [first, second] = [await from('0020'), await from('0021')];
  await agent.on(api).takeContact({ contactId: first.id });
  await other.on(api).takeContact({ contactId: second.id });
  await agent.on(api).handOnContact({ contactId: first.id, skill: 'technical', words: '请看充电记录' });
  const rings = async () => (await home.runRounds('run-hotline'), (await wall()).waiting.find((one) => one.id === first.id)?.offeredTo);
  expect((await wall()).agents.find((one) => one.staffId === 'second-agent')?.busyWith).not.toBeNull();
  expect((await wall()).agents.find((one) => one.staffId !== 'second-agent' && one.state === 'ready')?.busyWith).toBeNull(); // who gave it away is free
  await rings();
  expect((await wall()).waiting.find((one) => one.id === first.id)?.state).toBe('waiting');
  await other.on(api).endContact({ contactId: second.id });
  await other.on(api).wrapUpContact({ contactId: second.id, outcome: 'solved' });
  expect(await rings()).toBe('second-agent');
  await other.on(api).takeContact({ contactId: first.id });
  await other.on(api).handOnContact({ contactId: first.id, skill: 'technical', words: '回给您' });
  await agent.on(api).setPhoneState({ brandId: 'xihe', state: 'away' });
  expect(await rings()).toBe('second-agent'); // better there than nowhere
  await other.on(api).takeContact({ contactId: first.id });
  await other.on(api).endContact({ contactId: first.id });
  await other.on(api).wrapUpContact({ contactId: first.id, outcome: 'solved' });
});

test('beside a call up to three talks, taken by hand: each is shown with its own car, a second call is not, and a talk left alone does not send away who is on the telephone', async () => {
  await agent.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await other.on(api).setPhoneState({ brandId: 'xihe', state: 'away' });
  await event('StasisStart', 'chan-30', '13900000030');
  const call = await from('0030');
  await agent.on(api).takeContact({ contactId: call.id });
  const { conversation } = await owner.on(talkApi).startConversation({ vehicleId });
  await owner.on(talkApi).askPerson({ conversationId: conversation.id });
  await home.settle();
  await home.runRounds('run-hotline');
  const talk = [...(await wall()).waiting, ...(await wall()).callBacks].find((one) => one.conversationId === conversation.id)!;
  expect(talk.state).not.toBe('offered'); // it does not ring at who is on the telephone
  await agent.on(api).takeContact({ contactId: talk.id });
  expect(await agent.on(api).showMyDesk({})).toMatchObject({ mine: { id: call.id }, beside: [{ id: talk.id }], cars: [] });
  expect(await agent.on(api).showMyDesk({ contactId: talk.id })).toMatchObject({ mine: { id: talk.id }, beside: [{ id: call.id }], cars: [{ vehicleId, alerts: [], campaigns: [] }] });
  await event('StasisStart', 'chan-31', '13900000031');
  const next = await from('0031');
  expect(await codeOf(agent.on(api).takeContact({ contactId: next.id }))).toBe('alreadyOnContact');
  const opened = await agent.call('openCase', { vehicleId, words: '空调不凉' });
  expect(await agent.on(api).linkContact({ contactId: call.id, caseId: opened.caseId })).toMatchObject({ caseId: opened.caseId, vehicleId });
  expect(await codeOf(agent.on(api).linkContact({ contactId: call.id, caseId: 'none' }))).toBe('caseNotFound');
  await owner.on(talkApi).sendTurn({ conversationId: conversation.id, text: '在吗' });
  home.clock.advance({ minutes: 6 });
  await home.runRounds('return-talks');
  expect((await wall()).agents.find((one) => one.staffId !== 'second-agent')?.state).toBe('ready');
  await agent.on(api).endContact({ contactId: call.id });
  await agent.on(api).wrapUpContact({ contactId: call.id, outcome: 'caseOpened' });
  await event('ChannelDestroyed', 'chan-31');
  await owner.on(talkApi).showMyConversation({ conversationId: conversation.id });
  await agent.on(talkApi).takeConversation({ conversationId: conversation.id });
  await agent.on(talkApi).leaveConversation({ conversationId: conversation.id, how: 'close' });
  await home.settle();
});

test('a talk that asks for a person stands in the same queue; taking the contact takes the talk; at night a call-back is promised', async () => {
  const { conversation } = await owner.on(talkApi).startConversation({ vehicleId });
  await owner.on(talkApi).askPerson({ conversationId: conversation.id });
  await home.settle();
  const { wait } = await owner.on(api).myWait({ conversationId: conversation.id });
  expect(wait).not.toBeNull();
  const one = [...(await wall()).waiting, ...(await wall()).callBacks].find((each) => each.conversationId === conversation.id);
  await other.on(api).takeContact({ contactId: one?.id ?? '' });
  expect((await owner.on(talkApi).showMyConversation({ conversationId: conversation.id })).conversation.state).toBe('human');
  await other.on(talkApi).leaveConversation({ conversationId: conversation.id, how: 'close' });
  await home.settle();
  expect((await owner.on(api).myWait({ conversationId: conversation.id })).wait).toBeNull();
  await other.on(api).setPhoneState({ brandId: 'xihe', state: 'away' });
  home.clock.advance({ hours: 14 });
  await event('StasisStart', 'chan-9', '13900000009');
  const night = (await wall()).callBacks.find((each) => each.phoneMasked === '139****0009');
  expect(night?.callBackDueAt?.slice(11, 13)).toBe('00');
  expect((await wall()).line.mode).toBe('night');
});

test('who presses danger at night with nobody at the phones wakes the person on duty in the same minute, once', async () => {
  const administrator = home.staff({ role: 'administrator' });
  const { id: staffId } = await administrator.call('addStaff', { userName: 'night-watch', name: '夜班', grants: [{ role: 'agent', brandId: 'xihe', outletId: null }] });
  const now = home.clock.now().getTime();
  await manager.call('addShift', { brandId: 'xihe', staffId, phone: '13900009999', turn: 1, fromAt: new Date(now - 3_600_000).toISOString(), untilAt: new Date(now + 36_000_000).toISOString() });
  const { vehicle } = await manager.call('showVehicle', { id: vehicleId });
  const { phone } = await manager.call('revealOwnerPhone', { id: vehicle.ownerId, why: '演练' });
  const woken = () => sent.filter((one) => one.template === 'dutyCall' && one.to === '13900009999').length;
  await event('StasisStart', 'chan-10', phone);
  expect(woken()).toBe(0);
  await event('ChannelDtmfReceived', 'chan-10', phone, '1');
  await event('ChannelDtmfReceived', 'chan-10', phone, '1');
  expect(home.clock.now().getTime() - now).toBeLessThan(60_000);
  expect(woken()).toBe(1);
  const danger = (await wall()).waiting.find((one) => one.urgency === 1 && one.caseId !== null);
  const { case: opened } = await manager.call('showCase', { caseId: danger?.caseId });
  expect(opened).toMatchObject({ urgency: 1, urgencyReasons: [{ code: 'dangerKey' }] });
});

test('only who leads switches the surge, and a stale edit of the hours is refused', async () => {
  expect(await codeOf(agent.on(api).switchSurge({ brandId: 'xihe', on: true }))).not.toBe('done');
  const line = await manager.on(api).switchSurge({ brandId: 'xihe', on: true });
  expect(line.surge).toBe(true);
  const edit = { brandId: 'xihe', weeklyHours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: '07:30', closes: '23:00' })), exceptions: [], opensOnHolidays: true, mostWaitSeconds: 240 };
  const twice = [{ weekday: 1, opens: '08:00', closes: '12:00' }, { weekday: 1, opens: '11:00', closes: '15:00' }];
  expect(await codeOf(manager.on(api).saveLine({ ...edit, weeklyHours: twice, version: line.version }))).toBe('hoursNotValid');
  const day = { onDay: '2026-12-31', periods: [{ opens: '09:00', closes: '12:00' }], why: '年终盘点' };
  expect(await codeOf(manager.on(api).saveLine({ ...edit, exceptions: [day, day], version: line.version }))).toBe('hoursNotValid');
  expect(await codeOf(agent.on(api).saveLine({ ...edit, version: line.version }))).not.toBe('done');
  expect((await manager.on(api).saveLine({ ...edit, exceptions: [day], version: line.version })).exceptions).toEqual([day]);
  expect(await codeOf(manager.on(api).saveLine({ ...edit, version: line.version }))).toBe('staleEdit');
  expect(await codeOf(stranger.on(api).showHotline({ brandId: 'xihe' }))).toBe('notAllowed');
});
