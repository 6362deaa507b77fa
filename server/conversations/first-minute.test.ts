// The first minute of a house that has learned nothing yet: nobody waits for the learning, least of all danger.
import { beforeAll, expect, test } from 'vitest';
import { house, type Caller } from '#platform/testing';
import { ownerWithCar, workshop } from '../../tests/two-brands.ts';
import { api } from './api.ts';

const home = await house({ startsAt: '2026-11-26T02:00:00Z' });
const manager = home.staff({ role: 'serviceManager', brandId: 'xihe' });
let owner: Caller;
let vehicleId: string;
beforeAll(async () => {
  await workshop(home);
  ({ owner, vehicleId } = await ownerWithCar(home, 'xihe'));
}, 180_000);

test('before anything is learned danger is heard, a person is called, and an article answers; none of it waits for the learning', async () => {
  const { conversation: { id: conversationId } } = await owner.on(api).startConversation({ vehicleId });
  const say = async (text: string) => (await owner.on(api).sendTurn({ conversationId, text })).turns.at(-1);
  expect((await say('充电口盖怎么打开'))?.kind).toMatch(/answer|clarify/);
  const tyres = await say('胎压多少合适'); // short, and about something else: answered by itself
  expect(tyres?.citations.map((one) => one.title).filter((title) => !title.includes('胎压'))).toEqual([]);
  expect(tyres?.citations.length).toBeGreaterThan(0);
  expect(await say('车底冒烟了')).toMatchObject({ kind: 'safety', urgency: 'S0' });
  expect((await owner.on(api).showMyConversation({ conversationId })).conversation.state).toBe('queued');
  expect((await say('转人工'))?.kind).toBe('person');
  expect((await manager.on(api).listExamples({ brandId: 'xihe' })).learned).toBe(false);
});
