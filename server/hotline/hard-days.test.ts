// Hard days at the phones: fifty calls for five people, two who answer at once, people who leave in the middle of it, a number
// that only who has the call may see.
import { beforeAll, expect, test } from 'vitest';
import { Refusal } from '#platform/refusals';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api as talkApi } from '../conversations/api.ts';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-26T02:00:00Z', demo: true });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
const five = Array.from({ length: 5 }, (_, nth) => home.staff({ role: 'agent', brandId: 'xihe', id: `agent-${nth}` }));
const [first, second] = five as [Caller, Caller];
const stranger = home.staff({ role: 'agent', brandId: 'aurora', id: 'agent-elsewhere' });
let owner: Caller;
let vehicleId: string;
let phone: string;
const codeOf = (attempt: Promise<unknown>): Promise<string> => attempt.then(() => 'done', (error: unknown) => (error instanceof Refusal ? error.code : String(error)));
const wall = () => manager.on(api).showHotline({ brandId: 'xihe' });
const ring = async (input: { phone?: string; danger?: boolean; calls?: number }): Promise<void> => {
  await home.staff({ role: 'administrator' }).call('ringDemoCall', { brandId: 'xihe', ...input });
  await home.settle();
};

beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
  const { vehicle } = await manager.call('showVehicle', { id: vehicleId });
  ({ phone } = await manager.call('revealOwnerPhone', { id: vehicle.ownerId, why: '演练' }));
}, 180_000);

test('fifty calls at once for five people: each caller waits with a time or has a call-back with a time, and in the end all were answered', async () => {
  for (const one of five) await one.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await ring({ calls: 50 });
  const at = await wall();
  expect(at.waiting.length + at.callBacks.length).toBe(50);
  expect([...at.waiting, ...at.callBacks].every((one) => one.promisedAt !== null)).toBe(true);
  expect(at.callBacks.every((one) => Date.parse(one.callBackDueAt ?? '') > home.clock.now().getTime())).toBe(true);
  for (let turn = 0; turn < 60; turn++) {
    await home.runRounds('run-hotline');
    for (const one of five) {
      const { mine, callBacks } = await one.on(api).showMyDesk({});
      const contactId = mine?.id ?? callBacks[0]?.id;
      if (contactId === undefined) continue;
      await one.on(api).takeContact({ contactId });
      await one.on(api).endContact({ contactId });
      await one.on(api).wrapUpContact({ contactId, outcome: 'solved' });
    }
    home.clock.advance({ seconds: 5 });
  }
  const done = await wall();
  expect([done.waiting, done.callBacks, done.talking].map((list) => list.length)).toEqual([0, 0, 0]);
  expect(done.today).toMatchObject({ arrived: 50, answered: 50 });
});

test('two people answer the same call at the same moment: one has it, the other is told so', async () => {
  await ring({ phone });
  const contactId = (await wall()).waiting[0]?.id ?? '';
  expect((await Promise.all([codeOf(first.on(api).takeContact({ contactId })), codeOf(second.on(api).takeContact({ contactId }))])).sort()).toEqual(['contactTaken', 'done']);
  const holder = (await first.on(api).showMyDesk({})).mine === null ? second : first;
  const other = holder === first ? second : first;
  expect(await codeOf(other.on(api).revealContactPhone({ contactId }))).toBe('notNowWithContact');
  expect(await codeOf(stranger.on(api).revealContactPhone({ contactId }))).toBe('contactNotFound');
  expect((await holder.on(api).revealContactPhone({ contactId })).phone).toBe(phone);
  expect(((await owner.call('listMyAccessLog', {})).looks as { what: string; why: string }[])[0]).toMatchObject({ what: 'phone', why: expect.stringMatching(/^热线 H/) });
  const deeds: Record<string, object> = { takeContact: {}, declineContact: {}, endContact: {}, missContact: {}, wrapUpContact: { outcome: 'solved' }, handOnContact: { words: '请接' }, promiseCallBack: { dueAt: '2026-11-26T06:00:00Z' }, linkContact: { vehicleId } };
  const technician = home.staff({ role: 'technician', brandId: 'xihe' });
  for (const [deed, input] of Object.entries(deeds)) {
    expect([deed, await codeOf(stranger.call(deed, { contactId, ...input }))]).toEqual([deed, 'contactNotFound']); // another brand's
    expect([deed, await codeOf(technician.call(deed, { contactId, ...input }))]).toEqual([deed, 'notAllowed']);
    if (deed !== 'linkContact') expect([deed, await codeOf(other.call(deed, { contactId, ...input }))]).toEqual([deed, deed === 'takeContact' ? 'contactTaken' : 'notNowWithContact']); // a colleague's
  }
  await holder.on(api).endContact({ contactId });
  await holder.on(api).wrapUpContact({ contactId, outcome: 'solved' });
  expect(await codeOf(holder.on(api).revealContactPhone({ contactId }))).toBe('notNowWithContact');
});

