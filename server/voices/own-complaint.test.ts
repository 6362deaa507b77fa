// An owner's complaint in the app: the case and the register of complaints know of it, the clocks of complaints run, and the answer is
// read where it was made.
import { expect, test } from 'vitest';
import { house } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';

const home = await house({ startsAt: '2026-11-26T02:00:00Z' }); // Thursday
const agent = () => home.staff({ role: 'agent', brandId: 'xihe', name: '林坐席' });

test('confirmed twice it stands once, with its clocks and its case; the answer is on the case, and another brand reads nothing', async () => {
  await workshop(home);
  const { owner, vehicleId } = await ownerWithCar(home, 'xihe');
  const { conversation } = await owner.call('startConversation', { vehicleId });
  const talk = await owner.call('sendTurn', { conversationId: conversation.id, text: '我要投诉，上次保养的顾问态度差，答应回电也没有回' });
  const card = talk.cards.find((one: { service: string }) => one.service === 'complaint');
  const { result } = await owner.call('confirmCard', { cardId: card.id });
  await owner.call('confirmCard', { cardId: card.id });
  await home.settle();

  const { voices } = await agent().call('listVoices', { brandId: 'xihe', channel: 'app' });
  expect(voices).toMatchObject([{ channel: 'app', kind: 'complaint', vehicleId, caseId: result.caseId, state: 'fresh' }]);
  expect(voices[0].words).toContain('态度差');
  expect(new Date(voices[0].answerDueAt).getTime()).toBeGreaterThan(new Date(voices[0].respondDueAt).getTime());
  expect((await home.staff({ role: 'agent', brandId: 'yuanlan' }).call('listVoices', { brandId: 'yuanlan' })).voices).toEqual([]);

  const taken = await agent().call('moveVoice', { voiceId: voices[0].id, move: 'take', version: voices[0].version });
  const answer = '很抱歉没有按约回电。店长今天 17 点前给您电话，本次工时费减免。';
  await home.staff({ role: 'serviceManager', brandId: 'xihe' }).call('moveVoice', { voiceId: voices[0].id, move: 'answer', words: answer, apology: 'written', gesture: 'none', version: taken.version });
  await home.settle();
  const { entries } = await owner.call('showMyCase', { caseId: result.caseId });
  expect(entries.filter((one: { text: string | null }) => one.text === answer)).toMatchObject([{ kind: 'deskMessage', byKind: 'staff' }]);
});