test('the last one at the phones has left without a word: a caller in danger rings out, and a case opens so that somebody is woken', async () => {
  for (const one of five.slice(1)) await one.on(api).setPhoneState({ brandId: 'xihe', state: 'away' });
  await first.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await ring({ phone, danger: true });
  await home.runRounds('run-hotline');
  expect((await first.on(api).showMyDesk({})).mine).toMatchObject({ state: 'offered', urgency: 1, caseId: null });
  home.clock.advance({ seconds: 21 });
  await home.runRounds('run-hotline');
  await home.settle();
  const danger = (await wall()).waiting.find((one) => one.urgency === 1);
  expect(danger?.caseId).not.toBeNull();
  await home.runRounds('run-hotline');
  expect((await manager.call('listCases', { scope: 'all' })).cases.filter((one: { urgency: number }) => one.urgency === 1)).toHaveLength(1);
  await second.on(api).takeContact({ contactId: danger?.id ?? '' });
  await second.on(api).endContact({ contactId: danger?.id ?? '' });
  await second.on(api).wrapUpContact({ contactId: danger?.id ?? '', outcome: 'caseOpened' });
});

test('an agent closes the tab in the middle of a talk: after five minutes without an answer the owner is with the next person, with everything said', async () => {
  const { conversation: { id: conversationId } } = await owner.on(talkApi).startConversation({ vehicleId });
  await owner.on(talkApi).sendTurn({ conversationId, text: '转人工' });
  await home.settle();
  const contactId = (await wall()).waiting.find((one) => one.conversationId === conversationId)?.id ?? (await wall()).callBacks.find((one) => one.conversationId === conversationId)?.id ?? '';
  await first.on(api).takeContact({ contactId });
  await first.on(talkApi).answerInConversation({ conversationId, text: '您好，请讲。' });
  home.clock.advance({ minutes: 20 });
  await home.runRounds('return-talks');
  expect((await first.on(api).showMyDesk({})).mine?.id).toBe(contactId); // the owner thinks: nobody takes the talk away
  await owner.on(talkApi).sendTurn({ conversationId, text: '充电灯一直闪红' });
  home.clock.advance({ minutes: 4 });
  await home.runRounds('return-talks');
  expect((await first.on(api).showMyDesk({})).mine?.id).toBe(contactId);
  home.clock.advance({ minutes: 2 });
  await second.on(api).setPhoneState({ brandId: 'xihe', state: 'ready' });
  await home.runRounds('return-talks');
  await home.runRounds('run-hotline');
  expect((await owner.on(talkApi).showMyConversation({ conversationId })).conversation.state).toBe('queued');
  expect((await wall()).agents.find((one) => one.staffId === 'agent-0')?.state).toBe('away');
  expect((await second.on(api).showMyDesk({})).mine).toMatchObject({ id: contactId, state: 'offered' });
  await second.on(api).takeContact({ contactId });
  expect((await second.on(talkApi).showConversation({ conversationId })).turns.at(-1)?.text).toBe('充电灯一直闪红');
  expect(await codeOf(first.on(talkApi).answerInConversation({ conversationId, text: '还在吗' }))).toBe('conversationTaken');
});
